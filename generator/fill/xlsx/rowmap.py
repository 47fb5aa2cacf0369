"""Where the rows of a template came to stand: each row any number of times, once for each turn."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from msgspec import Struct

Turns = tuple[int, ...]
"""The turn of each loop around a row, outermost first; no two turns of a workbook are the same."""

Run = tuple[int, int]
"""Rows next to each other, first and last."""


class At(Struct, frozen=True):
    """Where something stands that refers to rows: its row in the template, and the turns it is in."""

    row: int
    turns: Turns


class RowMap:
    """From the rows of a template's sheet to those of the filled one, both counted from 1."""

    def __init__(
        self, placed: Sequence[tuple[int, Turns]], loops: Mapping[int, Turns], height: int
    ) -> None:
        """`placed` tells for each filled row its row in the template and its turns; `loops` for
        each row of the template the ids of the loops around it; `height` is the template's last row.
        """
        self.count = len(placed)
        self.height = height
        self._loops = loops
        self._placed: dict[int, list[tuple[Turns, int]]] = {}
        for number, (row, turns) in enumerate(placed, start=1):
            self._placed.setdefault(row, []).append((turns, number))
        self._index: dict[tuple[int, int], dict[Turns, list[int]]] = {}
        self._runs: dict[tuple[int, int, Turns, Turns, int], tuple[Run, ...]] = {}

    def places(self, row: int) -> Sequence[tuple[Turns, int]]:
        """Every place of a template's row, with its turns."""
        if row > self.height:
            return [((), self.count + row - self.height)]
        return self._placed.get(row, [])

    def depth(self, row: int, other: int) -> int:
        """How many loops two rows of the template share."""
        one, two = self._loops.get(row, ()), self._loops.get(other, ())
        pairs = zip(one, two, strict=False)
        return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(two)))

    def next_place(self, row: int) -> int:
        """Where a template's row stands first, or what came after it where it is gone."""
        after = [places[0][1] for each, places in self._placed.items() if each >= row]
        if row > self.height:
            return self.count + row - self.height
        return min(after, default=self.count + 1)

    def runs(
        self, first: int, last: int, at: At | None = None, *, fixed: bool = False
    ) -> list[Run]:
        """The rows that the template's rows `first` to `last` became, as seen from `at`.

        From within a loop only the rows of the same turn are seen; `fixed` ($) looks beyond the
        innermost loop that both are in. Several runs where others stand between them.
        """
        shared = self._loops.get(at.row, ()) if at else ()
        turns = at.turns[: len(shared)] if at else ()
        key = (first, last, shared, turns, int(fixed))
        if key not in self._runs:
            self._runs[key] = tuple(self._found(first, last, at, fixed))
        return list(self._runs[key])

    def _found(self, first: int, last: int, at: At | None, fixed: bool) -> list[Run]:
        rows: list[int] = []
        for row in range(max(first, 1), min(last, self.height) + 1):
            depth = self.depth(row, at.row) if at else 0
            if fixed and depth and depth == len(self._loops.get(row, ())):
                depth -= 1
            rows += self._seen(row, at.turns[:depth] if at else ())
        runs: list[Run] = []
        for row in sorted(rows):
            if runs and runs[-1][1] + 1 >= row:
                runs[-1] = (runs[-1][0], row)
            else:
                runs.append((row, row))
        if last > self.height:
            start = self.count + max(first - self.height, 1)
            end = self.count + last - self.height
            if runs and runs[-1][1] + 1 == start:
                start = runs.pop()[0]
            runs.append((start, end))
        return runs

    def _seen(self, row: int, turns: Turns) -> Sequence[int]:
        """The places of a row whose outer turns are these."""
        depth = len(turns)
        if (row, depth) not in self._index:
            index: dict[Turns, list[int]] = {}
            for own, number in self._placed.get(row, ()):
                index.setdefault(own[:depth], []).append(number)
            self._index[row, depth] = index
        return self._index[row, depth].get(turns, ())

    def spans(self, first: int, last: int) -> list[tuple[Run, At]]:
        """What stands over rows `first` to `last` (a merge, a picture), once for each turn around it.

        Each with where its first row is seen from.
        """
        if last > self.height:
            return [(run, At(first, ())) for run in self.runs(first, last)]
        depth = self.depth(first, last)
        groups: dict[Turns, list[tuple[int, int, Turns]]] = {}
        for row in range(first, last + 1):
            for turns, number in self._placed.get(row, ()):
                groups.setdefault(turns[:depth], []).append((number, row, turns))
        found = []
        for group in groups.values():
            number, row, turns = min(group)
            found.append(((number, max(group)[0]), At(row, turns)))
        return sorted(found, key=lambda pair: pair[0])


def bounds(runs: Sequence[Run]) -> Run | None:
    """The rows from the first run's first to the last run's last; None for none."""
    return (runs[0][0], runs[-1][1]) if runs else None


def covers(runs: Sequence[Run], row: int) -> bool:
    """Whether a row lies in one of the runs, which are in order."""
    index = bisect_left(runs, row, key=lambda run: run[1])
    return index < len(runs) and runs[index][0] <= row
