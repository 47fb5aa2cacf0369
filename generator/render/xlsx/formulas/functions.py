"""The functions forms use, each over the values of its arguments (ECMA-376 Part 1 §18.17.7)."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct

from generator.render.xlsx.formulas.coerce import (
    DIV0,
    NUM,
    REF,
    VALUE,
    ErrorFound,
    compare,
    finite,
    number,
    number_in,
    rounded,
    text,
    truth,
)
from generator.render.xlsx.values import Area, CellError, Value


class Cells(Struct, frozen=True):
    """An area's cells that hold something, in order, by row and column from its own top left."""

    area: Area
    values: Mapping[tuple[int, int], Value]

    def at(self, row: int, column: int) -> Value:
        """The value at a row and column counted from the area's top left."""
        return self.values.get((row, column))


Argument = Value | Cells
Function = Callable[[Sequence[Argument]], Value]


def single(argument: Argument) -> Value:
    """One value; an area of more cells raises #VALUE!."""
    if not isinstance(argument, Cells):
        return argument
    if argument.area.cells != 1:
        raise ErrorFound(VALUE)
    return argument.at(0, 0)


def numbers(arguments: Sequence[Argument]) -> Iterator[float]:
    """The numbers of all arguments: of areas only what is a number, of others what can be one."""
    for argument in arguments:
        if not isinstance(argument, Cells):
            if argument is not None:
                yield number(argument)
            continue
        for value in argument.values.values():
            if isinstance(value, CellError):
                raise ErrorFound(value)
            if isinstance(value, float):
                yield value


def _sum(arguments: Sequence[Argument]) -> Value:
    return finite(math.fsum(numbers(arguments)))


def _average(arguments: Sequence[Argument]) -> Value:
    found = list(numbers(arguments))
    if not found:
        raise ErrorFound(DIV0)
    return finite(math.fsum(found) / len(found))


def _count(arguments: Sequence[Argument]) -> Value:
    total = 0
    for argument in arguments:
        if isinstance(argument, Cells):
            total += sum(type(value) is float for value in argument.values.values())
        elif isinstance(argument, str):
            total += number_in(argument) is not None
        else:
            total += argument is not None and not isinstance(argument, CellError)
    return float(total)


def _counta(arguments: Sequence[Argument]) -> Value:
    return float(
        sum(
            sum(value is not None for value in argument.values.values())
            if isinstance(argument, Cells)
            else 1
            for argument in arguments
        )
    )


def _countblank(arguments: Sequence[Argument]) -> Value:
    cells = _cells(arguments[0])
    filled = sum(value not in (None, "") for value in cells.values.values())
    return float(cells.area.cells - filled)


def _cells(argument: Argument) -> Cells:
    if not isinstance(argument, Cells):
        raise ErrorFound(VALUE)
    return argument


def _countif(arguments: Sequence[Argument]) -> Value:
    cells, wanted = _cells(arguments[0]), criterion(single(arguments[1]))
    filled = sum(wanted(value) for value in cells.values.values())
    blank = cells.area.cells - len(cells.values)
    return float(filled + (blank if wanted(None) else 0))


def _sumif(arguments: Sequence[Argument]) -> Value:
    cells, wanted = _cells(arguments[0]), criterion(single(arguments[1]))
    added = _cells(arguments[2]) if len(arguments) > 2 else cells
    found = []
    for place, value in cells.values.items():
        if wanted(value):
            amount = added.values.get(place)
            if isinstance(amount, CellError):
                raise ErrorFound(amount)
            if type(amount) is float:
                found.append(amount)
    return finite(math.fsum(found))


def criterion(wanted: Value) -> Callable[[Value], bool]:
    """What SUMIF and COUNTIF ask of a cell: `">=10"`, `"<>"`, `"昆明*"`, a number, a text."""
    if not isinstance(wanted, str):
        return lambda value: value is not None and _alike(value, wanted)
    match = re.match(r"(<>|<=|>=|=|<|>)?(.*)", wanted, re.DOTALL)
    assert match is not None
    operator, rest = match[1] or "=", match[2]
    amount = number_in(rest)
    if operator in ("=", "<>"):
        equal = _equal_to(rest, amount, bool(match[1]))
        return equal if operator == "=" else lambda value: not equal(value)
    limit: Value = rest if amount is None else amount
    return lambda value: type(value) is type(limit) and _ordered(compare(value, limit), operator)


def _ordered(order: int, operator: str) -> bool:
    return {"<": order < 0, ">": order > 0, "<=": order <= 0, ">=": order >= 0}[operator]


def _alike(value: Value, wanted: Value) -> bool:
    if isinstance(value, CellError) or isinstance(wanted, CellError):
        return value == wanted
    return type(value) is type(wanted) and compare(value, wanted) == 0


def _equal_to(rest: str, amount: float | None, explicit: bool) -> Callable[[Value], bool]:
    if rest == "":
        return (lambda value: value is None) if explicit else (lambda value: value in (None, ""))
    if amount is not None:
        return lambda value: (
            value == amount
            if type(value) is float
            else isinstance(value, str) and number_in(value) == amount
        )
    if rest.upper() in ("TRUE", "FALSE"):
        return lambda value: value is (rest.upper() == "TRUE")
    pattern = _wildcards(rest)
    return lambda value: isinstance(value, str) and pattern.fullmatch(value) is not None


def _wildcards(wanted: str) -> re.Pattern[str]:
    """`*` is any text, `?` any character, `~` takes the next one as it is."""
    parts = re.findall(r"~[*?~]|\*+|.", wanted, re.DOTALL)
    pattern = "".join(
        ".*" if part[0] == "*" else "." if part == "?" else re.escape(part[-1]) for part in parts
    )
    return re.compile(pattern, re.IGNORECASE | re.DOTALL)


def _sumproduct(arguments: Sequence[Argument]) -> Value:
    areas = [_cells(argument) for argument in arguments]
    shapes = {(a.area.bottom - a.area.top, a.area.right - a.area.left) for a in areas}
    if len(shapes) != 1:
        raise ErrorFound(VALUE)
    products = []
    for place in areas[0].values:
        values = [area.values.get(place) for area in areas]
        for value in values:
            if isinstance(value, CellError):
                raise ErrorFound(value)
        if all(type(value) is float for value in values):
            products.append(math.prod(number(value) for value in values))
    return finite(math.fsum(products))


def _truths(arguments: Sequence[Argument]) -> list[bool]:
    found = []
    for argument in arguments:
        if not isinstance(argument, Cells):
            found.append(truth(argument))
            continue
        for value in argument.values.values():
            if isinstance(value, CellError):
                raise ErrorFound(value)
            if isinstance(value, bool | float):
                found.append(bool(value))
    if not found:
        raise ErrorFound(VALUE)
    return found


def _round(way: str) -> Function:
    def function(arguments: Sequence[Argument]) -> Value:
        value = number(single(arguments[0]))
        places = number(single(arguments[1])) if len(arguments) > 1 else 0.0
        return finite(rounded(value, int(places), way))

    return function


def _mod(arguments: Sequence[Argument]) -> Value:
    value, divisor = (number(single(argument)) for argument in arguments)
    if divisor == 0:
        raise ErrorFound(DIV0)
    return finite(value - divisor * math.floor(value / divisor))


def _part(arguments: Sequence[Argument], from_left: bool) -> Value:
    whole = text(single(arguments[0]))
    count = int(number(single(arguments[1]))) if len(arguments) > 1 else 1
    if count < 0:
        raise ErrorFound(VALUE)
    return whole[:count] if from_left else whole[max(0, len(whole) - count) :]


def _mid(arguments: Sequence[Argument]) -> Value:
    whole = text(single(arguments[0]))
    start, count = (int(number(single(argument))) for argument in arguments[1:3])
    if start < 1 or count < 0:
        raise ErrorFound(VALUE)
    return whole[start - 1 : start - 1 + count]


def _concatenate(arguments: Sequence[Argument]) -> Value:
    return "".join(text(single(argument)) for argument in arguments)


def _index(arguments: Sequence[Argument]) -> Value:
    cells = _cells(arguments[0])
    row = int(number(single(arguments[1])))
    column = int(number(single(arguments[2]))) if len(arguments) > 2 else 1
    if len(arguments) == 2 and cells.area.top == cells.area.bottom:
        row, column = 1, row
    height = cells.area.bottom - cells.area.top + 1
    width = cells.area.right - cells.area.left + 1
    if not (1 <= row <= height and 1 <= column <= width):
        raise ErrorFound(REF if row > 0 and column > 0 else VALUE)
    return cells.at(row - 1, column - 1)


def _extreme(choose: Callable[[list[float]], float]) -> Function:
    return lambda arguments: choose(list(numbers(arguments)) or [0.0])


def _sqrt(arguments: Sequence[Argument]) -> Value:
    value = number(single(arguments[0]))
    if value < 0:
        raise ErrorFound(NUM)
    return math.sqrt(value)


# Each with the fewest and the most arguments it takes.
FUNCTIONS: Mapping[str, tuple[Function, int, int]] = {
    "SUM": (_sum, 1, 255),
    "SUMIF": (_sumif, 2, 3),
    "SUMPRODUCT": (_sumproduct, 1, 255),
    "PRODUCT": (lambda a: finite(math.prod(list(numbers(a)) or [0.0])), 1, 255),
    "AVERAGE": (_average, 1, 255),
    "COUNT": (_count, 1, 255),
    "COUNTA": (_counta, 1, 255),
    "COUNTBLANK": (_countblank, 1, 1),
    "COUNTIF": (_countif, 2, 2),
    "MIN": (_extreme(min), 1, 255),
    "MAX": (_extreme(max), 1, 255),
    "ROUND": (_round("half"), 2, 2),
    "ROUNDUP": (_round("up"), 2, 2),
    "ROUNDDOWN": (_round("down"), 2, 2),
    "TRUNC": (_round("down"), 1, 2),
    "INT": (lambda a: float(math.floor(number(single(a[0])))), 1, 1),
    "ABS": (lambda a: abs(number(single(a[0]))), 1, 1),
    "SQRT": (_sqrt, 1, 1),
    "MOD": (_mod, 2, 2),
    "AND": (lambda a: all(_truths(a)), 1, 255),
    "OR": (lambda a: any(_truths(a)), 1, 255),
    "NOT": (lambda a: not truth(single(a[0])), 1, 1),
    "TRUE": (lambda _a: True, 0, 0),
    "FALSE": (lambda _a: False, 0, 0),
    "LEN": (lambda a: float(len(text(single(a[0])))), 1, 1),
    "LEFT": (lambda a: _part(a, True), 1, 2),
    "RIGHT": (lambda a: _part(a, False), 1, 2),
    "MID": (_mid, 3, 3),
    "TRIM": (lambda a: " ".join(filter(None, text(single(a[0])).split(" "))), 1, 1),
    "CONCATENATE": (_concatenate, 1, 255),
    "INDEX": (_index, 2, 3),
    "N": (lambda a: v if isinstance(v := single(a[0]), float) else 0.0, 1, 1),
    "ISNUMBER": (lambda a: type(single(a[0])) is float, 1, 1),
    "ISTEXT": (lambda a: isinstance(single(a[0]), str), 1, 1),
    "ISBLANK": (lambda a: single(a[0]) is None, 1, 1),
    "ISERROR": (lambda a: isinstance(single(a[0]), CellError), 1, 1),
}
