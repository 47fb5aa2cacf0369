"""Subsets of faces as PDF font objects, and the code by which each draws a character."""

from __future__ import annotations

from collections.abc import Mapping

from generator.pdf.objects import Obj, Value, array, dictionary, number, stream
from generator.render.fonts import Face
from generator.render.pdf.embedding import Embedding, embed

Characters = Mapping[Face, frozenset[str]]
"""Characters by the face that draws them."""

Codes = Mapping[Face, Mapping[str, tuple[str, str]]]
"""For a face: the resource name of the font that draws each character, and its code there.

Characters that print nothing, as marks of direction, have none where the face has no glyph for them.
"""

_SYMBOLIC = "4"  # font flag: glyphs are reached by code, not by a standard encoding


class Fonts:
    """One font for each face, named `<prefix><n>` in the faces' order."""

    def __init__(self, characters: Characters, prefix: str) -> None:
        self.resources: dict[str, Obj] = {}
        self.codes: dict[Face, dict[str, tuple[str, str]]] = {}
        for index, (face, wanted) in enumerate(characters.items()):
            name = f"{prefix}{index}"
            embedding = embed(face, wanted)
            self.resources[name] = _font(embedding)
            self.codes[face] = {char: (name, code) for char, code in embedding.codes.items()}


def _font(embedding: Embedding) -> Obj:
    """A composite font whose codes are the subset's own (ISO 32000-1, 9.7).

    A new object each time: which documents share one must not depend on what is remembered.
    """
    cff = embedding.is_cff
    program = stream(embedding.program, {"Subtype": "/CIDFontType0C"} if cff else {}, packed=True)
    descriptor: dict[str, Value] = {
        "Type": "/FontDescriptor",
        "FontName": f"/{embedding.name}",
        "Flags": _SYMBOLIC,
        "FontBBox": "[-1000 -1000 2000 2000]",
        "ItalicAngle": "0",
        "Ascent": number(embedding.ascent),
        "Descent": number(-embedding.descent),
        "CapHeight": number(embedding.ascent),
        "StemV": "80",
        ("FontFile3" if cff else "FontFile2"): program,
    }
    descendant: dict[str, Value] = {
        "Type": "/Font",
        "Subtype": "/CIDFontType0" if cff else "/CIDFontType2",
        "BaseFont": f"/{embedding.name}",
        "CIDSystemInfo": "<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>",
        "FontDescriptor": Obj(dictionary(descriptor)),
        "DW": "1000",
        "W": embedding.widths,
        **({} if cff else {"CIDToGIDMap": "/Identity"}),
    }
    return Obj(
        dictionary(
            {
                "Type": "/Font",
                "Subtype": "/Type0",
                "BaseFont": f"/{embedding.name}",
                "Encoding": "/Identity-H",
                "DescendantFonts": array((Obj(dictionary(descendant)),)),
                "ToUnicode": stream(embedding.to_unicode, packed=True),
            }
        )
    )
