"""The values of a workbook's formulas: what they need first, cycles and the unknown refused by cell."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache

from generator.i18n import _
from generator.render.xlsx.book import Book, CellData, Place, Sheet
from generator.render.xlsx.formulas.coerce import (
    DIV0,
    NAME,
    REF,
    VALUE,
    ErrorFound,
    compare,
    finite,
    number,
    text,
    truth,
)
from generator.render.xlsx.formulas.functions import FUNCTIONS, Argument, Cells, single
from generator.render.xlsx.formulas.tree import (
    Binary,
    Call,
    Constant,
    Name,
    Node,
    Reference,
    Unary,
    UnsupportedFormula,
    parse,
    read_reference,
)
from generator.render.xlsx.values import MAX_COLUMN, MAX_ROW, Area, CellError, Value

Address = tuple[str, int, int]  # sheet, row, column
_LAZY = frozenset({"IF", "IFERROR"})
_CLOCK = frozenset({"TODAY", "NOW"})
_WHERE = frozenset({"ROW", "COLUMN"})
_MAX_WORK = 5_000_000  # cells looked at for one workbook's formulas

_parsed = cache(parse)


class Evaluator:
    """The values of a book's cells, each worked out once."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._sheets: Mapping[str, Sheet] = {sheet.name.upper(): sheet for sheet in book.sheets}
        self._known: dict[Address, Value | UnsupportedFormula] = {}
        self._work = 0

    def value(self, sheet: str, row: int, column: int) -> Value:
        """What a cell shows. Raises UnsupportedFormula where it, or what it needs, is not known."""
        found = self._look(sheet.upper(), row, column)
        if isinstance(found, UnsupportedFormula):
            raise found
        return found

    def _look(self, sheet: str, row: int, column: int) -> Value | UnsupportedFormula:
        cell = self._cell(sheet, row, column)
        if cell is None or not cell.formula:
            return None if cell is None else cell.value
        address = (sheet, row, column)
        if address not in self._known:
            self._settle(address)
        return self._known[address]

    def _cell(self, sheet: str, row: int, column: int) -> CellData | None:
        found = self._sheets.get(sheet)
        return None if found is None else found.cells.get((row, column))

    # ------------------------------------------------------------ order

    def _settle(self, wanted: Address) -> None:
        """Work a formula out after all it needs, on a stack of our own: chains may be long."""
        stack = [(wanted, self._needs(wanted))]
        open_now = {wanted}
        while stack:
            address, needs = stack[-1]
            following = next((one for one in needs if one not in self._known), None)
            if following is None:
                stack.pop()
                open_now.discard(address)
                if address not in self._known:
                    self._known[address] = self._worked_out(address)
            elif following in open_now:
                for member, _rest in stack:
                    self._known[member] = UnsupportedFormula(_("circular reference"))
            else:
                open_now.add(following)
                stack.append((following, self._needs(following)))

    def _needs(self, address: Address) -> Iterator[Address]:
        """The formulas a formula looks at."""
        sheet, row, column = address
        cell = self._cell(sheet, row, column)
        assert cell is not None
        try:
            nodes = list(_references(_parsed(cell.formula), self._name))
        except UnsupportedFormula:
            return
        for node in nodes:
            target = node.sheet.upper() or sheet
            found = self._sheets.get(target)
            if found is None:
                continue
            for place in self._filled(found, node.area):
                if found.cells[place].formula:
                    yield (target, *place)

    def _worked_out(self, address: Address) -> Value | UnsupportedFormula:
        sheet, row, column = address
        cell = self._cell(sheet, row, column)
        assert cell is not None
        try:
            found = self._value(_parsed(cell.formula), address)
            value = self._intersected(found, address)
        except ErrorFound as fault:
            return fault.error
        except UnsupportedFormula as fault:
            return fault
        return 0.0 if value is None else value

    def _intersected(self, found: Argument, address: Address) -> Value:
        """An area where one value is wanted: the cell of the formula's own row or column."""
        if not isinstance(found, Cells) or found.area.cells == 1:
            return single(found)
        area = found.area
        _sheet, row, column = address
        if area.left == area.right and area.top <= row <= area.bottom:
            return found.at(row - area.top, 0)
        if area.top == area.bottom and area.left <= column <= area.right:
            return found.at(0, column - area.left)
        raise ErrorFound(VALUE)

    # ------------------------------------------------------------ values

    def _value(self, node: Node, here: Address) -> Argument:
        match node:
            case Constant():
                if isinstance(node.value, CellError):
                    raise ErrorFound(node.value)
                return node.value
            case Reference():
                return self._cells(node, here)
            case Name():
                return self._value(self._name(node.name), here)
            case Unary():
                amount = number(self._one(node.operand, here))
                return -amount if node.operator == "-" else amount / 100
            case Binary():
                return self._joined(node, here)
            case Call():
                return self._called(node, here)

    def _one(self, node: Node, here: Address) -> Value:
        return self._intersected(self._value(node, here), here)

    def _joined(self, node: Binary, here: Address) -> Value:
        left, right = self._one(node.left, here), self._one(node.right, here)
        if node.operator == "&":
            return text(left) + text(right)
        if node.operator in _COMPARISONS:
            return _COMPARISONS[node.operator](compare(left, right))
        first, second = number(left), number(right)
        try:
            return finite(_ARITHMETIC[node.operator](first, second))
        except ZeroDivisionError:
            raise ErrorFound(DIV0) from None
        except (OverflowError, ValueError):
            raise ErrorFound(CellError("#NUM!")) from None

    def _called(self, node: Call, here: Address) -> Argument:
        name, arguments = node.function, node.arguments
        if name in _LAZY:
            return self._chosen(node, here)
        if name in _CLOCK:
            raise UnsupportedFormula(_("{function}: pages know no clock", function=name))
        if name in _WHERE:
            return _where(node, here)
        if name not in FUNCTIONS:
            raise UnsupportedFormula(_("function {function}", function=name))
        function, least, most = FUNCTIONS[name]
        if not least <= len(arguments) <= most:
            raise UnsupportedFormula(_("function {function} so written", function=name))
        return function([self._argument(argument, here, name) for argument in arguments])

    def _argument(self, node: Node, here: Address, function: str) -> Argument:
        if function not in ("ISERROR", "COUNT", "COUNTA"):
            return self._value(node, here)
        try:  # these look at errors instead of spreading them
            return self._value(node, here)
        except ErrorFound as fault:
            return fault.error

    def _chosen(self, node: Call, here: Address) -> Argument:
        """IF and IFERROR: only the branch that counts is worked out."""
        parts = node.arguments
        if node.function == "IFERROR" and len(parts) == 2:
            try:
                found = self._one(parts[0], here)
            except ErrorFound:
                return self._value(parts[1], here)
            return self._value(parts[1], here) if isinstance(found, CellError) else found
        if node.function != "IF" or not 2 <= len(parts) <= 3:
            raise UnsupportedFormula(_("function {function} so written", function=node.function))
        if truth(self._one(parts[0], here)):
            return self._value(parts[1], here)
        return self._value(parts[2], here) if len(parts) == 3 else False

    def _cells(self, node: Reference, here: Address) -> Cells:
        sheet = self._sheets.get(node.sheet.upper() or here[0])
        if sheet is None:
            raise ErrorFound(REF)
        values: dict[Place, Value] = {}
        for row, column in self._filled(sheet, node.area):
            value = self._look(sheet.name.upper(), row, column)
            if isinstance(value, UnsupportedFormula):
                raise value
            if value is not None:
                values[row - node.area.top, column - node.area.left] = value
        return Cells(node.area, values)

    def _filled(self, sheet: Sheet, area: Area) -> list[Place]:
        """The cells of an area that are there, in order; whole columns cost what they hold."""
        if area.cells <= len(sheet.cells):
            found = [
                (row, column)
                for row in range(area.top, area.bottom + 1)
                for column in range(area.left, area.right + 1)
                if (row, column) in sheet.cells
            ]
            self._work += area.cells
        else:
            found = sorted(place for place in sheet.cells if area.holds(*place))
            self._work += len(sheet.cells)
        if self._work > _MAX_WORK:
            raise UnsupportedFormula(_("formulas over too many cells"))
        return found

    def _name(self, name: str) -> Node:
        meaning = self._book.names.get(name)
        if meaning is None:
            raise ErrorFound(NAME)
        found = read_reference(meaning)
        if found is None or not found.sheet:
            raise UnsupportedFormula(_("defined name {name}", name=name))
        return found


def _references(node: Node, meaning: Callable[[str], Node]) -> Iterator[Reference]:
    """The references of a tree, those behind names too."""
    match node:
        case Reference():
            yield node
        case Name():
            try:
                yield from _references(meaning(node.name), meaning)
            except ErrorFound:
                return
        case Unary():
            yield from _references(node.operand, meaning)
        case Binary():
            yield from _references(node.left, meaning)
            yield from _references(node.right, meaning)
        case Call():
            if node.function not in _WHERE:  # where a cell stands, not what is in it
                for argument in node.arguments:
                    yield from _references(argument, meaning)


def _where(node: Call, here: Address) -> Value:
    """ROW and COLUMN: of the formula's own cell, or of a reference."""
    _sheet, row, column = here
    if node.arguments:
        target = node.arguments[0]
        if len(node.arguments) > 1 or not isinstance(target, Reference):
            raise UnsupportedFormula(_("function {function} so written", function=node.function))
        row, column = target.area.top, target.area.left
        if target.area.bottom == MAX_ROW and target.area.right == MAX_COLUMN:
            raise UnsupportedFormula(_("function {function} so written", function=node.function))
    return float(row if node.function == "ROW" else column)


_COMPARISONS: Mapping[str, Callable[[int], bool]] = {
    "=": lambda order: order == 0,
    "<>": lambda order: order != 0,
    "<": lambda order: order < 0,
    ">": lambda order: order > 0,
    "<=": lambda order: order <= 0,
    ">=": lambda order: order >= 0,
}
_ARITHMETIC: Mapping[str, Callable[[float, float], float]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "^": lambda a, b: a**b,
}
