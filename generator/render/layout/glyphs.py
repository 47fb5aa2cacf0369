"""Characters made ready to be set: face by script, advance, script space, tabs and fields resolved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from generator.errors import EngineError
from generator.render.drawing import Floating
from generator.render.fonts import Face, load_fonts
from generator.render.kept import kept_by_identity
from generator.render.linebreak import (
    SCRIPT_SPACE,
    SOFT_HYPHEN,
    Glyph,
    Script,
    keeps_apart,
    resolve_scripts,
    script_of,
)
from generator.render.model import (
    Align,
    Bookmark,
    CharStyle,
    Inline,
    LineBreak,
    PageField,
    Paragraph,
    Picture,
    Tab,
    TabStop,
    Text,
)
from generator.render.model import Script as SmallScript

# Drawn as plain space and hyphen where a face has none.
_PLAIN = {"\u00a0": " ", "\u202f": " ", "\u2011": "-", "\u2010": "-"}

SMALL = 0.58  # size of superscript and subscript, of the full size: LibreOffice's
Mark = Bookmark | Floating
FieldValue = Callable[[PageField], str]
Spaced = tuple[bool, bool]
"""Whether a paragraph has script space at letters, at digits."""


class SetGlyph(Struct, frozen=True):
    """A glyph with the face and style that draw it, or a picture, and the marks before it."""

    glyph: Glyph
    face: Face
    style: CharStyle
    cjk: bool
    marks: tuple[Mark, ...] = ()
    picture: Picture | None = None
    shown: str = ""  # what is drawn: the character, or a plain one for it
    leader: str = ""  # what fills a tab


def face_for(style: CharStyle, script: Script) -> Face:
    """The face that draws a script in a style."""
    name = style.fonts.cjk if script is Script.CJK else style.fonts.latin
    return load_fonts().resolve(name, bold=style.bold, italic=style.italic)


def set_glyphs(paragraph: Paragraph) -> tuple[list[SetGlyph], tuple[Mark, ...]]:
    """The characters of a paragraph without fields in order, and the marks after the last.

    Raises EngineError naming the place when no font of the chain can draw a character.
    """
    inlines = paragraph.inlines
    text = "".join(item.text if isinstance(item, Text) else " " for item in inlines)
    scripts = resolve_scripts(text, _hinted(inlines))
    found: list[SetGlyph] = []
    waiting: list[Mark] = []
    position = 0
    for item in inlines:
        if isinstance(item, Bookmark | Floating):
            waiting.append(item)
            position += 1
            continue
        if isinstance(item, Text):
            size = len(item.text)
            run = _text(item, scripts[position : position + size], found, paragraph)
        else:
            size, run = 1, [_other(item)]
        if waiting and run:
            run[0] = replace(run[0], marks=tuple(waiting))
            waiting = []
        found.extend(run)
        position += size
    return _portions(found), tuple(waiting)


def _portions(glyphs: list[SetGlyph]) -> list[SetGlyph]:
    """Without what tightens the spacing after the last character of one script or style.

    LibreOffice has it so: characters pulled together are so within a portion only.
    """
    for index, (item, after) in enumerate(pairwise(glyphs)):
        if item.glyph.trail < 0 and (item.cjk != after.cjk or item.style != after.style):
            advance = item.glyph.advance - item.glyph.trail
            glyphs[index] = replace(item, glyph=replace(item.glyph, advance=advance, trail=0.0))
    return glyphs


def _hinted(inlines: Sequence[Inline]) -> list[bool]:
    return [
        isinstance(item, Text) and item.style.cjk_hint
        for item in inlines
        for _char in (item.text if isinstance(item, Text) else " ")
    ]


def _text(
    item: Text, scripts: Sequence[Script], before: list[SetGlyph], paragraph: Paragraph
) -> list[SetGlyph]:
    style = paragraph.style
    spaced = style.auto_space_letters, style.auto_space_digits
    first = next((char for char in item.text if char != SOFT_HYPHEN), "")
    previous = before[-1].glyph.char if before else ""
    if not _spaced(spaced, previous, first):
        previous = ""  # whatever it is: so runs recur
    cjk = bytes(script is Script.CJK for script in scripts)  # hashed sooner than members are
    try:
        return list(_run(item, cjk, previous, spaced))
    except EngineError as fault:
        fault.where = f"{paragraph.place} “{paragraph.text[:20]}”"
        raise


@kept_by_identity(2048)  # of a paragraph with something filled in most runs recur
def _run(item: Text, cjk: bytes, previous: str, spaced: Spaced) -> tuple[SetGlyph, ...]:
    """The characters of one style, each told whether it is CJK, `previous` before the first."""
    drawn = {is_cjk: _drawn(item.style, bool(is_cjk)) for is_cjk in set(cjk)}
    look = item.style.look
    scale = look.scale if look else 1.0
    run: list[SetGlyph] = []
    for char, is_cjk in zip(item.text, cjk, strict=True):
        (face, style), shown = drawn[is_cjk], char
        if char == SOFT_HYPHEN:
            run.append(_soft_hyphen(face, style, bool(is_cjk)))
            continue
        if not face.covers(char):
            shown = _PLAIN.get(char, char)
            face = face if face.covers(shown) else load_fonts().for_char(face, shown)
        gap = SCRIPT_SPACE * style.size if _spaced(spaced, previous, char) else 0.0
        advance = face.advance(shown) * style.size * scale + style.spacing
        glyph = Glyph(char, advance, gap, style.spacing)
        run.append(SetGlyph(glyph, face, style, bool(is_cjk), shown=shown))
        previous = char
    return tuple(run)


def _drawn(style: CharStyle, is_cjk: bool) -> tuple[Face, CharStyle]:
    """The face for a script, and the style by which it draws."""
    face = face_for(style, Script.CJK if is_cjk else Script.LATIN)
    look = style.look
    if look and look.script is not SmallScript.NONE:
        return face, small(style, look.script, face)
    return face, style


def _soft_hyphen(face: Face, style: CharStyle, is_cjk: bool) -> SetGlyph:
    """Nothing, unless the line ends here: then a hyphen (`hyphenated`)."""
    room = face.advance("-") * style.size
    glyph = Glyph(SOFT_HYPHEN, 0.0, hyphen=room)
    return SetGlyph(glyph, face, style, is_cjk)


def hyphenated(item: SetGlyph) -> SetGlyph:
    """A soft hyphen at which a line ends, as the hyphen it shows."""
    return replace(item, glyph=Glyph("-", item.glyph.hyphen), shown="-")


def small(style: CharStyle, script: SmallScript, face: Face) -> CharStyle:
    """The style of superscript or subscript: their tops or feet are those of the full size."""
    raised = style.raised + _shift(script, face, style.size)
    return replace(style, size=style.size * SMALL, raised=raised)


def full(style: CharStyle, face: Face) -> tuple[float, float]:
    """Size and rise by which a glyph takes room in its line: superscript as if it were none."""
    if style.look is None or style.look.script is SmallScript.NONE:
        return style.size, style.raised
    size = style.size / SMALL
    return size, style.raised - _shift(style.look.script, face, size)


def _shift(script: SmallScript, face: Face, size: float) -> float:
    height = face.ascent + face.line_gap if script is SmallScript.SUPER else -face.descent
    return (1 - SMALL) * height * size


def _spaced(spaced: Spaced, before: str, after: str) -> bool:
    """Whether script space stands between two characters of a paragraph."""
    if not before or not after or not keeps_apart(before, after):
        return False
    latin = before if script_of(after) is Script.CJK else after
    letters, digits = spaced
    return digits if latin.isdigit() else letters


def _other(item: Inline) -> SetGlyph:
    assert isinstance(item, LineBreak | Tab | Picture)
    face = face_for(item.style, Script.LATIN)
    if isinstance(item, LineBreak):
        return SetGlyph(Glyph("", 0.0, forced=True), face, item.style, False)
    if isinstance(item, Tab):
        return SetGlyph(Glyph("\t", 0.0, tab=True), face, item.style, False)
    return SetGlyph(Glyph("\ufffc", item.width), face, item.style, False, picture=item)


def place_tabs(
    glyphs: list[SetGlyph],
    starts: Sequence[int],
    origins: Callable[[int], float],
    stops: Sequence[TabStop],
    default_tab: float,
) -> list[SetGlyph]:
    """The glyphs with every tab as wide as its stop makes it.

    `starts` are the glyph indexes at which lines begin, `origins(n)` the indent of line n from the
    paragraph's left margin, from which stops are measured too.
    """
    placed = list(glyphs)
    for number, start in enumerate(starts):
        end = starts[number + 1] if number + 1 < len(starts) else len(placed)
        x = origins(number)
        for index in range(start, end):
            glyph = placed[index].glyph
            if glyph.tab:
                stop = next((s for s in stops if s.position > x + 0.01), None)
                width = _tab_width(placed, index, end, x, stop, default_tab)
                glyph = replace(glyph, advance=width)
                leader = stop.leader if stop else ""
                placed[index] = replace(placed[index], glyph=glyph, leader=leader)
            x += glyph.advance + (glyph.gap if index > start else 0.0)
    return placed


def _tab_width(
    glyphs: Sequence[SetGlyph],
    index: int,
    end: int,
    x: float,
    stop: TabStop | None,
    default_tab: float,
) -> float:
    if stop is None:
        return default_tab - x % default_tab
    if stop.align is Align.LEFT:
        return stop.position - x
    following = 0.0
    for item in glyphs[index + 1 : end]:
        if item.glyph.tab or item.glyph.forced or (stop.decimal and item.glyph.char == "."):
            break
        following += item.glyph.advance + item.glyph.gap
    share = 0.5 if stop.align is Align.CENTER else 1.0
    return max(0.0, stop.position - x - following * share)
