"""Headings of official documents by their numbers: 一、 （一） 1. （1） (GB/T 9704—2012, 7.3.3)."""

from __future__ import annotations

import re

from msgspec import Struct

_CHINESE = "[一二三四五六七八九十百]+"
_LEVELS = (
    re.compile(f"({_CHINESE})、"),
    re.compile(f"（({_CHINESE})）"),
    re.compile(r"(\d{1,2})[.．](?!\d)"),
    re.compile(r"（(\d{1,2})）"),
)
_DIGITS = "零一二三四五六七八九"
_STOPS = "。；：，"
_HEADING_MOST = 40  # characters; a first sentence longer than that is text, not a heading


class Block(Struct, frozen=True):
    """A paragraph of the body: its level (0: no number), its heading and what runs on behind it."""

    level: int
    head: str
    text: str


def block(paragraph: str) -> Block:
    """The paragraph with its heading parted from it.

    A heading of the first level is all of its paragraph; of the second it ends at the first full
    stop, for text often runs on behind it. Lower levels are set like text, so they have none apart.
    """
    level, _number = level_of(paragraph)
    if level == 1 and not any(stop in paragraph[:-1] for stop in "。；"):
        return Block(1, paragraph, "")
    if level == 2:
        end = paragraph.find("。") + 1 or len(paragraph)
        if end <= _HEADING_MOST and not any(stop in paragraph[: end - 1] for stop in "；："):
            return Block(2, paragraph[:end], paragraph[end:])
    return Block(level, "", paragraph)


def level_of(paragraph: str) -> tuple[int, int]:
    """The level of a paragraph's number, and the number; (0, 0) where it has none."""
    for level, pattern in enumerate(_LEVELS, 1):
        if found := pattern.match(paragraph):
            return level, _value(found[1])
    return 0, 0


def _value(number: str) -> int:
    """十二 or 12 as 12."""
    if number.isdigit():
        return int(number)
    tens, ten, ones = number.rpartition("十")
    if not ten:
        return _DIGITS.find(number) if len(number) == 1 else 0
    return 10 * (_DIGITS.find(tens) if tens else 1) + (_DIGITS.find(ones) if ones else 0)
