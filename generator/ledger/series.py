"""Series of numbers 编号序列: how a number is written, and when counting begins again."""

from __future__ import annotations

import re

from msgspec import Struct

from generator.errors import UsageError
from generator.i18n import _

_TAG = re.compile(r"\{(?P<what>year|number)(?::0?(?P<width>[1-9]))?\}")
_LONGEST = 60  # characters of a pattern; numbers become file names


class Series(Struct, frozen=True):
    """Numbers of one pattern, as `培训结业〔{year}〕{number:04}号`.

    A pattern with {year} begins at 1 in each year; one without counts on for ever.
    """

    pattern: str

    def __post_init__(self) -> None:
        """Raises UsageError for a pattern that could give one number twice, or none."""
        rest = _TAG.sub("", self.pattern)
        tags = [found["what"] for found in _TAG.finditer(self.pattern)]
        if tags.count("number") != 1 or re.search(r"[{}\x00-\x1f]", rest):
            raise UsageError(
                _("“{pattern}” is no pattern for numbers", pattern=self.pattern),
                remedy=_("Write it like 培训结业〔{year}〕{number:04}号, with {number} once."),
            )
        if len(self.pattern) > _LONGEST:
            raise UsageError(
                _("a pattern for numbers has {count} characters at most", count=_LONGEST)
            )

    @property
    def yearly(self) -> bool:
        """Whether counting begins again each year."""
        return "{year" in self.pattern

    def count_year(self, year: int) -> int:
        """The year a count belongs to; 0 where the years do not matter."""
        return year if self.yearly else 0

    def number(self, year: int, sequence: int) -> str:
        """The number as written, of a year and a place in its sequence (from 1)."""

        def shown(found: re.Match[str]) -> str:
            value = year if found["what"] == "year" else sequence
            return f"{value:0{found['width'] or 1}d}"

        return _TAG.sub(shown, self.pattern)
