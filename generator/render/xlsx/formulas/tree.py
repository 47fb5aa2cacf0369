"""Formulas as trees: openpyxl's tokens, joined by Excel's precedence."""

from __future__ import annotations

import re

from msgspec import Struct
from openpyxl.formula.tokenizer import Token, Tokenizer, TokenizerError

from generator.i18n import _
from generator.render.xlsx.values import Area, CellError, Value, read_area

MAX_DEPTH = 64  # Excel's own limit of nested functions
_MAX_LENGTH = 8192  # of a formula, likewise

# Excel's operators, loosest first (ECMA-376 Part 1 §18.17.2.2); all bind to the left.
_LEVELS = {
    **dict.fromkeys(("=", "<>", "<", ">", "<=", ">="), 1),
    "&": 2,
    **dict.fromkeys("+-", 3),
    **dict.fromkeys("*/", 4),
    "^": 5,
}
_REFERENCE = re.compile(r"(?:(?:'((?:[^':\[\]]|'')+)'|([^':!\[\]]+))!)?([$A-Za-z0-9:]+)")


class UnsupportedFormula(Exception):
    """A formula, or a part of it, that the evaluator does not know; says what."""


class Constant(Struct, frozen=True):
    """A number, text, truth value or error written in the formula; None for an argument left out."""

    value: Value


class Reference(Struct, frozen=True):
    """Cells of a sheet; "" for the formula's own."""

    sheet: str
    area: Area


class Name(Struct, frozen=True):
    """A defined name."""

    name: str


class Call(Struct, frozen=True):
    """A function with its arguments."""

    function: str
    arguments: tuple[Node, ...]


class Binary(Struct, frozen=True):
    """Two operands and what joins them."""

    operator: str
    left: Node
    right: Node


class Unary(Struct, frozen=True):
    """A sign before an operand, or the percent sign after it."""

    operator: str
    operand: Node


Node = Constant | Reference | Name | Call | Binary | Unary


def parse(formula: str) -> Node:
    """The tree of a formula without its `=`. Raises UnsupportedFormula for what it does not know."""
    if formula.startswith("{"):
        raise UnsupportedFormula(_("array formula"))
    if len(formula) > _MAX_LENGTH:
        raise UnsupportedFormula(_("formula longer than Excel allows"))
    try:
        tokens = Tokenizer("=" + formula).items
    except (TokenizerError, IndexError) as fault:
        raise UnsupportedFormula(_("formula that cannot be read")) from fault
    reader = _Reader([token for token in tokens if not _is_blank(token)])
    node = reader.expression(1, 0)
    reader.finish()
    return node


def _is_blank(token: Token) -> bool:
    return bool(token.type == Token.WSPACE)


class _Reader:
    """Precedence climbing over the tokens."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._at = 0

    def finish(self) -> None:
        if self._at < len(self._tokens):
            raise _unknown(self._tokens[self._at])

    def _next(self) -> Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _take(self) -> Token:
        token = self._next()
        if token is None:
            raise UnsupportedFormula(_("formula that cannot be read"))
        self._at += 1
        return token

    def expression(self, level: int, depth: int) -> Node:
        if depth > MAX_DEPTH:
            raise UnsupportedFormula(_("formula nested deeper than Excel allows"))
        left = self._operand(depth)
        while (token := self._next()) is not None:
            if token.type == Token.OP_POST:
                self._take()
                left = Unary("%", left)
                continue
            own = _LEVELS.get(token.value) if token.type == Token.OP_IN else None
            if own is None or own < level:
                return left
            self._take()
            left = Binary(token.value, left, self.expression(own + 1, depth + 1))
        return left

    def _operand(self, depth: int) -> Node:
        token = self._take()
        if token.type == Token.OP_PRE:
            # A sign binds closer than any operator between operands: -2^2 is 4 in Excel.
            operand = self._postfixed(self._operand_at(depth + 1))
            return operand if token.value == "+" else Unary("-", operand)
        if token.type == Token.PAREN and token.subtype == Token.OPEN:
            inner = self.expression(1, depth + 1)
            self._close()
            return inner
        if token.type == Token.FUNC and token.subtype == Token.OPEN:
            return Call(_function_name(token.value), self._arguments(depth + 1))
        if token.type == Token.OPERAND:
            return _operand(token)
        raise _unknown(token)

    def _operand_at(self, depth: int) -> Node:
        if depth > MAX_DEPTH:
            raise UnsupportedFormula(_("formula nested deeper than Excel allows"))
        return self._operand(depth)

    def _postfixed(self, node: Node) -> Node:
        while (token := self._next()) is not None and token.type == Token.OP_POST:
            self._take()
            node = Unary("%", node)
        return node

    def _arguments(self, depth: int) -> tuple[Node, ...]:
        found: list[Node] = []
        waiting = False  # whether an argument is still to come after a comma
        while True:
            token = self._next()
            if token is not None and token.subtype == Token.CLOSE:
                self._take()
                return (*found, Constant(None)) if waiting else tuple(found)
            if token is not None and token.type == Token.SEP:
                if token.subtype != Token.ARG:
                    raise _unknown(token)
                self._take()
                if waiting or not found:
                    found.append(Constant(None))
                waiting = True
                continue
            found.append(self.expression(1, depth + 1))
            waiting = False

    def _close(self) -> None:
        token = self._take()
        if token.subtype != Token.CLOSE:
            raise _unknown(token)


def _function_name(text: str) -> str:
    return str(text.rstrip("(").upper().removeprefix("_XLFN."))


def _operand(token: Token) -> Node:
    text = token.value
    if token.subtype == Token.NUMBER:
        return Constant(float(text))
    if token.subtype == Token.TEXT:
        return Constant(text[1:-1].replace('""', '"'))
    if token.subtype == Token.LOGICAL:
        return Constant(text.upper() == "TRUE")
    if token.subtype == Token.ERROR:
        return Constant(CellError(text))
    return read_reference(text) or _name(text)


def read_reference(text: str) -> Reference | None:
    """A reference such as `B2`, `Sheet2!$A$1:C3` or `'一 月'!A:A`; None where it is none."""
    match = _REFERENCE.fullmatch(text)
    area = read_area(match[3]) if match else None
    if match is None or area is None:
        return None
    return Reference((match[1] or match[2] or "").replace("''", "'"), area)


def _name(text: str) -> Name:
    if not re.fullmatch(r"[^\W\d][\w.\\]*", text):
        raise UnsupportedFormula(_("reference {reference}", reference=text))
    return Name(text.upper())


def _unknown(token: Token) -> UnsupportedFormula:
    return UnsupportedFormula(_("formula with {part}", part=token.value))
