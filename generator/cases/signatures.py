"""Signature and date 署名、成文日期 of a document: rows for seals, and spaces that bring them to place.

All widths in characters 字 (5.57 mm); figures are half as wide, and a fifth of a character stands
between them and Chinese.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from msgspec import Struct

from generator.cases.nothing import Gap

SINGLE, PAIR, JOINT = "issuer", "pair", "joint"  # roles: one, two, more; each its own seal places
SEALS_IN_A_ROW = 3  # of 42 to 45 mm fit into the 156 mm of the type area
LINE = 28  # characters
_INDENT = 2
_MOST_FIGURES = 8  # of a date: 2024年12月31日
_SIGNS, _SPACES = 3, 1.0  # of a date: 年月日, and the five spaces around its figures
_HALF, _WIDE = "\u00a0", "\u3000"


class Row(Struct, frozen=True):
    """Issuers side by side; under the last of the last row stands the date."""

    names: tuple[str | Gap, ...]
    last: bool


def signature(names: Sequence[str | Gap], signed: date | Gap) -> dict[str, Any]:
    """What a template prints below the text.

    With a seal the date ends four characters from the right and the name stands in its middle
    (7.3.5.1): the template centres both around a date of eight figures, `lead` moves those of
    fewer, and `place` the seal's place, in a line of nothing else, where only such spaces count in
    every office program. `rows` are those of three issuers or more. `unsealed` and `unsealed_lead` are for
    documents without a seal (7.3.5.2): names two characters from the right, the date two
    characters in.
    """
    figures = _figures(signed)
    rows = [tuple(names[n : n + SEALS_IN_A_ROW]) for n in range(0, len(names), SEALS_IN_A_ROW)]
    unsealed, lead = _without_seal(names, _SIGNS + _SPACES + figures / 2)
    return {
        "names": tuple(names),
        "date": signed,
        "lead": _spaces(_MOST_FIGURES - figures),
        "place": _HALF * (_MOST_FIGURES - figures),
        "rows": tuple(Row(row, last=row is rows[-1]) for row in rows),
        "unsealed": unsealed,
        "unsealed_lead": lead,
    }


def _spaces(halves: int) -> str:
    """So many half characters of space, as few of them half ones as may be: fonts differ in those."""
    return _WIDE * (halves // 2) + _HALF * (halves % 2)


def _figures(signed: date | Gap) -> int:
    if isinstance(signed, Gap):
        return _MOST_FIGURES
    return sum(len(str(part)) for part in (signed.year, signed.month, signed.day))


def _without_seal(names: Sequence[str | Gap], date_width: float) -> tuple[tuple[str, ...], str]:
    """The names with what stands before them, and what stands before the date."""
    texts = [f"【待补：{name.note}】" if isinstance(name, Gap) else name for name in names]
    ahead = [max(0, LINE - _INDENT - len(text)) for text in texts]
    before = ahead[-1] + _INDENT
    if date_width > len(texts[-1]):  # then the date ends two characters from the right
        before = int(LINE - _INDENT - date_width)
        ahead = [max(0, min(count, before - _INDENT)) for count in ahead]
    return tuple(_WIDE * count + text for count, text in zip(ahead, texts, strict=True)), (
        _WIDE * before
    )
