"""Resident identity numbers 身份证号 (GB 11643-1999): check digit, date of birth, sex, age, region.

python-stdnum knows the check digit and the regions with the years they existed. Its `validate` is
not used: it calls a number wrong when the region's code is not on its list or was not yet in force
in the year of birth, but numbers are given at registration, which may come later, and a code that
was given stays valid; here that is only something to look at.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from generator.i18n import _
from generator.identifiers.fault import Fault
from generator.identifiers.text import compact

_NUMBER = re.compile(r"\d{17}[\dX]")
_OLD = re.compile(r"\d{15}")
_FLOAT = re.compile(r"\d(\.\d+)?E\+?1[4-7]")
_CENTENARIANS = ("996", "997", "998", "999")  # sequence numbers 15-digit numbers kept for them
YOUNGEST, OLDEST = 18, 70  # years of age one expects of dispatched staff


@dataclass(frozen=True, slots=True)
class ResidentId:
    """What a number of 18 digits says."""

    number: str
    born: date
    male: bool

    def age(self, on: date) -> int:
        """Full years 周岁 on a day."""
        return on.year - self.born.year - ((on.month, on.day) < (self.born.month, self.born.day))

    @property
    def region(self) -> str:
        """Province and county of the code, as `云南省禄劝彝族苗族自治县`; empty if unknown."""
        return region_name(self.number[:6])


def clean_resident_id(text: str) -> str:
    """The number as it is printed: normal width, no spaces or hyphens, capital X."""
    return compact(text).replace("-", "").upper()


def check_digit(number: str) -> str:
    """The 18th character that belongs to the first 17."""
    from stdnum.cn import ric  # few cases give one, and it loads ssl

    return ric.calc_check_digit(f"{number[:17]}0")


def to_18(old: str) -> str:
    """A number of 15 digits as one of 18: the century of birth and the check digit added."""
    century = "18" if old.endswith(_CENTENARIANS) else "19"
    number = f"{old[:6]}{century}{old[6:]}"
    return number + check_digit(number)


def read_resident_id(text: str) -> ResidentId | None:
    """What the number says; None when it is no number at all or its day of birth does not exist.

    A wrong check digit does not keep it from being read: `faults_of_resident_id` tells it.
    """
    number = clean_resident_id(text)
    if _OLD.fullmatch(number):
        number = to_18(number)
    if not _NUMBER.fullmatch(number):
        return None
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None
    return ResidentId(number, born, male=int(number[16]) % 2 == 1)


def faults_of_resident_id(
    text: str, *, male: bool | None = None, on: date | None = None
) -> list[Fault]:
    """What is wrong with a number; `male` is the sex given beside it, `on` the day ages count at.

    Certain: form, impossible or future day of birth, check digit, other sex. To be looked at: 15
    digits, an unknown region, an age outside 18 to 70.
    """
    number = clean_resident_id(text)
    if form := _form(number):
        return [form]
    read = read_resident_id(number)
    if read is None:
        day = to_18(number)[6:14] if _OLD.fullmatch(number) else number[6:14]
        return [Fault(_("there is no day of birth {day}", day=day), _("Compare with the card."))]
    if len(number) == 18 and number[17] != check_digit(number):
        return [_wrong_check(number)]
    return [*_old(number), *_person(read, male, on or date.today()), *_region(read)]


def _form(number: str) -> Fault | None:
    if _FLOAT.fullmatch(number):
        return Fault(
            _("a spreadsheet has turned the identity number into {number}", number=number),
            _("Format the column as text and enter the number again; its last digits are lost."),
        )
    if _NUMBER.fullmatch(number) or _OLD.fullmatch(number):
        return None
    return Fault(
        _("not an identity number: {count} characters", count=len(number)),
        _("It has 17 digits and a digit or X."),
    )


def _wrong_check(number: str) -> Fault:
    if number.endswith("000"):
        return Fault(
            _("the identity number ends in 000 and its check digit is wrong"),
            _("A spreadsheet keeps only 15 digits: format the column as text, enter it again."),
        )
    return Fault(_("the check digit of the identity number is wrong"), _("Compare with the card."))


def _old(number: str) -> list[Fault]:
    if len(number) == 18:
        return []
    return [
        Fault(
            _("an identity number of 15 digits, of the first generation of cards"),
            _("Write the 18 digits of the present card."),
            certain=False,
        )
    ]


def _person(read: ResidentId, male: bool | None, on: date) -> list[Fault]:
    faults = []
    if read.born > on:
        return [Fault(_("born in the future: {day}", day=read.born), _("Compare with the card."))]
    if male is not None and male is not read.male:
        faults.append(
            Fault(
                _("the identity number belongs to the other sex (性别)"),
                _("Compare both with the card."),
            )
        )
    if not YOUNGEST <= read.age(on) <= OLDEST:
        faults.append(
            Fault(
                _("{age} years old by the identity number", age=read.age(on)),
                _("Compare with the card."),
                certain=False,
            )
        )
    return faults


def _region(read: ResidentId) -> list[Fault]:
    if read.region:
        return []
    return [
        Fault(
            _("no region is known with the code {code}", code=read.number[:6]),
            _("Compare with the card; codes of regions that were merged stay valid."),
            certain=False,
        )
    ]


@cache
def region_name(code: str) -> str:
    """Province and county of six digits, whenever they existed; empty when nobody knows them."""
    from stdnum import numdb

    found = {
        key: value for _part, each in numdb.get("cn/loc").info(code) for key, value in each.items()
    }
    if "county" not in found:
        return ""
    county = found["county"].split(",")[-1].rpartition("]")[2]
    return str(found.get("province", "")) + str(county)
