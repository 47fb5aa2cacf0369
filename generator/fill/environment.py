"""The Jinja environment of all templates: sandboxed, escaping, strict about names it does not know."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache, wraps
from types import MappingProxyType
from typing import Any

from jinja2 import ChainableUndefined, StrictUndefined, Undefined, pass_eval_context
from jinja2.filters import do_join, make_attrgetter
from jinja2.nodes import EvalContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from generator.cases.nothing import BLANK, Blank, Gap
from generator.fill.amounts import rmb_upper, wan
from generator.fill.filters import (
    chinese_number,
    cn_date,
    cn_date_kanji,
    gap_text,
    mask_id,
    mask_phone,
    pad_name,
    period,
    span,
    styled_date,
)

_TEXT_FILTERS: Mapping[str, Callable[..., Any]] = MappingProxyType(
    {
        "cn_date": cn_date,
        "cn_date_kanji": cn_date_kanji,
        "period": period,
        "span": span,
        "styled_date": styled_date,
        "chinese_number": chinese_number,
        "rmb_upper": rmb_upper,
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
    if value is None or isinstance(value, Blank):
        return ""
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


@cache
def environment(*, escape: bool = True) -> ImmutableSandboxedEnvironment:
    """The environment; `escape=False` only for text that is not set into XML, as properties."""
    jinja = ImmutableSandboxedEnvironment(
        autoescape=escape, undefined=StrictUndefined, finalize=printed
    )
    jinja.filters.update(_TEXT_FILTERS, join=join)
    return jinja


@cache
def lenient_environment() -> ImmutableSandboxedEnvironment:
    """The same, but a name without a value is as a blank: it prints nothing, and so do its parts."""
    jinja = environment().overlay(undefined=ChainableUndefined)
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
