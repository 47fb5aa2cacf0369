"""PDF files of others (LibreOffice, Typst, a scanner) read into pages of ours."""

from __future__ import annotations

import io
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pikepdf

from generator.errors import EngineError
from generator.i18n import _
from generator.pdf.document import Box, Document, Page, Place
from generator.pdf.objects import Obj, Value, array, dictionary

# LibreOffice writes the characters of a bookmark's name that are neither letter nor digit in hex.
_LIBREOFFICE_UNDERSCORE = "5F"
_KEPT_OF_PAGES = ("UserUnit", "Group", "StructParents", "Tabs")
_KEPT_OF_CATALOG = (
    "AcroForm",
    "Lang",
    "MarkInfo",
    "Metadata",
    "OCProperties",
    "Outlines",
    "OutputIntents",
    "PageLabels",
    "PageMode",
    "StructTreeRoot",
    "ViewerPreferences",
)


def read_pdf(content: bytes) -> Document:
    """The pages, named places, outline and metadata of a PDF file.

    Scripts, attachments and what else a catalogue may hold do not come along. Raises EngineError
    when it is no PDF, needs a password or is built to exhaust who reads it.
    """
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            return _Reader(pdf).document()
    except pikepdf.PasswordError as fault:
        raise EngineError(_("the PDF is protected by a password")) from fault
    except (pikepdf.PdfError, RecursionError, ValueError, TypeError) as fault:
        raise EngineError(_("not a PDF that can be read: {reason}", reason=fault)) from fault


def read_form(content: bytes) -> Obj:
    """A PDF's first page as a form object, to be drawn on other pages. Raises as `read_pdf`."""
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            form = pdf.make_indirect(pdf.pages[0].as_form_xobject())
            reader = _Reader(pdf)
            found = reader.value(form)
            reader.finish()
    except (pikepdf.PdfError, RecursionError, ValueError) as fault:
        raise EngineError(_("not a PDF that can be read: {reason}", reason=fault)) from fault
    assert isinstance(found, Obj)
    return found


class _Reader:
    """Turns one open file's objects into ours, each once."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._pages = {page.obj.objgen: Obj() for page in pdf.pages}
        self._found: dict[tuple[int, int], Obj] = {}
        self._waiting: list[tuple[Obj, Any]] = []  # chains of objects may be long: no recursion

    def document(self) -> Document:
        """All of it."""
        root = self._pdf.Root
        self._resolve_links()
        pages = tuple(self._page(page) for page in self._pdf.pages)
        catalog = {
            key: self.value(root[f"/{key}"]) for key in _KEPT_OF_CATALOG if f"/{key}" in root
        }
        info = self.value(self._pdf.trailer.get("/Info")) if "/Info" in self._pdf.trailer else None
        self.finish()
        info = Obj(info) if isinstance(info, tuple) else info
        return Document(
            pages, tuple(self._places()), catalog, info if isinstance(info, Obj) else None
        )

    def _page(self, page: pikepdf.Page) -> Page:
        obj = page.obj
        own = _inherited(obj, "/Resources")
        resources: dict[str, Any] = {}
        if isinstance(own, pikepdf.Dictionary):
            resources = dict(own.items())
        xobjects = resources.pop("/XObject", {})
        contents = obj.get("/Contents")
        streams = contents if isinstance(contents, pikepdf.Array) else [contents]
        box, crop = _box(page.mediabox), _box(page.cropbox)
        annotations = obj.get("/Annots")
        return Page(
            box=box,
            contents=tuple(
                found
                for part in streams
                if isinstance(part, pikepdf.Stream) and isinstance(found := self.value(part), Obj)
            ),
            resources={_key(key): self.value(value) for key, value in resources.items()},
            xobjects={_key(key): self.value(value) for key, value in xobjects.items()},
            obj=self._pages[obj.objgen],
            crop=None if crop == box else crop,
            turn=int(_inherited(obj, "/Rotate") or 0) % 360,
            annotations=tuple(
                self.value(each) for each in (annotations if annotations is not None else ())
            ),
            more={key: self.value(obj[f"/{key}"]) for key in _KEPT_OF_PAGES if f"/{key}" in obj},
        )

    def value(self, found: Any) -> Value:
        """An object of the file in our terms; what it refers to is read by `finish`."""
        if not isinstance(found, pikepdf.Object) or not found.is_indirect:
            return self._direct(found)
        key = found.objgen
        if key in self._pages:
            return self._pages[key]
        if key not in self._found:
            self._found[key] = Obj()
            self._waiting.append((self._found[key], found))
        return self._found[key]

    def finish(self) -> None:
        """Read what was referred to and not yet read."""
        while self._waiting:
            ours, theirs = self._waiting.pop()
            if isinstance(theirs, pikepdf.Stream):
                data = theirs.read_raw_bytes()
                entries = {k: v for k, v in theirs.items() if k != "/Length"}
                ours.body = self._dictionary({**entries, "/Length": len(data)})
                ours.data = bytes(data)
            else:
                found = self._direct(theirs)
                ours.body = found if isinstance(found, tuple) else (found,)

    def _direct(self, found: Any) -> Value:
        if isinstance(found, pikepdf.Dictionary):
            return self._dictionary(dict(found.items()))
        if isinstance(found, pikepdf.Array):
            return array(self.value(each) for each in found)
        if isinstance(found, pikepdf.Object):
            return found.unparse().decode("latin-1")
        if isinstance(found, bool):
            return "true" if found else "false"
        if isinstance(found, Decimal | float):
            return f"{found:f}"
        return "null" if found is None else str(found)

    def _dictionary(self, entries: dict[str, Any]) -> tuple[str | Obj, ...]:
        return dictionary({_key(key): self.value(value) for key, value in entries.items()})

    def _resolve_links(self) -> None:
        """Make links to named places point at them: a packet does not keep the names."""
        links = [
            annotation
            for page in self._pdf.pages
            for annotation in page.obj.get("/Annots", [])
            if isinstance(annotation, pikepdf.Dictionary)
            and annotation.get("/Subtype") == pikepdf.Name.Link
        ]
        named = dict(self._targets()) if links else {}
        for link in links:
            action: Any = link.get("/A", {})
            goal = link.get("/Dest", action.get("/D") if action.get("/S") == "/GoTo" else None)
            if not isinstance(goal, (pikepdf.String, pikepdf.Name)):
                continue
            target = named.get(str(goal).removeprefix("/"))
            if target is not None:
                link.Dest = target.get("/D") if isinstance(target, pikepdf.Dictionary) else target
                if "/A" in link:
                    del link["/A"]

    def _places(self) -> Iterator[Place]:
        """Named destinations stand in the name tree (Typst) or in /Dests (LibreOffice).

        Those that name no point of a page are left out.
        """
        indexes = {page.obj.objgen: index for index, page in enumerate(self._pdf.pages)}
        for name, target in self._targets():
            explicit = target.get("/D") if isinstance(target, pikepdf.Dictionary) else target
            if not isinstance(explicit, pikepdf.Array) or len(explicit) < 4:
                continue
            goal, kind, left, top = explicit[0], explicit[1], explicit[2], explicit[3]
            index = indexes.get(goal.objgen) if isinstance(goal, pikepdf.Object) else None
            if index is None or kind != pikepdf.Name.XYZ or left is None or top is None:
                continue
            yield Place(name.replace(_LIBREOFFICE_UNDERSCORE, "_"), index, float(left), float(top))

    def _targets(self) -> Iterator[tuple[str, Any]]:
        root = self._pdf.Root
        yield from ((name[1:], target) for name, target in root.get("/Dests", {}).items())
        if "/Names" in root and "/Dests" in root.Names:
            for name, target in pikepdf.NameTree(root.Names.Dests).items():
                yield str(name), target


def _key(name: str) -> str:
    """A dictionary's key in PDF syntax, without its slash."""
    if name[1:].isalnum() and name.isascii():
        return name[1:]
    return pikepdf.Name(name).unparse().decode("latin-1")[1:]


def _box(box: Any) -> Box:
    x1, y1, x2, y2 = (float(edge) for edge in box)
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def _inherited(obj: pikepdf.Object, key: str) -> Any:
    """A page attribute that may stand on a parent of the page tree (ISO 32000-1, 7.7.3.4)."""
    node: Any = obj
    for _level in range(64):  # a tree that is deeper, or bites its tail, has none
        if not isinstance(node, pikepdf.Dictionary):
            return None
        if key in node:
            return node[key]
        node = node.get("/Parent")
    return None
