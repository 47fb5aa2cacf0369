"""What was read, before any model sees it: scalars, mappings, sequences, each with its place."""

from __future__ import annotations

from enum import Enum

from msgspec import Struct

from generator.places import Place


class Style(Enum):
    """How a scalar stood in its file; decides what an empty one means."""

    PLAIN = "plain"  # YAML without quotes: an empty one is nothing at all
    QUOTED = "quoted"  # YAML in quotes, or a block: an empty one is empty text
    CELL = "cell"  # a cell of a spreadsheet or CSV: an empty one lets the default through


class Scalar(Struct, frozen=True):
    """A value; always text, the model decides what it is."""

    text: str
    place: Place
    style: Style = Style.PLAIN

    @property
    def empty(self) -> bool:
        """Whether nothing was written here."""
        return not self.text and self.style is not Style.QUOTED


class Mapping(Struct, frozen=True):
    """Keys with their values, each key once."""

    entries: tuple[tuple[Scalar, Node], ...]
    place: Place


class Sequence(Struct, frozen=True):
    """Items one after the other."""

    items: tuple[Node, ...]
    place: Place


Node = Scalar | Mapping | Sequence
