"""pydantic's errors in plain words: what was found, what is expected, what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.i18n import _
from generator.load.faults import excerpt
from generator.load.shapes import closest

Words = tuple[str, str]
"""A message, to follow the field's name, and the remedy."""

_CURLY = ("“", "”", "‘", "’")  # as Word and Chinese input methods write them


def explain(kind: str, context: Mapping[str, Any], value: object, message: str) -> Words:
    """What pydantic's error of type `kind` means; `message` is what it says itself."""
    if value is None and kind != "missing":
        return _("nothing is written here"), _("Write the value, or 待补 if it is not known yet.")
    found = excerpt(value)
    for words in (_presence, _text, _number, _day, _span, _money, _amount):
        if said := words(kind, context, found):
            return (said[0], _straight_quotes()) if found[:1] in _CURLY else said
    reason = str(context["error"]) if kind == "value_error" and "error" in context else message
    if isinstance(value, str):
        return _("found “{found}”: {reason}", found=found, reason=reason), ""
    return reason, ""


def _straight_quotes() -> str:
    return _('YAML\'s quotation marks are straight, as in "2021"; curly ones count as text.')


def _presence(kind: str, context: Mapping[str, Any], found: str) -> Words | None:
    match kind:
        case "missing":
            return _("is missing"), _("Add it, or write 待补 if it is not known yet.")
        case "too_short":
            return (
                _(
                    "has {found} items, needs at least {least}",
                    found=context["actual_length"],
                    least=context["min_length"],
                ),
                _("Add the missing ones."),
            )
        case "too_long":
            return (
                _("has more than {most} items", most=context["max_length"]),
                _("Remove some, or split the case."),
            )
    return None


def _text(kind: str, context: Mapping[str, Any], found: str) -> Words | None:
    match kind:
        case "string_too_short":
            return _("is empty"), _("Write the text, or delete the key.")
        case "string_too_long":
            return (
                _(
                    "“{found}” is longer than {most} characters",
                    found=found,
                    most=context["max_length"],
                ),
                _("Shorten it."),
            )
        case "string_pattern_mismatch":
            return (
                _("“{found}” does not have the expected form", found=found),
                _("It must match {pattern}.", pattern=context["pattern"]),
            )
        case "file_elsewhere":
            return (
                _("“{found}” is no path below the folder of the case file", found=found),
                _("Put the file beside the case file and write its name, such as photos/1.jpg."),
            )
        case "literal_error" | "enum":
            expected = str(context["expected"])
            choices = expected.replace(" or ", ", ").replace("'", "").split(", ")
            allowed = _("Allowed: {choices}.", choices=", ".join(choices))
            meant = closest(found, choices)
            hint = _("Did you mean {name}?", name=meant) + " " if meant else ""
            return _("“{found}” is not one of the allowed values", found=found), hint + allowed
    return None


def _number(kind: str, context: Mapping[str, Any], found: str) -> Words | None:
    match kind:
        case "int_parsing" | "int_type" | "int_from_float":
            return (
                _("expected a whole number, found “{found}”", found=found),
                _("Write digits only, such as 4; no unit and no comma."),
            )
        case "int_parsing_size":
            return _("“{found}” has too many digits", found=found), _("Write a smaller number.")
        case "float_parsing" | "float_type" | "decimal_parsing" | "decimal_type" | "finite_number":
            return (
                _("expected a number, found “{found}”", found=found),
                _("Write digits, with a point where needed, such as 42 or 3.5; no unit."),
            )
        case "bool_parsing" | "bool_type":
            return _("expected yes or no, found “{found}”", found=found), _("Write 是 or 否.")
    return None


def _day(kind: str, context: Mapping[str, Any], found: str) -> Words | None:
    match kind:
        case "date_impossible":
            return (
                _("there is no day {found}", found=found),
                _("Check the month (1–12) and how many days it has."),
            )
        case "date_notation" | "date_type" | "date_parsing" | "date_from_datetime_parsing":
            return (
                _("expected a date, found “{found}”", found=found),
                _("Write 2021-05-01 or 2021年5月1日."),
            )
        case "period_notation":
            return (
                _("expected a period, found “{found}”", found=found),
                _("Write 2021.5.1-2021.10.31 or 2022年3月-2023年2月."),
            )
    return None


def _span(kind: str, context: Mapping[str, Any], found: str) -> Words | None:
    match kind:
        case "span_notation":
            return (
                _("expected a number or a range, found “{found}”", found=found),
                _("Write 7 or 5-10; no unit."),
            )
        case "span_reversed":
            return (
                _("the range {found} runs backwards", found=found),
                _("Write the smaller number first."),
            )
        case "months_notation":
            return (
                _("expected months of the year, found “{found}”", found=found),
                _("Write 5, 5-8 or 全年; months are 1–12."),
            )
    return None


def _money(kind: str, context: Mapping[str, Any], found: str) -> Words | None:
    match kind:
        case "money_notation":
            return (
                _("expected an amount of money, found “{found}”", found=found),
                _("Write digits and, if you like, the unit: 1409.50元 or 28.8万元."),
            )
        case "money_fraction":
            return (
                _("“{found}” has fractions of a fen", found=found),
                _("Round it to 分, two places after the point of 元."),
            )
        case "money_negative":
            return (
                _("an amount below zero: “{found}”", found=found),
                _("Correct the number; mind its unit."),
            )
    return None


def _amount(kind: str, context: Mapping[str, Any], found: str) -> Words | None:
    remedy = _("Correct the number; mind its unit.")
    match kind:
        case "greater_than":
            return _(
                "must be more than {limit}, is {found}", limit=_g(context["gt"]), found=found
            ), remedy
        case "greater_than_equal":
            return _(
                "must be at least {limit}, is {found}", limit=_g(context["ge"]), found=found
            ), remedy
        case "less_than":
            return _(
                "must be less than {limit}, is {found}", limit=_g(context["lt"]), found=found
            ), remedy
        case "less_than_equal":
            return _(
                "must be at most {limit}, is {found}", limit=_g(context["le"]), found=found
            ), remedy
    return None


def _g(limit: object) -> str:
    """A limit as one writes it: 10, not 10.0."""
    return f"{limit:g}" if isinstance(limit, float) else str(limit)
