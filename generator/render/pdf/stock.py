"""What many documents share, as a form's own text: its fonts and its drawn lines, made once."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from generator.render.fonts import Face
from generator.render.layout.items import Item, Pages, Piece, PlacedPicture
from generator.render.pdf.content import Drawn, Texts, draw
from generator.render.pdf.fonts import Characters, Fonts

_MOST_KEPT = 8192  # groups of items, of forms with many pages


class Stock:
    """Characters by face that documents have in common, and what was drawn with them alone.

    What is kept follows from the characters and the items, so documents are the same whatever was
    drawn before.
    """

    def __init__(self, characters: Characters | None = None, most_kept: int = _MOST_KEPT) -> None:
        self.characters: Characters = characters or {}
        self._most_kept = most_kept
        self._kept: dict[int, tuple[tuple[Item, ...], Drawn]] = {}

    @cached_property
    def fonts(self) -> Fonts:
        """The subsets that draw the characters."""
        return Fonts(self.characters, "S")

    def drawn(self, items: tuple[Item, ...]) -> Drawn | None:
        """The operators of items, None where the stock has not all they need.

        Kept by identity: laid-out lines are themselves kept from document to document.
        """
        if not self.characters:
            return None
        if kept := self._kept.get(id(items)):
            return kept[1]
        if not all(map(self._has, items)):
            return None  # most are a record's own, and never come again
        if len(self._kept) >= self._most_kept:
            self._kept.clear()
        drawn = draw(items, Texts(self.fonts.codes), _no_picture)
        self._kept[id(items)] = items, drawn
        return drawn

    def _has(self, item: Item) -> bool:
        if isinstance(item, Piece):
            return self.characters.get(item.face, frozenset()).issuperset(item.text)
        return not isinstance(item, PlacedPicture)


def _no_picture(picture: PlacedPicture) -> str:
    raise AssertionError(picture)  # a stock has none


def characters_of(lines: Iterable[Iterable[Item]]) -> dict[Face, set[str]]:
    """The characters that items show, by face."""
    known: dict[int, tuple[Face, set[str]]] = {}  # texts by face, by identity: hashing takes long
    for items in lines:
        for item in items:
            if isinstance(item, Piece):
                entry = known.get(id(item.face))
                if entry is None:
                    entry = known[id(item.face)] = item.face, set()
                entry[1].add(item.text)
    found: dict[Face, set[str]] = {}
    for face, texts in known.values():
        found.setdefault(face, set()).update(*texts)
    return found


def stock_of(*laid_out: Pages, most_kept: int = _MOST_KEPT) -> Stock:
    """The characters that documents use; so many drawn groups of items are kept."""
    lines = (group.items for pages in laid_out for page in pages.pages for group in page.groups)
    characters = {face: frozenset(chars) for face, chars in characters_of(lines).items()}
    return Stock(characters, most_kept)
