"""Small DOCX files written part by part, so that a test states exactly the XML it is about."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

from PIL import Image

_NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
FACE = "仿宋_GB2312"
A4 = (
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:bottom="1440" w:left="1588" '
    'w:right="1474" w:header="851" w:footer="992"/>'
)
MODERN = (
    '<w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
)


def fonts(face: str, latin: str = "") -> str:
    """A `w:rFonts` of one face, or of one for Latin letters and one for CJK."""
    return f'<w:rFonts w:ascii="{latin or face}" w:hAnsi="{latin or face}" w:eastAsia="{face}"/>'


def r(text: str, properties: str = "") -> str:
    """A run; properties go into its rPr."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(content: str = "", properties: str = "") -> str:
    """A paragraph: plain text, or runs where the content begins with a tag."""
    runs = content if content.startswith("<") or not content else r(content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def bookmark(name: str, number: int = 1) -> str:
    """An empty bookmark."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/><w:bookmarkEnd w:id="{number}"/>'


def field(instruction: str, result: str = "1", *, separate: bool = True) -> str:
    """A complex field."""
    char = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    middle = (char.format("separate") + r(result)) if separate else ""
    return (
        char.format("begin")
        + f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
        + middle
        + char.format("end")
    )


def sdt(content: str, properties: str = "") -> str:
    """A content control."""
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def tc(content: str = "", properties: str = "", width: int = 0) -> str:
    """A cell: plain text, or blocks where the content begins with a tag."""
    blocks = content if content.startswith("<") else p(content)
    asked = f'<w:tcW w:w="{width}" w:type="dxa"/>' if width else ""
    return f"<w:tc><w:tcPr>{asked}{properties}</w:tcPr>{blocks}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """A row."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


SINGLE = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def tbl(widths: list[int], *rows: str, properties: str = "", borders: str = SINGLE) -> str:
    """A table of fixed layout with its grid (twips)."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f"<w:tbl><w:tblPr>{properties}<w:tblBorders>{borders}</w:tblBorders>"
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )


def lvl(
    number: int,
    kind: str,
    text: str,
    *,
    suffix: str = "",
    more: str = "",
    paragraph: str = "",
    run: str = "",
    start: int = 1,
) -> str:
    """A level of a list; `more` goes between its format and its suffix."""
    ending = f'<w:suff w:val="{suffix}"/>' if suffix else ""
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>{more}{ending}'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr>{paragraph}</w:pPr>'
        f"<w:rPr>{run}</w:rPr></w:lvl>"
    )


def lists(*abstract: str, uses: Mapping[int, tuple[int, str]] = {}) -> str:
    """A numbering part of abstract lists (their levels); `uses`: which one each list number uses,
    and its overrides. Without `uses` list 1 uses the first, list 2 the second and so on."""
    chosen = uses or {number + 1: (number, "") for number in range(len(abstract))}
    return "".join(
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>'
        f"{levels}</w:abstractNum>"
        for number, levels in enumerate(abstract)
    ) + "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{which}"/>{overrides}</w:num>'
        for number, (which, overrides) in chosen.items()
    )


def of_list(number: int, level: int = 0, more: str = "") -> str:
    """Paragraph properties of a list's item."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>{more}'


def section(content: str = "", page: str = A4) -> str:
    """Section properties: references first, then the page, then the rest."""
    return f"<w:sectPr>{content}{page}</w:sectPr>"


def png(width: int = 40, height: int = 40, color: tuple[int, int, int] = (200, 0, 0)) -> bytes:
    """A PNG of one colour."""
    stream = io.BytesIO()
    Image.new("RGB", (width, height), color).save(stream, "PNG")
    return stream.getvalue()


def picture(relation: str, width_mm: float, height_mm: float, inside: str = "") -> str:
    """A run with an inline picture."""
    cx, cy = (round(side * 36000) for side in (width_mm, height_mm))
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{cx}" cy="{cy}"/><wp:docPr id="1" name="图"/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        '<pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="图"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/>{inside}'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def spot(axis: str, edge: str, place: float | str) -> str:
    """A floating thing's place: `axis` H or V, mm from an edge or an alignment."""
    inside = f"<wp:align>{place}</wp:align>"
    if not isinstance(place, str):
        inside = f"<wp:posOffset>{round(place * 36000)}</wp:posOffset>"
    return f'<wp:position{axis} relativeFrom="{edge}">{inside}</wp:position{axis}>'


def anchored(
    graphic: str,
    width_mm: float,
    height_mm: float,
    across: str,
    down: str,
    *,
    behind: bool = False,
    wrap: str = "<wp:wrapNone/>",
) -> str:
    """A `w:drawing` of something floating."""
    cx, cy = (round(side * 36000) for side in (width_mm, height_mm))
    return (
        f'<w:drawing><wp:anchor simplePos="0" behindDoc="{int(behind)}" layoutInCell="1" locked="0" '
        f'allowOverlap="1" relativeHeight="2"><wp:simplePos x="0" y="0"/>{across}{down}'
        f'<wp:extent cx="{cx}" cy="{cy}"/>{wrap}<wp:docPr id="1" name="x"/>{graphic}'
        "</wp:anchor></w:drawing>"
    )


def floating_picture(
    relation: str,
    width_mm: float,
    height_mm: float,
    across: str,
    down: str,
    *,
    behind: bool = False,
    wrap: str = "<wp:wrapNone/>",
) -> str:
    """A run with a floating picture."""
    run = picture(relation, width_mm, height_mm)
    graphic = run[run.index("<a:graphic>") : run.index("</wp:inline>")]
    drawing = anchored(graphic, width_mm, height_mm, across, down, behind=behind, wrap=wrap)
    return f"<w:r>{drawing}</w:r>"


def line_shape(
    width_mm: float,
    height_mm: float,
    across: str,
    down: str,
    *,
    color: str = "FF0000",
    width_pt: float = 2.25,
    flip: str = "",
    line: str = "",
    inside: str = "",
) -> str:
    """A run with a straight line as Word 2010 and later draw it; `line` are attributes of its
    stroke, `inside` elements of it."""
    cx, cy = (round(side * 36000) for side in (width_mm, height_mm))
    graphic = (
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/'
        'wordprocessingShape"><wps:wsp><wps:cNvCnPr/><wps:spPr>'
        f'<a:xfrm {flip}><a:off x="0" y="0"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm>'
        f'<a:prstGeom prst="line"><a:avLst/></a:prstGeom><a:ln w="{round(width_pt * 12700)}" {line}>'
        f'<a:solidFill><a:srgbClr val="{color}"/></a:solidFill>{inside}</a:ln></wps:spPr>'
        "<wps:bodyPr/></wps:wsp></a:graphicData></a:graphic>"
    )
    drawing = anchored(graphic, width_mm, height_mm, across, down)
    choice = f'<mc:Choice Requires="wps">{drawing}</mc:Choice><mc:Fallback/>'
    return f"<w:r><mc:AlternateContent>{choice}</mc:AlternateContent></w:r>"


def text_box(
    width_mm: float,
    height_mm: float,
    across: str,
    down: str,
    content: str,
    *,
    lie: str = "t",
    inset_mm: float = 0.0,
) -> str:
    """A run with a text box as Word 2010 and later write it, without rules or fill."""
    cx, cy, inset = (round(side * 36000) for side in (width_mm, height_mm, inset_mm))
    insets = " ".join(f'{side}Ins="{inset}"' for side in "ltrb")
    graphic = (
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/'
        'wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr>'
        f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln>'
        f"</wps:spPr><wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx>"
        f'<wps:bodyPr rot="0" vert="horz" wrap="square" {insets} anchor="{lie}" anchorCtr="0">'
        "<a:noAutofit/></wps:bodyPr></wps:wsp></a:graphicData></a:graphic>"
    )
    drawing = anchored(graphic, width_mm, height_mm, across, down)
    choice = f'<mc:Choice Requires="wps">{drawing}</mc:Choice><mc:Fallback/>'
    return f"<w:r><mc:AlternateContent>{choice}</mc:AlternateContent></w:r>"


def vml_line(
    start: str,
    end: str,
    *,
    style: str = "",
    color: str = "red",
    weight: str = "2.25pt",
    inside: str = "",
) -> str:
    """A run with a straight line as Word 2007 and WPS draw it."""
    return (
        f'<w:r><w:pict><v:line style="position:absolute;z-index:1;{style}" from="{start}" to="{end}" '
        f'strokecolor="{color}" strokeweight="{weight}">{inside}</v:line></w:pict></w:r>'
    )


def docx_file(
    body: str,
    *,
    size: float = 16,
    face: str = FACE,
    latin: str = "",
    styles: str = "",
    paragraph_defaults: str = "",
    settings: str = MODERN,
    page: str = section(),
    banners: Mapping[str, str] = {},
    parts: Mapping[str, tuple[str, bytes]] = {},
    numbering: str = "",
) -> bytes:
    """A DOCX of a body. `numbering` is the inside of its numbering part. `banners` are header or
    footer parts by file stem (`header1`) and blocks; their relation ids are their stems. `parts`
    are others by relation id: file name and content."""
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{fonts(face, latin)}<w:sz w:val="{size * 2:g}"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN"/>'
        f"</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>{paragraph_defaults}</w:pPr></w:pPrDefault>"
        "</w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    )
    files = {
        "word/document.xml": f"<w:document {_NS}><w:body>{body}{page}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {_NS}>{defaults}{styles}</w:styles>",
        "word/settings.xml": f"<w:settings {_NS}>{settings}</w:settings>",
        "_rels/.rels": _relations({"rId1": ("officeDocument", "word/document.xml")}),
    }
    relations = {"s": ("styles", "styles.xml"), "t": ("settings", "settings.xml")}
    for stem, blocks in banners.items():
        kind = stem.rstrip("0123456789")
        tag = {"header": "hdr", "footer": "ftr"}[kind]
        files[f"word/{stem}.xml"] = f"<w:{tag} {_NS}>{blocks}</w:{tag}>"
        relations[stem] = (kind, f"{stem}.xml")
    if numbering:
        files["word/numbering.xml"] = f"<w:numbering {_NS}>{numbering}</w:numbering>"
        relations["n"] = ("numbering", "numbering.xml")
    media: dict[str, bytes] = {}
    for relation, (name, content) in parts.items():
        media[f"word/{name}"] = content
        relations[relation] = ("image", name)
    files["word/_rels/document.xml.rels"] = _relations(relations)
    files["[Content_Types].xml"] = _content_types(files)
    return zipped({name: text.encode() for name, text in files.items()} | media)


def zipped(files: Mapping[str, bytes]) -> bytes:
    """An archive of these files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def unzipped(source: bytes) -> dict[str, bytes]:
    """The files of an archive."""
    with zipfile.ZipFile(io.BytesIO(source)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _relations(relations: Mapping[str, tuple[str, str]]) -> str:
    items = "".join(
        f'<Relationship Id="{key}" Type="{_REL}{kind}" Target="{target}"/>'
        for key, (kind, target) in relations.items()
    )
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{namespace}">{items}</Relationships>'


def _content_types(files: Mapping[str, str]) -> str:
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml."
    kinds = {"document": "document.main", "styles": "styles", "settings": "settings"}
    overrides = ""
    for name in files:
        stem = name.removeprefix("word/").removesuffix(".xml")
        kind = kinds.get(stem) or stem.rstrip("0123456789")
        if name.endswith(".xml"):
            overrides += f'<Override PartName="/{name}" ContentType="{main}{kind}+xml"/>'
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="png" ContentType="image/png"/>'
        f"{overrides}</Types>"
    )
