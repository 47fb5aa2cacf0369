"""A cell's text set into lines: plain ones quickly, rich, wrapped and stretched ones glyph by glyph.

Lines are as high as their faces' ascent and descent, without the line gap, as Calc sets them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from generator.render.fonts import Face, load_fonts
from generator.render.layout.glyphs import SetGlyph, face_for, set_glyphs
from generator.render.layout.items import Item, Piece
from generator.render.layout.pieces import line_items, natural_width
from generator.render.linebreak import Script, break_lines, resolve_scripts
from generator.render.model import Align, CharStyle, Fonts, Paragraph, ParagraphStyle, Text

Runs = Sequence[tuple[str, CharStyle]]

# Cells keep no script space and let nothing hang.
_STYLE = ParagraphStyle(auto_space_letters=False, auto_space_digits=False, overflow_punct=False)
PlacedText = tuple[float, str, Face]  # its distance from the line's left edge

_FIRST_CJK = "\u2e80"
_INVISIBLE = " \u3000\u00a0"


class PlainLine(Struct, frozen=True):
    """A line in one style: pieces with their distance from its left edge."""

    pieces: tuple[PlacedText, ...]
    style: CharStyle
    width: float
    ascent: float
    descent: float

    def place(self, x: float, baseline: float, _width: float = 0.0) -> list[Item]:
        """Its items, from x on a baseline."""
        style = self.style
        return [
            Piece(x + dx, baseline - style.raised, text, face, style.size, style.color)
            for dx, text, face in self.pieces
        ]


class GlyphLine(Struct, frozen=True):
    """A line of any styles; `stretch` fills a width with it."""

    glyphs: tuple[SetGlyph, ...]
    width: float
    ascent: float
    descent: float
    stretch: Align | None = None

    def place(self, x: float, baseline: float, width: float = 0.0) -> list[Item]:
        """Its items, from x on a baseline, stretched to `width` where it stretches."""
        return line_items(self.glyphs, x, baseline, width - self.width, self.stretch)


TextLine = PlainLine | GlyphLine


class SetText(Struct, frozen=True):
    """A cell's lines."""

    lines: tuple[TextLine, ...]

    @property
    def width(self) -> float:
        """Of the widest line."""
        return max((line.width for line in self.lines), default=0.0)

    @property
    def height(self) -> float:
        """Of all lines."""
        return sum(line.ascent + line.descent for line in self.lines)


def set_line(runs: Runs, place: str) -> SetText:
    """The text on one line, whatever breaks it has, as cells that do not wrap show it.

    Raises EngineError naming the place when no font can draw a character.
    """
    joined = [(text.replace("\r", "").replace("\n", ""), style) for text, style in runs]
    return SetText((_line(joined, place),))


def set_lines(runs: Runs, width: float, stretch: Align | None, place: str) -> SetText:
    """The text wrapped to a width; errors as `set_line`. `stretch` justifies or distributes it."""
    lines: list[TextLine] = []
    for paragraph in _paragraphs(runs):
        if stretch is None:
            line = _line(paragraph, place)
            if line.width <= width + 0.01:
                lines.append(line)
                continue
        lines.extend(_wrapped(paragraph, width, stretch, place))
    return SetText(tuple(lines))


def set_stacked(runs: Runs, place: str) -> SetText:
    """One character under the other; errors as `set_line`."""
    return SetText(
        tuple(
            _line([(char, style)], place)
            for text, style in runs
            for char in text
            if char not in "\r\n"
        )
    )


def scaled(
    runs: Sequence[tuple[str, CharStyle]], factor: float
) -> tuple[tuple[str, CharStyle], ...]:
    """The runs with their sizes times a factor."""
    if factor == 1.0:
        return tuple(runs)
    return tuple((text, scaled_style(style, factor)) for text, style in runs)


@lru_cache(maxsize=4096)
def scaled_style(style: CharStyle, factor: float) -> CharStyle:
    """The style with its size times a factor."""
    return replace(style, size=style.size * factor, raised=style.raised * factor)


@lru_cache(maxsize=4096)
def line_height(style: CharStyle) -> float:
    """Of a line in a style with both its faces on it, pt."""
    faces = [advances.face for advances in faces_of(style)]
    return (max(face.ascent for face in faces) + max(face.descent for face in faces)) * style.size


def _paragraphs(runs: Runs) -> list[list[tuple[str, CharStyle]]]:
    found: list[list[tuple[str, CharStyle]]] = [[]]
    for text, style in runs:
        for number, part in enumerate(text.replace("\r\n", "\n").split("\n")):
            if number:
                found.append([])
            found[-1].append((part, style))
    return found


def _line(runs: Runs, place: str) -> TextLine:
    filled = [run for run in runs if run[0]] or list(runs[:1])
    if len(filled) == 1:
        text, style = filled[0]
        if not (style.underline or style.strike or "\t" in text):
            return _plain(text, style, place)
    glyphs = _glyphs(filled, place)
    return _glyph_line(glyphs, filled[0][1], None)


def _plain(text: str, style: CharStyle, place: str) -> PlainLine:
    try:
        return _plain_once(text, style)
    except KeyError:  # a character its face lacks: the long way knows whom to ask
        glyphs = _glyphs([(text, style)], place)
    pieces, x = [], 0.0
    for item in glyphs:
        if item.shown not in _INVISIBLE:
            pieces.append((x, item.shown, item.face))
        x += item.glyph.advance
    line = _glyph_line(glyphs, style, None)
    return PlainLine(_joined(pieces, style.size), style, x, line.ascent, line.descent)


def _joined(pieces: Sequence[PlacedText], size: float) -> tuple[PlacedText, ...]:
    """Neighbouring characters of one face as one piece."""
    found: list[PlacedText] = []
    end = -1.0
    for x, char, face in pieces:
        if found and found[-1][2] is face and abs(end - x) < 0.001:
            found[-1] = (found[-1][0], found[-1][1] + char, face)
        else:
            found.append((x, char, face))
        end = x + face.advance(char) * size
    return tuple(found)


class Advances(dict[str, float]):
    """The advances of a face's characters, em, each looked up once; KeyError for one it lacks."""

    def __init__(self, face: Face) -> None:
        super().__init__()
        self.face = face
        self.ascent, self.descent = face.ascent, face.descent

    def __missing__(self, char: str) -> float:
        width = self.face.metrics.advance(ord(char))
        if width is None:
            raise KeyError(char)
        self[char] = width / self.face.metrics.units_per_em
        return self[char]


class Faces(NamedTuple):
    """The faces that draw a style's scripts."""

    cjk: Advances
    latin: Advances


@lru_cache(maxsize=4096)
def faces_of(style: CharStyle) -> Faces:
    """The faces of a style."""
    return Faces(Advances(face_for(style, Script.CJK)), Advances(face_for(style, Script.LATIN)))


def plain_line(text: str, style: CharStyle, faces: Faces) -> PlainLine:
    """A line in one style. Raises KeyError for a character that the style's face does not have."""
    size = style.size
    pieces: list[PlacedText] = []
    ascent = descent = x = 0.0
    for advances, shown in _portions(text, faces):
        pieces += _visible(x, shown, advances, size)
        x += sum(map(advances.__getitem__, shown)) * size
        ascent = max(ascent, advances.ascent * size)
        descent = max(descent, advances.descent * size)
    if not text:
        ascent, descent = _empty(style)
    raised = style.raised
    return PlainLine(tuple(pieces), style, x, ascent + raised, max(0.0, descent - raised))


def _portions(text: str, faces: Faces) -> Sequence[tuple[Advances, str]]:
    """The text parted by the faces that draw its scripts; most is of one."""
    if text.isascii() and not text.isspace():  # blanks take the script beside them
        return ((faces.latin, text),)
    if text and min(text) >= _FIRST_CJK:
        return ((faces.cjk, text),)
    found = zip(resolve_scripts(text), text, strict=True)
    return [
        (
            faces.cjk if script is Script.CJK else faces.latin,
            "".join(char for _script, char in group),
        )
        for script, group in groupby(found, _script)
    ]


def _script(item: tuple[Script, str]) -> Script:
    return item[0]


@lru_cache(maxsize=32768)
def _plain_once(text: str, style: CharStyle) -> PlainLine:
    return plain_line(text, style, faces_of(style))


def _visible(x: float, text: str, advances: Advances, size: float) -> list[PlacedText]:
    """The piece without the blanks at its ends; none for blanks alone."""
    bare = text.strip(_INVISIBLE)
    if bare is text:  # as nearly always
        return [(x, text, advances.face)] if text else []
    lead = sum(map(advances.__getitem__, text[: len(text) - len(text.lstrip(_INVISIBLE))])) * size
    return [(x + lead, bare, advances.face)] if bare else []


def _empty(style: CharStyle) -> tuple[float, float]:
    face = face_for(style, Script.CJK)
    return face.ascent * style.size, face.descent * style.size


def _glyphs(runs: Runs, place: str) -> list[SetGlyph]:
    inlines = tuple(Text(text, style) for text, style in runs)
    paragraph = Paragraph(inlines, _STYLE, runs[0][1], place)
    return set_glyphs(paragraph)[0]


def _wrapped(runs: Runs, width: float, stretch: Align | None, place: str) -> list[TextLine]:
    filled = [run for run in runs if run[0]] or list(runs[:1])
    glyphs = _glyphs(filled, place)
    ranges = break_lines([item.glyph for item in glyphs], width, width)
    lines: list[TextLine] = []
    for number, (start, end) in enumerate(ranges):
        while end > start and glyphs[end - 1].glyph.char == " ":
            end -= 1
        is_last = number == len(ranges) - 1
        own = None if stretch is Align.BOTH and is_last else stretch
        lines.append(_glyph_line(glyphs[start:end], filled[0][1], own))
    return lines


def _glyph_line(glyphs: Sequence[SetGlyph], mark: CharStyle, stretch: Align | None) -> GlyphLine:
    ascent = max((g.face.ascent * g.style.size + g.style.raised for g in glyphs), default=0.0)
    descent = max((g.face.descent * g.style.size - g.style.raised for g in glyphs), default=0.0)
    if not glyphs:
        ascent, descent = _empty(mark)
    return GlyphLine(tuple(glyphs), natural_width(glyphs), ascent, descent, stretch)


def digit_width(fonts: Fonts, size: float) -> float:
    """The widest digit in a face and size, pt, rounded to a twentieth as LibreOffice measures it."""
    face = load_fonts().resolve(fonts.latin)
    widest = max(face.advance(digit) if face.covers(digit) else 0.5 for digit in "0123456789")
    return round(widest * size * 20) / 20


def space_width(fonts: Fonts, size: float) -> float:
    """The space in a face and size, pt: three of them make one step of indent."""
    face = load_fonts().resolve(fonts.latin)
    return (face.advance(" ") if face.covers(" ") else 0.25) * size
