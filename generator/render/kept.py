"""Results kept for the very object they were made of, where comparing it would cost too much."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

T = TypeVar("T")
R = TypeVar("R")
P = ParamSpec("P")


def kept_by_identity(
    most: int,
) -> Callable[[Callable[Concatenate[T, P], R]], Callable[Concatenate[T, P], R]]:
    """Like `lru_cache`, but the first argument, which must not change, is known by identity.

    It is kept along, so that no other object takes its identity; when `most` results are kept, all
    are given up.
    """

    def decorate(make: Callable[Concatenate[T, P], R]) -> Callable[Concatenate[T, P], R]:
        found: dict[tuple[Hashable, ...], tuple[T, R]] = {}

        @wraps(make)
        def known(made_of: T, /, *args: P.args, **kwargs: P.kwargs) -> R:
            key = (id(made_of), args, *kwargs.items())
            kept = found.get(key)
            if kept is None:
                if len(found) >= most:
                    found.clear()
                kept = found[key] = made_of, make(made_of, *args, **kwargs)
            return kept[1]

        return known

    return decorate
