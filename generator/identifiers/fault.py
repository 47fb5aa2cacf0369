"""What is wrong with an identifier, in the user's language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a value; a fault that is not `certain` is only to be looked at."""

    message: str
    remedy: str = ""
    certain: bool = True
