"""How a letter's mark 发文机关标志 and its title are cut into lines, by GB/T 9704—2012."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, pairwise

# Points, and characters of that size in 156 mm, the width of the type area 版心 (5.2.1).
_MARK_SIZES = ((36, 12), (30, 14), (26, 16), (22, 20))
TITLE_LINE = 20  # characters of 22 pt in 156 mm


def mark_lines(name: str) -> tuple[int, tuple[str, ...]]:
    """A mark's type size in pt and its lines: one as long as it can be, else of even length.

    Its size is free (7.2.4); the smallest taken is the title's.
    """
    for size, most in _MARK_SIZES:
        if len(name) <= most:
            return size, (name,)
    return _MARK_SIZES[-1][0], _even(name, _MARK_SIZES[-1][1])


def title_lines(parts: Sequence[str], most: int = TITLE_LINE) -> tuple[str, ...]:
    """A title's lines 词意完整、排列对称、长短适宜 (7.3.1): cut between its parts where they allow it.

    As few lines of at most so many characters as can be, of these the most even; a part longer than a
    line is cut evenly itself.
    """
    pieces = [piece for part in parts for piece in _even(part, most)]
    for cuts in range(len(pieces)):
        ways = [_cut(pieces, places) for places in combinations(range(1, len(pieces)), cuts)]
        fitting = [lines for lines in ways if max(map(len, lines)) <= most]
        if fitting:
            return min(fitting, key=_unevenness)
    return tuple(pieces)


def _even(text: str, most: int) -> tuple[str, ...]:
    """The text in as few pieces of at most so many characters as can be, all about as long."""
    count = -(-len(text) // most) or 1
    places = [round(len(text) * number / count) for number in range(count + 1)]
    return tuple(text[start:end] for start, end in pairwise(places))


def _cut(pieces: Sequence[str], places: Sequence[int]) -> tuple[str, ...]:
    bounds = (0, *places, len(pieces))
    return tuple("".join(pieces[a:b]) for a, b in pairwise(bounds))


def _unevenness(lines: Sequence[str]) -> int:
    return max(map(len, lines)) - min(map(len, lines))
