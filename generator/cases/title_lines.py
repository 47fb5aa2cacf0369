"""Titles in lines: whole words, lines alike in length (GB/T 9704—2012, 7.3.1)."""

from __future__ import annotations

import re
from itertools import pairwise
from math import ceil

MOST = 20  # characters of 2号 in the 156 mm of the type area
_NO_END = "《（“‘〔"  # marks that may not end a line
_NO_START = "》）”’〕、，。：的"  # those, and words, that may not begin one

_ENDS = "》）、 的和与及"  # a line ends well behind these
_SUFFIXES = "省市州区县乡镇局委院会员办部司年度系统工作"  # ends of words; badly parted from them


def width_of(line: str) -> float:
    """How many characters wide a line is; figures and Latin letters are half as wide as Chinese."""
    return sum(0.5 if char.isascii() else 1.0 for char in line)


def title_lines(title: str) -> tuple[str, ...]:
    """The title in the lines its writer gave it, else in as few as hold it, balanced.

    A line holds `MOST` characters. Lines end behind a mark or a joining word where that leaves
    them nearly balanced; they never part a number, a quotation of few characters or a mark.
    """
    given = tuple(line.strip() for line in title.splitlines() if line.strip())
    if len(given) != 1 or width_of(given[0]) <= MOST:
        return given
    text = given[0]
    count = ceil(width_of(text) / MOST)
    while (lines := _balanced(text, count)) is None:
        count += 1
    return lines


def _balanced(text: str, count: int) -> tuple[str, ...] | None:
    """The text in `count` lines, its breaks where they cost least; None where none will do."""
    ideal = width_of(text) / count
    costs: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    breaks = [*_breaks(text), len(text)]
    for _line in range(count):
        reached: dict[int, tuple[float, int]] = {}
        for start, (cost, _before) in costs[-1].items():
            for end in (end for end in breaks if end > start):
                width = width_of(text[start:end])
                if width > MOST:
                    break
                total = cost + (width - ideal) ** 2 + _price(text, end)
                if end not in reached or total < reached[end][0]:
                    reached[end] = (total, start)
        costs.append(reached)
    if len(text) not in costs[-1]:
        return None
    ends = [len(text)]
    for reached in reversed(costs[1:]):
        ends.append(reached[ends[-1]][1])
    places = ends[::-1]
    return tuple(text[a:b].strip() for a, b in pairwise(places))


def _breaks(text: str) -> list[int]:
    inside = {
        place
        for found in re.finditer(r"[0-9A-Za-z.\-]+年?度?|“[^”]{1,12}”", text)
        for place in range(found.start() + 1, found.end())
    }
    return [
        place
        for place in range(1, len(text))
        if place not in inside and text[place - 1] not in _NO_END and text[place] not in _NO_START
    ]


def _price(text: str, end: int) -> float:
    """What a break costs besides balance: little behind a mark or a joining word."""
    if end == len(text) or text[end - 1] in _ENDS or text[end] in " 《（":
        return 0.0
    if text[end] in _SUFFIXES:
        return 60.0
    return 1.0 if text[end - 1] in _SUFFIXES else 12.0
