"""Text boxes: their blocks stacked inside the frame, at its top, middle or bottom."""

from __future__ import annotations

from generator.i18n import _
from generator.render.drawing import Lie, TextBox
from generator.render.layout.items import Item
from generator.render.layout.stack import Setting, placed, slabs, units
from generator.render.refusal import BeyondPageModel, Unsupported

_SHARES = {Lie.START: 0.0, Lie.CENTER: 0.5, Lie.END: 1.0}
_ROUNDING = 0.05  # pt


def in_box(box: TextBox, width: float, height: float, setting: Setting) -> list[Item]:
    """The items of a text box of a width and height in pt, from its top left corner.

    Raises BeyondPageModel for text higher than the box.
    """
    top, right, bottom, left = box.margins
    stacked = units(box.blocks, width - left - right, setting)
    boxes = slabs(stacked)
    room = height - top - bottom - sum(each.height for each in boxes)
    if room < -_ROUNDING:
        feature = _("text higher than its text box")
        raise BeyondPageModel((Unsupported(feature, stacked[0].place),))
    return placed(boxes, left, top + room * _SHARES[box.lie])
