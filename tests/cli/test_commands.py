"""The commands on real input: what each writes and says."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import pypdf
import pytest

from tests.cli.conftest import Bangfu

PNG = b"\x89PNG"


@pytest.fixture
def forms(bangfu: Bangfu) -> list[str]:
    """The ids of the forms made from agreement cases."""
    listed = json.loads(bangfu("forms", "list", "--json").out)
    ids = [form["id"] for form in listed if form["case"] == "agreement"]
    assert ids
    return ids


def test_new_passes_check(bangfu: Bangfu, tmp_path: Path) -> None:
    made = bangfu("new", "agreement", "--policy", "yunnan-2022", lang="zh")
    assert made.code == 0
    assert "bangfu check agreement.yaml" in made.out
    checked = bangfu("check", "agreement.yaml", "--format", "json")
    assert checked.code == 0
    (case,) = json.loads(checked.out)["cases"]
    assert {problem["severity"] for problem in case["problems"]} <= {"warning", "info"}
    assert "yunnan-2022" in (tmp_path / "agreement.yaml").read_text(encoding="utf-8")


def test_build_writes_a_packet_and_then_nothing_anew(bangfu: Bangfu, tmp_path: Path) -> None:
    bangfu("new", "agreement")
    first = bangfu("build", "agreement.yaml", "-o", "out")
    assert (first.code, first.err) == (0, ""), "quiet where stderr is no terminal"
    assert "agreement.yaml: packets: 1, drafts: 0; files written: " in first.out
    assert "report.html" in first.out
    (packet,) = tmp_path.glob("out/agreement/*/packet.pdf")
    assert len(pypdf.PdfReader(packet).pages) > 4
    written = {path: path.stat().st_mtime_ns for path in tmp_path.glob("out/**/*.*")}
    second = bangfu("build", "agreement.yaml", "-o", "out")
    assert "files written: 0," in second.out
    assert {path: path.stat().st_mtime_ns for path in tmp_path.glob("out/**/*.*")} == written


def test_build_shows_progress_when_asked(bangfu: Bangfu) -> None:
    bangfu("new", "agreement")
    answer = bangfu("build", "agreement.yaml", "--progress", lang="zh", FORCE_COLOR="1")
    assert answer.code == 0
    assert "装订" in answer.err


def test_build_names_drafts_and_final_refuses_them(bangfu: Bangfu, tmp_path: Path) -> None:
    bangfu("new", "agreement")
    case = tmp_path / "agreement.yaml"
    text = case.read_text(encoding="utf-8")
    assert "昆明市延安医院" in text
    case.write_text(text.replace("昆明市延安医院", "待补：三级医院"), encoding="utf-8")
    built = bangfu("build", "agreement.yaml")
    assert built.code == 0, "a gap makes a draft, no error"
    assert "drafts: 1;" in built.out
    assert "  draft: " in built.out
    assert "agreement.yaml:" in built.err
    assert ": gap: " in built.err
    final = bangfu("build", "agreement.yaml", "--final", "-o", "final")
    assert final.code == 1
    assert "--final refuses drafts" in final.err
    assert not (tmp_path / "final").exists()


def test_preview_draws_every_page(bangfu: Bangfu, tmp_path: Path, forms: list[str]) -> None:
    bangfu("new", "agreement")
    stem = forms[0].replace("/", "-")
    (tmp_path / "pages").mkdir()
    left_over = tmp_path / "pages" / f"{stem}-99.png"
    left_over.write_bytes(b"of a longer document")
    answer = bangfu("preview", "agreement.yaml", "--form", forms[0], "-o", "pages")
    assert answer.code == 0
    pages = sorted((tmp_path / "pages").iterdir())
    assert [page.name for page in pages] == [f"{stem}-{n + 1}.png" for n in range(len(pages))]
    assert len(pages) > 1
    assert all(page.read_bytes().startswith(PNG) for page in pages)


def test_blanks_of_all_forms(bangfu: Bangfu, tmp_path: Path, forms: list[str]) -> None:
    for form in forms:
        assert bangfu("forms", "blank", form, "-o", "blank.docx").code == 0
        document = docx.Document(str(tmp_path / "blank.docx"))
        cells = [cell.text for table in document.tables for cell in table._cells]
        text = "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
        assert "协议" in text
        assert "待补" not in text
        assert "禄劝" not in text, "nothing of the sample"
        assert bangfu("forms", "blank", form, "-o", "blank.pdf").code == 0
        assert pypdf.PdfReader(tmp_path / "blank.pdf").pages


def test_forms_lint_finds_nothing_and_show_tells(bangfu: Bangfu, forms: list[str]) -> None:
    linted = bangfu("forms", "lint", *forms)
    assert (linted.code, linted.out.count(": good")) == (0, len(forms)), linted.out
    shown = bangfu("forms", "show", forms[0], lang="zh")
    assert shown.code == 0
    assert "印章" in shown.out
    assert json.loads(bangfu("forms", "show", forms[0], "--json").out)["id"] == forms[0]


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    document = docx.Document()
    document.add_paragraph("致 {{ name }}（{{ id }}）：{{ note }}{% if urgent %}急件{% endif %}")
    document.add_paragraph("{{ day|cn_date }}{% if extra is defined %}附{{ extra }}{% endif %}")
    path = tmp_path / "letter.docx"
    document.save(str(path))
    return path


def text_of(path: Path) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)


def test_fill_keeps_values_as_they_are_written(bangfu: Bangfu, letter: Path) -> None:
    data = letter.with_name("data.yaml")
    data.write_text(
        "name: R & D <一部>\nid: 0530102199001011234\nnote: no\nurgent: false\nday: 2022-01-20\n",
        encoding="utf-8",
    )
    answer = bangfu("fill", "letter.docx", "data.yaml", "-o", "out/filled.docx")
    assert answer.code == 0, answer.err
    filled = text_of(letter.parent / "out/filled.docx")
    assert filled == "致 R & D <一部>（0530102199001011234）：no\n2022年1月20日"


def test_fill_refuses_missing_names_unless_lenient(bangfu: Bangfu, letter: Path) -> None:
    letter.with_name("data.yaml").write_text("name: 甲\n", encoding="utf-8")
    strict = bangfu("fill", "letter.docx", "data.yaml", "-o", "filled.docx")
    assert strict.code == 3
    assert "a name the data does not have: “id”" in strict.err
    assert not letter.with_name("filled.docx").exists()
    lenient = bangfu("fill", "letter.docx", "data.yaml", "-o", "filled.docx", "--lenient")
    assert lenient.code == 0, lenient.err
    filled = text_of(letter.with_name("filled.docx"))
    assert filled.startswith("致 甲（）：\n")
    assert "附" not in filled


def test_render_one_file_and_several(bangfu: Bangfu, tmp_path: Path, forms: list[str]) -> None:
    for name in ("one.docx", "two.docx"):
        assert bangfu("forms", "blank", forms[0], "-o", name).code == 0
    assert bangfu("render", "one.docx", "-o", "one.pdf").code == 0
    by_typst = bangfu("render", "one.docx", "-o", "typst.pdf", "--engine", "typst")
    assert "engine: typst" in by_typst.out
    several = bangfu("render", "one.docx", "two.docx", "-o", "pdf")
    assert several.code == 0
    assert several.out.count("engine: embedded") == 2
    assert (tmp_path / "pdf/one.pdf").read_bytes() == (tmp_path / "one.pdf").read_bytes()
    assert (tmp_path / "pdf/two.pdf").is_file()


def test_render_keeps_its_readable_source(bangfu: Bangfu, tmp_path: Path) -> None:
    from tests.render.docxmaker import docx_file, p

    (tmp_path / "one.docx").write_bytes(docx_file(p('对口帮扶 #sys.version "完"')))
    assert bangfu("render", "one.docx", "-o", "pdf", "--keep-source").code == 0
    source = (tmp_path / "pdf" / "one.typ").read_text(encoding="utf-8")
    assert '"对口帮扶"' in source
    assert '"#sys.version' in source  # data, never code
    assert (tmp_path / "pdf" / "one.pdf").is_file()
    refused = bangfu(
        "render", "one.docx", "-o", "a.pdf", "--keep-source", "--engine", "libreoffice"
    )
    assert refused.code == 2


def test_render_of_a_page_that_wants_a_file(bangfu: Bangfu, tmp_path: Path) -> None:
    (tmp_path / "one.html").write_text("<p>对口帮扶</p>", encoding="utf-8")
    assert bangfu("render", "one.html", "-o", "one.pdf").code == 0
    (tmp_path / "two.html").write_text('<img src="file:///etc/hostname">', encoding="utf-8")
    done = bangfu("render", "two.html", "-o", "two.pdf")
    assert done.code == 3
    assert "file:///etc/hostname" in done.err


def test_rules_and_schema_and_doctor(bangfu: Bangfu, tmp_path: Path) -> None:
    rules = json.loads(bangfu("rules", "list", "--policy", "yunnan-2022", "--json").out)
    assert {rule["policy"] for rule in rules} == {"yunnan-2022"}
    listed = bangfu("rules", "list").out
    assert all(rule["id"] in listed for rule in rules)
    explained = bangfu("check", "--explain", rules[0]["id"].lower())
    assert rules[0]["clause"] in explained.out
    assert bangfu("schema", "agreement", "-o", "s.json").code == 0
    assert json.loads((tmp_path / "s.json").read_text(encoding="utf-8"))["properties"]["pairs"]
    doctor = bangfu("doctor", "--json")
    state = json.loads(doctor.out)
    assert doctor.code == (0 if state["works"] else 4)
    assert {engine["name"] for engine in state["engines"]} == {
        "embedded",
        "typst",
        "libreoffice",
    }
    assert "FandolFang" in bangfu("doctor", lang="zh").out or not state["works"]
