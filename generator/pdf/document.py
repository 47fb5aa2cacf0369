"""A PDF held in memory: its pages and named places, to be stamped, bound and written."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from msgspec import Struct, field

from generator.pdf.objects import Obj, Syntax, Value, array, dictionary, number, text_string
from generator.pdf.objects import write_file as _write_file

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in pt."""


def _nothing() -> Mapping[str, Value]:
    return {}


class Page(Struct, frozen=True):
    """One page. What refers to it (links, outlines) names `obj`, whose body is told on writing."""

    box: Box  # MediaBox
    contents: tuple[Obj, ...]
    resources: Mapping[str, Value] = field(
        default_factory=_nothing
    )  # those but the form and image objects
    xobjects: Mapping[str, Value] = field(default_factory=_nothing)
    obj: Obj = field(default_factory=Obj)
    crop: Box | None = None  # CropBox, where it is another
    turn: int = 0  # degrees clockwise as shown
    annotations: tuple[Value, ...] = ()
    more: Mapping[str, Value] = field(default_factory=_nothing)  # other entries of its dictionary

    def body(self, tree: Obj) -> Syntax:
        """The page's dictionary."""
        resources = dict(self.resources)
        if self.xobjects:
            resources["XObject"] = dictionary(self.xobjects)
        entries: dict[str, Value] = {
            "Type": "/Page",
            "Parent": tree,
            "MediaBox": _edges(self.box),
            "Resources": dictionary(resources),
        }
        if self.contents:
            only = len(self.contents) == 1
            entries["Contents"] = self.contents[0] if only else array(self.contents)
        if self.crop:
            entries["CropBox"] = _edges(self.crop)
        if self.turn:
            entries["Rotate"] = str(self.turn)
        if self.annotations:
            entries["Annots"] = array(self.annotations)
        return dictionary({**entries, **self.more})


@lru_cache(maxsize=64)  # pages are of few sizes
def _edges(box: Box) -> Syntax:
    return array(map(number, box))


class Place(Struct, frozen=True):
    """A named destination: a point of a page, in pt of the page's own space."""

    name: str
    page: int  # index from 0
    x: float
    y: float  # upwards


class Document(Struct, frozen=True):
    """Pages, the names of places on them, and what else the file says of itself."""

    pages: tuple[Page, ...]
    places: tuple[Place, ...] = ()
    catalog: Mapping[str, Value] = field(
        default_factory=_nothing
    )  # more of it: outline, labels, metadata …
    info: Obj | None = None

    def to_bytes(self) -> bytes:
        """The file; same document, same bytes."""
        tree, root = Obj(), Obj()
        bodies = {page.obj: page.body(tree) for page in self.pages}
        kids = array(page.obj for page in self.pages)
        count = str(len(self.pages))
        bodies[tree] = dictionary({"Type": "/Pages", "Kids": kids, "Count": count})
        entries: dict[str, Value] = {"Type": "/Catalog", "Pages": tree, **self.catalog}
        if self.places:
            entries["Names"] = dictionary({"Dests": dictionary({"Names": self._names()})})
        bodies[root] = dictionary(entries)
        return _write_file(root, bodies, self.info)

    def _names(self) -> Syntax:
        """The names array of a name tree's only node, sorted as it must be."""
        found: dict[str, Syntax] = {}
        for place in self.places:
            point = (number(place.x), number(place.y))
            target = array((self.pages[place.page].obj, "/XYZ", *point, "0"))
            found.setdefault(place.name, target)
        return array(part for name in sorted(found) for part in (text_string(name), found[name]))
