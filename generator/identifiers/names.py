"""Names of persons 姓名: the dot of minority names, spaces of layout, characters no font has."""

from __future__ import annotations

import re
import unicodedata

from generator.i18n import _
from generator.identifiers.fault import Fault

DOT = "·"  # U+00B7, as the identity card has it
_DOTS = re.compile("[.。•・‧∙⋅･●．]")
_SPACES = re.compile(r"[\s\u3000\u200b-\u200f]+")
_LETTERS = re.compile(rf"[\u3007\u3400-\u9fff\U00020000-\U000323af{DOT}]+")
_NUMBER = re.compile(r"[\d\s.,:/+\-%]*\d[\d\s.,:/+\-%]*")
_LATIN = re.compile(r"[A-Za-z][A-Za-z .'\-]*")


def name_key(name: str) -> str:
    """A name as it is compared: no spaces (徐　冲 is 徐冲), one sort of dot.

    >>> name_key("阿依古丽•买买提") == name_key("阿依古丽·买买提")
    True
    """
    plain = _SPACES.sub("", name)
    return plain if _LATIN.fullmatch(plain) else _DOTS.sub(DOT, plain)


def faults_of_words(text: str) -> list[Fault]:
    """What is wrong with text that must be words: a number, as when a cell slipped into its column.

    >>> [bool(faults_of_words(text)) for text in ("心内科", "7", "3.5", "10楼", "2024/5/1")]
    [False, True, True, False, True]
    """
    if not _NUMBER.fullmatch(text):
        return []
    message = _("{text} is a number where words are due", text=text)
    return [Fault(message, _("Look at the row: a value may stand in the column of another."))]


def faults_of_name(name: str) -> list[Fault]:
    """What is wrong with a name: private-use characters, another dot than ·, digits and signs."""
    if any(unicodedata.category(char) == "Co" for char in name):
        return [
            Fault(
                _("the name holds a character of some machine's private font"),
                _("Enter it with an input method that knows the rare character."),
            )
        ]
    if _LATIN.fullmatch(name):
        return []
    if number := faults_of_words(name):
        return number
    plain = _SPACES.sub("", name)
    if _DOTS.search(plain):
        right = _DOTS.sub(DOT, plain)
        return [
            Fault(_("the dot in {name} is not ·", name=name), _("Write {name}.", name=right), False)
        ]
    if not _LETTERS.fullmatch(plain):
        message = _("{name} does not look like a name", name=name)
        return [Fault(message, _("Compare with the card."), certain=False)]
    return []
