"""The rules of a page's cells: of two that share an edge the stronger, runs of one kind joined."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from generator.render.layout.items import Rule
from generator.render.xlsx.styles import Edge, Edges

_DOUBLE_LINE, _DOUBLE_SHIFT = 0.5 / 1.75, 0.625 / 1.75  # of a double rule's width

Lines = dict[int, dict[int, Edge]]  # edge number → cell number along it → rule


class RowRules(Struct, frozen=True):
    """The rules of a row of cells that are not merged."""

    top: dict[int, Edge]  # by cell
    bottom: dict[int, Edge]
    upright: dict[int, Edge]  # by edge
    below: dict[int, dict[int, Edge]] = field(default_factory=dict)

    def under(self, above: RowRules | None) -> dict[int, Edge]:
        """The rules on the row's upper edge, under another row; many pairs of rows are alike."""
        if above is None:
            return self.top
        if id(above) not in self.below:
            both = {0: dict(above.bottom)}
            for cell, rule in self.top.items():
                put(both, 0, cell, rule)
            self.below[id(above)] = both[0]
        return self.below[id(above)]


def row_rules(cells: Sequence[Edges | None]) -> RowRules:
    """The rules of the cells of a row."""
    upright: Lines = {0: {}}
    for number, edges in enumerate(cells):
        if edges is not None:
            put(upright, 0, number, edges.left)
            put(upright, 0, number + 1, edges.right)
    return RowRules(
        {n: edges.top for n, edges in enumerate(cells) if edges and edges.top},
        {n: edges.bottom for n, edges in enumerate(cells) if edges and edges.bottom},
        upright[0],
    )


def put(lines: Lines, edge: int, cell: int, rule: Edge | None) -> None:
    """Set a rule on a cell's edge where no stronger one stands."""
    if rule is None:
        return
    along = lines.setdefault(edge, {})
    other = along.get(cell)
    if other is None or (other is not rule and _strength(rule) > _strength(other)):
        along[cell] = rule


def _strength(rule: Edge) -> tuple[float, bool, bool]:
    return rule.width, rule.double, not rule.dashes


def drawn(
    across: Lines, down: Lines, xs: Sequence[float], ys: Sequence[float], scale: float
) -> Iterator[Rule]:
    """The rules between columns that begin at `xs` and rows that begin at `ys`, pt."""
    known: dict[int, list[tuple[int, int, Edge]]] = {}  # by identity: rows alike share theirs
    for edge, along in across.items():
        if id(along) not in known:
            known[id(along)] = list(_joined(along))
        for start, end, rule in known[id(along)]:
            yield from _strokes(xs[start], xs[end], ys[edge], rule, scale, is_across=True)
    for edge, along in down.items():
        for start, end, rule in _joined(along):
            yield from _strokes(ys[start], ys[end], xs[edge], rule, scale, is_across=False)


def _joined(along: Mapping[int, Edge]) -> Iterator[tuple[int, int, Edge]]:
    """Runs of one rule over neighbouring cells: first, one after the last, rule."""
    start = end = -1
    current: Edge | None = None
    for cell in sorted(along):
        rule = along[cell]
        if current is not None and cell == end and (rule is current or rule == current):
            end += 1
            continue
        if current is not None:
            yield start, end, current
        start, end, current = cell, cell + 1, rule
    if current is not None:
        yield start, end, current


def _strokes(
    start: float, end: float, at: float, rule: Edge, scale: float, *, is_across: bool
) -> Iterator[Rule]:
    width = rule.width * scale
    if rule.double:
        line = replace(rule, width=rule.width * _DOUBLE_LINE, double=False)
        for shift in (-_DOUBLE_SHIFT * width, _DOUBLE_SHIFT * width):
            yield from _strokes(start, end, at + shift, line, scale, is_across=is_across)
        return
    for first, last in _dashes(start, end, rule, scale):
        x1, y1, x2, y2 = (first, at, last, at) if is_across else (at, first, at, last)
        yield Rule(x1, y1, x2, y2, width, rule.color)


def _dashes(start: float, end: float, rule: Edge, scale: float) -> Iterator[tuple[float, float]]:
    """The pieces of a dashed rule; a whole one reaches over its corners."""
    if not rule.dashes:
        reach = rule.width * scale / 2
        yield start - reach, end + reach
        return
    at, number = start, 0
    while at < end:
        length = rule.dashes[number % len(rule.dashes)] * scale
        if number % 2 == 0:
            yield at, min(at + length, end)
        at += length
        number += 1
