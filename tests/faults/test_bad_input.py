"""Whatever a clerk hands in: exit code, place, remedy, in both languages, and nothing half written."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from docx import Document

from generator.cli import answers
from generator.errors import ExitCode
from generator.fill.text import document_text
from tests.faults.conftest import speak
from tests.faults.harm import bangfu, temporaries

HEAD = "kind: agreement\npolicy: yunnan-2022\nname: 测试\n"  # three lines
PAIR = (
    "pairs:\n  - county: 禄劝县\n    receiver: 禄劝县人民医院\n    helpers: [昆明市延安医院]\n"
    "    start: 2021-01-01\n    end: 2025-12-31\n"
)
GOOD = HEAD + PAIR
DEEP_BLOCK = "".join("  " * depth + "a:\n" for depth in range(3000))


@dataclass(frozen=True)
class Bad:
    """A case file, where its fault stands, and words of message and remedy in both languages."""

    content: str | bytes
    place: str
    english: str
    chinese: str
    builds: bool = False  # what breaks a policy's rule is built, as a draft


CASES = {
    "unknown key": Bad(
        GOOD + "    recever: x\n", "10:5", "Did you mean receiver?", "是不是“receiver"
    ),
    "missing field": Bad(
        GOOD.replace("    receiver: 禄劝县人民医院\n", ""), "5:5", "is missing", "未写"
    ),
    "wrong type": Bad(GOOD + "    copies: 四份\n", "10:13", "Write digits only", "只写数字"),
    "list for text": Bad(GOOD + "    number: [1]\n", "10:13", "found a list", "列表"),
    "impossible date": Bad(
        GOOD.replace("2021-01-01", "2021-02-30"), "8:12", "there is no day 2021-02-30", "没有"
    ),
    "unknown hospital": Bad(
        GOOD.replace("[昆明市延安医院]", "[昆明市延按医院]"),
        "7:15",
        "Did you mean 昆明市延安医院",
        "是不是“昆明市延安医院",
        builds=True,
    ),
    "the same pair twice": Bad(
        GOOD + PAIR.removeprefix("pairs:\n"), "12:15", "paired already in row 1", "1", builds=True
    ),
    "tab": Bad(
        HEAD + PAIR.replace("    receiver", "\treceiver"), "6:1", "Indent with spaces", "空格"
    ),
    "NUL": Bad(GOOD.replace("测试", "测\0试"), "3:8", "U+0000", "U+0000"),
    "bad UTF-8": Bad(HEAD.encode() + b"mode: \xff\xff\n", "4:7", "encoding UTF-8", "UTF-8"),
    "duplicate key": Bad(HEAD + "name: 又\n" + PAIR, "4:1", "first in line 3", "第 3 行"),
    "alias": Bad(GOOD + "hospitals: *h\n", "10:12", "the alias *h", "*h"),
    "anchor": Bad(HEAD + "mode: &m joint\n" + PAIR, "4:7", "the anchor &m", "&m"),
    "tag": Bad(HEAD + "mode: !!python/name:os.system x\n" + PAIR, "4:7", "the tag", "标签"),
    "two documents": Bad(GOOD + "---\nkind: agreement\n", "10:1", "second document", "第二"),
    "3,000 deep": Bad(HEAD + DEEP_BLOCK, "64:121", "nested deeper", "嵌套"),
    "3,000 brackets": Bad(HEAD + "x: " + "[" * 3000, "4:63", "nested deeper", "嵌套"),
    "200,000 brackets": Bad(HEAD + "x: " + "[" * 200_000, "4:63", "nested deeper", "嵌套"),
    "200,000 dashes": Bad("- " * 200_000, "1:121", "nested deeper", "嵌套"),
    "5,000 digits": Bad(GOOD + f"    copies: {'9' * 5000}\n", "10:13", "too many digits", "位数"),
    "empty": Bad("", "1:1", "the file is empty", "文件是空的"),
    "GBK": Bad(GOOD.encode("gbk"), "3:7", "It looks like GBK", "GBK"),
    "UTF-16": Bad(GOOD.encode("utf-16"), "1:1", "saved as UTF-16", "UTF-16"),
    "UTF-16 without a mark": Bad(GOOD.encode("utf-16-le"), "1:1", "saved as UTF-16", "UTF-16"),
    "full-width colon": Bad(
        GOOD.replace("county: ", "county："), "5:11", "full-width colon", "全角"
    ),
    "full-width space": Bad(
        GOOD.replace("    receiver", "　　receiver"), "6:1", "full-width or special space", "全角"
    ),
    "full-width comma": Bad(
        GOOD.replace("[昆明市延安医院]", "[昆明市延安医院，昆明市儿童医院]"),
        "7:15",
        "Did you mean 昆明市延安医院",
        "昆明市延安医院",
        builds=True,
    ),
    "long dash": Bad(GOOD.replace("- county", "— county"), "5:3", "ASCII hyphen", "半角连字符"),
    "curly quotes round a date": Bad(
        GOOD.replace("2021-01-01", "“2021-01-01”"), "8:12", "marks are straight", "直引号"
    ),
    "curly quotes round a name": Bad(
        GOOD.replace("[昆明市延安医院]", "[“昆明市延安医院”]"),
        "7:15",
        "Did you mean 昆明市延安医院",
        "昆明市延安医院",
        builds=True,
    ),
    "curly quotes round a key": Bad(
        GOOD.replace("county:", "“county”:"), "5:5", "Did you mean county?", "county"
    ),
    "a Word document": Bad(b"PK\x03\x04" + bytes(60), "", "DOCX / XLSX / ZIP", "DOCX / XLSX / ZIP"),
    "a PDF": Bad(b"%PDF-1.7\n" + bytes(60), "", "this is a PDF file", "PDF"),
    "no kind": Bad("name: x\n", "1:1", "Begin the file with `kind:`", "kind"),
    "a seal image that is not there": Bad(
        GOOD + "    seals: {receiver: {file: gone.png, owner: 甲}}\n",
        "10:30",
        "no such file: gone.png",
        "gone.png",
        builds=True,
    ),
}


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", CASES)
def test_a_bad_case(
    name: str,
    lang: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bad = CASES[name]
    content = bad.content.encode() if isinstance(bad.content, str) else bad.content
    (tmp_path / "case.yaml").write_bytes(content)
    monkeypatch.chdir(tmp_path)
    place = f"case.yaml:{bad.place}: " if bad.place else "case.yaml: "
    for command in ("check", "build"):
        for _spoken in speak(lang, monkeypatch):
            output = ["-o", "out", "--workers", "1"] if command == "build" else []
            code = answers.answer([command, "case.yaml", *output])
        captured = capsys.readouterr()
        said = captured.err if command == "build" else captured.out
        assert code == ExitCode.CASE, said
        assert place in said
        assert (bad.english if lang == "en" else bad.chinese) in said
        after = said[said.index(place) :].splitlines()
        assert after[1].startswith("  → "), "no remedy"
        assert "Traceback" not in said
        assert len(said) < 5000
    assert (tmp_path / "out").exists() == bad.builds
    assert temporaries(tmp_path) == []


def test_chinese_is_not_mixed_with_english(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever is not quoted from the file, a name of a field or of a program is Chinese."""
    monkeypatch.chdir(tmp_path)
    for name, bad in CASES.items():
        content = bad.content.encode() if isinstance(bad.content, str) else bad.content
        (tmp_path / "case.yaml").write_bytes(content)
        for _spoken in speak("zh", monkeypatch):
            answers.answer(["check", "case.yaml"])
        said = capsys.readouterr().out
        assert re.search(r"[\u4e00-\u9fff]", said), name
        assert not re.search(r"\b(?:the|is|not|of|was|with|cannot|expected|file) \w+", said), said


@pytest.mark.parametrize(
    ("name", "english", "chinese", "code"),
    [
        ("csae.yaml", "Did you mean ", "是不是", ExitCode.CASE),
        ("nothing.yaml", "it is not there", "文件不存在", ExitCode.CASE),
        ("folder", "is a directory", "是文件夹", ExitCode.USAGE),  # click's words
    ],
)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_path_that_is_no_case(
    name: str,
    english: str,
    chinese: str,
    code: ExitCode,
    lang: str,
    tmp_path: Path,
) -> None:
    (tmp_path / "case.yaml").write_text(GOOD, "utf-8")
    (tmp_path / "folder").mkdir()
    ended = bangfu(tmp_path, "build", tmp_path / name, "-o", tmp_path / "out", BANGFU_LANG=lang)
    assert ended.code == code
    assert (english if lang == "en" else chinese) in ended.err
    assert not (tmp_path / "out").exists()


# ------------------------------------------------------------------------ what is no fault at all


TRAPS = {"number": "no", "prefecture": "12:30", "government": "0123456", "repair": "2021-05-01"}
IDENTITY = "530102199001011234"


@pytest.mark.parametrize(
    "content",
    [
        GOOD.encode(),
        b"\xef\xbb\xbf" + GOOD.encode(),
        GOOD.replace("\n", "\r\n").encode(),
        GOOD.replace("2021-01-01", "２０２１年１月１日").encode(),
        GOOD.replace("receiver", "受援医院 ").encode(),
    ],
    ids=["plain", "UTF-8 with a mark", "CRLF", "full-width digits", "Chinese key"],
)
def test_what_editors_leave_in_is_no_fault(
    content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = tmp_path / "case.yaml"
    case.write_bytes(content)
    assert answers.answer(["check", str(case)]) == ExitCode.DONE, capsys.readouterr().out


def test_typing_traps_come_out_as_they_were_written(tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    lines = "".join(f"    {key}: {value}\n" for key, value in TRAPS.items())
    case.write_text(GOOD + lines + f"    goals: [{{goal: {IDENTITY}, year: 1e3}}]\n", "utf-8")
    assert (
        answers.answer(["build", str(case), "-o", str(tmp_path), "--workers", "1"]) == ExitCode.DONE
    )
    printed = "".join(document_text(path.read_bytes()) for path in tmp_path.rglob("*.docx"))
    for text in ("no", "12:30", "0123456", IDENTITY, "1e3"):
        assert text in printed


# --------------------------------------------------------------------------------------- templates


def docx(*paragraphs: str, cell: str = "") -> bytes:
    """A document of these paragraphs, and a table of one cell."""
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    document.add_table(rows=1, cols=1).cell(0, 0).text = cell
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def with_macros(source: bytes) -> bytes:
    stream = io.BytesIO(source)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"Sub AutoOpen()")
    return stream.getvalue()


TEMPLATES = {
    "syntax": (docx("好的", "坏的{{ name| }}处"), "坏的{{ name| }}处", "the tag is wrong", "标签"),
    "undefined, in a cell": (
        docx("好的", cell="受援方：{{ nmae }}"),
        "受援方：{{ nmae }}",
        "Did you mean name?",
        "是不是：name？",
    ),
    "runs code": (
        docx("{{ cycler.__init__.__globals__.os.system('touch ran') }}"),
        "{{ cycler.__init__",
        "tries to run code",
        "运行程序：“__init__”",
    ),
    "reads a file": (
        docx("{% include '/etc/passwd' %}"),
        "/etc/passwd",
        "tries to read another file",
        "读取另一个文件",
    ),
    "asks for 10 GB": (docx("{{ 'x' * 10**10 }}"), "'x' * 10**10", "too much", "要求过大"),
    "truncated": (docx("{{ name }}")[:9000], "", "cut short or damaged", "不完整或已损坏"),
    "zero bytes": (b"", "", "the file is empty", "文件是空的"),
    "macros": (with_macros(docx("{{ name }}")), "", "holds macros", "含有宏"),
    "no DOCX": (b"hello", "", "not a .docx file", ".docx"),
    "password": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "",
        "without a password",
        "不加密码",
    ),
}
RENDERED = ("truncated", "zero bytes", "macros", "no DOCX", "password")


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(
    ("command", "name"),
    [*(("fill", name) for name in TEMPLATES), *(("render", name) for name in RENDERED)],
)
def test_a_bad_template(
    command: str,
    name: str,
    lang: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    content, paragraph, english, chinese = TEMPLATES[name]
    monkeypatch.chdir(tmp_path)
    (tmp_path / "template.docx").write_bytes(content)
    (tmp_path / "data.yaml").write_text("name: 甲医院\n", "utf-8")
    arguments = {
        "fill": ["fill", "template.docx", "data.yaml", "-o", "out.docx"],
        "render": ["render", "template.docx", "-o", "out.pdf"],
    }[command]
    for _spoken in speak(lang, monkeypatch):
        code = answers.answer(arguments)
    said = capsys.readouterr().err
    assert code == ExitCode.FORM, said
    assert said.startswith("template.docx: ")
    assert paragraph in said
    assert (english if lang == "en" else chinese) in said
    assert "\n  → " in said
    assert "Traceback" not in said
    assert {path.name for path in tmp_path.iterdir()} == {"template.docx", "data.yaml"}


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_character_no_font_can_draw(
    lang: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A private character in one of two pairs: that one is told by row, form and paragraph."""
    case = tmp_path / "case.yaml"
    second = PAIR.removeprefix("pairs:\n").replace("禄劝县人民医院", "甲\U000f1234医院")
    case.write_text(GOOD + second + "hospitals: [{name: 甲\U000f1234医院}]\n", "utf-8")
    for _spoken in speak(lang, monkeypatch):
        code = answers.answer(["build", str(case), "-o", str(tmp_path / "out"), "--workers", "1"])
    said = capsys.readouterr().err
    assert code == ExitCode.ENGINE, said
    assert f"{case}:10:5: " in said
    assert "yunnan-2022/annex-3-agreement" in said
    assert "甲\U000f1234医院" in said
    assert "U+F1234" in said
    assert ("Install a font" if lang == "en" else "请安装有这个字的字体") in said
    assert len(list((tmp_path / "out").rglob("packet.pdf"))) == 1
    assert temporaries(tmp_path) == []
