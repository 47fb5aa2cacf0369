"""Broken templates and unprintable data are named, never a traceback."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document

from generator.cases.agreement import Goal
from generator.cases.nothing import Gap
from generator.cases.records import Party
from generator.errors import BangfuError, CaseError, ExitCode, FormError
from generator.fill import Picture, fill_docx
from generator.fill.text import document_text
from tests.fill.templates import TEMPLATES, of_paragraphs, saved, written


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.i18n.language", lambda: "en")


def fault_of(path: Path, **context: object) -> BangfuError:
    with pytest.raises(BangfuError) as caught:
        fill_docx(path, context)
    return caught.value


def test_a_wrong_tag_names_its_paragraph(tmp_path: Path) -> None:
    template = written(tmp_path / "t.docx", of_paragraphs("好的{{ a }}", "坏的{{ b| }}处", "后面"))
    fault = fault_of(template, a="", b="")
    assert isinstance(fault, FormError)
    assert fault.exit_code is ExitCode.FORM
    assert fault.where.startswith(str(template))
    assert "坏的{{ b| }}处" in fault.where
    assert "后面" not in fault.where


def test_a_block_left_open_is_a_fault(tmp_path: Path) -> None:
    template = written(tmp_path / "t.docx", of_paragraphs("{%p if a %}", "一"))
    assert "tag is wrong" in fault_of(template, a=1).message


def test_an_unknown_name_is_named_with_its_paragraph_and_a_guess(tmp_path: Path) -> None:
    template = written(tmp_path / "t.docx", of_paragraphs("一", "受援医院：{{ reciever }}", "三"))
    fault = fault_of(template, receiver="甲医院")
    assert isinstance(fault, FormError)
    assert "reciever" in fault.message
    assert "受援医院：{{ reciever }}" in fault.where
    assert fault.remedy == "Did you mean receiver?"


def test_an_unknown_name_in_a_footer(tmp_path: Path) -> None:
    template = written(tmp_path / "t.docx", TEMPLATES["headers_and_footers"]())
    fault = fault_of(template, name="")
    assert "word/header" in fault.where
    assert "页眉" in fault.where


def test_an_unknown_key_of_a_row(tmp_path: Path) -> None:
    template = written(tmp_path / "t.docx", of_paragraphs("{{ goal.taks }}"))
    assert "taks" in fault_of(template, goal=Goal(task="一")).message


@pytest.mark.parametrize(
    "attack",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ cycler.__init__.__globals__.os.system('true') }}",
        "{{ rows.append(1) }}",
        "{{ self.__init__.__globals__ }}",
        "{{ rows.__class__.__base__.__subclasses__() }}",
        "{{ '{0.__class__}'.format(rows) }}",
    ],
)
def test_templates_cannot_run_code(tmp_path: Path, attack: str) -> None:
    template = written(tmp_path / "t.docx", of_paragraphs(attack))
    rows: list[int] = []
    fault = fault_of(template, rows=rows)
    assert isinstance(fault, FormError)
    assert "run code" in fault.message
    assert rows == []


@pytest.mark.parametrize("tag", ["{% include 'x' %}", "{{ 1 / zero }}", "{{ word|cn_date }}"])
def test_whatever_an_expression_raises_is_a_form_error(tmp_path: Path, tag: str) -> None:
    template = written(tmp_path / "t.docx", of_paragraphs("前面", tag))
    fault = fault_of(template, zero=0, word="昨天")
    assert isinstance(fault, FormError)
    assert str(template) in fault.where


def test_a_form_error_on_docxtpls_own_way(tmp_path: Path) -> None:
    template = written(tmp_path / "t.docx", of_paragraphs("{{ nobody }}"))
    fault = fault_of(template, photo=Picture(tmp_path / "p.png"))
    assert isinstance(fault, FormError | CaseError)


def test_tags_that_tear_the_markup(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("{% if flag %}一")
    document.add_table(rows=1, cols=1).cell(0, 0).text = "二{% endif %}"
    template = written(tmp_path / "t.docx", saved(document))
    assert fill_docx(template, {"flag": True})
    assert "torn" in fault_of(template, flag=False).message


@pytest.mark.parametrize(
    "asking",
    [
        "{{ 'x' * 10**10 }}",
        "{{ 10**10 * [1] }}",
        "{{ 'x' * 9999 * 9999 }}",
        "{{ 9**9**9 }}",
        "{{ '%99999999d' % 1 }}",
        "{% for a in range(10**9) %}x{% endfor %}",
    ],
)
def test_templates_cannot_fill_the_memory(tmp_path: Path, asking: str) -> None:
    fault = fault_of(written(tmp_path / "t.docx", of_paragraphs(asking)))
    assert isinstance(fault, FormError)
    assert asking[:20] in fault.where


def test_ordinary_arithmetic_is_done(tmp_path: Path) -> None:
    template = written(tmp_path / "t.docx", of_paragraphs("{{ 3 * n }}{{ '—' * 3 }}{{ 2**3 }}"))
    assert "12———8" in document_text(fill_docx(template, {"n": 4}))


@pytest.mark.parametrize("tag", ["include", "extends", "import"])
def test_templates_cannot_read_files(tmp_path: Path, tag: str) -> None:
    name = " as x" if tag == "import" else ""
    template = written(tmp_path / "t.docx", of_paragraphs(f"{{% {tag} '/etc/passwd'{name} %}}"))
    fault = fault_of(template)
    assert isinstance(fault, FormError)
    assert "read another file" in fault.message
    assert "/etc/passwd" in fault.where


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "the file is empty"),
        (b"not a zip", "not a .docx file"),
        (b"PK\x05\x06" + bytes(18), "cannot be opened as DOCX"),
        (TEMPLATES["headers_and_footers"]()[:5000], "cut short or damaged"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "an old Office file, or one with a password"),
    ],
)
def test_what_is_no_docx(tmp_path: Path, content: bytes, message: str) -> None:
    fault = fault_of(written(tmp_path / "t.docx", content))
    assert message in fault.message
    assert "object at" not in fault.message
    assert fault.remedy


def test_a_template_with_macros(tmp_path: Path) -> None:
    source = io.BytesIO(of_paragraphs("{{ name }}"))
    with zipfile.ZipFile(source, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"Sub AutoOpen()")
    fault = fault_of(written(tmp_path / "t.docx", source.getvalue()), name="")
    assert "macros" in fault.message


def test_a_missing_template(tmp_path: Path) -> None:
    assert "cannot be read" in fault_of(tmp_path / "nobody.docx").message


@pytest.mark.parametrize(
    ("context", "field"),
    [
        ({"name": "一\x0b二"}, "name"),
        ({"name": "", "rows": [{"a": "好"}, {"a": "坏\x00"}]}, "rows.1.a"),
        ({"name": "", "rows": [Goal(task="好"), Goal(task="一\x1b二")]}, "rows.1.task"),
        ({"name": "", "rows": [Party("helper", "支援\ufffe医院", "甲")]}, "rows.0.label"),
        ({"name": Gap("一\x02")}, "name.note"),
        ({"name": "一\ud800二"}, "name"),
    ],
)
def test_control_characters_are_refused_by_field(
    tmp_path: Path, context: dict[str, object], field: str
) -> None:
    template = written(
        tmp_path / "t.docx",
        of_paragraphs(
            "{{ name }}{% for row in rows|default([]) %}"
            "{{ row.a|default('') }}{{ row.task|default('') }}"
            "{{ row.label|default('') }}{% endfor %}"
        ),
    )
    fault = fault_of(template, **context)
    assert isinstance(fault, CaseError)
    assert fault.message.startswith(f"{field} holds")
