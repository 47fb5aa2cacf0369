"""The policies' texts under tests/resources/seeds, as found and repaired."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import yaml

SEEDS = Path(__file__).resolve().parent / "resources" / "seeds"
YUNNAN = "002_5e86d926f4900194.txt"
P24, P23, CQ = (
    "000_61d09a98a7e81447.txt",
    "001_d3a3ff959194a5ac.txt",
    "003_cabd1cfda3d03208.txt",
)

HEADING = re.compile("[一二三四五六七八九十]+、")
SECOND = re.compile(r"[（(][一二三四五六七八九十]+[）)]")
MARK = re.compile(rf"(?:{HEADING.pattern}|{SECOND.pattern}|\d+(?:-\d)?[.．]|-? ?附件|注：|备注：)")


@cache
def seed_lines(file: str = YUNNAN) -> tuple[str, ...]:
    """The lines as found; line 1 has index 0."""
    return tuple((SEEDS / file).read_text(encoding="utf-8").split("\n"))


@cache
def repairs() -> tuple[dict[str, object], ...]:
    """The entries of repairs.yaml."""
    return tuple(yaml.safe_load((SEEDS / "repairs.yaml").read_text(encoding="utf-8")))


@cache
def repaired_lines(file: str = YUNNAN) -> tuple[str, ...]:
    """The lines with every certain repair made, numbered as found; what went elsewhere is empty."""
    lines = list(seed_lines(file))
    for repair in repairs():
        if repair["file"] == file and repair["certain"]:
            index = int(str(repair["line"])) - 1
            lines[index] = lines[index].replace(str(repair["from"]), str(repair["to"]), 1)
    return tuple(lines)


@cache
def table(first: int, last: int) -> tuple[tuple[int, list[str]], ...]:
    """The rows of a table between two lines of the repaired 002, each with its line.

    Blank lines and the head row, which every page repeats, are left out.
    """
    rows = [(n, repaired_lines()[n - 1].split("\t")) for n in range(first, last + 1)]
    return tuple((n, cells) for n, cells in rows if any(cells) and cells[0] != "序号")


def paragraphs(file: str, first: int, last: int) -> Iterator[str]:
    """The paragraphs of some lines, put together where the copy cut them at a line or a page."""
    whole = ""
    for line in repaired_lines(file)[first - 1 : last]:
        text = line.replace("\xa0", " ").strip()
        if not text:
            continue
        if whole and (_ends(whole) or MARK.match(text)):
            yield whole
            whole = ""
        whole += text
    if whole:
        yield whole


def _ends(text: str) -> bool:
    if text.endswith(("。", "：", "；", ":")):
        return True
    return bool(MARK.match(text)) and not re.search("[。，：,:]", text) and len(text) < 26
