"""The code 核验码 on a document and its QR code 二维码: number and keyed code, for verification alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import segno

from generator.render.layout.items import Boxes, Destination, Item, Page, Pages
from generator.stamp.geometry import PT_PER_MM

PLACE = "qr_code"  # the template's bookmark where the QR code begins
SIDE_MM = 26.0
DISCLAIMER = "仅供核验真伪，不是电子印章"

_READ = re.compile(r"编号[：:]\s*(?P<number>\S+)\s+核验码[：:]\s*(?P<code>[\w-]+)")
_DARK = re.compile(rb"\x01+")  # a run of dark modules
# One mask for all: choosing the best of eight takes 5 ms, and any of them can be read. This one
# leaves no large even areas in text (ISO/IEC 18004, 7.8.2).
_MASK = 3


@dataclass(frozen=True, slots=True)
class Claim:
    """What a QR code says: a number, and the code that should prove it."""

    number: str
    code: str


def qr_text(number: str, code: str) -> str:
    """What the QR code says when it is read."""
    return f"编号：{number}\n核验码：{code}\n{DISCLAIMER}"


def read_qr_text(text: str) -> Claim | None:
    """The claim in what a QR code said, or was typed of it; None when it is none of ours."""
    found = _READ.search(text)
    return Claim(found["number"], found["code"]) if found else None


def symbol(text: str) -> segno.QRCode:
    """The QR code of a text, with a quarter to spare for damage (level M)."""
    return segno.make_qr(text, error="m", mask=_MASK, boost_error=False, encoding="utf-8")


def with_qr_code(pages: Pages, text: str) -> Pages:
    """The pages with the QR code drawn at its place, where there is one."""
    return Pages(tuple(replace(page, items=tuple(_items(page, text))) for page in pages.pages))


def _items(page: Page, text: str) -> Iterator[Item]:
    for item in page.items:
        yield item
        if isinstance(item, Destination) and item.name == PLACE:
            yield _drawn(text, item.x, item.y)


def _drawn(text: str, x: float, y: float) -> Boxes:
    """The dark modules, a run of them one box; the quiet zone is the paper around."""
    matrix = symbol(text).matrix
    boxes = tuple(
        (found.start(), row, len(found[0]), 1)
        for row, modules in enumerate(matrix)
        for found in _DARK.finditer(bytes(modules))
    )
    return Boxes(x, y, SIDE_MM * PT_PER_MM / len(matrix), boxes)
