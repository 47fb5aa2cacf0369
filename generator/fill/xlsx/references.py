"""Formulas whose references follow the rows: what pointed at a row points at all it became."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct
from openpyxl.formula.tokenizer import Token, Tokenizer

from generator.fill.xlsx.rowmap import At, RowMap, Run, bounds
from generator.i18n import _

NOWHERE = 1_048_576  # the last row of any sheet, which is empty: what a loop without turns became
_REFERENCE = re.compile(
    r"(?P<prefix>(?:'(?P<quoted>(?:[^'\[\]:]|'')+)'|(?P<plain>[^'!:\[\]()]+))!)?"
    r"(?:(?P<col1>\$?[A-Z]{1,3})(?P<abs1>\$?)(?P<row1>\d+)"
    r"(?::(?P<col2>\$?[A-Z]{1,3})(?P<abs2>\$?)(?P<row2>\d+))?"
    r"|(?P<whole1>\$?)(?P<from>\d+):(?P<whole2>\$?)(?P<to>\d+))",
    re.IGNORECASE,
)


class ReferenceFault(ValueError):
    """A formula points where rows were repeated and cannot follow; the message says which."""


class Reference(Struct, frozen=True):
    """Rows a formula points at, in the template; columns stay as they are."""

    text: str
    prefix: str  # the sheet as written, with its !
    sheet: str  # "" for the formula's own
    columns: tuple[str, str]  # as written; empty for whole rows
    rows: Run
    fixed: tuple[bool, bool]  # $ before the rows
    is_range: bool
    in_function: bool
    is_argument: bool  # all by itself between the commas of a function


Parts = tuple[str | Reference, ...]


@lru_cache(maxsize=4096)
def parts_of(formula: str) -> Parts:
    """A formula (with its `=`) as text and references in turn."""
    tokens = Tokenizer(formula).items
    found: list[str | Reference] = ["="]
    open_functions: list[bool] = []
    for index, token in enumerate(tokens):
        if token.type in (Token.FUNC, Token.PAREN, Token.ARRAY):
            if token.subtype == Token.OPEN:
                open_functions.append(token.type == Token.FUNC)
            else:
                open_functions.pop()
        is_range = token.type == Token.OPERAND and token.subtype == Token.RANGE
        match = _REFERENCE.fullmatch(token.value) if is_range else None
        if match:
            alone = _is_alone(tokens, index) and bool(open_functions) and open_functions[-1]
            found.append(_reference(match, any(open_functions), alone))
        else:
            found.append(token.value)
    return tuple(found)


def _is_alone(tokens: Sequence[Token], index: int) -> bool:
    before, after = tokens[index - 1 : index], tokens[index + 1 : index + 2]
    opened = bool(before) and (before[0].type == Token.SEP or before[0].subtype == Token.OPEN)
    closed = bool(after) and (after[0].type == Token.SEP or after[0].subtype == Token.CLOSE)
    return opened and closed


def _reference(found: re.Match[str], in_function: bool, is_argument: bool) -> Reference:
    sheet = (found["quoted"] or found["plain"] or "").replace("''", "'")
    if found["from"]:
        rows = int(found["from"]), int(found["to"])
        columns, fixed, is_range = ("", ""), (bool(found["whole1"]), bool(found["whole2"])), True
    else:
        is_range = found["row2"] is not None
        rows = int(found["row1"]), int(found["row2"] or found["row1"])
        columns = found["col1"], found["col2"] or found["col1"]
        fixed = bool(found["abs1"]), bool(found["abs2"] if is_range else found["abs1"])
    return Reference(
        text=found[0],
        prefix=found["prefix"] or "",
        sheet=sheet,
        columns=columns,
        rows=rows,
        fixed=fixed,
        is_range=is_range,
        in_function=in_function,
        is_argument=is_argument,
    )


class Follower:
    """Makes the formulas of one sheet follow the rows of the whole workbook."""

    def __init__(self, sheet: str, maps: Mapping[str, RowMap]) -> None:
        self._sheet = sheet
        self._maps = {name.casefold(): each for name, each in maps.items()}

    def formula(self, formula: str, at: At | None) -> str:
        """The formula (with its `=`) as it must read where `at` has come to stand.

        Raises ReferenceFault where one cell became several and the formula wants one.
        """
        parts = parts_of(formula)
        return "".join(each if isinstance(each, str) else self._text(each, at) for each in parts)

    def area(self, text: str) -> str:
        """Ranges as names and print areas write them (`Sheet!$A$1:$B$9,…`), each followed."""
        return self.formula(f"={text}", None)[1:]

    def _text(self, reference: Reference, at: At | None) -> str:
        name = reference.sheet or self._sheet
        rows = self._maps.get(name.casefold())
        if rows is None:
            return reference.text
        is_own = name.casefold() == self._sheet.casefold()
        runs = _runs(reference, rows, at if is_own else None)
        if not runs:
            return _written(reference, (NOWHERE, NOWHERE))
        if len(runs) > 1 and at is not None:
            if not reference.is_argument:
                raise ReferenceFault(
                    _("{text} points at rows that no longer stand together", text=reference.text)
                )
            return ",".join(_written(reference, run) for run in runs)
        whole = bounds(runs)
        assert whole is not None
        is_one = reference.is_range or reference.in_function or whole[0] == whole[1]
        if at is not None and not is_one:
            raise ReferenceFault(_("{text} points at a row that is repeated", text=reference.text))
        return _written(reference, whole)


def _runs(reference: Reference, rows: RowMap, at: At | None) -> list[Run]:
    first, last = reference.rows
    if at and reference.fixed[0] and not reference.is_range and rows.depth(first, at.row):
        return [(run[0], run[0]) for run in rows.runs(first, first, at, fixed=True)[:1]]
    if reference.fixed[0] == reference.fixed[1]:
        return rows.runs(first, last, at, fixed=reference.fixed[0])
    start = rows.runs(first, first, at, fixed=reference.fixed[0])
    end = rows.runs(last, last, at, fixed=reference.fixed[1])
    return [(start[0][0], end[-1][1])] if start and end else rows.runs(first, last, at)


def _written(reference: Reference, run: Run) -> str:
    one, two = ("$" if fixed else "" for fixed in reference.fixed)
    first, last = f"{reference.columns[0]}{one}{run[0]}", f"{reference.columns[1]}{two}{run[1]}"
    if not reference.is_range and run[0] == run[1]:
        return f"{reference.prefix}{first}"
    return f"{reference.prefix}{first}:{last}"


def moved_ranges(ranges: Iterator[tuple[int, int, int, int]], rows: RowMap) -> list[str]:
    """Cell ranges (first column, first row, last column, last row) where their rows now are."""
    from openpyxl.utils import get_column_letter

    found = []
    for left, top, right, bottom in ranges:
        for first, last in rows.runs(top, bottom):
            one, two = f"{get_column_letter(left)}{first}", f"{get_column_letter(right)}{last}"
            found.append(one if one == two else f"{one}:{two}")
    return found
