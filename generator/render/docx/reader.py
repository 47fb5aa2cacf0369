"""DOCX in, page model out: sections with their headers and footers, document settings."""

from __future__ import annotations

from dataclasses import dataclass

from generator.render.docx.body import BodyReader
from generator.render.docx.package import Element, Package, R, W
from generator.render.docx.properties import is_on, tag_of, twips, val
from generator.render.docx.styles import Styles, read_styles
from generator.render.model import Banner, Block, Document, Geometry, Section, SectionStart
from generator.render.refusal import Refusals

_SECTION_KNOWN = frozenset(
    [
        "headerReference",
        "footerReference",
        "pgSz",
        "pgMar",
        "pgNumType",
        "cols",
        "docGrid",
        "titlePg",
        "type",
        "formProt",
        "noEndnote",
        "paperSrc",
        "footnotePr",
        "endnotePr",
        "sectPrChange",
        "rtlGutter",
    ]
)
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


def read_docx(source: bytes, name: str = "") -> tuple[Document, Refusals]:
    """The page model of a DOCX, and what it holds beyond the model (empty: nothing was dropped).

    Raises FormError when the file is damaged or no DOCX.
    """
    package = Package(source, name)
    main = package.main_part
    refusals = Refusals()
    relationships = package.relationships(main)
    for relation in relationships.values():
        for suffix, feature in _REFUSED_PARTS.items():
            if relation.kind.endswith(suffix) and _is_used(package, relation.target, feature):
                refusals.add(feature, main)
    styles = read_styles(package, main)
    settings = _settings(package, main)
    body = package.xml(main).find(W + "body")
    reader = _DocumentReader(package, styles, refusals, main, settings.own_edge)
    sections = () if body is None else tuple(reader.sections(body))
    return (
        Document(
            sections=sections,
            default_tab=settings.default_tab,
            even_and_odd=settings.even_and_odd,
        ),
        refusals,
    )


def _is_used(package: Package, part: str, feature: str) -> bool:
    """Word writes empty footnote parts into every document: only a real note counts."""
    if feature not in ("footnotes", "endnotes") or not package.has(part):
        return True
    notes = [note for note in package.xml(part) if not val(note, "type")]
    return bool(notes)


@dataclass
class _Settings:
    default_tab: float = 36.0
    even_and_odd: bool = False
    own_edge: bool = False  # a table's edge, not its text, stands at the margin (Word 2013 on)


def _settings(package: Package, main: str) -> _Settings:
    found = _Settings()
    for relation in package.relationships(main).values():
        if relation.kind.endswith("/settings") and package.has(relation.target):
            for child in package.xml(relation.target):
                name = tag_of(child)
                if name == "defaultTabStop":
                    found.default_tab = twips(val(child))
                elif name == "evenAndOddHeaders":
                    found.even_and_odd = is_on(child)
                elif name == "compat":
                    found.own_edge = _compatibility_mode(child) >= 15
    return found


def _compatibility_mode(compat: Element) -> int:
    for setting in compat.iterfind(W + "compatSetting"):
        if val(setting, "name") == "compatibilityMode":
            return int(val(setting) or 0)
    return 12  # what Word takes a file for that does not say


class _DocumentReader:
    """Cuts the body into sections and reads each."""

    def __init__(
        self, package: Package, styles: Styles, refusals: Refusals, main: str, own_edge: bool
    ) -> None:
        self._package = package
        self._styles = styles
        self._refusals = refusals
        self._relationships = package.relationships(main)
        self._own_edge = own_edge
        self._reader = BodyReader(
            package, styles, self._relationships, refusals, "document", own_edge=own_edge
        )
        self._banners: dict[tuple[str, str], tuple[Block, ...]] = {}

    def sections(self, body: Element) -> list[Section]:
        """The sections in order; a section's properties stand at its end."""
        found: list[Section] = []
        blocks: list[Block] = []
        for child in body:
            if tag_of(child) == "sectPr":
                found.append(self._section(child, blocks))
                blocks = []
                continue
            blocks.extend(self._reader.blocks([child]))
            ending = child.find(f"{W}pPr/{W}sectPr") if tag_of(child) == "p" else None
            if ending is not None:
                found.append(self._section(ending, blocks))
                blocks = []
        if blocks:
            found.append(Section(Geometry(), tuple(blocks)))
        return found

    def _section(self, element: Element, blocks: list[Block]) -> Section:
        for child in element:
            name = tag_of(child)
            if name not in _SECTION_KNOWN:
                self._refusals.add(name, "section")
            elif name == "cols" and val(child, "num") not in ("", "1"):
                self._refusals.add("columns", "section")
        self._inherit_banners(element)
        number = element.find(W + "pgNumType")
        if number is not None and val(number, "fmt") not in ("", "decimal"):
            self._refusals.add(f"page number format {val(number, 'fmt')}", "section")
        start = element.find(W + "type")
        return Section(
            geometry=_geometry(element),
            blocks=tuple(blocks),
            headers=self._banner("header", element),
            footers=self._banner("footer", element),
            first_page=int(val(number, "start"))
            if number is not None and val(number, "start")
            else None,
            start=_STARTS.get("" if start is None else val(start), SectionStart.NEXT_PAGE),
        )

    def _inherit_banners(self, element: Element) -> None:
        """A section without headers of its own goes on with those of the one before."""
        for kind in ("header", "footer"):
            for reference in element.iterfind(f"{W}{kind}Reference"):
                relation = self._relationships.get(reference.get(R + "id", ""))
                if relation is not None and self._package.has(relation.target):
                    self._banners[kind, val(reference, "type") or "default"] = self._part(
                        relation.target
                    )

    def _part(self, part: str) -> tuple[Block, ...]:
        label = part.rpartition("/")[2].removesuffix(".xml")
        reader = BodyReader(
            self._package,
            self._styles,
            self._package.relationships(part),
            self._refusals,
            label,
            own_edge=self._own_edge,
        )
        return tuple(reader.blocks(self._package.xml(part)))

    def _banner(self, kind: str, element: Element) -> Banner:
        title = element.find(W + "titlePg")
        return Banner(
            default=self._banners.get((kind, "default"), ()),
            even=self._banners.get((kind, "even"), ()),
            first=self._banners.get((kind, "first"), ())
            if title is not None and is_on(title)
            else None,
        )


def _geometry(element: Element) -> Geometry:
    size, margins, grid = (element.find(W + name) for name in ("pgSz", "pgMar", "docGrid"))

    def length(source: Element | None, name: str, default: float) -> float:
        text = "" if source is None else val(source, name)
        return twips(text) if text else default

    lined = grid is not None and val(grid, "type") in ("lines", "linesAndChars", "snapToChars")
    return Geometry(
        width=length(size, "w", 595.3),
        height=length(size, "h", 841.9),
        top=length(margins, "top", 72.0),
        bottom=length(margins, "bottom", 72.0),
        left=length(margins, "left", 90.0) + length(margins, "gutter", 0.0),
        right=length(margins, "right", 90.0),
        header=length(margins, "header", 36.0),
        footer=length(margins, "footer", 36.0),
        grid_pitch=length(grid, "linePitch", 0.0) if lined else 0.0,
    )
