"""PDF syntax: objects, streams, the cross-reference table and the trailer (ISO 32000-1, 7.3–7.5)."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Mapping

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"  # the comment tells transports that the file is binary
_LEVEL = 6


def reference(number: int) -> str:
    """A reference to an object."""
    return f"{number} 0 R"


def dictionary(entries: Mapping[str, str]) -> str:
    """A dictionary of names to values already in PDF syntax."""
    return "<< " + " ".join(f"/{key} {value}" for key, value in entries.items()) + " >>"


def array(values: Iterable[str]) -> str:
    """An array of values already in PDF syntax."""
    return f"[{' '.join(values)}]"


def text_string(text: str) -> str:
    """A text string of any characters, in hexadecimal."""
    if text.isascii():
        return f"<{text.encode('ascii').hex()}>"
    return f"<feff{text.encode('utf-16-be').hex()}>"


class Objects:
    """The objects of a file in the order of their numbers, which begin at 1."""

    def __init__(self) -> None:
        self._bodies: list[bytes] = []

    def reserve(self) -> int:
        """A number for an object that is told later."""
        self._bodies.append(b"null")
        return len(self._bodies)

    def tell(self, number: int, body: str) -> None:
        """What a reserved object is."""
        self._bodies[number - 1] = body.encode("ascii")

    def add(self, body: str) -> int:
        """A new object's number."""
        self._bodies.append(body.encode("ascii"))
        return len(self._bodies)

    def stream(
        self, data: bytes, entries: Mapping[str, str] | None = None, *, packed: bool = False
    ) -> int:
        """A new stream's number. `packed` data is deflated already; other data will be."""
        content = data if packed else zlib.compress(data, _LEVEL)
        return self.plain_stream(content, {**(entries or {}), "Filter": "/FlateDecode"})

    def plain_stream(self, data: bytes, entries: Mapping[str, str]) -> int:
        """A new stream's number, its data as they stand."""
        head = dictionary({**entries, "Length": str(len(data))})
        self._bodies.append(b"".join((head.encode("ascii"), b"\nstream\n", data, b"\nendstream")))
        return len(self._bodies)

    def file(self, root: int, information: int | None = None) -> bytes:
        """The whole file, by its catalogue and its information dictionary.

        Same objects, same bytes, the identifier among them.
        """
        parts, offsets, position = [_HEADER], [], len(_HEADER)
        for number, body in enumerate(self._bodies, 1):
            offsets.append(position)
            part = b"".join((f"{number} 0 obj\n".encode(), body, b"\nendobj\n"))
            parts.append(part)
            position += len(part)
        digest = hashlib.sha256()
        for part in parts:
            digest.update(part)
        identifier = f"<{digest.hexdigest()[:32]}>"
        count = len(self._bodies) + 1
        trailer = {
            "Size": str(count),
            "Root": reference(root),
            "ID": array((identifier, identifier)),
            **({} if information is None else {"Info": reference(information)}),
        }
        table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
        end = (
            f"xref\n0 {count}\n0000000000 65535 f \n{table}"
            f"trailer\n{dictionary(trailer)}\nstartxref\n{position}\n%%EOF\n"
        )
        return b"".join((*parts, end.encode("ascii")))
