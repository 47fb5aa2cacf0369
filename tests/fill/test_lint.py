"""Lint names what is wrong with a form."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.fill.archive import read_parts, write_archive
from generator.fill.lint import Finding, lint_form
from generator.forms import Form, discover_forms
from generator.render.fontchains import load_chains
from tests.builds import AGREEMENT_FORM


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.i18n.language", lambda: "en")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the agreement, which has most of what a form may have, below a forms folder of its own."""
    source = discover_forms()[AGREEMENT_FORM].folder
    return shutil.copytree(source, tmp_path / source.parent.name / source.name)


def findings(folder: Path) -> tuple[Finding, ...]:
    (form,) = discover_forms(folder.parent.parent).values()
    return lint_form(form, load_chains().official)


def edit(folder: Path, old: str, new: str, part: str = "word/document.xml") -> None:
    template = folder / "template.docx"
    parts = read_parts(template.read_bytes())
    text = parts[part].decode("utf-8")
    assert old in text
    parts[part] = text.replace(old, new).encode("utf-8")
    template.write_bytes(write_archive(parts))


def test_the_copy_is_clean(folder: Path) -> None:
    assert findings(folder) == ()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("{{ prefecture }}", "{{ prefecture| }}", "the tag is wrong"),
        ("{{ prefecture }}", "{{ prefectur }}", "names prefectur, which"),
        ("{% else %}甲乙双方", "{% else %}{{ nobody }}", "names nobody, which"),
        ("{{ prefecture }}", "{{ prefecture.__class__ }}", "run code"),
        ("seal_government", "sealed_government", "no seal place for government"),
        ("seal_government", "seal_witness", "a seal place for witness"),
        ("seal_government", "seal_receiver", "stands 2 times"),
        ("{{ prefecture }}", "{_{ prefecture }_}", "a tag is left over"),
        ("{%tr endif %}", "{%tr fi %}", "the tag is wrong"),
    ],
)
def test_a_broken_template(folder: Path, old: str, new: str, said: str) -> None:
    edit(folder, old, new)
    assert any(said in finding.message for finding in findings(folder))


def test_a_name_asked_for_first_may_be_missing(folder: Path) -> None:
    edit(folder, "{{ prefecture }}", "{% if nobody is defined %}{{ nobody }}{% endif %}某州")
    assert findings(folder) == ()


def test_a_font_without_stand_in(folder: Path) -> None:
    edit(folder, "楷体_GB2312", "华文彩云", "word/styles.xml")
    assert [f.message for f in findings(folder)] == [
        "nothing is declared to stand in for the font 华文彩云"
    ]


def test_a_straddle_seal_nobody_has(folder: Path) -> None:
    path = folder / "form.yaml"
    path.write_text(path.read_text("utf-8").replace("[helper, gov", "[witness, gov"), "utf-8")
    assert [f.message for f in findings(folder)] == ["straddle: witness has no seal"]


def test_a_second_seal_needs_its_place(folder: Path) -> None:
    path = folder / "form.yaml"
    second = "seals:\n  embossed: {label: 钢印, diameter_mm: 38, of: helper, offset_mm: [-25, -25]}"
    path.write_text(path.read_text("utf-8").replace("seals:", second, 1), "utf-8")
    (finding,) = findings(folder)
    assert finding.message == "there is no seal place for embossed"
    assert "seal_embossed" in finding.remedy


def test_a_missing_or_broken_sample(folder: Path) -> None:
    (folder / "sample.yaml").write_text("kind: agreement\nkind: agreement\n", "utf-8")
    assert any(str(folder / "sample.yaml") in f"{f.where}{f.message}" for f in findings(folder))
    (folder / "sample.yaml").unlink()
    assert [f.message for f in findings(folder)] == ["the form has no sample.yaml"]


def test_a_template_that_is_no_docx(folder: Path) -> None:
    (folder / "template.docx").write_bytes(b"no")
    assert [f.message.split(":")[0] for f in findings(folder)] == ["not a .docx file"]


def test_findings_come_from_a_discovered_form(folder: Path) -> None:
    (form,) = discover_forms(folder.parent.parent).values()
    assert isinstance(form, Form)
    assert form.folder == folder
