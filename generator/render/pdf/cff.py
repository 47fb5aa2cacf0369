"""The little that must be known of a CFF font program: is it CID-keyed, and which CID is each glyph's.

Source: Adobe Technical Note 5176 (CFF): §4 DICT data, §5 INDEX data, §13 charsets, §18 CIDFonts.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

_CHARSET, _CHARSTRINGS, _ROS = 15, 17, (12 << 8) | 30


def cids(program: bytes) -> list[int] | None:
    """The CID of every glyph of a CID-keyed program, in glyph order; None where it is not CID-keyed."""
    position = program[2]  # the header's own size
    position = _index_end(program, position)  # Name INDEX
    top = _index_first(program, position)
    operators = dict(_dict(top))
    if _ROS not in operators:
        return None
    count = struct.unpack_from(">H", program, operators[_CHARSTRINGS])[0]
    return _charset(program, operators.get(_CHARSET, 0), count)


def _index_layout(program: bytes, position: int) -> tuple[int, int, int]:
    count = struct.unpack_from(">H", program, position)[0]
    size = program[position + 2] if count else 0
    return count, size, position + 3


def _offset(program: bytes, position: int, size: int) -> int:
    return int.from_bytes(program[position : position + size], "big")


def _index_end(program: bytes, position: int) -> int:
    count, size, offsets = _index_layout(program, position)
    if not count:
        return position + 2
    data = offsets + (count + 1) * size - 1
    return data + _offset(program, offsets + count * size, size)


def _index_first(program: bytes, position: int) -> bytes:
    count, size, offsets = _index_layout(program, position)
    data = offsets + (count + 1) * size - 1
    end = _offset(program, offsets + size, size)
    return program[data + 1 : data + end]


def _dict(content: bytes) -> Iterator[tuple[int, int]]:
    """Operators with their last operand, where that is a whole number."""
    position, operand = 0, 0
    while position < len(content):
        byte = content[position]
        position += 1
        if byte <= 21:
            if byte == 12:
                byte = (12 << 8) | content[position]
                position += 1
            yield byte, operand
        elif byte == 28:
            operand = struct.unpack_from(">h", content, position)[0]
            position += 2
        elif byte == 29:
            operand = struct.unpack_from(">i", content, position)[0]
            position += 4
        elif byte == 30:  # a real number: nibbles to an 0xF
            while content[position] & 0xF != 0xF and content[position] >> 4 != 0xF:
                position += 1
            position += 1
        elif byte <= 246:
            operand = byte - 139
        elif byte <= 250:
            operand = (byte - 247) * 256 + content[position] + 108
            position += 1
        else:
            operand = -(byte - 251) * 256 - content[position] - 108
            position += 1


def _charset(program: bytes, position: int, count: int) -> list[int]:
    found = [0]
    form = program[position]
    position += 1
    while len(found) < count:
        first = struct.unpack_from(">H", program, position)[0]
        position += 2
        left = 0
        if form == 1:
            left = program[position]
            position += 1
        elif form == 2:
            left = struct.unpack_from(">H", program, position)[0]
            position += 2
        found.extend(range(first, first + left + 1))
    return found[:count]
