"""How annexes 附件 and the imprint 版记 stand in the packet of an official document."""

from __future__ import annotations

from msgspec.structs import replace

from generator.bind.packet import Part
from generator.fill.filled import Filled, FilledFile
from generator.fill.template import filled_text
from generator.pdf.document import Document, Page
from generator.stamp.drawings import draw
from generator.stamp.geometry import PT_PER_MM, as_bound
from generator.stamp.ink import Ink
from generator.stamp.lettering import line
from generator.stamp.numbers import LEFT_MARGIN

_ABOVE = 28.0  # mm from the sheet's top: a line over the type area, whose first line is taken
_SIZE = 16.0  # pt, 3号 (7.3.7)
_HEIGHT = 8.0  # mm of the drawing
_BASELINE = 6.0  # mm in it
_FIRST_LINES = 3  # of a document, where its own heading would stand
_A4 = (0.0, 0.0, 210.0 * PT_PER_MM, 297.0 * PT_PER_MM)


def labelled(document: Document, label: str, source: Filled | FilledFile | None) -> Document:
    """An annex with its heading 附件1, unless it says 附件 itself.

    GB/T 9704—2012, 7.3.7 wants it in 黑体 3号 in the type area's first line at its left. A document
    that was not made as an annex has something else there, so it stands a line above.
    """
    if source is not None and _says_so(source):
        return document
    ink = Ink(document)
    pieces = line(label, "黑体", _SIZE, baseline=_BASELINE * PT_PER_MM)
    drawing = draw(60.0, _HEIGHT, pieces)
    ink.over(0, as_bound(document.pages[0]), drawing, LEFT_MARGIN, _ABOVE)
    return ink.laid()


def _says_so(source: Filled | FilledFile) -> bool:
    text = filled_text(source.file(), source.template.suffix)
    return any(row.startswith("附件") for row in text.split("\n")[:_FIRST_LINES])


def on_the_back(part: Part, ahead: int) -> Part:
    """The part on an even page behind `ahead` others.

    Where an empty page must go before it, neither carries a number (GB/T 9704—2012, 7.5).
    """
    if ahead % 2:
        return part
    pages = (Page(_A4, ()), *part.document.pages)
    places = tuple(replace(each, page=each.page + 1) for each in part.document.places)
    return replace(
        part, document=replace(part.document, pages=pages, places=places), numbered=False
    )
