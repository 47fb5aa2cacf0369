"""Puts off the search for garbage where very many objects are made and none of them is garbage yet."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collections() -> Iterator[None]:
    """Within it the cycle collector rests: it would look through everything again and again.

    What is let go is freed all the same, but for cycles, which wait until it runs again.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
