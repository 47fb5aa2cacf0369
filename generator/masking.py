"""Personal data hidden in whatever is said: identity numbers 身份证号 and mobile numbers 手机号.

Messages and logs travel further than the documents they speak of (a screenshot, a forwarded report).
"""

from __future__ import annotations

import re

_IDENTITY = re.compile(r"(?<![0-9A-Za-z])(\d{6})(\d{8})(\d{3}[\dXx])(?![0-9A-Za-z])")
_OLD_IDENTITY = re.compile(r"(?<![0-9A-Za-z])(\d{6})(\d{6})(\d{3})(?![0-9A-Za-z])")
_MOBILE = re.compile(
    r"(?<![0-9A-Za-z])((?:86[- ]?)?1[3-9]\d[- ]?)(\d{4})([- ]?\d{4})(?![0-9A-Za-z])"
)


def masked(text: str) -> str:
    """The text with the middle of every identity and mobile number starred.

    >>> masked("身份证号 11010519491231002X，手机 13800001234")
    '身份证号 110105********002X，手机 138****1234'
    """
    for pattern in (_IDENTITY, _OLD_IDENTITY, _MOBILE):
        text = pattern.sub(lambda found: found[1] + "*" * len(found[2]) + found[3], text)
    return text
