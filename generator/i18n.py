"""The language of messages: Chinese where the locale is zh, English otherwise; one gettext catalogue."""

from __future__ import annotations

import gettext as _gettext
import locale
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

_CATALOGUE = Path(__file__).parent / "locale"


_chosen: ContextVar[str] = ContextVar("language", default="")


@contextmanager
def speaking(lang: str) -> Iterator[None]:
    """Within it messages are in `lang`, `"zh"` or `"en"`: what is printed is Chinese for everyone."""
    before = _chosen.set(lang)
    try:
        yield
    finally:
        _chosen.reset(before)


def language() -> str:
    """`"zh"` or `"en"`: the user's, but for what is said within `speaking`."""
    return _chosen.get() or _users_language()


def _users_language() -> str:
    """From BANGFU_LANG, else the usual locale variables, else the system's."""
    for name in ("BANGFU_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "zh" if value.lower().startswith(("zh", "chinese")) else "en"
    system = locale.getlocale()[0] or ""
    return "zh" if system.lower().startswith(("zh", "chinese")) else "en"


@cache
def _translations(lang: str) -> _gettext.NullTranslations:
    return _gettext.translation("bangfu", _CATALOGUE, languages=[lang], fallback=True)


def N_(message: str) -> str:  # noqa: N802 - the name gettext's users know
    """Mark a text for the catalogue where it is written; `_` translates it where it is shown."""
    return message


def _(message: str, /, **values: object) -> str:
    """The message in the user's language, its `{names}` filled in.

    >>> _("{count} packets", count=3)  # doctest: +SKIP
    '3 packets'
    """
    text = _translations(language()).gettext(message)
    return text.format(**values) if values else text


def speak() -> None:
    """Have the libraries that speak through gettext (click) use this language and catalogue too.

    LANGUAGE is how gettext is told a language that the locale does not say (BANGFU_LANG, Windows).
    """
    os.environ["LANGUAGE"] = language()
    _gettext.bindtextdomain("bangfu", str(_CATALOGUE))
    _gettext.textdomain("bangfu")
