"""The document's body: paragraphs and their runs; tables and sections stand in modules of their own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.render.docx.package import Element, Package, R, Relationship, W
from generator.render.docx.properties import (
    Settings,
    char_style,
    inherit,
    paragraph_settings,
    paragraph_style,
    run_settings,
    tag_of,
    val,
)
from generator.render.docx.styles import Styles
from generator.render.model import (
    Block,
    Bookmark,
    CharStyle,
    Field,
    Inline,
    LineBreak,
    PageBreak,
    PageField,
    Paragraph,
    Picture,
    Tab,
    Text,
)
from generator.render.refusal import Refusals

_IGNORED = frozenset(
    [
        "pPr",
        "rPr",
        "proofErr",
        "bookmarkEnd",
        "lastRenderedPageBreak",
        "permStart",
        "permEnd",
        "commentRangeStart",
        "commentRangeEnd",
        "noBreakHyphen",
        "softHyphen",
        "fldChar",
        "instrText",
        "del",
        "moveFrom",
        "moveFromRangeStart",
        "moveFromRangeEnd",
        "moveToRangeStart",
        "moveToRangeEnd",
        "sdtPr",
        "sdtEndPr",
        "smartTagPr",
    ]
)
_TRANSPARENT = frozenset(["ins", "moveTo", "smartTag", "sdt", "sdtContent", "hyperlink"])
_PAGE_FIELDS = {"PAGE": Field.PAGE, "NUMPAGES": Field.PAGES}
# Word's own marks carry no place for a stamp or a link.
_WORDS_OWN_BOOKMARKS = ("_GoBack", "_Toc", "_Hlk", "_Ref", "OLE_LINK")

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
EMU = 1 / 12700  # pt


@dataclass
class _FieldState:
    """Where a complex field stands while its runs go by."""

    instruction: str = ""
    depth: int = 0
    in_result: bool = False
    emitted: bool = False

    @property
    def kind(self) -> Field | None:
        words = self.instruction.split()
        return _PAGE_FIELDS.get(words[0].upper()) if words else None


class BodyReader:
    """Reads the blocks of one part (document, header or footer)."""

    def __init__(
        self,
        package: Package,
        styles: Styles,
        relationships: dict[str, Relationship],
        refusals: Refusals,
        part: str,
        *,
        own_edge: bool,
    ) -> None:
        self.package = package
        self.styles = styles
        self.relationships = relationships
        self.refusals = refusals
        self.part = part
        self.own_edge = own_edge  # tables' edges, not their text, stand at the margin
        self._count = 0

    def blocks(self, parent: Element, table_run: Settings | None = None) -> list[Block]:
        """The blocks of a body, cell, header or footer, in order.

        `table_run` are the run settings a table's style lends to its cells.
        """
        from generator.render.docx.tables import read_table  # the two read each other

        found: list[Block] = []
        for child in parent:
            name = tag_of(child)
            if name == "p":
                found.extend(self.paragraph(child, table_run))
            elif name == "tbl":
                found.append(read_table(self, child))
            elif name in ("sdt", "sdtContent", "ins", "moveTo"):
                found.extend(self.blocks(child, table_run))
            elif name not in _IGNORED and name not in ("sectPr", "tcPr", "bookmarkStart"):
                self.refusals.add(name, self.place)
            elif name == "bookmarkStart" and not val(child, "name").startswith(
                _WORDS_OWN_BOOKMARKS
            ):
                self.refusals.add(f"bookmark {val(child, 'name')} between paragraphs", self.place)
        return found

    @property
    def place(self) -> str:
        """Where reading stands, for messages."""
        return f"{self.part} ¶{self._count}"

    def paragraph(self, element: Element, table_run: Settings | None = None) -> Iterator[Block]:
        """One paragraph; page breaks inside it cut it in parts, as they cut it on paper."""
        self._count += 1
        properties = element.find(W + "pPr")
        style_id = "" if properties is None else _child_val(properties, "pStyle")
        style = self.styles.get(style_id, "paragraph")
        for finding in style.refused:
            self.refusals.add(finding.feature, finding.place)
        settings = inherit(
            self.styles.default_paragraph,
            style.paragraph,
            paragraph_settings(properties, self.refusals, self.place),
        )
        base = inherit(self.styles.default_run, table_run or {}, style.run)
        mark_element = None if properties is None else properties.find(W + "rPr")
        mark = char_style(inherit(base, self._run_settings(mark_element)))
        paragraph_format = paragraph_style(settings, mark, style_id)
        place = self.place
        inlines: list[Inline] = []
        parts: list[Block] = []
        for item in self._inlines(element, base, _FieldState()):
            if isinstance(item, PageBreak):
                if inlines:
                    parts.append(Paragraph(tuple(inlines), paragraph_format, mark, place))
                    inlines = []
                parts.append(item)
            else:
                inlines.append(item)
        if inlines or not parts:
            parts.append(Paragraph(tuple(inlines), paragraph_format, mark, place))
        elif len(parts) == 1:
            # A paragraph of nothing but a page break keeps its mark on the page it ends.
            parts.insert(0, Paragraph((), paragraph_format, mark, place))
        return iter(parts)

    def _run_settings(self, element: Element | None) -> Settings:
        """A run's own settings over those of its character style."""
        if element is None:
            return {}
        named = self.styles.get(_child_val(element, "rStyle"), "character")
        own = run_settings(element, self.styles.theme, self.refusals, self.place)
        return inherit(named.run, own)

    def _inlines(
        self, parent: Element, base: Settings, state: _FieldState
    ) -> Iterator[Inline | PageBreak]:
        for child in parent:
            name = tag_of(child)
            if name == "r":
                yield from self._run(child, base, state)
            elif name == "bookmarkStart":
                mark = val(child, "name")
                if not mark.startswith(_WORDS_OWN_BOOKMARKS):
                    yield Bookmark(mark)
            elif name == "fldSimple":
                yield from self._simple_field(child, base)
            elif name in _TRANSPARENT:
                yield from self._inlines(child, base, state)
            elif name not in _IGNORED:
                self.refusals.add(name, self.place)

    def _simple_field(self, element: Element, base: Settings) -> Iterator[Inline | PageBreak]:
        state = _FieldState(instruction=val(element, "instr"))
        run = element.find(W + "r")
        style = self._style(base, None if run is None else run.find(W + "rPr"))
        if state.kind:
            yield PageField(state.kind, style)
        else:
            self.refusals.add(f"field {state.instruction.strip()}", self.place)

    def _style(self, base: Settings, properties: Element | None) -> CharStyle:
        return char_style(inherit(base, self._run_settings(properties)))

    def _run(
        self, run: Element, base: Settings, state: _FieldState
    ) -> Iterator[Inline | PageBreak]:
        settings = inherit(base, self._run_settings(run.find(W + "rPr")))
        if settings.get("hidden"):
            return
        style = char_style(settings)
        for child in run:
            name = tag_of(child)
            if name == "fldChar":
                self._field_char(val(child, "fldCharType"), state)
            elif name == "instrText":
                state.instruction += child.text or ""
            elif state.depth and state.in_result and state.kind:
                if not state.emitted:
                    state.emitted = True
                    yield PageField(state.kind, style)
            elif state.depth and not state.in_result:
                continue
            else:
                yield from self._run_child(child, name, style)

    def _field_char(self, kind: str, state: _FieldState) -> None:
        if kind == "begin":
            state.depth += 1
            if state.depth > 1:
                self.refusals.add("nested field", self.place)
            state.instruction, state.in_result, state.emitted = "", False, False
        elif kind == "separate":
            state.in_result = True
            if state.kind is None:
                self.refusals.add(f"field {state.instruction.strip()}", self.place)
        elif kind == "end":
            state.depth = max(0, state.depth - 1)
            state.in_result = False

    def _run_child(
        self, child: Element, name: str, style: CharStyle
    ) -> Iterator[Inline | PageBreak]:
        if name == "t":
            if child.text:
                yield Text(child.text, style)
        elif name == "tab":
            yield Tab(style)
        elif name in ("br", "cr"):
            yield from self._break(val(child, "type"), style)
        elif name == "noBreakHyphen":
            yield Text("\u2011", style)
        elif name == "drawing":
            yield from self._drawing(child, style)
        elif name not in _IGNORED:
            self.refusals.add(name, self.place)

    def _break(self, kind: str, style: CharStyle) -> Iterator[Inline | PageBreak]:
        if kind == "page":
            yield PageBreak()
        elif kind in ("", "textWrapping"):
            yield LineBreak(style)
        else:
            self.refusals.add(f"{kind} break", self.place)

    def _drawing(self, element: Element, style: CharStyle) -> Iterator[Inline]:
        inline = element.find(_WP + "inline")
        blip = element.find(f".//{_A}blip")
        extent = None if inline is None else inline.find(_WP + "extent")
        relation = None if blip is None else self.relationships.get(blip.get(R + "embed", ""))
        if extent is None or relation is None or relation.external:
            self.refusals.add("drawing", self.place)
            return
        if not relation.target.lower().endswith((".png", ".jpg", ".jpeg")):
            self.refusals.add(f"picture {relation.target.rpartition('.')[2]}", self.place)
            return
        yield Picture(
            self.package.read(relation.target),
            width=int(extent.get("cx")) * EMU,
            height=int(extent.get("cy")) * EMU,
            style=style,
        )


def _child_val(parent: Element, name: str) -> str:
    child = parent.find(W + name)
    return "" if child is None else val(child)
