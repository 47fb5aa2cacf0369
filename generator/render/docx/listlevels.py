"""Which level of which list a paragraph is of, and what it takes from it."""

from __future__ import annotations

from msgspec import Struct

from generator.render.docx.numbering import LEVELS, Level
from generator.render.docx.paragraphs import inherit
from generator.render.docx.runs import char_style
from generator.render.docx.styles import Style, Styles
from generator.render.docx.values import Settings, count
from generator.render.model import ListItem
from generator.render.refusal import Unsupported


class ListLevel(Struct, frozen=True):
    """A level as a paragraph uses it; `by_style`: its style says so, not the paragraph itself."""

    list_id: str
    number: int
    level: Level
    by_style: bool

    @property
    def refused(self) -> tuple[Unsupported, ...]:
        """What of the level is beyond the page model."""
        return self.level.refused

    def item(self, mark: Settings) -> ListItem:
        """The paragraph as an item; its label looks as its mark, but for what the level says."""
        return ListItem(self.list_id, self.number, char_style(inherit(mark, self.level.run)))


def list_level(styles: Styles, style: Style, own: Settings) -> ListLevel | None:
    """The level of a paragraph by its own settings or its style's; None for no list."""
    settings = inherit(style.paragraph, own)
    list_id = settings.get("list_id", "0")
    found = styles.lists.get(list_id)
    if list_id == "0" or found is None:
        return None
    by_style = "list_id" not in own
    number = found.level_of(style.style_id) if by_style else 0
    if "list_level" in settings:
        number = min(max(0, count(settings["list_level"])), LEVELS - 1)
    return ListLevel(list_id, number, found.level(number), by_style)


def layers(style: Style, level: ListLevel | None, own: Settings) -> tuple[Settings, ...]:
    """Style, list level and own settings from weak to strong.

    A level's indents are stronger than a style's, unless the style itself names the list.
    """
    if level is None:
        return style.paragraph, own
    paragraph = level.level.paragraph
    return (
        (paragraph, style.paragraph, own) if level.by_style else (style.paragraph, paragraph, own)
    )
