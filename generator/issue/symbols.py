"""QR codes of texts that differ in a few characters, made from one another.

For one version, error level and mask a symbol is linear in its text's bits: error correction
(Reed–Solomon over GF(256)) is, and placing and masking are the same for all (ISO/IEC 18004, 7.5 to
7.8). So the symbol of a text is that of a similar one, with the modules flipped that each differing
bit flips; these are found once by making the symbol with that one bit changed.
"""

from __future__ import annotations

import re
from functools import lru_cache

import segno

# One mask for all: choosing the best of eight takes 5 ms, and any of them can be read. This one
# leaves no large even areas in text.
_MASK = 3
_CHANGING = re.compile(rb"[0-9A-Za-z]")

Rows = tuple[str, ...]
"""The modules, a text of 0 and 1 for each row, top first."""


def symbol(text: str) -> segno.QRCode:
    """The QR code of a text, made from nothing; a quarter of it may be damaged (level M)."""
    return _symbol(text.encode())


def rows(text: str) -> Rows:
    """The modules of a text's symbol, without the quiet zone."""
    content = text.encode()
    family = _family(_CHANGING.sub(b"0", content))
    return family.rows(content)


def _symbol(content: bytes) -> segno.QRCode:
    return segno.make_qr(content, error="m", mask=_MASK, boost_error=False, mode="byte")


class _Family:
    """The symbols of all texts that have the same characters but for letters and digits."""

    def __init__(self, base: bytes) -> None:
        first = _symbol(base)
        self._base = base
        self._bits = int.from_bytes(base, "big")
        self._side = len(first.matrix)
        self._modules = _number(first)
        self._flipped: dict[int, int] = {}  # by bit of the text, the modules it flips

    def rows(self, content: bytes) -> Rows:
        modules = self._modules
        differing = int.from_bytes(content, "big") ^ self._bits
        while differing:
            bit = differing & -differing
            modules ^= self._flips(bit)
            differing ^= bit
        side = self._side
        text = f"{modules:0{side * side}b}"
        return tuple(text[start : start + side] for start in range(0, side * side, side))

    def _flips(self, bit: int) -> int:
        found = self._flipped.get(bit)
        if found is None:
            changed = (self._bits ^ bit).to_bytes(len(self._base), "big")
            found = self._flipped[bit] = _number(_symbol(changed)) ^ self._modules
        return found


@lru_cache(maxsize=8)
def _family(base: bytes) -> _Family:
    return _Family(base)


def _number(code: segno.QRCode) -> int:
    return int("".join("1" if module else "0" for row in code.matrix for module in row), 2)
