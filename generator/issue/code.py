"""The code 核验码 on a document and its QR code 二维码: number and keyed code, for verification alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote, unquote

from msgspec import Struct
from msgspec.structs import replace

from generator.issue.symbols import rows
from generator.render.layout.items import Boxes, Destination, Group, Page, Pages
from generator.stamp.geometry import PT_PER_MM

PLACE = "qr_code"  # the template's bookmark where the QR code begins
SIDE_MM = 26.0
DISCLAIMER = "仅供核验真伪，不是电子印章"

_QUERY = re.compile(r"/verify\?number=(?P<number>[^&\s]+)&code=(?P<code>[^&\s]+)", re.IGNORECASE)
_READ = re.compile(r"编号[：:]\s*(?P<number>\S+)\s+核验码[：:]\s*(?P<code>[\w-]+)")


class Claim(Struct, frozen=True):
    """What a QR code says: a number, and the code that should prove it."""

    number: str
    code: str


def qr_text(number: str, code: str, address: str = "") -> str:
    """What the QR code says when it is read: in words, or as a page of `address` that verifies it.

    The number and the code, and nothing of the person.
    """
    if address:
        return f"{address}/verify?number={quote(number, safe='')}&code={code}"
    return f"编号：{number}\n核验码：{code}\n{DISCLAIMER}"


def read_qr_text(text: str) -> Claim | None:
    """The claim in what a QR code said, or was typed of it; None when it is none of ours.

    The address is no part of the claim: it proves nothing, the code does.
    """
    if found := _READ.search(text):
        return Claim(found["number"], found["code"])
    if found := _QUERY.search(text):
        return Claim(unquote(found["number"]), unquote(found["code"]))
    return None


def with_qr_code(pages: Pages, text: str) -> Pages:
    """The pages with the QR code drawn at its place, where there is one."""
    return Pages(
        tuple(replace(page, groups=(*page.groups, *_codes(page, text))) for page in pages.pages)
    )


def _codes(page: Page, text: str) -> Iterator[Group]:
    for group in page.groups:
        for item in group.items:
            if isinstance(item, Destination) and item.name == PLACE:
                yield Group((_drawn(text, item.x, item.y),), group.x, group.y)


def _drawn(text: str, x: float, y: float) -> Boxes:
    """The dark modules; the quiet zone is the paper around."""
    modules = rows(text)
    return Boxes(x, y, SIDE_MM * PT_PER_MM / len(modules), modules)
