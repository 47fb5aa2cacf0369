"""The document's body: paragraphs and their runs; tables and sections stand in modules of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from generator.render.docx.characters import CHARACTERS, read_characters
from generator.render.docx.cuts import Cut, parse_cut
from generator.render.docx.drawings import DrawingReader
from generator.render.docx.features import feature_name
from generator.render.docx.fields import FieldState
from generator.render.docx.listlevels import layers, list_level
from generator.render.docx.package import XML_PARSER, Element, Package, Relationship, W
from generator.render.docx.paragraphs import inherit, paragraph_settings, paragraph_style
from generator.render.docx.runs import char_style, run_settings
from generator.render.docx.styles import Styles
from generator.render.docx.values import Settings, child_val, tag_of, val
from generator.render.model import (
    Block,
    Bookmark,
    CharStyle,
    Inline,
    LineBreak,
    PageBreak,
    PageField,
    Paragraph,
)
from generator.render.refusal import Refusals, Unsupported

# Proofing, permissions, comments (not printed) and what tracked changes took away.
_SILENT = frozenset(
    [
        "pPr",
        "rPr",
        "sdtPr",
        "sdtEndPr",
        "smartTagPr",
        "customXmlPr",
        "proofErr",
        "permStart",
        "permEnd",
        "bookmarkEnd",
        "lastRenderedPageBreak",
        "commentRangeStart",
        "commentRangeEnd",
        "commentReference",
        "annotationRef",
        "del",
        "moveFrom",
        "moveFromRangeStart",
        "moveFromRangeEnd",
        "moveToRangeStart",
        "moveToRangeEnd",
    ]
)
_WRAPPERS = frozenset(["ins", "moveTo", "smartTag", "customXml", "sdt", "sdtContent"])
# Word's own marks carry no place for a stamp or a link.
_WORDS_OWN_BOOKMARKS = ("_GoBack", "_Toc", "_Hlk", "_Ref", "OLE_LINK")


class Lent(Struct, frozen=True, eq=False):
    """What a table's style lends to the paragraphs of its cells."""

    run: Settings
    paragraph: Settings


_OF_A_TEXT_BOX = Lent({}, {})

# What points to other parts of the file: links, pictures, whatever is drawn.
_RELATED = re.compile(rb' r:[a-z]+="|<w:(?:drawing|pict|object)[ >/]|AlternateContent')


class Origin(Struct, frozen=True):
    """Where reading an element by itself begins: all it depends on, its XML aside."""

    styles: Styles
    own_edge: bool
    part: str
    count: int

    def reader(self) -> BodyReader:
        """A reader for what points to no other part of the file."""
        reader = BodyReader(None, self.styles, {}, Refusals(), self.part, own_edge=self.own_edge)
        reader.count = self.count
        return reader


class _Known(Struct, frozen=True):
    """What reading an element gave, and where it left the reader."""

    blocks: tuple[Block, ...]
    refused: tuple[Unsupported, ...]
    count: int
    waiting: tuple[Bookmark, ...]


@lru_cache(maxsize=1024)
def _known(xml: bytes, origin: Origin, lent: Lent | None) -> _Known:
    """One element read by itself."""
    return _read_alone(etree.fromstring(xml, XML_PARSER), origin, lent)


@lru_cache(maxsize=1024)
def _known_cut(cut: Cut, origin: Origin) -> _Known:
    """One paragraph of the body, or what stands between them, read by itself."""
    return _read_alone(parse_cut(cut), origin)


@lru_cache(maxsize=64)  # of tables that differ between documents, the rows are known
def _known_table(cut: Cut, origin: Origin) -> _Known:
    return _read_alone(parse_cut(cut), origin)


def _read_alone(element: Element, origin: Origin, lent: Lent | None = None) -> _Known:
    reader = origin.reader()
    blocks = tuple(reader.blocks([element], lent))
    findings = tuple(reader.refusals.findings)
    return _Known(blocks, findings, reader.count, tuple(reader.waiting))


@lru_cache(maxsize=4096)
def _is_related(xml: bytes) -> bool:
    return _RELATED.search(xml) is not None


class BodyReader:
    """Reads the blocks of one part (document, header or footer)."""

    def __init__(
        self,
        package: Package | None,
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
        self.count = 0
        self._in_table = False  # the paragraph that is read
        self.waiting: list[Bookmark] = []  # of bookmarks between paragraphs, for the next one

    def blocks(self, parent: Element, lent: Lent | None = None) -> list[Block]:
        """The blocks of a body, cell, header or footer, in order; `lent` by the table around."""
        from generator.render.docx.tables import read_table  # the two read each other

        found: list[Block] = []
        for child in parent:
            name = tag_of(child)
            if name == "p":
                found.extend(self.paragraph(child, lent))
            elif name == "tbl":
                found.append(read_table(self, child))
            elif name == "bookmarkStart":
                self.bookmark_between(child)
            elif name in _WRAPPERS:
                found.extend(self.blocks(child, lent))
            elif name not in _SILENT and name not in ("sectPr", "tcPr"):
                self.refusals.add(feature_name(name), self.place)
        return found

    def known_blocks(self, child: Element, lent: Lent | None = None) -> tuple[Block, ...]:
        """The blocks of one element, most of which stand alike in all documents of a form."""
        xml = etree.tostring(child, with_tail=False)
        if tag_of(child) == "tbl" or not self.stands_alone(xml):
            return tuple(self.blocks([child], lent))  # a table's rows are known one by one
        known = _known(xml, self.origin, lent)
        self.go_on(known.refused, known.count, known.waiting)
        return known.blocks

    def cut_blocks(self, cut: Cut) -> tuple[Block, ...]:
        """The same of what was cut out of the body. Raises etree.XMLSyntaxError."""
        if not self.stands_alone(cut.xml):
            return tuple(self.blocks([parse_cut(cut)]))
        known = (_known_table if cut.name == "tbl" else _known_cut)(cut, self.origin)
        self.go_on(known.refused, known.count, known.waiting)
        return known.blocks

    @property
    def origin(self) -> Origin:
        """Where reading stands."""
        return Origin(self.styles, self.own_edge, self.part, self.count)

    def stands_alone(self, xml: bytes) -> bool:
        """Whether an element's reading depends on nothing but itself and the origin."""
        return not self.waiting and not _is_related(xml)

    def go_on(
        self, refused: Iterable[Unsupported], count: int, waiting: Iterable[Bookmark]
    ) -> None:
        """Stand where reading an element by itself ended."""
        self.refusals.extend(refused)
        self.count, self.waiting = count, list(waiting)

    @property
    def place(self) -> str:
        """Where reading stands, for messages."""
        return f"{self.part} ¶{self.count}"

    def bookmark_between(self, element: Element) -> None:
        """A bookmark that begins between paragraphs stands at the start of the next one."""
        self.waiting.extend(_bookmark(element))

    def finish(self) -> None:
        """After the last block: refuse a bookmark that has no paragraph to stand in."""
        for mark in self.waiting:
            self.refusals.add(f"bookmark {mark.name} after the last paragraph", self.place)

    def paragraph(self, element: Element, lent: Lent | None = None) -> list[Block]:
        """One paragraph; page breaks inside it cut it in parts, as they cut it on paper."""
        self.count += 1
        self._in_table = lent is not None
        properties = element.find(W + "pPr")
        style_id = child_val(properties, "pStyle")
        style = self.styles.get(style_id, "paragraph")
        self.refusals.extend(style.refused)
        own = paragraph_settings(properties, self.refusals, self.place)
        level = list_level(self.styles, style, own)
        settings = inherit(
            self.styles.default_paragraph,
            lent.paragraph if lent else {},
            *layers(style, level, own),
        )
        base = inherit(self.styles.default_run, lent.run if lent else {}, style.run)
        mark_element = None if properties is None else properties.find(W + "rPr")
        if mark_element is not None and mark_element.find(W + "del") is not None:
            self.refusals.add("tracked deletion of a paragraph's end", self.place)
        mark_settings = inherit(base, self._run_settings(mark_element))
        mark = char_style(mark_settings)
        item = None if level is None else level.item(mark_settings)
        for finding in level.refused if level else ():
            self.refusals.add(finding.feature, self.place)
        whole = Paragraph(
            tuple(self.waiting),
            paragraph_style(settings, mark, style.style_id),
            mark,
            self.place,
            item,
        )
        self.waiting = []
        state = FieldState(self.refusals, in_body=self.part == "document")
        parts = _cut(whole, list(self._inlines(element, base, state)))
        state.finish(self.place)
        if lent and (len(parts) > 1 or whole.style.page_break_before):
            self.refusals.add("page break in a table", self.place)
        if mark_settings.get("hidden"):
            return self._without_hidden_end(parts)
        return parts

    def _without_hidden_end(self, parts: list[Block]) -> list[Block]:
        """A paragraph hidden as a whole goes; one of which something shows runs on: refused."""
        inlines = [item for part in parts if isinstance(part, Paragraph) for item in part.inlines]
        self.waiting.extend(item for item in inlines if isinstance(item, Bookmark))
        if len(parts) > 1 or any(not isinstance(item, Bookmark) for item in inlines):
            self.refusals.add("hidden end of a paragraph that shows", self.place)
        return []

    def _run_settings(self, element: Element | None) -> Settings:
        """A run's own settings over those of its character style."""
        if element is None:
            return {}
        named = self.styles.get(child_val(element, "rStyle"), "character")
        self.refusals.extend(named.refused)
        own = run_settings(element, self.styles.theme, self.refusals, self.place)
        return inherit(named.run, own)

    def _inlines(
        self, parent: Element, base: Settings, state: FieldState
    ) -> Iterator[Inline | PageBreak]:
        for child in parent:
            name = tag_of(child)
            if name == "r":
                yield from self._run(child, base, state)
            elif name == "bookmarkStart":
                yield from _bookmark(child)
            elif name == "fldSimple":
                yield from self._simple_field(child, base, state)
            elif name == "hyperlink" or name in _WRAPPERS:
                yield from self._inlines(child, base, state)
            elif name not in _SILENT:
                self.refusals.add(feature_name(name), self.place)

    def _simple_field(
        self, element: Element, base: Settings, state: FieldState
    ) -> Iterator[Inline | PageBreak]:
        found = state.checked(val(element, "instr"), self.place)
        if found is None:
            yield from self._inlines(element, base, state)
            return
        run = element.find(W + "r")
        properties = None if run is None else run.find(W + "rPr")
        style = char_style(inherit(base, self._run_settings(properties)))
        yield PageField(found[0], style, found[1])

    def _run(self, run: Element, base: Settings, state: FieldState) -> Iterator[Inline | PageBreak]:
        settings = inherit(base, self._run_settings(run.find(W + "rPr")))
        style = char_style(settings)
        for child in run:
            name = tag_of(child)
            if name == "fldChar":
                shown = state.begin_or_end(val(child, "fldCharType"), style, self.place)
                if shown is not None:
                    yield shown
            elif name == "instrText":
                state.instruct(child.text or "")
            elif name in _SILENT or settings.get("hidden"):
                continue
            elif state.hides:
                if field := state.shown(style):
                    yield field
                if name not in CHARACTERS:
                    self._refuse(f"{feature_name(name)} in a field")
            else:
                yield from self._run_child(child, name, style, settings)

    def _run_child(
        self, child: Element, name: str, style: CharStyle, settings: Settings
    ) -> Iterator[Inline | PageBreak]:
        if name in CHARACTERS:
            yield from read_characters(child, name, style, settings, self._refuse)
        elif name in ("br", "cr"):
            yield from self._break(val(child, "type"), style)
        elif name in ("drawing", "pict", "AlternateContent"):
            assert self.package is not None  # what draws is never read by itself
            reader = DrawingReader(
                self.package,
                self.relationships,
                self.refusals,
                self.place,
                self._in_table,
                self._text_box,
            )
            yield from reader.read(child, style)
        else:
            self.refusals.add(feature_name(name), self.place)

    def _text_box(self, content: Element) -> list[Block]:
        """What a text box holds; there as in a cell pages do not break and nothing floats."""
        blocks = self.blocks(content, _OF_A_TEXT_BOX)
        self._in_table = False
        return blocks

    def _refuse(self, feature: str) -> None:
        self.refusals.add(feature, self.place)

    def _break(self, kind: str, style: CharStyle) -> Iterator[Inline | PageBreak]:
        if kind == "page":
            yield PageBreak()
        elif kind in ("", "textWrapping"):
            yield LineBreak(style)
        else:
            self.refusals.add(f"{kind} break", self.place)


def _bookmark(element: Element) -> Iterator[Bookmark]:
    name = val(element, "name")
    if name and not name.startswith(_WORDS_OWN_BOOKMARKS):
        yield Bookmark(name)


def _cut(whole: Paragraph, items: list[Inline | PageBreak]) -> list[Block]:
    """The paragraph with its inlines, cut at page breaks."""
    parts: list[Block] = []
    inlines: list[Inline] = list(whole.inlines)
    for item in items:
        if isinstance(item, PageBreak):
            if inlines:
                parts.append(replace(whole, inlines=tuple(inlines)))
                inlines = []
                whole = replace(whole, item=None)  # its label stands before its first part
            parts.append(item)
        else:
            inlines.append(item)
    if inlines or not parts:
        parts.append(replace(whole, inlines=tuple(inlines)))
    elif len(parts) == 1:
        # A paragraph of nothing but a page break keeps its mark on the page it ends.
        parts.insert(0, replace(whole, inlines=()))
    return parts
