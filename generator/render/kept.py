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

    It is kept along, so that no other object takes its identity. At most `most` results are kept:
    when half of them are new, those not asked for since the last time are given up.
    """
    share = (most + 1) // 2

    def decorate(make: Callable[Concatenate[T, P], R]) -> Callable[Concatenate[T, P], R]:
        recent: dict[tuple[Hashable, ...], tuple[T, R]] = {}
        older: dict[tuple[Hashable, ...], tuple[T, R]] = {}

        @wraps(make)
        def known(made_of: T, /, *args: P.args, **kwargs: P.kwargs) -> R:
            nonlocal recent, older
            key = (id(made_of), args, *kwargs.items())
            kept = recent.get(key)
            if kept is None:
                kept = older.pop(key, None) or (made_of, make(made_of, *args, **kwargs))
                if len(recent) >= share:
                    recent, older = {}, recent
                recent[key] = kept
            return kept[1]

        return known

    return decorate
