"""Unified social credit codes 统一社会信用代码 (GB 32100-2015) of hospitals and authorities.

python-stdnum computes the check character (31 − Σ mod 31, where 31 is written 0). Its `validate`
is not used: it wants digits in the first eight places, where the standard allows letters (Y1, N2).
"""

from __future__ import annotations

import re

from generator.i18n import _
from generator.identifiers.fault import Fault
from generator.identifiers.text import compact

_CODE = re.compile(r"[0-9A-HJ-NP-RTUWXY]{2}\d{6}[0-9A-HJ-NP-RTUWXY]{10}")
_HOLDERS = {"11": "机关", "12": "事业单位", "52": "民办非企业单位", "91": "企业"}


def clean_credit_code(text: str) -> str:
    """The code as it is printed: normal width, no spaces or hyphens, capitals."""
    return compact(text).replace("-", "").upper()


def holder_kind(code: str) -> str:
    """What sort of body holds the code, as 事业单位 for public hospitals; empty if not told."""
    return _HOLDERS.get(clean_credit_code(code)[:2], "")


def faults_of_credit_code(text: str) -> list[Fault]:
    """What is wrong with a code. Never certain: codes in force exist whose check fails."""
    code = clean_credit_code(text)
    remedy = _("Compare with the certificate.")
    if not _CODE.fullmatch(code):
        message = _("not a social credit code: {code}", code=code)
        return [Fault(message, _("It has 18 characters, without I, O, S, V and Z."), certain=False)]
    from stdnum.cn import uscc  # few cases give one, and it loads ssl

    if uscc.calc_check_digit(code) != code[17]:
        message = _("the check character of the social credit code {code} is wrong", code=code)
        return [Fault(message, remedy, certain=False)]
    return []
