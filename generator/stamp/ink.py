"""Ink: what goes on each page of one open PDF, gathered first and laid down in one go."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import pikepdf

from generator.stamp.drawings import Drawing
from generator.stamp.geometry import PT_PER_MM, Frame, inherited


@dataclass(frozen=True, slots=True)
class Clip:
    """The part of a drawing to show, in mm from the drawing's top left."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class _Use:
    drawing: Drawing
    matrix: pikepdf.Matrix
    clip: Clip | None


class Ink:
    """Gathers drawings for pages of one PDF; nothing changes before `lay`.

    The pages' own content is put between q and Q, so that whatever state it leaves behind does
    not move a drawing.
    """

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf
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

    def lay(self) -> None:
        """Write everything gathered into the pages."""
        names = _Names(self.pdf)
        opening = self.pdf.make_stream(b"q\n")
        for index in sorted(self._over.keys() | self._under.keys()):
            page = self.pdf.pages[index]
            under = self._operators(page, self._under[index], names)
            over = self._operators(page, self._over[index], names)
            before = self.pdf.make_stream(under + b"q\n") if under else opening
            after = self.pdf.make_stream(b"\nQ\n" + over)
            page.obj.Contents = pikepdf.Array([before, *_contents(page), after])
        self._over.clear()
        self._under.clear()

    @staticmethod
    def _operators(page: pikepdf.Page, uses: list[_Use], names: _Names) -> bytes:
        return b"".join(_operators(use, names.of(page, use.drawing)) for use in uses)


class _Names:
    """The names under which pages know the drawings; pages may share one resource dictionary."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._forms: dict[Drawing, pikepdf.Object] = {}

    def of(self, page: pikepdf.Page, drawing: Drawing) -> bytes:
        if drawing not in self._forms:
            self._forms[drawing] = self._pdf.copy_foreign(drawing.form)
        form = self._forms[drawing]
        xobjects = _xobjects(page)
        number = 0
        while (name := f"/Stamp{number}") in xobjects:
            if xobjects[name].objgen == form.objgen:
                return name.encode()
            number += 1
        xobjects[name] = form
        return name.encode()


def _xobjects(page: pikepdf.Page) -> pikepdf.Object:
    resources: pikepdf.Object | None = inherited(page, "/Resources", None)
    if not isinstance(resources, pikepdf.Dictionary):
        page.obj.Resources = pikepdf.Dictionary()
        resources = page.obj.Resources
    if "/XObject" not in resources:
        resources.XObject = pikepdf.Dictionary()
    return resources.XObject


def _contents(page: pikepdf.Page) -> list[pikepdf.Object]:
    contents = page.obj.get("/Contents")
    if contents is None:
        return []
    return list(contents) if isinstance(contents, pikepdf.Array) else [contents]


def _operators(use: _Use, name: bytes) -> bytes:
    matrix = b" ".join(_number(value) for value in use.matrix.shorthand)
    return b"q " + matrix + b" cm " + _clip(use) + name + b" Do Q\n"


def _clip(use: _Use) -> bytes:
    if use.clip is None:
        return b""
    clip = use.clip
    bottom = use.drawing.height - clip.top - clip.height
    edges = (clip.left, bottom, clip.width, clip.height)
    return b" ".join(_number(edge * PT_PER_MM) for edge in edges) + b" re W n "


def _number(value: float) -> bytes:
    """A number as PDF writes it: no exponent, no needless zeros."""
    return f"{value:.5f}".rstrip("0").rstrip(".").encode()
