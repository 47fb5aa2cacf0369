"""DOCX in, page model out: sections with their headers and footers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lxml import etree
from msgspec.structs import replace

from generator.errors import FormError
from generator.render.docx.body import BodyReader
from generator.render.docx.cuts import Cut, cut_body, parse_cut
from generator.render.docx.features import feature_name
from generator.render.docx.labels import Labels
from generator.render.docx.package import Element, Package, R, W
from generator.render.docx.pagelayout import read_geometry, read_page_border
from generator.render.docx.settings import Settings, read_settings
from generator.render.docx.styles import Styles, read_styles
from generator.render.docx.values import child_val, count, flag, tag_of, val
from generator.render.model import Banner, Block, Document, Geometry, Section, SectionStart
from generator.render.numberformats import FORMATS
from generator.render.refusal import Refusals

# Read below, or without effect: form protection, note settings (notes are refused), paper trays.
_SECTION_KNOWN = frozenset(
    [
        "headerReference",
        "footerReference",
        "pgSz",
        "pgMar",
        "pgNumType",
        "cols",
        "docGrid",
        "pgBorders",
        "titlePg",
        "type",
        "formProt",
        "noEndnote",
        "paperSrc",
        "footnotePr",
        "endnotePr",
        "sectPrChange",
    ]
)
_HARMLESS_VALUES = {"vAlign": "top", "textDirection": "lrTb", "rtlGutter": "0", "bidi": "0"}
_STARTS = {
    "": SectionStart.NEXT_PAGE,
    "nextPage": SectionStart.NEXT_PAGE,
    "oddPage": SectionStart.ODD_PAGE,
    "evenPage": SectionStart.EVEN_PAGE,
    "continuous": SectionStart.CONTINUOUS,
}
# Parts whose presence changes the page but which the model does not hold.
_REFUSED_PARTS = {
    "/footnotes": "footnotes",
    "/endnotes": "endnotes",
    "/vbaProject": "macros",
    "/chart": "chart",
    "/oleObject": "OLE object",
    "/diagramData": "diagram",
}


def read_docx(source: bytes | Mapping[str, bytes], name: str = "") -> tuple[Document, Refusals]:
    """The page model of a DOCX, and what it holds beyond the model (empty: nothing was dropped).

    `source` is the file or its parts by name. Raises FormError when the file is damaged or no DOCX.
    """
    package = Package(source, name)
    try:
        try:
            return _read(package, cut_body(package.read(package.main_part)))
        except etree.XMLSyntaxError:
            return _read(package, None)  # which says where
    except FormError as fault:
        fault.where = fault.where or name
        raise


def _read(package: Package, cuts: list[Cut] | None) -> tuple[Document, Refusals]:
    """The document; its body is parsed as a whole where it is not cut."""
    main = package.main_part
    refusals = Refusals()
    for relation in package.relationships(main).values():
        for suffix, feature in _REFUSED_PARTS.items():
            if relation.kind.endswith(suffix) and _is_used(package, relation.target, feature):
                refusals.add(feature, main)
    _refuse_embedded_fonts(package, main, refusals)
    styles = read_styles(package, main)
    refusals.extend(styles.refused)
    settings = read_settings(package, main, refusals)
    reader = _DocumentReader(package, styles, refusals, main, settings)
    if cuts is None:
        root = package.xml(main)
        if (background := root.find(W + "background")) is not None:
            refusals.add(feature_name(tag_of(background)), "document")
        body = root.find(W + "body")
        sections = [] if body is None else reader.sections(body)
    else:
        sections = reader.sections(cuts)
    document = Document(
        sections=tuple(sections),
        default_tab=settings.default_tab,
        even_and_odd=settings.even_and_odd,
        add_spaces=settings.add_spaces,
    )
    return document, refusals


def _ending_of(cut: Cut) -> Element | None:
    """The section properties that end a section with this child of the body."""
    if b"<w:sectPr" not in cut.xml:
        return None
    element = parse_cut(cut)
    return element if cut.name == "sectPr" else element.find(_ENDING)


def _refuse_embedded_fonts(package: Package, main: str, refusals: Refusals) -> None:
    """Fonts the file brings along would have to draw its text."""
    part = package.related(main, "fontTable")
    for font in package.xml(part) if part else ():
        if any(tag_of(child).startswith("embed") for child in font):
            refusals.add(f"embedded font {val(font, 'name')}", "fontTable")


def _is_used(package: Package, part: str, feature: str) -> bool:
    """Word writes empty footnote parts into every document: only a real note counts."""
    if feature not in ("footnotes", "endnotes") or not package.has(part):
        return True
    notes = [note for note in package.xml(part) if val(note, "type") in ("", "normal")]
    return bool(notes)


_ENDING = f"{W}pPr/{W}sectPr"


class _DocumentReader:
    """Cuts the body into sections and reads each."""

    def __init__(
        self, package: Package, styles: Styles, refusals: Refusals, main: str, settings: Settings
    ) -> None:
        self._package = package
        self._styles = styles
        self._refusals = refusals
        self._relationships = package.relationships(main)
        self._settings = settings
        self._banners: dict[tuple[str, str], tuple[Block, ...]] = {}

    def sections(self, body: Iterable[Element] | Iterable[Cut]) -> list[Section]:
        """The sections in order; a section's properties stand at its end."""
        reader = BodyReader(
            self._package,
            self._styles,
            self._relationships,
            self._refusals,
            "document",
            own_edge=self._settings.own_edge,
        )
        labels = Labels(self._styles.lists, self._refusals)
        found: list[Section] = []
        blocks: list[Block] = []
        for child in body:
            if isinstance(child, Cut):
                name, ending = child.name, _ending_of(child)
                made = () if name == "sectPr" else reader.cut_blocks(child)
            else:
                name = tag_of(child)
                ending = child if name == "sectPr" else child.find(_ENDING)
                made = () if name == "sectPr" else reader.known_blocks(child)
            blocks.extend(labels.put(made))
            if ending is not None:
                before = found[-1] if found else None
                found.append(self._section(ending, blocks, before, len(found) + 1))
                blocks = []
        reader.finish()
        if blocks:
            found.append(Section(Geometry(), tuple(blocks)))
        return found

    def _section(
        self, element: Element, blocks: list[Block], before: Section | None, number: int
    ) -> Section:
        place = f"section {number}"
        for child in element:
            name = tag_of(child)
            if name not in _SECTION_KNOWN and val(child) != _HARMLESS_VALUES.get(name):
                self._refusals.add(feature_name(name), place)
            elif name == "cols" and val(child, "num") not in ("", "1"):
                self._refusals.add("columns", place)
        self._read_banners(element)
        numbering = element.find(W + "pgNumType")
        first_page, page_format = None, "decimal"
        if numbering is not None:
            page_format = val(numbering, "fmt") or page_format
            if page_format not in FORMATS:
                self._refusals.add(f"page number format {page_format}", place)
            if val(numbering, "chapStyle"):
                self._refusals.add("page numbers with chapters", place)
            if text := val(numbering, "start"):
                first_page = count(text)
        start = _STARTS.get(child_val(element, "type"))
        if start is None:
            self._refusals.add(f"section start {child_val(element, 'type')}", place)
        section = Section(
            geometry=read_geometry(
                element, self._refusals, place, mirrored=self._settings.mirrored
            ),
            blocks=tuple(blocks),
            headers=self._banner("header", element),
            footers=self._banner("footer", element),
            first_page=first_page,
            page_format=page_format,
            start=start or SectionStart.NEXT_PAGE,
            border=read_page_border(element, self._settings, self._refusals, place),
        )
        if before is not None and section.start is SectionStart.CONTINUOUS:
            self._check_continuous(section, before, place)
        return section

    def _check_continuous(self, section: Section, before: Section, place: str) -> None:
        """One that goes on amid a page can only have that page's layout."""
        same = replace(before, blocks=(), first_page=None, start=section.start)
        if replace(section, blocks=()) != same:
            self._refusals.add("continuous section with a page layout of its own", place)

    def _read_banners(self, element: Element) -> None:
        """A section without headers of its own goes on with those of the one before."""
        for kind in ("header", "footer"):
            for reference in element.iterfind(f"{W}{kind}Reference"):
                relation = self._relationships.get(reference.get(R + "id", ""))
                if relation is not None and self._package.has(relation.target):
                    which = val(reference, "type") or "default"
                    self._banners[kind, which] = self._part(relation.target)

    def _part(self, part: str) -> tuple[Block, ...]:
        reader = BodyReader(
            self._package,
            self._styles,
            self._package.relationships(part),
            self._refusals,
            part.rpartition("/")[2].removesuffix(".xml"),
            own_edge=self._settings.own_edge,
        )
        root = self._package.xml(part)
        blocks = [block for child in root for block in reader.known_blocks(child)]
        reader.finish()
        return tuple(Labels(self._styles.lists, self._refusals).put(blocks))

    def _banner(self, kind: str, element: Element) -> Banner:
        first = self._banners.get((kind, "first"), ()) if flag(element, "titlePg") else None
        return Banner(
            default=self._banners.get((kind, "default"), ()),
            even=self._banners.get((kind, "even"), ()),
            first=first,
        )
