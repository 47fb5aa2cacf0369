"""The measures of one font face: which characters it has, how wide they are, how high a line is.

They are read through fontTools once and kept in a small file in the cache folder, named for the
font file's path, size and time, because parsing a CJK font takes a tenth of a second or more.
"""

from __future__ import annotations

import hashlib
import logging
import struct
import sys
import zlib
from array import array
from bisect import bisect_left
from pathlib import Path
from typing import Any

from msgspec import Struct

from generator.errors import OutputError
from generator.files import write_whole
from generator.resources import cache_folder

log = logging.getLogger(__name__)

_ABSENT = 0xFFFF  # no glyph has this advance: fonts have at most 16,384 units in an em
_BMP = 0x10000
_FORMAT = 3  # of the cache files; raised when what they hold changes
_HEAD = struct.Struct("<HHhhhI")
_USE_TYPO_METRICS = 1 << 7  # bit of OS/2 fsSelection


class Metrics(Struct, frozen=True, eq=False):
    """Measures of a face in font units; `advances` by code point of the basic plane.

    Characters beyond the basic plane stand sorted in `astral`, their widths in `astral_advances`.
    """

    units_per_em: int
    ascent: int
    descent: int
    line_gap: int
    advances: array[int]
    astral: array[int]
    astral_advances: array[int]

    def advance(self, code: int) -> int | None:
        """The width of the character in font units; None where the face has no glyph for it."""
        if code < _BMP:
            width = self.advances[code]
            return None if width == _ABSENT else width
        at = bisect_left(self.astral, code)
        if at < len(self.astral) and self.astral[at] == code:
            return self.astral_advances[at]
        return None


def load_metrics(path: Path, index: int, size: int, modified_ns: int) -> Metrics:
    """The measures of face `index` of a font file, from the cache when it has them."""
    name = f"{_FORMAT}\0{path}\0{index}\0{size}\0{modified_ns}"
    kept = cache_folder() / "metrics" / hashlib.sha256(name.encode()).hexdigest()[:32]
    try:
        return _unpack(kept.read_bytes())
    except (OSError, ValueError, zlib.error, struct.error):
        metrics = read_metrics(path, index)
    try:
        write_whole(kept, _pack(metrics))
    except OutputError as fault:  # a cache that cannot be written costs time, nothing else
        log.info("font measures are not kept: %s", fault)
    return metrics


def read_metrics(path: Path, index: int) -> Metrics:
    """The measures straight out of the font file."""
    from fontTools.ttLib import TTFont  # only where the metrics are not at hand

    with TTFont(path, fontNumber=index, lazy=True) as font:
        widths = font["hmtx"].metrics
        characters: dict[int, str] = font.getBestCmap() or {}
        advances = array("H", [_ABSENT]) * _BMP
        astral = array("I")
        astral_advances = array("H")
        for code in sorted(characters):
            width = widths[characters[code]][0]
            if code < _BMP:
                advances[code] = width
            else:
                astral.append(code)
                astral_advances.append(width)
        ascent, descent, line_gap = _line_metrics(font)
        units = font["head"].unitsPerEm
    return Metrics(units, ascent, descent, line_gap, advances, astral, astral_advances)


def _line_metrics(font: Any) -> tuple[int, int, int]:
    """Ascent, descent (downwards, positive) and gap by LibreOffice's rule on Linux.

    The hhea table's, where their signs are right; else the Windows ones of OS/2; the typographic
    ones where the font asks for them (USE_TYPO_METRICS). FandolSong-Regular's hhea descent has the
    wrong sign, and so it is the Windows ones that count for it.
    """
    hhea = font["hhea"]
    ascent = descent = gap = 0
    if hhea.ascent >= 0 and hhea.descent <= 0:
        ascent, descent, gap = hhea.ascent, -hhea.descent, hhea.lineGap
    os2 = font.get("OS/2")
    if os2 is None:
        return ascent or font["head"].unitsPerEm, descent, gap
    if not ascent and not descent:
        ascent, descent, gap = os2.usWinAscent, os2.usWinDescent, 0
    typographic = os2.fsSelection & _USE_TYPO_METRICS
    if typographic and os2.sTypoAscender >= 0 and os2.sTypoDescender <= 0:
        ascent, descent, gap = os2.sTypoAscender, -os2.sTypoDescender, os2.sTypoLineGap
    return ascent, descent, gap


def _pack(metrics: Metrics) -> bytes:
    head = _HEAD.pack(
        _FORMAT,
        metrics.units_per_em,
        metrics.ascent,
        metrics.descent,
        metrics.line_gap,
        len(metrics.astral),
    )
    parts = (metrics.advances, metrics.astral, metrics.astral_advances)
    return zlib.compress(head + b"".join(_little_endian(part).tobytes() for part in parts), 1)


def _unpack(content: bytes) -> Metrics:
    """What `_pack` wrote; ValueError where it is not that."""
    plain = zlib.decompress(content)
    version, units, ascent, descent, gap, count = _HEAD.unpack_from(plain)
    start = _HEAD.size + 2 * _BMP
    if version != _FORMAT or len(plain) != start + 6 * count:
        raise ValueError("not a file of font measures")
    advances, astral, astral_advances = array("H"), array("I"), array("H")
    advances.frombytes(plain[_HEAD.size : start])
    astral.frombytes(plain[start : start + 4 * count])
    astral_advances.frombytes(plain[start + 4 * count :])
    return Metrics(
        units,
        ascent,
        descent,
        gap,
        _little_endian(advances),
        _little_endian(astral),
        _little_endian(astral_advances),
    )


def _little_endian(numbers: array[int]) -> array[int]:
    """The numbers as the cache files hold them, or back again."""
    if sys.byteorder == "little":
        return numbers
    swapped = array(numbers.typecode, numbers)
    swapped.byteswap()
    return swapped
