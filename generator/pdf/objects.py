"""PDF objects: bodies of syntax that refer to other objects, numbered only when a file is written.

Numbers come last (ISO 32000-1, 7.3 to 7.5), so that the same font, seal or page content serves in
many files, and a page moves from a document into a packet as it is.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import accumulate
from typing import Any

from msgspec import Struct

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"  # the comment tells transports that the file is binary
_LEVEL = 5  # of compression: at zlib's own, 6, a page takes twice the time for 2 % of its bytes


class Obj(Struct, eq=False):
    """An indirect object: its body, and a stream's data as they stand in the file.

    Objects are told apart by identity. One that others must name before its body is known (a
    page, or what stands in a circle) begins empty. Data once given stay as they are.
    """

    body: Syntax = ("null",)
    data: bytes | None = None
    _checksum: bytes | None = None

    def checksum(self) -> bytes:
        """Of a stream's data, reckoned once: the same fonts and pages go into many files."""
        if self._checksum is None:
            self._checksum = zlib.crc32(self.data or b"").to_bytes(4, "big")
        return self._checksum


Syntax = tuple["str | Obj", ...]
"""PDF syntax in Latin-1 with the objects it refers to in between: texts, maybe empty, stand first,
last and at every other place, so that nobody need ask which is which."""

Value = str | Obj | Syntax
"""What may stand in a dictionary or an array: syntax, or an object to refer to."""


def dictionary(entries: Mapping[str, Value]) -> Syntax:
    """A dictionary; its keys are names in PDF syntax without their slash."""
    found: list[str | Obj] = []
    text = "<<"
    for key, value in entries.items():
        if isinstance(value, str):
            text = f"{text} /{key} {value}"
        else:
            text = _behind(found, f"{text} /{key} ", value)
    return (*found, f"{text} >>")


def array(values: Iterable[Value]) -> Syntax:
    """An array."""
    found: list[str | Obj] = []
    text, between = "[", ""
    for value in values:
        if isinstance(value, str):
            text = f"{text}{between}{value}"
        else:
            text = _behind(found, f"{text}{between}", value)
        between = " "
    return (*found, f"{text}]")


def _behind(found: list[str | Obj], text: str, value: Obj | Syntax) -> str:
    """Put a text and what it leads to behind what is found; the text that comes next."""
    if isinstance(value, Obj):
        found += (text, value)
        return ""
    found += (f"{text}{value[0]}", *value[1:])
    return str(found.pop())


def text_string(text: str) -> str:
    """A text string of any characters, in hexadecimal."""
    if text.isascii():
        return f"<{text.encode('ascii').hex()}>"
    return f"<feff{text.encode('utf-16-be').hex()}>"


@lru_cache(maxsize=32768)  # columns and baselines recur from line to line and page to page
def number(value: float) -> str:
    """A number as PDF has it: never an exponent, three decimals are a thousandth of a point."""
    rounded = round(value, 3)
    whole = int(rounded)
    return str(whole) if rounded == whole else f"{rounded:.3f}".rstrip("0")


def stream(data: bytes, entries: Mapping[str, Value] | None = None, *, packed: bool = False) -> Obj:
    """A stream to be deflated; `packed` data is so already."""
    content = data if packed else zlib.compress(data, _LEVEL)
    return plain_stream(content, {**(entries or {}), "Filter": "/FlateDecode"})


def plain_stream(data: bytes, entries: Mapping[str, Value]) -> Obj:
    """A stream whose data go into the file as they are."""
    return Obj(dictionary({**entries, "Length": str(len(data))}), data)


def write_file(root: Obj, bodies: Mapping[Obj, Syntax], info: Obj | None = None) -> bytes:
    """The file of all that the catalogue `root` refers to; same objects, same bytes.

    `bodies` stand in for the objects' own. The identifier is a digest of all objects, of their
    streams' checksums.
    """
    names, syntaxes = _reached([root] if info is None else [root, info], bodies)
    parts: list[bytes] = []  # four an object
    digested: list[bytes] = []
    for index, (obj, syntax) in enumerate(zip(names, syntaxes, strict=True), 1):
        texts: list[Any] = [*syntax]
        texts[1::2] = map(names.__getitem__, texts[1::2])
        body = f"{index} 0 obj\n{''.join(texts)}\n".encode("latin-1")
        if obj.data is None:
            digested.append(body)
            parts += (body, b"", b"", b"endobj\n")
        else:
            digested += (body, obj.checksum())
            parts += (body, b"stream\n", obj.data, b"\nendstream\nendobj\n")
    *offsets, position = [*accumulate(map(len, parts), initial=len(_HEADER))][::4]
    end = _end(
        hashlib.sha256(b"".join(digested)).hexdigest(),
        position,
        offsets,
        names[root],
        None if info is None else names[info],
    )
    return b"".join((_HEADER, *parts, end))


def _reached(roots: list[Obj], bodies: Mapping[Obj, Syntax]) -> tuple[dict[Obj, str], list[Syntax]]:
    """How others refer to each object, by numbers counted from 1, and its syntax."""
    names = {root: f"{index} 0 R" for index, root in enumerate(roots, 1)}
    waiting: list[Any] = list(roots)
    syntaxes = []
    for obj in waiting:  # grows as it is read
        syntax = bodies.get(obj, obj.body)
        syntaxes.append(syntax)
        for other in syntax[1::2]:
            if other not in names:
                waiting.append(other)
                names[other] = f"{len(waiting)} 0 R"
    return names, syntaxes


def _end(digest: str, position: int, offsets: list[int], root: str, info: str | None) -> bytes:
    """The cross-reference table, which begins at `position`, and the trailer."""
    identifier = f"<{digest[:32]}>"
    count = len(offsets) + 1
    trailer: dict[str, Value] = {"Size": str(count), "Root": root}
    if info is not None:
        trailer["Info"] = info
    trailer["ID"] = f"[{identifier} {identifier}]"
    shown = "".join(str(part) for part in dictionary(trailer))
    table = "".join([f"{offset:010d} 00000 n \n" for offset in offsets])
    return (
        f"xref\n0 {count}\n0000000000 65535 f \n{table}"
        f"trailer\n{shown}\nstartxref\n{position}\n%%EOF\n"
    ).encode("ascii")
