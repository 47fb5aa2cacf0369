"""Masks 脱敏 for copies that circulate: numbers and names with their middle hidden."""

from __future__ import annotations

import re

from generator.identifiers.names import DOT

_MOBILE = re.compile(r"1[3-9]\d{9}")
_RESIDENT_ID = re.compile(r"\d{17}[\dXx]")
_OLD = re.compile(r"\d{15}")


def masked_id(text: str) -> str:
    """An identity number with its birth digits hidden: 110105********002X; else all hidden."""
    number = text.strip()
    if _RESIDENT_ID.fullmatch(number):
        return f"{number[:6]}********{number[14:]}"
    return f"{number[:6]}******{number[12:]}" if _OLD.fullmatch(number) else "*" * len(number)


def masked_phone(text: str) -> str:
    """A mobile number with its middle hidden: 138****1234; any other number hides but its end."""
    number = text.strip()
    if _MOBILE.fullmatch(number):
        return f"{number[:3]}****{number[7:]}"
    return "*" * max(len(number) - 2, 0) + number[-2:] if len(number) > 4 else "*" * len(number)


def masked_name(name: str) -> str:
    """A person's name but for its first character: 张＊＊, 阿＊＊＊·＊＊＊; layout's spaces go."""
    plain = "".join(name.split())
    return plain[:1] + "".join(char if char == DOT else "＊" for char in plain[1:])
