"""How the cells of one format are set at one scale: worked out once, for the many that are plain."""

from __future__ import annotations

from generator.render.layout.items import Item, Piece
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
        self._style = scaled_style(style, scale)
        self._faces = faces_of(self._style)
        is_simple = not (
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
        self._down = _HEIGHTS.get(alignment.vertical) if is_simple else None
        self._least = 0.0 if alignment.wrap else -TOO_WIDE * scale  # free width a line needs
        self._side, self._sides = PAD_SIDE * scale, 2 * PAD_SIDE * scale
        self._above, self._around = PAD_TOP * scale, (PAD_TOP + PAD_BOTTOM) * scale
        self._lines: dict[str, PlainLine | None] = {}

    def place(
        self,
        content: Content,
        left: float,
        top: float,
        right: float,
        bottom: float,
        found: list[Item],
    ) -> bool:
        """Add the items of a text that stands on one line inside its box; False for any other."""
        share = self._shares[content.kind]
        if share is None or self._down is None:
            return False
        text = content.shown.text
        line = self._lines[text] if text in self._lines else self._line(text)
        if line is None:
            return False
        free = right - left - self._sides - line.width
        height = line.ascent + line.descent
        if free < self._least or height > bottom - top + TOO_HIGH * height:
            return False
        space = bottom - top - self._around - height
        baseline = top + self._above + space * self._down + line.ascent
        x, style = left + self._side + free * share, line.style
        y, size, color = baseline - style.raised, style.size, style.color
        for dx, shown, face in line.pieces:
            found.append(Piece(x + dx, y, shown, face, size, color))
        return True

    def _line(self, text: str) -> PlainLine | None:
        self._lines[text] = self._set(text)
        return self._lines[text]

    def _set(self, text: str) -> PlainLine | None:
        if "\n" in text or "\r" in text or "\t" in text:
            return None
        try:
            return plain_line(text, self._style, self._faces)
        except KeyError:  # a character the format's face does not have
            return None
