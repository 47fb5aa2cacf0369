"""Web addresses 网址 a case names: where codes 核验码 are verified online."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, StringConstraints

from generator.i18n import _

LONGEST = 100  # characters: the QR code of a longer one has modules too small to be read


def web_address(text: str) -> str:
    """The address of a page's folder, without a slash at its end.

    Raises ValueError for anything but http(s)://host/path: what follows ? or # would swallow what
    is added, and a name before @ has no place in a document.
    """
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(_("an address begins with https://"))
    if parts.query or parts.fragment or "@" in parts.netloc or not text.isascii() or " " in text:
        raise ValueError(_("an address of a host and a path only, as https://example.org/x"))
    if len(text) > LONGEST:
        raise ValueError(_("an address has {most} characters at most", most=LONGEST))
    return text.rstrip("/")


WebAddress = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1), AfterValidator(web_address)
]
