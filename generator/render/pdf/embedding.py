"""Font programs for PDF: the subset of a face that draws given characters, ready to be embedded."""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

import uharfbuzz
from msgspec import Struct

from generator.render.fonts import Face
from generator.render.pdf.cff import cids

# What a PDF reader has no use for in an embedded program: the tables' names, as numbers.
_DROPPED = tuple(
    int.from_bytes(tag, "big")
    for tag in b"GSUB GPOS GDEF BASE OS/2 name post cmap VORG vhea vmtx".split()
)
_FLAGS = (
    uharfbuzz.SubsetFlags.NO_HINTING
    | uharfbuzz.SubsetFlags.DESUBROUTINIZE
    | uharfbuzz.SubsetFlags.NO_LAYOUT_CLOSURE
)
_LEVEL = 6  # of compression
_SMALL, _QUICK = 32_768, 1  # bytes of a record's own characters: outlines hardly shrink further
# Drawn as plain space and hyphen where a face has none of its own.
_PLAIN = {"\u00a0": " ", "\u2011": "-"}


class Embedding(Struct, frozen=True, eq=False):
    """A subset as the PDF's objects need it."""

    name: str  # PostScript name with the subset's tag
    program: bytes  # compressed
    is_cff: bool
    codes: Mapping[str, str]  # two-byte code of each character, in hexadecimal
    widths: str  # the W array: codes whose width is not an em, thousandths of an em
    to_unicode: bytes  # compressed CMap
    ascent: float  # thousandths of an em
    descent: float


def embed(face: Face, characters: frozenset[str]) -> Embedding:
    """The subset of a face for the characters, which it covers; kept, as forms repeat."""
    return _embed(face.path, face.index, "".join(sorted(characters)), face)


@lru_cache(maxsize=256)
def _embed(path: Path, index: int, characters: str, face: Face) -> Embedding:
    drawn = {char: _PLAIN.get(char, char) for char in characters}
    wanted = uharfbuzz.SubsetInput()
    wanted.unicode_set.update(map(ord, drawn.values()))
    wanted.drop_table_tag_set.update(_DROPPED)
    wanted.flags = _FLAGS
    plan = uharfbuzz.SubsetPlan(_font(path, index), wanted)
    font = bytes(plan.execute().blob.data)
    program = _table(font, b"CFF ")
    old, new = plan.unicode_to_old_glyph_mapping, plan.old_to_new_glyph_mapping
    glyphs = {char: new[old[ord(shown)]] for char, shown in drawn.items() if ord(shown) in old}
    by_glyph = cids(program) if program else None
    codes = {c: by_glyph[glyph] if by_glyph else glyph for c, glyph in glyphs.items()}
    return Embedding(
        name=_name(face, characters),
        program=_packed(program or font),
        is_cff=bool(program),
        codes={char: f"{code:04x}" for char, code in codes.items()},
        widths=_widths({code: face.advance(char) * 1000 for char, code in codes.items()}),
        to_unicode=_packed(_to_unicode(codes)),
        ascent=face.ascent * 1000,
        descent=face.descent * 1000,
    )


def _packed(data: bytes) -> bytes:
    return zlib.compress(data, _LEVEL if len(data) > _SMALL else _QUICK)


@cache
def ink_top(face: Face, char: str) -> float:
    """How far above the baseline a character's ink begins, em."""
    font = uharfbuzz.Font(_font(face.path, face.index))
    glyph = font.get_nominal_glyph(ord(char))
    extents = None if glyph is None else font.get_glyph_extents(glyph)
    return float(extents.y_bearing) / font.face.upem if extents else 0.0


@cache
def _font(path: Path, index: int) -> uharfbuzz.Face:
    return uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path)), index)


def _table(font: bytes, tag: bytes) -> bytes:
    """One table of an sfnt font, or nothing."""
    count = struct.unpack_from(">H", font, 4)[0]
    for entry in range(12, 12 + 16 * count, 16):
        if font[entry : entry + 4] == tag:
            offset, length = struct.unpack_from(">II", font, entry + 8)
            return font[offset : offset + length]
    return b""


def _name(face: Face, characters: str) -> str:
    """`ABCDEF+Family`, the tag telling this subset from others (ISO 32000-1, 9.6.4)."""
    digest = hashlib.sha256(characters.encode("utf-8", "surrogatepass")).digest()
    tag = "".join(chr(ord("A") + byte % 26) for byte in digest[:6])
    family = "".join(char for char in face.family if char.isascii() and char.isalnum())
    return f"{tag}+{family or 'Font'}-{face.weight}"


def _widths(widths: Mapping[int, float]) -> str:
    narrow = ((code, width) for code, width in sorted(widths.items()) if width != 1000)
    return "[" + " ".join(f"{code} [{width:g}]" for code, width in narrow) + "]"


def _to_unicode(codes: Mapping[str, int]) -> bytes:
    """The CMap by which a reader copies and searches text (ISO 32000-1, 9.10.3)."""
    pairs = sorted((code, char) for char, code in codes.items())
    blocks = []
    for start in range(0, len(pairs), 100):
        block = pairs[start : start + 100]
        lines = (f"<{code:04x}> <{char.encode('utf-16-be').hex()}>" for code, char in block)
        blocks.append("\n".join((f"{len(block)} beginbfchar", *lines, "endbfchar")))
    return "\n".join(
        (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
            "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            "1 begincodespacerange <0000> <ffff> endcodespacerange",
            *blocks,
            "endcmap CMapName currentdict /CMap defineresource pop end end",
        )
    ).encode()
