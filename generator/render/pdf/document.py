"""The PDF of laid-out pages: fonts, contents, destinations; same pages, same bytes."""

from __future__ import annotations

from collections.abc import Mapping

from generator.render.fonts import Face
from generator.render.layout.items import Destination, Page, Pages, Piece, PlacedPicture
from generator.render.pdf.content import number, page_content
from generator.render.pdf.embedding import Embedding, embed
from generator.render.pdf.objects import Objects, array, dictionary, reference, text_string
from generator.render.pdf.pictures import add_picture

Stock = Mapping[Face, frozenset[str]]
"""Characters by face that many documents share, as a form's own text: embedded once a process."""

_SYMBOLIC = "4"  # font flag: glyphs are reached by code, not by a standard encoding


def stock_of(*laid_out: Pages) -> Stock:
    """The characters that documents use, by face."""
    found: dict[Face, set[str]] = {}
    for pages in laid_out:
        for page in pages.pages:
            for item in page.items:
                if isinstance(item, Piece):
                    found.setdefault(item.face, set()).update(item.text)
    return {face: frozenset(characters) for face, characters in found.items()}


def write_pdf(
    pages: Pages, stock: Stock | None = None, information: Mapping[str, str] | None = None
) -> bytes:
    """The PDF of the pages. What of their text the stock has is drawn from the stock's subset.

    `information` is what the file says of itself (Title, Subject, …), to be shown by viewers.

    Raises EngineError when a picture cannot be read.
    """
    objects = Objects()
    tree = objects.reserve()
    fonts = _Fonts(objects, stock_of(pages), stock or {})
    pictures = _Pictures(objects)
    contents = [
        objects.stream(page_content(page, fonts.codes, pictures.name)) for page in pages.pages
    ]
    resources = objects.add(
        dictionary({"Font": dictionary(fonts.resources), "XObject": dictionary(pictures.resources)})
    )
    numbers = [
        objects.add(_page(page, tree, content, resources))
        for page, content in zip(pages.pages, contents, strict=True)
    ]
    kids = array(map(reference, numbers))
    objects.tell(tree, dictionary({"Type": "/Pages", "Kids": kids, "Count": str(len(pages.pages))}))
    catalog = {"Type": "/Catalog", "Pages": reference(tree)}
    if names := _destinations(pages, numbers):
        catalog["Names"] = dictionary({"Dests": dictionary({"Names": names})})
    if not information:
        return objects.file(objects.add(dictionary(catalog)))
    catalog |= {"Lang": text_string("zh-CN"), "ViewerPreferences": "<< /DisplayDocTitle true >>"}
    told = dictionary({key: text_string(value) for key, value in information.items()})
    return objects.file(objects.add(dictionary(catalog)), objects.add(told))


def _page(page: Page, tree: int, content: int, resources: int) -> str:
    return dictionary(
        {
            "Type": "/Page",
            "Parent": reference(tree),
            "MediaBox": array(("0", "0", number(page.width), number(page.height))),
            "Resources": reference(resources),
            "Contents": reference(content),
        }
    )


class _Fonts:
    """The document's fonts: for each face what the stock has, and what it has not.

    `codes` tells the resource that draws a character of a face, and its code there.
    """

    def __init__(self, objects: Objects, used: Stock, stock: Stock) -> None:
        self.resources: dict[str, str] = {}
        self.codes: dict[Face, dict[str, tuple[str, str]]] = {}
        for face, characters in used.items():
            stocked = stock.get(face, frozenset())
            codes = self.codes.setdefault(face, {})
            for part, wanted in ((stocked, characters & stocked), (None, characters - stocked)):
                if wanted:
                    embedding = embed(face, wanted if part is None else part)
                    name = f"F{len(self.resources) + 1}"
                    self.resources[name] = reference(_add_font(objects, embedding))
                    codes.update(
                        (char, (name, embedding.codes.get(char, "0000"))) for char in wanted
                    )


class _Pictures:
    """The document's pictures, each embedded once."""

    def __init__(self, objects: Objects) -> None:
        self.resources: dict[str, str] = {}
        self._objects = objects
        self._names: dict[bytes, str] = {}

    def name(self, picture: PlacedPicture) -> str:
        """The picture's resource name."""
        if picture.data not in self._names:
            name = f"I{len(self._names) + 1}"
            self.resources[name] = reference(add_picture(self._objects, picture.data))
            self._names[picture.data] = name
        return self._names[picture.data]


def _add_font(objects: Objects, embedding: Embedding) -> int:
    """A composite font whose codes are the subset's own (ISO 32000-1, 9.7)."""
    cff = embedding.is_cff
    kind = {"Subtype": "/CIDFontType0C"} if cff else {}
    program = objects.stream(embedding.program, kind, packed=True)
    descriptor = objects.add(
        dictionary(
            {
                "Type": "/FontDescriptor",
                "FontName": f"/{embedding.name}",
                "Flags": _SYMBOLIC,
                "FontBBox": "[-1000 -1000 2000 2000]",
                "ItalicAngle": "0",
                "Ascent": number(embedding.ascent),
                "Descent": number(-embedding.descent),
                "CapHeight": number(embedding.ascent),
                "StemV": "80",
                ("FontFile3" if cff else "FontFile2"): reference(program),
            }
        )
    )
    descendant = objects.add(
        dictionary(
            {
                "Type": "/Font",
                "Subtype": "/CIDFontType0" if cff else "/CIDFontType2",
                "BaseFont": f"/{embedding.name}",
                "CIDSystemInfo": "<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>",
                "FontDescriptor": reference(descriptor),
                "DW": "1000",
                "W": embedding.widths,
                **({} if cff else {"CIDToGIDMap": "/Identity"}),
            }
        )
    )
    to_unicode = objects.stream(embedding.to_unicode, packed=True)
    return objects.add(
        dictionary(
            {
                "Type": "/Font",
                "Subtype": "/Type0",
                "BaseFont": f"/{embedding.name}",
                "Encoding": "/Identity-H",
                "DescendantFonts": array((reference(descendant),)),
                "ToUnicode": reference(to_unicode),
            }
        )
    )


def _destinations(pages: Pages, numbers: list[int]) -> str:
    """The names array of a name tree's only node, sorted as it must be; "" without destinations."""
    named: dict[str, str] = {}
    for page, target in zip(pages.pages, numbers, strict=True):
        for item in page.items:
            if isinstance(item, Destination):
                place = (number(item.x), number(page.height - item.y))
                named.setdefault(item.name, array((reference(target), "/XYZ", *place, "0")))
    pairs = [part for name in sorted(named) for part in (text_string(name), named[name])]
    return array(pairs) if pairs else ""
