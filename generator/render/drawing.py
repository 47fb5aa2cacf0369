"""The page model's lines: rules of paragraphs, cells and pages; and what floats beside the text.

All lengths in pt.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from generator.render.model import Block  # the model's paragraphs hold floating things


class Border(Struct, frozen=True):
    """One rule of a paragraph, cell or table."""

    width: float = 0.5  # of all its lines and the gap between them
    color: str = "000000"
    lines: tuple[float, float, float] | None = None  # outer line, gap, inner line; None: one line
    dash: tuple[float, ...] = ()  # lengths of strokes and gaps
    space: float = 0.0  # between a paragraph's rule and its text


class Borders(Struct, frozen=True):
    """The four rules around a box."""

    top: Border | None = None
    bottom: Border | None = None
    left: Border | None = None
    right: Border | None = None
    between: Border | None = None  # paragraphs of the same box


class Shown(StrEnum):
    """On which pages of a section a page border is drawn."""

    ALL = "allPages"
    FIRST = "firstPage"
    NOT_FIRST = "notFirstPage"


class PageBorder(Struct, frozen=True):
    """Rules around a section's pages 页面边框; their `space` is to the paper's edge or the text."""

    borders: Borders
    from_page: bool = False
    shown: Shown = Shown.ALL
    around_header: bool = True  # where the space is to the text
    around_footer: bool = True


class Edge(StrEnum):
    """What a floating thing's place is measured from; named as WordprocessingDrawing names them."""

    PAGE = "page"
    MARGIN = "margin"
    LEFT_MARGIN = "leftMargin"
    RIGHT_MARGIN = "rightMargin"
    TOP_MARGIN = "topMargin"
    BOTTOM_MARGIN = "bottomMargin"
    COLUMN = "column"
    CHARACTER = "character"
    PARAGRAPH = "paragraph"
    LINE = "line"


class Lie(StrEnum):
    """Where between two edges a floating thing lies, if not at a distance from the first."""

    START = "start"  # left, top
    CENTER = "center"
    END = "end"  # right, bottom


class Spot(Struct, frozen=True):
    """A floating thing's place in one direction."""

    edge: Edge
    offset: float = 0.0
    lie: Lie | None = None


class StraightLine(Struct, frozen=True):
    """A line drawn from a corner of its box to the opposite one."""

    border: Border
    rises: bool = False  # from bottom left to top right


class TextBox(Struct, frozen=True):
    """Blocks in a frame of fixed size 文本框, without rules or fill of its own."""

    blocks: tuple[Block, ...]
    margins: tuple[float, float, float, float] = (3.6, 7.2, 3.6, 7.2)  # top right bottom left
    lie: Lie = Lie.START  # of the blocks between top and bottom


class Floating(Struct, frozen=True):
    """A picture, line or text box beside the flow of the text, at the place of its anchor in it."""

    content: bytes | StraightLine | TextBox
    width: float
    height: float
    across: Spot
    down: Spot
    behind: bool = False  # the text
