"""What an idea of checking is: the kind of case it looks at, its parameters, and its function."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from generator.cases.base import Case
from generator.check.finding import Finding


@dataclass(frozen=True, slots=True)
class Idea:
    """A way of checking one case of a kind; its function takes the case and its parameters."""

    over: type[Case]
    parameters: type[BaseModel]
    look: Callable[[Any, Any], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Across:
    """A way of checking all cases of one policy together; findings tell the case by its index."""

    over: tuple[type[Case], ...]
    parameters: type[BaseModel]
    look: Callable[[Any, Any], Iterable[tuple[int, Finding]]]
