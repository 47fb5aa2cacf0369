"""A case file whose form is wrong: each fault at its line and column, with a remedy."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from generator.cases.agreement import AgreementCase
from generator.errors import CaseError
from generator.load import load_case
from tests.load.conftest import HEAD, PAIR, problems_of, speak, told

CaseFile = Callable[[str | bytes], Path]

YAML_FAULTS = {
    "empty": ("", "1:1", "the file is empty"),
    "only comments": ("# nothing\n\n", "1:1", "the file is empty"),
    "a list": ("- a\n- b\n", "1:1", "key: value"),
    "a word": ("hello\n", "1:1", "key: value"),
    "full-width colon alone": ("kind：agreement\n", "1:5", "full-width colon"),
    "full-width colon": (HEAD + "mode：joint\n" + PAIR, "4:5", "full-width colon"),
    "no space": (HEAD + "mode:joint\n" + PAIR, "4:5", "no space after the colon"),
    "second colon": (HEAD + "mode: a: b\n" + PAIR, "4:1", "second `: `"),
    "reserved sign": (HEAD + "mode: @x\n" + PAIR, "4:7", "YAML reserves"),
    "tab": (HEAD + "pairs:\n\t- county: 禄劝县\n", "5:1", "tab in the indentation"),
    "unclosed at the end": (HEAD + "pairs: [\n", "5:1", "not YAML"),
    "unclosed": (HEAD + "pairs: [a\nmode: joint\n", "4:8", "what opens here is not closed"),
    "open quote": (HEAD + 'mode: "joint\n' + PAIR, "4:7", "what opens here is not closed"),
    "missing comma": (HEAD + "pairs:\n  - {county: a b: c}\n", "5:5", "what opens here"),
    "indentation": (HEAD + "pairs:\n    - county: a\n   receiver: b\n", "6:4", "not YAML"),
    "duplicate": (HEAD + "name: again\n" + PAIR, "4:1", "twice, first in line 3"),
    "both names": (HEAD + "名称: again\n" + PAIR, "4:1", "twice, first as name in line 3"),
    "anchor": (HEAD + "mode: &m joint\n" + PAIR, "4:7", "anchor &m"),
    "alias": (HEAD + PAIR + "hospitals: *h\n", "8:12", "alias *h"),
    "tag": (HEAD + "mode: !!str joint\n" + PAIR, "4:7", "tag"),
    "python tag": (HEAD + "mode: !!python/object:os.x {}\n" + PAIR, "4:7", "tag"),
    "merge key": (HEAD + "<<: {mode: joint}\n" + PAIR, "4:1", "merge key"),
    "complex key": (HEAD + "? [a, b]\n: c\n" + PAIR, "4:3", "a key must be a word"),
    "documents": (HEAD + PAIR + "---\nkind: agreement\n", "8:1", "second document"),
    "directive": ("%TAG ! x\n" * 100_000 + "---\n" + HEAD, "1:1", "begins with %"),
    "NUL": (HEAD + "mode: a\0b\n", "4:8", "control character U+0000"),
    "escape character": (HEAD + "mode: \x1b\n", "4:7", "control character U+001B"),
    "GBK": (HEAD.encode() + "mode: 联合\n".encode("gbk"), "4:7", "byte 0xC1 → It looks like GBK"),
    "no encoding": (HEAD.encode() + b"mode: \xff\xff\n", "4:7", "byte 0xFF"),
    "UTF-16": (HEAD.encode("utf-16"), "1:1", "saved as UTF-16"),
    "UTF-16, big end first": (b"\xfe\xff" + HEAD.encode("utf-16-be"), "1:1", "saved as UTF-16"),
    "UTF-16 without a mark": ((HEAD + PAIR).encode("utf-16-le"), "1:1", "saved as UTF-16"),
    "full-width indentation": (HEAD + PAIR.replace("    rec", "　　rec"), "6:1", "full-width"),
    "full-width space after": (HEAD + PAIR.replace("county: ", "county:　"), "5:12", "full-width"),
    "no-break indentation": (HEAD + PAIR.replace("    rec", "\xa0" * 4 + "rec"), "6:1", "special"),
    "full-width hyphen": (HEAD + PAIR.replace("- c", "－ c"), "5:3", "a long dash"),
    "em dash": (HEAD + PAIR.replace("- c", "— c"), "5:3", "a long dash"),
    "hyphen without space": (HEAD + PAIR.replace("- c", "-c"), "5:4", "no space after the hyphen"),
    "deep flow": ("[" * 200_000, "1:61", "deeper than 60"),
    "deep flow closed": ("a: " + "[" * 200_000 + "]" * 200_000, "1:63", "deeper than 60"),
    "deep dashes": ("- " * 200_000 + "x", "1:121", "deeper than 60"),
    "deep questions": ("? " * 200_000, "1:121", "deeper than 60"),
    "deep braces": ("{a: " * 200_000, "1:241", "deeper than 60"),
}


@pytest.mark.parametrize(
    ("content", "place", "words"), YAML_FAULTS.values(), ids=YAML_FAULTS.keys()
)
def test_yaml_fault(case_file: CaseFile, content: str | bytes, place: str, words: str) -> None:
    start = time.perf_counter()
    problems = problems_of(case_file(content))
    assert time.perf_counter() - start < 5
    first = told(problems[0])
    if words.startswith("byte"):
        words = f"the file is not UTF-8: {words}"
    assert first.startswith(f"case.yaml:{place}: "), first
    assert words in first
    assert problems[0].remedy


def row(line: str) -> str:
    """A case whose one pair has another line, the eighth of the file."""
    return f"{HEAD}{PAIR}    {line}\n"


FIELD_FAULTS = {
    "no kind": ("name: x\n", "1:1", "kind): is missing"),
    "misspelt kind": ("kind: agrement\n", "1:7", "Did you mean agreement?"),
    "no policy": ("kind: agreement\nname: x\n" + PAIR, "1:1", "政策 (policy): is missing"),
    "missing field": (
        HEAD + "pairs:\n  - county: 甲县\n    helpers: [a]\n",
        "5:5",
        "受援医院 (receiver): is missing",
    ),
    "empty required": (
        HEAD + "pairs:\n  - county:\n    receiver: a\n    helpers: [a]\n",
        "5:12",
        "县名称 (county): nothing is written",
    ),
    "quoted empty": (
        HEAD + "pairs:\n  - county: ''\n    receiver: a\n    helpers: [a]\n",
        "5:13",
        "county): is empty",
    ),
    "unknown key": (
        HEAD + "pairs:\n  - county: 甲县\n    reciever: a\n    helpers: [a]\n",
        "6:5",
        "unknown key reciever → Did you mean receiver?",
    ),
    "unknown Chinese key": (
        HEAD + "pairs:\n  - county: 甲县\n    受援医完: a\n    helpers: [a]\n",
        "6:5",
        "Did you mean 受援医院?",
    ),
    "a key like no other": (row("qqqq: 1"), "8:5", "unknown key qqqq → Delete it, or use one of"),
    "no whole number": (row("copies: 四"), "8:13", "expected a whole number, found “四”"),
    "number too large": (row("copies: 100"), "8:13", "must be at most 99, is 100"),
    "number too small": (row("copies: 0"), "8:13", "must be at least 1, is 0"),
    "5,000 digits": (row("copies: " + "9" * 5000), "8:13", "too many digits"),
    "no boolean": (row("government_copy: maybe"), "8:22", "expected yes or no, found “maybe”"),
    "no date": (
        row("start: soon"),
        "8:12",
        "起始日期 (start): expected a date, found “soon” → Write 2021-05-01",
    ),
    "curly quotes": (row("start: “2021-01-01”"), "8:12", "marks are straight"),
    "no such day": (row("start: 2021-02-30"), "8:12", "there is no day 2021-02-30"),
    "no such day, Chinese": (
        row("起始日期: 2021年13月1日"),
        "8:11",
        "there is no day 2021年13月1日",
    ),
    "literal": (
        HEAD + "mode: pairwize\n" + PAIR,
        "4:7",
        "not one of the allowed values → Did you mean pairwise? Allowed: pairwise, joint.",
    ),
    "text for a list": (
        HEAD + "pairs:\n  - county: a\n    receiver: a\n    helpers: 昆明市延安医院\n",
        "7:14",
        "expected a list, found “昆明市延安医院”",
    ),
    "list for text": (row("number: [1, 2]"), "8:13", "expected a single value, found a list"),
    "fields for text": (row("number: {a: 1}"), "8:13", "expected a single value, found fields"),
    "text for a row": (
        HEAD + "pairs: [禄劝县]\n",
        "4:9",
        "expected fields with values, found “禄劝县”",
    ),
    "text for named rows": (row("seals: x"), "8:12", "seals): expected fields with values"),
    "in a named row": (
        row("seals: {helper: {file: a.png, owner: 甲, diameter_mm: 5}}"),
        "8:58",
        "must be more than 10, is 5",
    ),
    "not finite": (
        row("seals: {helper: {file: a.png, owner: 甲, diameter_mm: nan}}"),
        "8:58",
        "expected a number, found “nan”",
    ),
    "empty list": (HEAD + "pairs: []\n", "4:8", "结对关系 (pairs): has 0 items, needs at least 1"),
    "empty row": (HEAD + PAIR + "  -\n", "8:4", "nothing is written here"),
    "list keys": (
        HEAD + "pairs: {form: reference:relations/yunnan-2022-annex-1}\n",
        "4:9",
        "unknown key form → Did you mean from?",
    ),
    "dash forgotten": (
        HEAD + PAIR.replace("-", " "),
        "5:5",
        "expected a list, found fields with values → Write one `- item`",
    ),
    "from and rows": (HEAD + "pairs: {from: a.csv, rows: []}\n", "4:8", "neither or both"),
    "defaults of texts": (
        row("goals: {rows: [], defaults: x}"),
        "8:33",
        "`defaults:` must be fields",
    ),
}


@pytest.mark.parametrize(
    ("content", "place", "words"), FIELD_FAULTS.values(), ids=FIELD_FAULTS.keys()
)
def test_field_fault(case_file: CaseFile, content: str, place: str, words: str) -> None:
    problems = problems_of(case_file(content))
    first = told(problems[0])
    assert first.startswith(f"case.yaml:{place}: "), first
    assert words in first
    assert len(problems) == 1, problems  # one slip, one problem


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_newcomers_mistakes(
    case_file: CaseFile, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A misspelt key, a wrong day, a missing field, all at once, whatever the language."""
    for _spoken in speak(lang, monkeypatch):
        path = case_file(
            HEAD
            + "pairs:\n  - county: 禄劝县\n    reciever: 甲医院\n    支援医院: [乙医院]\n"
            + "    start: 2021-02-30\n  - receiver: 丙医院\n    helpers: [丁医院]\n"
        )
        unknown, day, missing = map(told, problems_of(path))
        assert unknown.startswith("case.yaml:6:5: ")
        assert "reciever" in unknown.partition("→")[0]
        assert "receiver" in unknown.partition("→")[2]
        assert day.startswith("case.yaml:8:12: 起始日期 (start): ")
        assert "2021-02-30" in day
        assert missing.startswith("case.yaml:9:5: 县名称 (county): ")


def test_all_problems_at_once(case_file: CaseFile) -> None:
    """The reader's, the binder's and the model's, sorted by place, each once."""
    path = case_file(
        HEAD + "mode: &x joint\nname: b\npairs:\n  defaults: {start: never}\n  rows:\n"
        "    - {county: a, receiver: b, helpers: [c]}\n"
        "    - {county: a, receiver: b, helpers: [c], foo: 1, copies: x}\n"
    )
    found = [(each.place.line, each.place.column) for each in problems_of(path)]
    assert found == [(4, 7), (5, 1), (7, 21), (10, 46), (10, 62)]


OTHER_KINDS = {
    "DOCX": b"PK\x03\x04\x14\0",
    "DOC": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "PDF": b"%PDF-1.7\n",
}


@pytest.mark.parametrize("kind", OTHER_KINDS)
def test_another_kind_of_file(case_file: CaseFile, kind: str) -> None:
    (problem,) = problems_of(case_file(OTHER_KINDS[kind] + bytes(40)))
    assert kind in problem.message
    assert "from: roster.xlsx" in problem.remedy


def test_a_missing_file_names_its_neighbour(case_file: CaseFile) -> None:
    path = case_file(HEAD)
    with pytest.raises(CaseError, match="it is not there") as caught:
        load_case(path.with_name("csae.yml"))
    assert caught.value.remedy == f"Did you mean {path}?"


def test_full_width_dates_and_numbers_are_read(case_file: CaseFile) -> None:
    loaded = load_case(case_file(row("start: ２０２１－０１－０１\n    copies: ５")))
    assert isinstance(loaded.case, AgreementCase)
    (pair,) = loaded.case.pairs
    assert (pair.start, pair.copies) == (date(2021, 1, 1), 5)


@pytest.mark.parametrize("name", ["gone.yaml", ".", "a\0b"])
def test_unreadable_file(tmp_path: Path, name: str) -> None:
    with pytest.raises(CaseError, match="cannot read the file") as caught:
        load_case(tmp_path / name)
    assert caught.value.remedy


def test_too_large(case_file: CaseFile) -> None:
    (problem,) = problems_of(case_file(b"#" * (20 * 1024 * 1024 + 1)))
    assert "larger than 20 MB" in problem.message


def test_python_parser_says_the_same(case_file: CaseFile, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without libyaml the slower parser stands in, with the same places and limits."""
    import yaml

    from generator.load import yamltext

    monkeypatch.setattr(yamltext, "_LOADER", yaml.BaseLoader)
    for name in ("duplicate", "anchor", "tag", "documents", "deep flow", "full-width colon"):
        content, place, words = YAML_FAULTS[name]
        first = told(problems_of(case_file(content))[0])
        assert first.startswith(f"case.yaml:{place}: "), first
        assert words in first
