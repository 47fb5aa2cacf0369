"""The guides tell the truth: links lead somewhere, commands exist, answers and examples are the program's."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from generator.fill import document_text, fill_docx
from generator.fill.lint import lint_form
from generator.fill.sample import sample_fields
from generator.forms import discover_forms, discover_packets
from generator.load import load_case
from generator.render.engine import beyond_page_model
from generator.render.fontchains import load_chains
from tests.cli.conftest import COMMANDS, environment
from tests.test_tree import tracked
from tools.transcripts import GUIDES, play

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted(path for path in tracked() if path.suffix == ".md")
CODE = re.compile(
    r"^ *```\w*\n(.*?)^ *```|^((?: {4}\S.*\n)+)|`([^`\n]+)`", re.MULTILINE | re.DOTALL
)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")


def name(page: Path) -> str:
    return str(page.relative_to(ROOT))


def without_code(text: str) -> str:
    return CODE.sub("", text)


def anchors(page: Path) -> set[str]:
    """The headings as GitHub and its like name them in links."""
    headings = re.findall(
        r"^#+ (.+)$", without_code(page.read_text(encoding="utf-8")), re.MULTILINE
    )
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


# ------------------------------------------------------------------------------------------- links


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_relative_links_lead_somewhere(page: Path) -> None:
    for link in LINK.findall(without_code(page.read_text(encoding="utf-8"))):
        if re.match(r"[a-z]+:", link):
            continue
        target, _hash, anchor = link.partition("#")
        file = (page.parent / target).resolve() if target else page
        assert file.exists(), link
        if anchor:
            assert anchor in anchors(file), link


def test_the_guides_have_links_and_pictures() -> None:
    for guide in GUIDES[:3]:
        links = LINK.findall((ROOT / guide).read_text(encoding="utf-8"))
        assert any(link.endswith("sample/packet.png") for link in links), guide


def test_no_page_shows_a_folder_of_this_machine() -> None:
    assert PAGES
    for page in PAGES:
        assert "/tmp/" not in page.read_text(encoding="utf-8"), page


def test_both_readmes_say_the_same() -> None:
    english, chinese = (
        (ROOT / readme).read_text(encoding="utf-8") for readme in ("README.md", "README.zh-CN.md")
    )
    for pattern in (r"^## ", r"^- ", r"^!\[", r"^    \S", r"^```", r"^<!-- /?figures -->$"):
        count = len(re.findall(pattern, english, re.MULTILINE))
        assert count == len(re.findall(pattern, chinese, re.MULTILINE)) > 0, pattern


# ---------------------------------------------------------------------------------------- commands


def code(page: Path) -> list[str]:
    """The lines of a page's code, blocks and spans."""
    found = CODE.findall(page.read_text(encoding="utf-8"))
    return [line.strip() for each in found for part in each for line in part.splitlines()]


def commands(line: str) -> list[tuple[str, set[str]]]:
    """The commands a line of code names, with their options; `forms list|show` are two."""
    found = re.match(r"(?:\.venv/bin/)?bangfu ([a-z]+)((?: [a-z|]+)?)(.*)", line)
    if not found:
        return []
    options = set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", found[3].partition("#")[0]))
    if found[1] not in ("forms", "rules"):
        return [(found[1], options)]
    return [(f"{found[1]} {part}".strip(), options) for part in found[2].strip().split("|")]


NAMED = sorted({(name(page), line) for page in PAGES for line in code(page) if commands(line)})


def test_commands_are_found_in_the_pages() -> None:
    assert len(NAMED) > 30
    assert {"README.md", "README.zh-CN.md", "docs/clerk-guide.zh.md", "docs/new-form.md"} <= {
        page for page, _line in NAMED
    }


def help_of(command: str) -> str:
    arguments = [sys.executable, "-m", "generator.cli", *command.split(), "--help"]
    return subprocess.run(arguments, env=environment(), capture_output=True, text=True).stdout


def test_every_command_shown_exists() -> None:
    helps = {command: help_of(command) for command in COMMANDS}
    for page, line in NAMED:
        for command, options in commands(line):
            assert command in helps, f"{page}: {line}"
            for option in options:
                shown = re.search(rf"(?<![\w-]){re.escape(option)}(?![\w-])", helps[command])
                assert shown, f"{page}: {line}: {command} has no {option}"


def test_every_make_target_shown_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    shown = {
        target
        for page in PAGES
        for line in code(page)
        for target in re.findall(r"^make (\w+)", line)
    }
    assert {"demo", "test", "gallery"} <= shown <= targets


# ------------------------------------------------------------------------------ answers, examples


@pytest.mark.parametrize("guide", GUIDES[:3])
def test_answers_are_what_the_program_says(guide: str, tmp_path: Path) -> None:
    answers = list(play(ROOT / guide, tmp_path))
    assert answers
    for answer in answers:
        assert answer.right, f"{answer.command}\n{answer.real}\nrun `python -m tools.transcripts`"
    numbered = any(answer.command.startswith("bangfu issue") for answer in answers)
    assert (tmp_path / "ledger.db").exists() == numbered  # and so not in the user's own


@pytest.mark.parametrize(
    ("guide", "case"), [(GUIDES[0], "agreements.yaml"), (GUIDES[1], "协议.yaml")]
)
def test_the_readmes_case_loads(guide: str, case: str, tmp_path: Path) -> None:
    list(play(ROOT / guide, tmp_path))
    loaded = load_case(tmp_path / case)
    assert len(loaded.case.pairs) == 149


def examples() -> dict[str, str]:
    text = (ROOT / "docs/new-form.md").read_text(encoding="utf-8")
    return dict(re.findall(r"<!-- example: (\S+) -->\n```\w*\n(.*?)```", text, re.DOTALL))


def write_template(source: Path, target: Path, text: str) -> None:
    """What the guide has the reader do in Word: clear a copy, write the lines, set the bookmarks."""
    document = docx.Document(str(source))
    body = document.element.body
    for element in list(body)[:-1]:  # all but the section
        body.remove(element)
    table = None
    for line in text.splitlines():
        if " | " in line:
            table = table or document.add_table(rows=0, cols=2)
            for cell, words in zip(table.add_row().cells, line.split(" | ", 1), strict=True):
                cell.text = words
        elif line.startswith("‹"):
            place = document.add_paragraph()._p
            for kind in ("w:bookmarkStart", "w:bookmarkEnd"):
                mark = OxmlElement(kind)
                mark.set(qn("w:id"), "1")
                if kind == "w:bookmarkStart":
                    mark.set(qn("w:name"), line.strip("‹›"))
                place.append(mark)
        else:
            document.add_paragraph(line)
    document.save(str(target))


@pytest.fixture
def forms_with_example(tmp_path: Path) -> Path:
    """A copy of forms/ with the guide's example in it."""
    forms = tmp_path / "forms"
    shutil.copytree(ROOT / "forms", forms)
    folder = forms / "yunnan-2022/filing-slip"
    shutil.copytree(forms / "yunnan-2022/supplementary-agreement", folder)
    for file in ("form.yaml", "sample.yaml"):
        (folder / file).write_text(examples()[file], encoding="utf-8")
    template = folder / "template.docx"
    write_template(template, template, examples()["template"])
    (forms / "packets/filing.yaml").write_text(examples()["filing.yaml"], encoding="utf-8")
    return forms


def test_the_example_form_works(forms_with_example: Path) -> None:
    form = discover_forms(forms_with_example)["yunnan-2022/filing-slip"]
    assert lint_form(form, load_chains().official) == ()
    filled = fill_docx(form.template, sample_fields(form))
    assert beyond_page_model(filled, ".docx") == ()
    assert document_text(filled).strip() == examples()["expected.txt"].strip()


def test_the_example_packet_works(forms_with_example: Path) -> None:
    packet = discover_packets(forms_with_example)["filing"]
    assert [document.form for document in packet.documents][1] == "yunnan-2022/filing-slip"
