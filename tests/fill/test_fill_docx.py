"""Filling DOCX: part by part docxtpl's result, safe against what stands in the data."""

from __future__ import annotations

import io
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docxtpl import DocxTemplate, Listing, RichText
from lxml import etree

from generator.cases.nothing import BLANK, Gap
from generator.errors import FormError
from generator.fill import Picture, SubDocument, document_text, fill_docx
from generator.fill.archive import read_parts
from generator.fill.bookmarks import make_bookmarks_unique
from generator.fill.environment import environment
from generator.fill.sample import sample_fields
from generator.forms import discover_forms
from generator.pictures.file import PictureFile
from tests.fill.templates import TEMPLATES, of_paragraphs, written

NASTY = "<甲>&\"乙\" {{7*7}} {% raw %} 'x' ]]>"
CONTEXT: Mapping[str, Any] = {
    "name": NASTY,
    "other": "A & B",
    "plain": "标题",
    "gap": Gap("三级医院"),
    "blank": BLANK,
    "flag": True,
    "rows": [{"a": "一<", "b": "FF0000"}, {"a": "二", "b": "00FF00"}, {"a": "三", "b": "0000FF"}],
    "lines": "一\n二\t三\r\n四",
    "pages": "一\a二\f三",
    "rich": RichText("粗 & 体", bold=True),
    "list": Listing("甲\n乙 <丙>"),
}


def docxtpl_parts(template: bytes, context: Mapping[str, Any]) -> dict[str, bytes]:
    """What docxtpl makes of it, with the same environment; bookmarks made unique."""
    document = DocxTemplate(io.BytesIO(template))
    document.render(dict(context), environment())
    make_bookmarks_unique(document.docx.element.body)
    stream = io.BytesIO()
    document.save(stream)
    return read_parts(stream.getvalue())


def canonical(name: str, content: bytes) -> object:
    """A part as compared: XML without regard to its notation, properties without empty ones."""
    tree = etree.fromstring(content)
    if name == "docProps/core.xml":
        return {(node.tag, node.text) for node in tree if node.text}
    return etree.tostring(tree, method="c14n")


def content_types(parts: Mapping[str, bytes]) -> dict[str, str]:
    """The type of each part, however the package says it."""
    tree = etree.fromstring(parts["[Content_Types].xml"])
    types = {node.get("PartName"): node.get("ContentType") for node in tree}
    usual = {node.get("Extension"): node.get("ContentType") for node in tree}
    return {
        name: types.get(f"/{name}") or usual[name.rpartition(".")[2]]
        for name in parts
        if name != "[Content_Types].xml"
    }


def assert_same_parts(found: bytes, expected: Mapping[str, bytes]) -> None:
    parts = read_parts(found)
    assert set(parts) == set(expected)
    assert content_types(parts) == content_types(expected)
    for name, content in expected.items():
        if name == "[Content_Types].xml":
            continue
        if name.endswith((".xml", ".rels")):
            assert canonical(name, parts[name]) == canonical(name, content), name
        else:
            assert parts[name] == content, name


@pytest.mark.parametrize("name", TEMPLATES)
@pytest.mark.parametrize("flag", [True, False])
def test_equals_docxtpl_part_by_part(tmp_path: Path, name: str, flag: bool) -> None:
    content = TEMPLATES[name]()
    context = {**CONTEXT, "flag": flag}
    found = fill_docx(written(tmp_path / "t.docx", content), context)
    assert_same_parts(found, docxtpl_parts(content, context))


@pytest.mark.parametrize(
    "form_id",
    [name for name, form in discover_forms().items() if form.template.suffix == ".docx"],
)
def test_every_form_equals_docxtpl(form_id: str) -> None:
    form = discover_forms()[form_id]
    fields = {  # docxtpl knows no such pictures; tests/fill/test_pictures.py is about them
        key: BLANK if isinstance(value, PictureFile) else value
        for key, value in sample_fields(form).items()
    }
    expected = docxtpl_parts(form.template.read_bytes(), fields)
    assert_same_parts(fill_docx(form.template, fields), expected)


def test_a_difference_would_be_seen(tmp_path: Path) -> None:
    content = TEMPLATES["plain"]()
    found = fill_docx(written(tmp_path / "t.docx", content), CONTEXT)
    with pytest.raises(AssertionError):
        assert_same_parts(found, docxtpl_parts(content, {**CONTEXT, "other": "A & C"}))


def test_data_never_becomes_markup_or_code(tmp_path: Path) -> None:
    template = written(tmp_path / "t.docx", of_paragraphs("〔{{ name }}〕{_{}_}"))
    for name in (NASTY, "甲{_{乙}_}丙{_%丁%_}"):  # by which only a template prints braces
        assert document_text(fill_docx(template, {"name": name})).startswith(
            f"〔{name}〕{{{{}}}}\n"
        )


def test_properties_are_not_escaped_twice(tmp_path: Path) -> None:
    template = written(tmp_path / "t.docx", TEMPLATES["properties"]())
    filled = fill_docx(template, {"name": "", "plain": "A & B"})
    assert Document(io.BytesIO(filled)).core_properties.title == "A & B"


def test_same_input_same_bytes_at_any_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    template = written(tmp_path / "t.docx", TEMPLATES["headers_and_footers"]())
    first = fill_docx(template, CONTEXT)
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert fill_docx(template, CONTEXT) == first


def test_a_changed_template_is_read_anew(tmp_path: Path) -> None:
    template = written(tmp_path / "t.docx", of_paragraphs("一{{ name }}"))
    assert document_text(fill_docx(template, {"name": "甲"})).startswith("一甲")
    written(template, of_paragraphs("二二{{ name }}"))
    assert document_text(fill_docx(template, {"name": "甲"})).startswith("二二甲")


def test_word_opens_what_was_filled(tmp_path: Path) -> None:
    template = written(tmp_path / "t.docx", TEMPLATES["row_loop"]())
    table = Document(io.BytesIO(fill_docx(template, CONTEXT))).tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["甲", "乙"],
        ["一<", "FF0000"],
        ["二", "00FF00"],
        ["三", "0000FF"],
    ]


def test_repeated_bookmarks_become_unique(tmp_path: Path) -> None:
    template = written(tmp_path / "t.docx", TEMPLATES["bookmarks"]())
    filled = fill_docx(template, CONTEXT)
    assert document_text(filled).split("\n")[:6] == [
        "一<‹seal_helper›",
        "一<‹contents_1›",
        "二‹seal_helper_2›",
        "二‹contents_2›",
        "三‹seal_helper_3›",
        "三‹contents_3›",
    ]
    body = etree.fromstring(read_parts(filled)["word/document.xml"])
    numbers = [n.get(f"{{{body.nsmap['w']}}}id") for n in body.iter("{*}bookmarkStart")]
    ends = [n.get(f"{{{body.nsmap['w']}}}id") for n in body.iter("{*}bookmarkEnd")]
    assert numbers == ends == [str(n) for n in range(1, 7)]


def picture_file(folder: Path) -> Path:
    """A PNG of one red pixel."""
    import struct
    import zlib

    def chunk(kind: bytes, data: bytes) -> bytes:
        checked = kind + data
        return struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\x00\xff\x00\x00")
    content = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels)
    return written(folder / "p.png", content + chunk(b"IEND", b""))


def test_pictures_go_docxtpls_way(tmp_path: Path) -> None:
    template = written(tmp_path / "t.docx", of_paragraphs("{{ name }}", "{{ photo }}"))
    context = {"name": "甲 & 乙", "photo": Picture(picture_file(tmp_path), width_mm=25)}
    filled = fill_docx(template, context)
    assert "甲 & 乙" in document_text(filled)
    parts = read_parts(filled)
    assert any(name.startswith("word/media/") for name in parts)
    assert b'cx="900000"' in parts["word/document.xml"]  # 25 mm in EMU
    assert fill_docx(template, context) == filled


def test_subdocuments_say_what_they_need(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docxcompose.properties", None)
    monkeypatch.delitem(sys.modules, "docxtpl.subdoc", raising=False)
    template = written(tmp_path / "t.docx", of_paragraphs("{{p inner }}"))
    inner = written(tmp_path / "inner.docx", of_paragraphs("里面的段落"))
    with pytest.raises(FormError, match="docxcompose"):
        fill_docx(template, {"inner": SubDocument(inner)})
