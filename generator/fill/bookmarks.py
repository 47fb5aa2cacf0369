"""Bookmarks that a loop has repeated: names and numbers become unique, as Word asks.

A template names the places a program looks for: `seal_helper`. Where a loop prints that place again,
the second is `seal_helper_2`, the third `seal_helper_3`. A name that ends in a number counts on
from it: `contents_1`, `contents_2`.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_START, _END = f"{_W}bookmarkStart", f"{_W}bookmarkEnd"
_MARK = re.compile(r"<w:bookmarkStart [^>]*>")
_NAME, _NUMBER = re.compile(r'w:name="([^"]*)"'), re.compile(r'w:id="([^"]*)"')
_NUMBERED = re.compile(r"(?P<stem>.+)_(?P<number>[1-9]\d*)")


def have_repeats(xml: str) -> bool:
    """Whether bookmarks of a body's XML text share a name or number."""
    marks = _MARK.findall(xml)
    names = [name for mark in marks for name in _NAME.findall(mark)]
    numbers = [number for mark in marks for number in _NUMBER.findall(mark)]
    return len(set(names)) < len(names) or len(set(numbers)) < len(numbers)


def make_bookmarks_unique(body: Any) -> None:
    """Rename and renumber, in document order, the bookmarks of a body element that recur.

    A body whose bookmarks are all different is left as it is.
    """
    starts = list(body.iter(_START))
    names = [start.get(f"{_W}name") for start in starts]
    numbers = [start.get(f"{_W}id") for start in starts]
    if len(set(names)) == len(names) and len(set(numbers)) == len(numbers):
        return
    taken: set[str] = set()
    for start, name in zip(starts, names, strict=True):
        free = free_name(name, taken)
        taken.add(free)
        start.set(f"{_W}name", free)
    _renumber(body)


def free_name(name: str, taken: Collection[str]) -> str:
    """The name, or with the next number where it is taken."""
    if name not in taken:
        return name
    numbered = _NUMBERED.fullmatch(name)
    stem, number = (numbered["stem"], int(numbered["number"])) if numbered else (name, 1)
    while (candidate := f"{stem}_{number}") in taken or candidate == f"{stem}_1":
        number += 1
    return candidate


def _renumber(body: Any) -> None:
    """Give each start the next number and its end the same; an end belongs to the last such start."""
    current: dict[str, str] = {}
    count = 0
    for mark in body.iter(_START, _END):
        old = mark.get(f"{_W}id")
        if mark.tag == _START:
            count += 1
            current[old] = str(count)
        mark.set(f"{_W}id", current.get(old, old))
