"""Fields of a case that may be left open: with a gap 待补 in them, or nothing at all."""

from __future__ import annotations

import re
from typing import Annotated, TypeVar

from pydantic import BeforeValidator

from generator.cases.nothing import BLANK, Blank, Gap

_GAP = re.compile(r"(?:待补|待定)(?:[：:]\s*(?P<note>.*))?", re.DOTALL)


def _read_gap(value: object) -> object:
    if isinstance(value, str) and (found := _GAP.fullmatch(value.strip())):
        return Gap((found["note"] or "").strip())
    return value


def _read_blank(value: object) -> object:
    if value is None or (isinstance(value, str) and not value.strip()):
        return BLANK
    return _read_gap(value)


T = TypeVar("T")

OrGap = Annotated[Gap | T, BeforeValidator(_read_gap)]
"""A value, or 待补; an empty one is an error."""

OrBlank = Annotated[Blank | Gap | T, BeforeValidator(_read_blank)]
"""A value, or 待补, or nothing at all: the form keeps its handwriting space."""
