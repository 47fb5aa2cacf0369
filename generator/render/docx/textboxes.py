"""Text boxes 文本框: a plain frame without rules or fill, of fixed size; all others are refused."""

from __future__ import annotations

from collections.abc import Callable

from generator.render.docx.package import Element
from generator.render.docx.values import number
from generator.render.drawing import Lie, TextBox
from generator.render.model import Block

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
_EMU = 1 / 12700  # pt
_SIDES = {"tIns": 45720, "rIns": 91440, "bIns": 45720, "lIns": 91440}  # ECMA-376 §21.1.2.1.1
_LIES = {"t": Lie.START, "ctr": Lie.CENTER, "b": Lie.END}
# What a text box's body may say without being set otherwise than plainly.
_PLAIN = {
    "rot": ("0",),
    "vert": ("horz",),
    "numCol": ("1",),
    "upright": ("0", "1"),
    "anchorCtr": ("0", "false"),
    "wrap": ("square",),
    "compatLnSpc": ("0", "1"),
    "rtlCol": ("0",),
    "fromWordArt": ("0",),
    "forceAA": ("0",),
    "spcCol": None,
    "vertOverflow": None,
    "horzOverflow": None,
    "spcFirstLastPara": None,
}


def read_text_box(shape: Element, blocks: Callable[[], list[Block]]) -> TextBox | str:
    """The text box a shape is, or the name of what it has beyond one; `blocks` reads its text."""
    properties, body = shape.find(_WPS + "spPr"), shape.find(_WPS + "bodyPr")
    if properties is None or body is None:
        return "text box"
    if problem := _frame_problem(properties) or _body_problem(body):
        return problem
    top, right, bottom, left = (number(body.get(k, str(v))) * _EMU for k, v in _SIDES.items())
    return TextBox(tuple(blocks()), (top, right, bottom, left), _LIES[body.get("anchor", "t")])


def _frame_problem(properties: Element) -> str:
    form, frame = properties.find(_A + "prstGeom"), properties.find(_A + "xfrm")
    if form is None or form.get("prst") != "rect":
        return "text box of another shape"
    if frame is not None and any(frame.get(n, "0") != "0" for n in ("rot", "flipH", "flipV")):
        return "turned text box"
    if properties.find(f"{_A}ln/{_A}noFill") is None:
        return "text box with a rule around it"
    if properties.find(_A + "noFill") is None:
        return "filled text box"
    known = ("prstGeom", "xfrm", "ln", "noFill")
    more = [child for child in properties if child.tag.partition("}")[2] not in known]
    return "text box with an effect" if more else ""


def _body_problem(body: Element) -> str:
    if body.find(_A + "spAutoFit") is not None or body.find(_A + "normAutofit") is not None:
        return "text box that grows with its text"
    if any(child.tag not in (_A + "noAutofit", _A + "prstTxWarp") for child in body):
        return "text box with an effect"
    warp = body.find(_A + "prstTxWarp")
    if warp is not None and warp.get("prst") != "textNoShape":
        return "text box with an effect"
    for name, value in body.attrib.items():
        if name in _SIDES or (name == "anchor" and value in _LIES):
            continue
        if name not in _PLAIN:
            return "text box set in a way of its own"
        allowed = _PLAIN[name]
        if allowed is not None and value not in allowed:
            return "text box set in a way of its own"
    return ""
