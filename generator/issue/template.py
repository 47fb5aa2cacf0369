"""A form read once for a whole batch: from one document to the next only a few values change.

Reading a filled DOCX takes two thirds of the time of a certificate. Where a template prints what
changes as it is, `{{ name }}`, it is read once with a mark in each of these places; a document is
then the same model with its own values there.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jinja2 import nodes
from msgspec import Struct
from msgspec.structs import replace

from generator.cases.nothing import Blank
from generator.fill.compiled import CompiledDocx, compiled_docx
from generator.fill.docx import fill_compiled
from generator.fill.environment import environment, printed
from generator.forms.form import Form
from generator.pictures.file import PictureFile
from generator.render.docx.reader import read_docx
from generator.render.engine import lay_out_file
from generator.render.kept import kept_by_identity
from generator.render.layout.items import Pages
from generator.render.layout.pages import lay_out
from generator.render.model import (
    Banner,
    Block,
    Cell,
    Document,
    Inline,
    Paragraph,
    Row,
    Section,
    Table,
    Text,
)
from generator.render.pdf.stock import Stock, stock_of

_RECURRING = (
    256  # groups of items that documents share, at most; what is their own is not kept long
)
_OPEN, _CLOSE = "\ue000", "\ue001"  # around a name; private, so no text has them
_RESHAPED = frozenset("\t\n\r\a\f\v")  # of these docxtpl makes tabs, lines, paragraphs, pages


class Template(Struct, frozen=True):
    """A form made ready for documents that differ in some of their fields only."""

    form: Form
    varying: frozenset[str]
    marked: Document | None  # with marks; None: a template that does more than print what changes
    stock: Stock  # characters all the documents share

    def pages(self, fields: Mapping[str, Any]) -> Pages:
        """The laid-out document of these fields; raises as filling and laying out do."""
        if self.marked is None:
            return _full(self.form, fields)
        values = {name: str(printed(fields[name])) for name in self.varying}
        if any(map(_is_reshaped, values.values())):
            return _full(self.form, fields)
        marks = {_mark(name): value for name, value in values.items()}
        return lay_out(_document(self.marked, marks))


def prepare(form: Form, fields: Mapping[str, Any], varying: Mapping[str, str]) -> Template:
    """The form for documents with these fields, of which some vary.

    `varying` gives each of these an alphabet: characters that most documents will have there. What
    is shared must not depend on which documents are made together: else a run that was
    interrupted would end in other bytes than one that was not.
    Raises as filling, reading and laying out do.
    """
    compiled = compiled_docx(form.template)
    if not _only_prints(compiled, frozenset(varying)):
        return Template(form, frozenset(varying), None, _plain_stock(form, fields, varying))
    source = fill_compiled(compiled, {**fields, **{name: _mark(name) for name in varying}})
    marked, refusals = read_docx(source, form.id)
    refusals.raise_any()
    plain = {_mark(name): alphabet for name, alphabet in varying.items()}
    stock = stock_of(lay_out(_document(marked, plain)), most_kept=_RECURRING)
    return Template(form, frozenset(varying), marked, stock)


def _plain_stock(form: Form, fields: Mapping[str, Any], varying: Mapping[str, str]) -> Stock:
    """The characters of a document without its own values, where these are texts or pictures."""
    if not all(isinstance(fields[name], str | PictureFile | Blank) for name in varying):
        return Stock()  # dates and lists cannot be left out of a template that asks for them
    return stock_of(_full(form, {**fields, **varying}), most_kept=_RECURRING)


def _full(form: Form, fields: Mapping[str, Any]) -> Pages:
    source = fill_compiled(compiled_docx(form.template), fields)
    return lay_out_file(source, form.template.suffix, form.id)


def _mark(name: str) -> str:
    return f"{_OPEN}{name}{_CLOSE}"


def _is_reshaped(value: str) -> bool:
    # What XML cannot hold is left to the filler, which says so.
    return not _RESHAPED.isdisjoint(value) or any(char < " " for char in value)


def _only_prints(compiled: CompiledDocx, names: frozenset[str]) -> bool:
    """Whether the template's parts do nothing with these names but print them."""
    return all(_prints(part.source, names) for part in compiled.templates)


def _prints(source: str, names: frozenset[str]) -> bool:
    tree: Any = environment().parse(source)
    used = [node for node in tree.find_all(nodes.Name) if node.name in names]
    printed_ = [node for output in tree.find_all(nodes.Output) for node in output.nodes]
    return all(any(node is each for each in printed_) for node in used)


# ------------------------------------------------------------------------ a model with other values


def _document(document: Document, marks: Mapping[str, str]) -> Document:
    return replace(document, sections=tuple(_section(each, marks) for each in document.sections))


def _section(section: Section, marks: Mapping[str, str]) -> Section:
    return replace(
        section,
        blocks=_blocks(section.blocks, marks),
        headers=_banner(section.headers, marks),
        footers=_banner(section.footers, marks),
    )


def _banner(banner: Banner, marks: Mapping[str, str]) -> Banner:
    return Banner(
        _blocks(banner.default, marks),
        None if banner.even is None else _blocks(banner.even, marks),
        None if banner.first is None else _blocks(banner.first, marks),
    )


# What has no mark stays the very same object: layout and drawing know it again by that.


def _blocks(blocks: tuple[Block, ...], marks: Mapping[str, str]) -> tuple[Block, ...]:
    if not any(map(_is_marked, blocks)):
        return blocks
    return tuple(_block(block, marks) if _is_marked(block) else block for block in blocks)


def _block(block: Block, marks: Mapping[str, str]) -> Block:
    match block:
        case Paragraph():
            return _paragraph(block, marks)
        case Table():
            rows = (_row(row, marks) if _is_marked(row) else row for row in block.rows)
            return replace(block, rows=tuple(rows))
    return block


def _row(row: Row, marks: Mapping[str, str]) -> Row:
    cells = (
        replace(cell, blocks=_blocks(cell.blocks, marks)) if _is_marked(cell) else cell
        for cell in row.cells
    )
    return replace(row, cells=tuple(cells))


@kept_by_identity(4096)
def _is_marked(part: Block | Row | Cell | Text) -> bool:
    """Whether anything within has a mark."""
    match part:
        case Text():
            return _OPEN in part.text
        case Paragraph():
            return any(isinstance(each, Text) and _is_marked(each) for each in part.inlines)
        case Table():
            return any(map(_is_marked, part.rows))
        case Row():
            return any(map(_is_marked, part.cells))
        case Cell():
            return any(map(_is_marked, part.blocks))
    return False


def _paragraph(paragraph: Paragraph, marks: Mapping[str, str]) -> Paragraph:
    inlines: list[Inline] = []
    for each in paragraph.inlines:
        if isinstance(each, Text) and _is_marked(each):
            text = each.text
            for mark, value in marks.items():
                text = text.replace(mark, value)
            if text:  # where nothing is printed a filled file has no text either
                inlines.append(replace(each, text=text))
        else:
            inlines.append(each)
    return replace(paragraph, inlines=tuple(inlines))
