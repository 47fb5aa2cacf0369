"""How the cells of one format are set at one scale: worked out once, for the many that are plain."""

from __future__ import annotations

from generator.render.layout.items import Item
from generator.render.xlsx.boxes import TOO_HIGH, TOO_WIDE
from generator.render.xlsx.celltext import PlainLine, faces_of, plain_line, scaled_style
from generator.render.xlsx.contents import GENERAL_ALIGNMENT, Content
from generator.render.xlsx.grid import PAD_BOTTOM, PAD_SIDE, PAD_TOP
from generator.render.xlsx.styles import CellFormat

_SHARES = {"left": 0.0, "center": 0.5, "right": 1.0}  # of the free width before the text
_HEIGHTS = {"top": 0.0, "center": 0.5, "bottom": 1.0}


class Look:
    """One format at one scale. Cells that it cannot place are left to `set_block`."""

    def __init__(self, form: CellFormat, scale: float) -> None:
        alignment, style = form.alignment, form.style
        self._scale = scale
        self._style = scaled_style(style, scale)
        self._faces = faces_of(self._style)
        self._wraps = alignment.wrap
        self._is_simple = not (
            style.underline
            or style.strike
            or alignment.indent
            or alignment.stacked
            or alignment.turn
        )
        own = alignment.horizontal
        self._shares = {
            kind: _SHARES.get(usual if own == "general" else own)
            for kind, usual in GENERAL_ALIGNMENT.items()
        }
        self._down = _HEIGHTS.get(alignment.vertical)
        self._lines: dict[str, PlainLine | None] = {}

    def place(
        self, content: Content, left: float, top: float, right: float, bottom: float
    ) -> list[Item] | None:
        """The items of a text that stands on one line inside its box; None for any other."""
        share = self._shares[content.kind]
        if not self._is_simple or self._down is None or share is None:
            return None
        line = self._line(content.shown.text)
        if line is None:
            return None
        scale = self._scale
        free = right - left - 2 * PAD_SIDE * scale - line.width
        height = line.ascent + line.descent
        if free < (0.0 if self._wraps else -TOO_WIDE * scale):
            return None
        if height > bottom - top + TOO_HIGH * height:
            return None
        space = bottom - top - (PAD_TOP + PAD_BOTTOM) * scale - height
        baseline = top + PAD_TOP * scale + space * self._down + line.ascent
        return line.place(left + PAD_SIDE * scale + free * share, baseline)

    def _line(self, text: str) -> PlainLine | None:
        if text not in self._lines:
            self._lines[text] = self._set(text)
        return self._lines[text]

    def _set(self, text: str) -> PlainLine | None:
        if any(char in text for char in "\n\r\t"):
            return None
        try:
            return plain_line(text, self._style, self._faces)
        except KeyError:  # a character the format's face does not have
            return None
