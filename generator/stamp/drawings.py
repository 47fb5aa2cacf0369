"""Drawings: what is pressed on pages, made once and shared as form objects."""

from __future__ import annotations

from msgspec import Struct

from generator.pdf.matrix import Matrix
from generator.pdf.objects import Obj
from generator.render.layout.items import Item
from generator.render.pdf.document import pdf_form
from generator.render.pdf.stock import Stock
from generator.stamp.geometry import PT_PER_MM


class Drawing(Struct, frozen=True, eq=False):
    """Something to press on pages, and its size in mm.

    Drawings are compared by identity; a document takes each in once however often it is used.
    """

    form: Obj
    width: float
    height: float


def draw(
    width: float,
    height: float,
    items: tuple[Item, ...],
    operators: str = "",
    matrix: Matrix | None = None,
    stock: Stock | None = None,
) -> Drawing:
    """A drawing of a size in mm; items stand in pt from its top left, or in the space of `matrix`.

    `operators` are PDF's own, in pt from its bottom left, and come first. Drawings of one `stock`
    share its fonts.
    """
    form = pdf_form(items, width * PT_PER_MM, height * PT_PER_MM, operators, matrix, stock)
    return Drawing(form, width, height)
