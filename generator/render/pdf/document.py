"""The PDF of laid-out pages: fonts, contents, destinations; same pages, same bytes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import chain

from msgspec import Struct

from generator.pdf.document import Document, Page, Place
from generator.pdf.matrix import Matrix
from generator.pdf.objects import Obj, Value, array, dictionary, number, stream
from generator.render.fonts import Face
from generator.render.layout.items import Destination, Group, Item, Pages, PlacedPicture
from generator.render.pdf.content import LAYERS, Texts, draw
from generator.render.pdf.fonts import Codes, Fonts
from generator.render.pdf.pictures import picture
from generator.render.pdf.stock import Stock, characters_of


class Written(Struct, frozen=True):
    """A document, and the faces that draw its text."""

    document: Document
    faces: frozenset[Face]


def write_pdf(pages: Pages, stock: Stock | None = None) -> bytes:
    """The PDF of the pages as a file; see `pdf_document`."""
    return pdf_document(pages, stock).document.to_bytes()


def pdf_document(pages: Pages, stock: Stock | None = None) -> Written:
    """The PDF of the pages. What of their text the stock has is drawn from the stock's subset.

    Raises EngineError when a picture cannot be read.
    """
    stock = stock or Stock()
    pen = _Pen([group.items for page in pages.pages for group in page.groups], stock)
    written = []
    for page in pages.pages:
        content = pen.content(page.groups, page.height)
        written.append((page, _content(content)))
    resources: dict[str, Value] = {"Font": Obj(dictionary(pen.fonts))}
    return Written(
        Document(
            tuple(
                Page((0, 0, page.width, page.height), (content,), resources, pen.pictures)
                for page, content in written
            ),
            tuple(places_of(pages)),
        ),
        frozenset(pen.faces),
    )


def pdf_form(
    items: tuple[Item, ...],
    width: float,
    height: float,
    operators: str = "",
    matrix: Matrix | None = None,
    stock: Stock | None = None,
) -> Obj:
    """Items as a form object of a size in pt, to be drawn on any page.

    The items stand from its top left, or in the space of `matrix`. `operators` come first, in a
    space whose origin is the form's bottom left.
    """
    pen = _Pen([items], stock or Stock())
    space = matrix or Matrix(f=height)
    content = f"q {space.operands()} cm\n{pen.content((Group(items),), 0.0)}\nQ"
    resources: dict[str, Value] = {"Font": dictionary(pen.fonts)}
    if pen.pictures:
        resources["XObject"] = dictionary(pen.pictures)
    entries: dict[str, Value] = {
        "Type": "/XObject",
        "Subtype": "/Form",
        "BBox": array(("0", "0", number(width), number(height))),
        "Resources": dictionary(resources),
    }
    return stream("\n".join((operators, content)).encode("ascii"), entries)


@lru_cache(maxsize=256)  # pages without a name or number of the record's own recur
def _content(operators: str) -> Obj:
    return stream(operators.encode("ascii"))


class _Pen:
    """Draws one document's groups: what it can by the stock, the rest by fonts of its own."""

    def __init__(self, lines: list[tuple[Item, ...]], stock: Stock) -> None:
        # By identity: a table's head stands on many pages.
        self._drawn = {id(items): stock.drawn(items) for items in lines}
        own = [items for items in lines if self._drawn[id(items)] is None]
        missing = {
            face: frozenset(rest)
            for face, used in characters_of(own).items()
            if (rest := used - stock.characters.get(face, frozenset()))
        }
        fonts = Fonts(missing, "R")
        has_stock = bool(stock.characters) and bool(lines)
        self.fonts: dict[str, Value] = {
            **(stock.fonts.resources if has_stock else {}),
            **fonts.resources,
        }
        self._texts = Texts(_merged(stock.fonts.codes if has_stock else {}, fonts.codes))
        self.pictures: dict[str, Value] = {}
        self.faces: set[Face] = set()

    def content(self, groups: tuple[Group, ...], height: float) -> str:
        """The operators that draw groups on a page of a height in pt."""
        layers: tuple[list[str], ...] = tuple([] for _layer in range(LAYERS))
        for group in groups:
            drawn = self._drawn[id(group.items)]
            if drawn is None:
                drawn = self._drawn[id(group.items)] = draw(
                    group.items, self._texts, self._picture_name
                )
            self.faces |= drawn.faces
            for layer, operators in drawn.layers:
                origin = f"{number(group.x)} {number(height - group.y)}"
                layers[layer].append(f"q 1 0 0 1 {origin} cm\n{operators}\nQ")
        return "\n".join(chain.from_iterable(layers))

    def _picture_name(self, placed: PlacedPicture) -> str:
        image = picture(placed.data)
        for name, known in self.pictures.items():
            if known is image:
                return name
        name = f"I{len(self.pictures)}"
        self.pictures[name] = image
        return name


def _merged(stock: Codes, own: Codes) -> Codes:
    faces: Mapping[Face, None] = dict.fromkeys((*stock, *own))
    return {face: {**stock.get(face, {}), **own.get(face, {})} for face in faces}


def places_of(pages: Pages) -> Iterator[Place]:
    """The named places on the pages."""
    for index, page in enumerate(pages.pages):
        for group in page.groups:
            if Destination not in map(type, group.items):
                continue  # most groups: found sooner so
            for item in group.items:
                if isinstance(item, Destination):
                    y = page.height - group.y - item.y
                    yield Place(item.name, index, group.x + item.x, y)
