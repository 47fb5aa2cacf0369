"""A cell's box on its page, and what a text that has no room in it is told by."""

from __future__ import annotations

from msgspec import Struct

TOO_HIGH = 0.3  # of a line may stick out: the air above and below its characters
TOO_WIDE = 1.0  # pt, likewise: the padding on the other side


class Box(Struct, frozen=True):
    """A cell's or merged area's edges, pt at the page's scale."""

    left: float
    top: float
    right: float
    bottom: float


class DoesNotFit(Exception):
    """Content that has no room in its cell; says what."""
