"""Whole numbers as list labels and page numbers show them (ECMA-376 Part 1 §17.18.59).

Where office programs have a series that ends, as ①, what lies beyond it is in plain digits.
"""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "零一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"
_MAX_ROMAN = 3999


def formatted(value: int, kind: str) -> str | None:
    """The number in a format (`decimal`, `chineseCounting`, …); None for one that is not known.

    >>> formatted(12, "chineseCounting"), formatted(4, "upperRoman"), formatted(3, "ideographDigital")
    ('十二', 'IV', '三')
    """
    made = FORMATS.get(kind)
    return None if made is None else made(value)


def _roman(value: int) -> str:
    if not 0 < value <= _MAX_ROMAN:
        return str(value)
    found = ""
    for unit, letters in _ROMAN:
        found += letters * (value // unit)
        value %= unit
    return found


def _letters(value: int) -> str:
    """a to z, then aa, bb, …: the letter repeated, as Word has it."""
    if value < 1:
        return str(value)
    times, index = divmod(value - 1, 26)
    return chr(ord("a") + index) * (times + 1)


def _counted(value: int, digits: str, tens: str) -> str:
    """As it is read: 一百零五; from ten thousand on in plain digits."""
    if not 0 < value < 10_000:
        return digits[0] if value == 0 else str(value)
    found, pending = "", False
    for place in (3, 2, 1, 0):
        digit = value // 10**place % 10
        if not digit:
            pending = bool(found)
            continue
        found += (digits[0] if pending else "") + digits[digit] + (tens[place - 1] if place else "")
        pending = False
    return found


def _chinese(value: int) -> str:
    found = _counted(value, _DIGITS, "十百千")
    return found[1:] if found.startswith("一十") else found


def _series(signs: str) -> Callable[[int], str]:
    return lambda value: signs[value - 1] if 0 < value <= len(signs) else str(value)


def _each(signs: str) -> Callable[[int], str]:
    return lambda value: "".join(signs[int(digit)] for digit in str(abs(value)))


def _ordinal(value: int) -> str:
    last = "th" if 10 < value % 100 < 20 else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{last}"


FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "none": lambda value: "",
    "decimalZero": lambda value: f"{value:02d}",
    "upperRoman": lambda value: _roman(value).upper(),
    "lowerRoman": _roman,
    "upperLetter": lambda value: _letters(value).upper(),
    "lowerLetter": _letters,
    "ordinal": _ordinal,
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
    "taiwaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "chineseLegalSimplified": lambda value: _counted(value, _LEGAL, "拾佰仟"),
    "ideographDigital": _each("〇一二三四五六七八九"),
    "ideographTraditional": _series("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _series("子丑寅卯辰巳午未申酉戌亥"),
    "decimalEnclosedCircle": _series(_CIRCLED),
    "decimalEnclosedCircleChinese": _series(_CIRCLED),
    "decimalEnclosedParen": _series("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"),
    "decimalEnclosedFullstop": _series("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"),
    "ideographEnclosedCircle": _series("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"),
    "decimalFullWidth": _each("０１２３４５６７８９"),
    "numberInDash": lambda value: f"- {value} -",
}
