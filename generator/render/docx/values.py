"""Reading single XML values: tags, toggles, lengths, numbers, colours; a malformed one is a FormError."""

from __future__ import annotations

import math
import re
from typing import Any

from generator.errors import FormError
from generator.i18n import _
from generator.render.docx.package import Element, W

TWIP = 1 / 20  # pt
_UNITS = {"pt": 1.0, "mm": 72 / 25.4, "cm": 720 / 25.4, "in": 72.0, "pc": 12.0, "pi": 12.0}
_MAX = 1e8  # no honest number in a document is larger; a sheet is 20 million EMU wide
_HEX = re.compile(r"[0-9A-Fa-f]{6}")

Settings = dict[str, Any]


def val(element: Element, name: str = "val") -> str:
    """An attribute of the main namespace, or ""."""
    return element.get(W + name) or ""


def child_val(parent: Element | None, name: str) -> str:
    """The value of a child element, or "" where there is none."""
    child = None if parent is None else parent.find(W + name)
    return "" if child is None else val(child)


def tag_of(element: Element) -> str:
    """The element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def is_on(element: Element) -> bool:
    """A toggle's value: absent means on."""
    return val(element).lower() not in ("0", "false", "off", "none")


def flag(parent: Element | None, name: str) -> bool:
    """Whether a toggle stands there and is on."""
    child = None if parent is None else parent.find(W + name)
    return child is not None and is_on(child)


def number(text: str) -> float:
    """A number out of an attribute. Raises FormError when it is none, or beyond all reason."""
    try:
        found = float(text)
    except ValueError:
        found = math.inf
    if not abs(found) <= _MAX:  # catches NaN too
        raise FormError(
            _("“{text}” where a number was expected", text=text[:40]),
            remedy=_("Save the file again as .docx from Word or WPS."),
        )
    return found


def count(text: str, default: int = 0) -> int:
    """A whole number out of an attribute; "" gives the default. Raises FormError as `number`."""
    return int(number(text)) if text else default


def twips(text: str) -> float:
    """A length in pt from a twips attribute or one with its unit; "" gives 0."""
    if not text:
        return 0.0
    if unit := _UNITS.get(text[-2:]):
        return number(text[:-2]) * unit
    return number(text) * TWIP


def colour(text: str) -> str:
    """A colour as RRGGBB; automatic and unreadable ones are black, as Word shows them."""
    return text.upper() if _HEX.fullmatch(text) else "000000"
