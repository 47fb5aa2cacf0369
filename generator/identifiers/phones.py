"""Telephone numbers 联系电话: mobile and landline, several in one cell, with a name before them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.i18n import _
from generator.identifiers.fault import Fault
from generator.identifiers.text import compact

_MOBILE = re.compile(r"(?:\+?86-?)?(1[3-9]\d{9})")
_LANDLINE = re.compile(r"(?:(0(?:10|2\d|[3-9]\d{2}))-?)?([2-8]\d{6,7})(?:-(\d{1,6}))?")
_BETWEEN = re.compile(r"[/、,;，；]+")
_NAMED = re.compile(r"([^:\d]+):(.+)")


@dataclass(frozen=True, slots=True)
class Phone:
    """One number; a landline may lack its area code."""

    number: str
    area: str = ""
    extension: str = ""

    @property
    def is_mobile(self) -> bool:
        """Whether it is a mobile number 手机号."""
        return _MOBILE.fullmatch(self.number) is not None

    def __str__(self) -> str:
        return "-".join(part for part in (self.area, self.number, self.extension) if part)


@dataclass(frozen=True, slots=True)
class Contact:
    """What a cell of contacts holds: the name before the colon, if any, and the numbers."""

    name: str
    phones: tuple[Phone, ...]


def read_contact(text: str) -> Contact | None:
    """Name and numbers of a cell; None when something in it is no number.

    `0871-67195125/67195135` are two numbers of one area.
    """
    plain = compact(text).replace("—", "-").replace("–", "-")
    named = _NAMED.fullmatch(plain)
    name, numbers = (named[1], named[2]) if named else ("", plain)
    phones: list[Phone] = []
    for part in filter(None, _BETWEEN.split(numbers)):
        phone = _phone(part, phones[-1].area if phones else "")
        if phone is None:
            return None
        phones.append(phone)
    return Contact(name, tuple(phones)) if phones else None


def _phone(text: str, area: str) -> Phone | None:
    if mobile := _MOBILE.fullmatch(text):
        return Phone(mobile[1])
    if landline := _LANDLINE.fullmatch(text):
        return Phone(landline[2], landline[1] or area, landline[3] or "")
    return None


def faults_of_mobile(text: str) -> list[Fault]:
    """What is wrong with the number in a column of mobile numbers 手机号."""
    contact = read_contact(text)
    if contact and all(phone.is_mobile for phone in contact.phones):
        return []
    remedy = _("It has 11 digits and begins with 13 to 19.")
    if contact:
        return [Fault(_("a landline, not a mobile number"), remedy, certain=False)]
    return [Fault(_("not a mobile number: {count} characters", count=len(compact(text))), remedy)]


def faults_of_phone(text: str) -> list[Fault]:
    """What is wrong with a telephone number of any sort; one without area code is to be looked at."""
    contact = read_contact(text)
    if contact is None:
        return [
            Fault(
                _("not a telephone number"),
                _("Write a mobile number, or a landline with its area code, as 021-38583211."),
            )
        ]
    if any(not phone.is_mobile and not phone.area for phone in contact.phones):
        return [
            Fault(_("the area code is missing"), _("Write it before the number."), certain=False)
        ]
    return []
