"""Ink: what goes on each page of a document, gathered first and laid down in one go."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from generator.pdf.document import Document, Page
from generator.pdf.matrix import Matrix
from generator.pdf.objects import Obj, Value, number, plain_stream
from generator.stamp.drawings import Drawing
from generator.stamp.geometry import PT_PER_MM, Frame


class Clip(Struct, frozen=True):
    """The part of a drawing to show, in mm from the drawing's top left."""

    left: float
    top: float
    width: float
    height: float


class _Use(Struct, frozen=True):
    drawing: Drawing
    matrix: Matrix
    clip: Clip | None


class Ink:
    """Gathers drawings for the pages of a document, which stays as it is.

    The pages' own content is put between q and Q, so that whatever state it leaves behind does
    not move a drawing.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self._over: defaultdict[int, list[_Use]] = defaultdict(list)
        self._under: defaultdict[int, list[_Use]] = defaultdict(list)

    def over(
        self,
        page: int,
        frame: Frame,
        drawing: Drawing,
        left: float,
        top: float,
        clip: Clip | None = None,
    ) -> None:
        """Put a drawing over a page's content, its top left at (left, top) mm of the frame."""
        matrix = frame.box_at(left, top, drawing.height)
        self._over[page].append(_Use(drawing, matrix, clip))

    def under(self, page: int, frame: Frame, drawing: Drawing, left: float, top: float) -> None:
        """Put a drawing under a page's content, which stays legible over it."""
        matrix = frame.box_at(left, top, drawing.height)
        self._under[page].append(_Use(drawing, matrix, None))

    def laid(self) -> Document:
        """The document with everything gathered on its pages."""
        pages = list(self.document.pages)
        for index in self._over.keys() | self._under.keys():
            pages[index] = _inked(pages[index], self._under[index], self._over[index])
        return replace(self.document, pages=tuple(pages))


def _inked(page: Page, under: list[_Use], over: list[_Use]) -> Page:
    xobjects = dict(page.xobjects)
    below = _operators(under, xobjects)
    above = _operators(over, xobjects)
    before = plain_stream(f"{below}q\n".encode("ascii"), {}) if below else _opening()
    after = plain_stream(f"\nQ\n{above}".encode("ascii"), {})
    return replace(page, contents=(before, *page.contents, after), xobjects=xobjects)


@cache
def _opening() -> Obj:
    return plain_stream(b"q\n", {})


def _operators(uses: list[_Use], xobjects: dict[str, Value]) -> str:
    return "".join(
        f"q {use.matrix.operands()} cm {_clip(use)}/{_name(use.drawing, xobjects)} Do Q\n"
        for use in uses
    )


def _name(drawing: Drawing, xobjects: dict[str, Value]) -> str:
    """The name under which a page knows the drawing, given now if it has none."""
    taken = 0
    while (known := xobjects.get(name := f"Stamp{taken}")) is not None:
        if known is drawing.form:
            return name
        taken += 1
    xobjects[name] = drawing.form
    return name


def _clip(use: _Use) -> str:
    if use.clip is None:
        return ""
    clip = use.clip
    bottom = use.drawing.height - clip.top - clip.height
    edges = (clip.left, bottom, clip.width, clip.height)
    return " ".join(number(edge * PT_PER_MM) for edge in edges) + " re W n "
