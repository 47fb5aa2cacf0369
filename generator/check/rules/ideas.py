"""What an idea of checking is: the kind of case it looks at, its parameters, and its function."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Any

from msgspec import Struct
from pydantic import BaseModel

from generator.check.finding import Finding

_HERE = "generator.check.rules"


class Idea(Struct, frozen=True):
    """A way of checking one case of a kind; its function takes the case and its parameters.

    Both stand in a module of this package, as `module:name`: a run loads those of its own kind.
    """

    over: str  # the kind of case
    parameters_at: str
    look_at: str

    @property
    def parameters(self) -> type[BaseModel]:
        """What a policy may say of it."""
        found: type[BaseModel] = _named(self.parameters_at)
        return found

    @property
    def look(self) -> Callable[[Any, Any], Iterable[Finding]]:
        """What finds."""
        found: Callable[[Any, Any], Iterable[Finding]] = _named(self.look_at)
        return found


class Across(Struct, frozen=True):
    """A way of checking all cases of one policy together; findings tell the case by its index."""

    over: tuple[str, ...]  # the kinds of case, all of which it needs
    parameters_at: str
    look_at: str

    @property
    def parameters(self) -> type[BaseModel]:
        """What a policy may say of it."""
        found: type[BaseModel] = _named(self.parameters_at)
        return found

    @property
    def look(self) -> Callable[[Any, Any], Iterable[tuple[int, Finding]]]:
        """What finds."""
        found: Callable[[Any, Any], Iterable[tuple[int, Finding]]] = _named(self.look_at)
        return found


def _named(place: str) -> Any:
    module, _colon, name = place.partition(":")
    return getattr(import_module(f"{_HERE}.{module}"), name)
