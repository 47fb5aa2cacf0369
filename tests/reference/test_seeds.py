"""The seeds are masked, and repairs.yaml repairs what is really there."""

from __future__ import annotations

import re

import pytest

from tests.seedtext import SEEDS, YUNNAN, repaired_lines, repairs, seed_lines

FILES = sorted(path.name for path in SEEDS.glob("*.txt"))
LINES = {"000": 517, "001": 163, "002": 392, "003": 302}
PERSONAL = re.compile(
    r"(?<![0-9])1[3-9]\d{9}(?!\d)"  # a mobile number
    r"|0\d{2,3}-\d{7}"  # a landline
    r"|[：:\s]\d{8}(?!\d)"  # a landline without its area code
    r"|\w@\w"  # a mailbox
)
# Where the originals name persons: contacts, dispatched doctors and their contacts.
PERSONS = {
    "001": [39, 41],
    "002": [17, 19, 21],
    "003": [53, *(n for row in range(193, 294, 10) for n in (row + 2, row + 3))],
}


def test_all_four_are_here_with_their_line_numbers() -> None:
    assert {file[:3]: len(seed_lines(file)) for file in FILES} == LINES


@pytest.mark.parametrize("file", FILES)
def test_no_number_or_mailbox_of_a_person_is_left(file: str) -> None:
    found = [(n, line) for n, line in enumerate(seed_lines(file), 1) if PERSONAL.search(line)]
    assert found == []


@pytest.mark.parametrize(
    "text", ["张三：" + "138" + "0" * 8, "0871-" + "6" * 8, "电话：" + "3" * 8, "a@b.cn"]
)
def test_a_number_would_be_found(text: str) -> None:
    assert PERSONAL.search(text)


@pytest.mark.parametrize(("seed", "number"), [(s, n) for s, ns in PERSONS.items() for n in ns])
def test_persons_keep_their_family_name_only(seed: str, number: int) -> None:
    line = next(seed_lines(file) for file in FILES if file.startswith(seed))[number - 1]
    assert "某" in line


def test_every_repair_stands_at_its_line_once() -> None:
    assert len(repairs()) > 30
    for repair in repairs():
        line = seed_lines(str(repair["file"]))[int(str(repair["line"])) - 1]
        assert line.count(str(repair["from"])) == 1, repair
        assert repair["from"] != repair["to"]
        assert repair["reason"]
        assert isinstance(repair["certain"], bool)


def test_a_line_has_one_repair() -> None:
    places = [(repair["file"], repair["line"]) for repair in repairs() if repair["certain"]]
    assert len(places) == len(set(places)) > 90


def test_what_is_not_certain_is_flagged_and_not_made() -> None:
    doubtful = [repair for repair in repairs() if not repair["certain"]]
    assert {str(repair["file"])[:3] for repair in doubtful} == {"000", "001", "002", "003"}
    for repair in doubtful:
        line = repaired_lines(str(repair["file"]))[int(str(repair["line"])) - 1]
        assert str(repair["to"]).replace(" ", "") not in line.replace(" ", "")


def test_repaired_annex_3_has_no_copying_errors_left() -> None:
    text = "\n".join(repaired_lines()[292:367])
    assert not re.search(r"[,()\[\]]", text)
    assert not re.search(r"(?<=[\u4e00-\u9fff]) (?=[0-9X])|(?<=[0-9X]) (?=[\u4e00-\u9fff])", text)
    assert "帮助受援医院在自身执业范围内开展适宜技术和适宜业务。" in text
    assert "云卫人发〔2017〕86号" in text


def test_repairs_change_no_word() -> None:
    """Letters and figures of 附件3 are the same before and after."""
    words = re.compile(r"[\w—]")
    found, repaired = (
        "".join(words.findall("".join(lines[292:367])))
        for lines in (seed_lines(YUNNAN), repaired_lines())
    )
    assert found == repaired
