"""Text as it is compared: one width, no invisible characters, no spaces."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = re.compile(r"[\s\u00ad\u200b-\u200f\u2060\ufeff]+")


def compact(text: str) -> str:
    """The text in normal width without spaces, zero-width marks and a leading apostrophe.

    Spreadsheets show `'110…` for a number kept as text; the apostrophe comes along when copied.

    >>> compact("'１１０ １０５\u200b")
    '110105'
    """
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).lstrip("'’‘")
