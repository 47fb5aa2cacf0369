"""Times of a day as timetables have them: 8:30-11:30, 9：00—11：30, 13点30分至16点."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_TIME = r"(\d{1,2})(?:[:：点时.](\d{1,2})?分?)"
_HOURS = re.compile(rf"{_TIME}(?:\s*[-~－—–―−～至到]+\s*){_TIME}")


@dataclass(frozen=True, slots=True)
class Hours:
    """From a minute of the day to a later one."""

    start: int
    end: int

    def overlaps(self, other: Hours) -> bool:
        """Whether the two share a minute."""
        return self.start < other.end and other.start < self.end


def read_hours(text: str) -> Hours | None:
    """The times, or None for 上午 and whatever else names no clock."""
    found = _HOURS.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if not found:
        return None
    start, end = (int(found[place]) * 60 + int(found[place + 1] or 0) for place in (1, 3))
    return Hours(start, end) if start < end <= 24 * 60 else None
