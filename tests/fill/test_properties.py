"""Whatever stands in the data or the template, filling ends in a DOCX or in a documented error."""

from __future__ import annotations

import io
import string
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.cases.nothing import BLANK, Gap
from generator.errors import CaseError, FormError
from generator.fill import fill_docx
from generator.fill.text import document_text
from tests.fill.templates import TEMPLATES, of_paragraphs, written

calm = settings(
    max_examples=120,
    deadline=2000,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

PIECES = st.sampled_from(
    ["{{", "}}", "{%", "%}", "{#", "#}", "{{ 7 * 7 }}", "{% raw %}", "<w:p>", "]]>", "&amp;", "&",
     "<", "\"", "'", "\0", "\x0b", "\ud800", "\ufffe", "\u202e", "\u200b", "\r\n", "\t", "\a", "\f",
     "__class__", "{_{", "r>", "=1+1", "%s", "{0}", "长" * 300, "\U0001f600"]
)  # fmt: skip
ANY_TEXT = st.one_of(st.text(max_size=30), st.lists(PIECES, max_size=4).map("".join))
VALUE: st.SearchStrategy[Any] = st.recursive(
    st.one_of(
        ANY_TEXT,
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.dates(),
        st.binary(max_size=5),
        st.just(BLANK),
        ANY_TEXT.map(Gap),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.tuples(inner, inner),
        st.dictionaries(st.sampled_from("abcxyz"), inner, max_size=3),
    ),
    max_leaves=6,
)
NAMES = ("name", "other", "plain", "gap", "blank", "flag", "rows", "lines", "pages", "list")
CONTEXT = st.dictionaries(st.sampled_from(NAMES), VALUE, max_size=len(NAMES))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fill")
    for name, make in TEMPLATES.items():
        written(folder / f"{name}.docx", make())
    return folder


def assert_filled_or_told(template: Path, context: dict[str, Any]) -> None:
    try:
        filled = fill_docx(template, context)
    except (FormError, CaseError) as fault:
        assert fault.message
        assert str(template) in fault.where
        return
    Document(io.BytesIO(filled))  # Word would open it


@calm
@given(context=CONTEXT, name=st.sampled_from(sorted(TEMPLATES)), lenient=st.booleans())
def test_any_context(folder: Path, context: dict[str, Any], name: str, lenient: bool) -> None:
    template = folder / f"{name}.docx"
    assert_filled_or_told(template, context)
    if lenient:
        try:
            Document(io.BytesIO(fill_docx(template, context, lenient=True)))
        except (FormError, CaseError) as fault:
            assert fault.message


@calm
@given(text=st.text(st.characters(exclude_categories=("C",)), max_size=60))
def test_printable_text_comes_out_as_it_is(folder: Path, text: str) -> None:
    template = folder / "plain.docx"
    filled = fill_docx(template, {"name": text, "other": "", "gap": "", "blank": ""})
    first = document_text(filled).split("\n")[0]
    assert "".join(first.split()) == "".join(f"{text}与".split())


TAGS = st.lists(
    st.one_of(
        st.sampled_from(
            ["{{", "}}", "{%", "%}", "{%p", "{%tr", "{%tc", "{%r", "{{r", "{#", "#}", "name", "rows",
             "if", "endif", "for a in rows", "endfor", "else", "|", "|join", "|cn_date", "|pad_name",
             "|rmb_upper", ".x", "[0]", "(", ")", "'", "9**9", "* 10**9", "set x = 1", "include 'a'",
             "block b", "endblock", "macro m()", "endmacro", "raw", "endraw", "self", "cycler", "%",
             "_class_", "colspan 3", "cellbg rows", "vm", "hm", "\n", "<", "&"]
        ),
        st.text(string.ascii_letters + "{}%#| ", max_size=6),
    ),
    max_size=9,
).map(" ".join)  # fmt: skip


@calm
@given(paragraphs=st.lists(TAGS, min_size=1, max_size=3), rows=VALUE)
def test_any_template(folder: Path, paragraphs: list[str], rows: Any) -> None:
    legal = ["".join(c for c in text if c >= " " or c == "\n") for text in paragraphs]
    template = written(folder / "any.docx", of_paragraphs(*legal))
    assert_filled_or_told(template, {"name": "甲", "rows": rows})


@calm
@given(at=st.integers(0, 10**6), byte=st.integers(0, 255), cut=st.booleans())
def test_a_damaged_template(folder: Path, at: int, byte: int, cut: bool) -> None:
    content = bytearray((folder / "plain.docx").read_bytes())
    at %= len(content)
    if cut:
        del content[at:]
    else:
        content[at] = byte
    context = {"name": "甲", "other": "乙", "gap": "", "blank": ""}
    assert_filled_or_told(written(folder / "damaged.docx", bytes(content)), context)
