"""The Jinja environment of all templates: sandboxed, escaping, strict about names it does not know."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache, wraps
from types import MappingProxyType
from typing import Any

from jinja2 import ChainableUndefined, StrictUndefined, Undefined, pass_eval_context
from jinja2.exceptions import SecurityError
from jinja2.filters import do_join, make_attrgetter
from jinja2.nodes import EvalContext
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from generator.cases.nothing import BLANK, Blank, Gap
from generator.fill.amounts import in_wan, rmb_upper, wan
from generator.fill.filters import (
    chinese_number,
    cn_date,
    cn_date_kanji,
    dotted,
    gap_as,
    gap_text,
    mask_id,
    mask_phone,
    pad_name,
    period,
    span,
    stay_months,
    styled_date,
)
from generator.fill.pictures import picture
from generator.i18n import _

_MOST = 100_000  # characters or items by repetition; no form has as many
_MOST_POWER = 100
_WIDTH = re.compile(r"%[^a-zA-Z%]*[0-9]{4}")

_TEXT_FILTERS: Mapping[str, Callable[..., Any]] = MappingProxyType(
    {
        "cn_date": cn_date,
        "cn_date_kanji": cn_date_kanji,
        "period": period,
        "span": span,
        "styled_date": styled_date,
        "chinese_number": chinese_number,
        "rmb_upper": rmb_upper,
        "stay_months": stay_months,
        "dotted": dotted,
        "gap_as": gap_as,
        "in_wan": in_wan,
        "wan": wan,
        "mask_id": mask_id,
        "mask_phone": mask_phone,
        "pad_name": pad_name,
    }
)


def printed(value: Any) -> Any:
    """How a value stands on paper: a gap as 【待补：…】, nothing as nothing, a date in Chinese."""
    if isinstance(value, str):
        # Windows line ends in spreadsheet cells would leave a stray carriage return.
        return value.replace("\r\n", "\n") if "\r" in value else value
    if value is None:
        return ""
    if isinstance(value, Blank):
        return value.room
    if isinstance(value, Gap):
        return gap_text(value)
    return cn_date(value) if isinstance(value, date) else value


@pass_eval_context
def join(
    context: EvalContext, value: Iterable[Any], between: str = "", attribute: str | None = None
) -> Any:
    """Jinja's `join`, for values that may be gaps, blanks or dates."""
    if attribute is not None:
        value = map(make_attrgetter(context.environment, attribute), value)
    return do_join(context, map(printed, value), between)


class TooMuch(SecurityError):
    """A few characters of a template would fill the memory."""


class _Bounded(ImmutableSandboxedEnvironment):
    """The sandbox, which also refuses what would fill the memory out of a few characters."""

    intercepted_binops = frozenset(("*", "**", "%"))

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """As Python does it, within bounds. Raises TooMuch beyond them."""
        if operator == "*" and any(map(_is_long, (left, right), (right, left))):
            raise TooMuch(_("it repeats a text or a list until it is enormous"))
        if operator == "**" and (abs(left) > _MOST or abs(right) > _MOST_POWER):
            raise TooMuch(_("it raises a number to an enormous power"))
        if operator == "%" and isinstance(left, str) and _WIDTH.search(left):
            raise TooMuch(_("it pads a text to an enormous width"))
        return super().call_binop(context, operator, left, right)


def _is_long(value: Any, times: Any) -> bool:
    is_series = isinstance(value, str | list | tuple) and isinstance(times, int)
    return is_series and len(value) * times > _MOST


@cache
def environment(*, escape: bool = True) -> ImmutableSandboxedEnvironment:
    """The environment; `escape=False` only for text that is not set into XML, as properties."""
    jinja = _Bounded(autoescape=escape, undefined=StrictUndefined, finalize=printed)
    jinja.filters.update(_TEXT_FILTERS, join=join, picture=picture)
    return jinja


@cache
def lenient_environment(*, escape: bool = True) -> ImmutableSandboxedEnvironment:
    """The same, but a name without a value is as a blank: it prints nothing, and so do its parts."""
    jinja = environment(escape=escape).overlay(undefined=ChainableUndefined)
    jinja.filters = {
        **jinja.filters,
        **{k: _blank_if_undefined(f) for k, f in _TEXT_FILTERS.items()},
    }
    return jinja


def _blank_if_undefined(text_filter: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(text_filter)
    def filtered(value: Any, *options: Any, **named: Any) -> Any:
        return text_filter(BLANK if isinstance(value, Undefined) else value, *options, **named)

    return filtered
