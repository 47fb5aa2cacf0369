"""HTML templates: data stays data, faults say where, lint names what is wrong, text as goldens hold it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from generator.cases.nothing import BLANK, Gap
from generator.errors import BangfuError, CaseError, FormError
from generator.fill import fill, filled_text
from generator.fill.findings import Finding
from generator.fill.html import page_text
from generator.fill.lint import lint_form
from generator.forms import discover_forms
from generator.render.fontchains import load_chains


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.i18n.language", lambda: "en")


def filled(tmp_path: Path, source: str, lenient: bool = False, **fields: Any) -> str:
    template = tmp_path / "页.html"
    template.write_text(source, encoding="utf-8")
    return fill(template, fields, lenient=lenient).decode()


def test_data_never_becomes_markup(tmp_path: Path) -> None:
    page = filled(tmp_path, "<p>{{ said }}</p>", said="<b>&{{ x }}")
    assert page == "<p>&lt;b&gt;&amp;{{ x }}</p>"
    assert page_text(page.encode()) == "<b>&{{ x }}\n"


def test_gaps_blanks_and_filters_are_those_of_every_template(tmp_path: Path) -> None:
    source = "<p>{{ gap }}|{{ blank }}|{{ day|cn_date }}</p>"
    page = filled(tmp_path, source, gap=Gap("日期"), blank=BLANK, day="2024-05-06")
    assert page == "<p>【待补：日期】||2024年5月6日</p>"


@pytest.mark.parametrize(
    ("source", "kind", "said"),
    [
        ("<p>甲</p>\n<p>{{ nobody }}</p>", FormError, "nobody"),
        ("<p>{{ name| }}</p>", FormError, "the tag is wrong"),
        ("<p>{{ name.__class__ }}</p>", FormError, "run code"),
        ("<p>{% include 'x' %}</p>", FormError, "read another file"),
        ("<p>{{ bad }}</p>", CaseError, "bad holds a character"),
    ],
)
def test_faults_name_template_and_place(
    source: str, kind: type[BangfuError], said: str, tmp_path: Path
) -> None:
    with pytest.raises(kind, match=said) as caught:
        filled(tmp_path, source, name="甲", bad="a\x01b")
    assert "页.html" in caught.value.where
    assert caught.value.remedy


def test_a_page_that_is_no_utf8(tmp_path: Path) -> None:
    template = tmp_path / "页.html"
    template.write_bytes("<p>对口</p>".encode("gb18030"))
    with pytest.raises(FormError, match="cannot be read"):
        fill(template, {})


def test_lenient_leaves_what_is_not_there_empty(tmp_path: Path) -> None:
    assert filled(tmp_path, "<p>{{ nobody.name }}</p>", lenient=True) == "<p></p>"


def test_text_is_a_block_a_line() -> None:
    page = (
        "<!doctype html><html><head><title>不印</title><style>p { color: red }</style></head>"
        "<body><h1>题\n 目</h1><p>一<b>二</b>三<br>四</p>"
        "<table><tr><td>甲</td><td></td><td><div>乙</div></td></tr><tr><th>丙</th></tr></table>"
        "<p>　　年　月　日</p><p id='seal_issuer'></p></body></html>"
    )
    assert filled_text(page.encode(), ".html").splitlines() == [
        "题 目",
        "一二三↵四",
        "甲\t\t乙",
        "丙",
        "　　年　月　日",
        "‹seal_issuer›",
    ]


# --------------------------------------------------------------------------------------------- lint


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of an HTML form, below a forms folder of its own."""
    source = next(f.folder for f in discover_forms().values() if f.template.suffix == ".html")
    return shutil.copytree(source, tmp_path / source.parent.name / source.name)


def findings(folder: Path) -> tuple[Finding, ...]:
    (form,) = discover_forms(folder.parent.parent).values()
    return lint_form(form, load_chains().official)


def test_the_copy_is_clean(folder: Path) -> None:
    assert findings(folder) == ()


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ("{{ issuer| }}", "the tag is wrong"),
        ("{{ issuers }}", "names issuers, which"),
        ("{% if false %}{{ nobody }}{% endif %}", "names nobody, which"),
        ("{{ issuer.__class__ }}", "run code"),
        ("{_{ issuer }_}", "a tag is left over"),
        ("<b style='font-family: Comic Sans'></b>", "Comic Sans"),
        ("<i id='seal_issuer'></i>", "no seal places yet"),
    ],
)
def test_a_broken_page(folder: Path, new: str, said: str) -> None:
    template = folder / "template.html"
    text = template.read_text(encoding="utf-8")
    assert text.count("{{ issuer }}") == 1
    replaced = text.replace("{{ issuer }}", new.replace("{_{", "{{'{{'}}").replace("}_}", "}}"))
    template.write_text(replaced, encoding="utf-8")
    (found,) = findings(folder)
    assert said in found.message
    assert found.where


def test_a_sample_that_is_missing(folder: Path) -> None:
    (folder / "sample.yaml").unlink()
    assert [found.message for found in findings(folder)] == ["the form has no sample.yaml"]
