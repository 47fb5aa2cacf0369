"""A body that is cut gives what the parsed whole gives; what cannot be cut safely is not cut."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import FormError
from generator.fill.sample import sample_fields
from generator.fill.template import fill
from generator.forms import Form, discover_forms
from generator.render.docx import reader
from generator.render.docx.cuts import cut_body
from generator.render.docx.package import Package
from generator.render.docx.reader import read_docx
from tests.oracle.corpus import CORPUS
from tests.render.docxmaker import docx_file, p, r, tbl

FORMS = [form for form in discover_forms().values() if form.template.suffix == ".docx"]
TEXT_BOX = "<w:pict><v:textbox><w:txbxContent><w:p/></w:txbxContent></v:textbox></w:pict>"


def cuts_of(source: bytes) -> int | None:
    package = Package(source)
    cuts = cut_body(package.read(package.main_part))
    return None if cuts is None else len(cuts)


def told(read: Callable[[], tuple[object, reader.Refusals]]) -> object:
    try:
        document, refusals = read()
        return document, refusals.findings
    except FormError as fault:
        return fault.message


def assert_same(source: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    cut = told(lambda: read_docx(source))
    with monkeypatch.context() as patched:
        patched.setattr(reader, "cut_body", lambda _content: None)
        assert cut == told(lambda: read_docx(source))


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_every_form_is_read_the_same(form: Form, monkeypatch: pytest.MonkeyPatch) -> None:
    assert_same(fill(form.template, sample_fields(form)), monkeypatch)


def test_most_forms_are_cut() -> None:
    cut = [form for form in FORMS if cuts_of(fill(form.template, sample_fields(form)))]
    assert len(cut) > len(FORMS) / 2


@pytest.mark.parametrize("name", CORPUS)
def test_the_corpus_is_read_the_same(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert_same(CORPUS[name](), monkeypatch)


def test_what_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    body = f"\n<w:p/> {p('一')}<w:bookmarkStart w:id='7' w:name='a'/>{tbl([['二']])}<w:p ></w:p>"
    source = docx_file(body)
    assert cuts_of(source) == 6  # and the section's properties
    assert_same(source, monkeypatch)


@pytest.mark.parametrize(
    "body",
    [
        p("一") + "<!-- </w:p> -->" + p("二"),
        p(r("一") + "<!-- <w:p> --><w:r/>"),
        p(f"<w:r>{TEXT_BOX}</w:r>"),
        tbl([[tbl([["内"]]) + "<w:p/>"]]),
        p("一").replace("<w:p>", '<w:p xmlns:w="urn:other">'),
        f"<w:sdt><w:sdtContent>{p('一')}</w:sdtContent></w:sdt>",
        "文字" + p("一"),
        p("一") + "文字" + tbl([["二"]]).replace("</w:tr>", "</w:tr>三") + "四",
        "<w:altChunk/>" + p("一"),
        p("一").replace("</w:p>", ""),
        "<?target data?>" + p("一"),
    ],
)
def test_what_is_not_cut(body: str, monkeypatch: pytest.MonkeyPatch) -> None:
    source = docx_file(body)
    assert cuts_of(source) is None
    assert_same(source, monkeypatch)


@pytest.mark.parametrize(
    "body",
    [
        p('<w:r><w:t w:x="a > b">一</w:t></w:r>'),
        '<w:p w:x="a/>b"><w:r><w:t>一</w:t></w:r></w:p>' + p("二"),
        p("<w:r><w:t><![CDATA[一</w:p>]]></w:t></w:r>") + p("二"),
        p("<w:r><w:t>一<!-- </w:p> --></w:t></w:r>") + p("二"),
        p("<w:r><w:t>&unknown;</w:t></w:r>"),
        p("<w:r><w:t>一</w:r></w:t>"),
        p("<w:r><x:t>一</x:t></w:r>"),
        tbl([["一"]]).replace("</w:tr>", ""),
        '<w:p w:a="1" w:a="2"/>',
    ],
)
def test_what_seems_plain_and_is_not_is_read_or_refused_the_same(
    body: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert_same(docx_file(body), monkeypatch)


PIECES = st.lists(
    st.sampled_from(
        [p("一"), p(), "<w:p/>", tbl([["甲", "乙"]]), "<w:p>", "</w:p>", "<w:tbl>", "</w:tbl>", "<!--",
         "-->", "<![CDATA[", "]]>", "<w:bookmarkStart w:id='1' w:name='b'/>", "文", ">", "<", "\n",
         "<w:sectPr/>", "<w:sectPr>", "</w:sectPr>", "</w:body>", "<w:body>", "&amp;", " w:x='1'"]
    ),
    max_size=7,
).map("".join)  # fmt: skip


@given(body=PIECES)
def test_whatever_stands_there(body: str) -> None:
    with pytest.MonkeyPatch.context() as monkeypatch:
        assert_same(docx_file(body), monkeypatch)
