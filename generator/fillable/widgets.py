"""AcroForm fields as PDF objects (ISO 32000-1, 12.7): text, lists to choose from, boxes to tick."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from generator.pdf.document import Box
from generator.pdf.objects import Obj, Syntax, Value, array, dictionary, number, stream, text_string

_PRINT = "4"  # annotation flag
_HIDDEN = "2"
_READ_ONLY, _MULTILINE = 1, 1 << 12
_RADIO, _COMBO = 1 << 15, 1 << 17
_ALIGN = {"center": "1", "centerContinuous": "1", "right": "2"}
_ON = "on"  # name of the state of a box that is ticked; of a group, with the option's number

_FONT = "Helv"  # the name by which fields know their font


class Shown(Struct, frozen=True):
    """How a field looks: its text's size (0: as large as fits) and alignment."""

    size: float  # pt; 0: as large as fits, 12 at most where text wraps
    align: str = "left"


class Tick(Struct, frozen=True):
    """A box to tick on a page; `frame` draws its outline, where none is printed."""

    box: Box
    page: Obj
    frame: bool


def text_field(
    name: str, title: str, box: Box, page: Obj, shown: Shown, *, longest: int | None, lines: bool
) -> Obj:
    """A field for text, in `lines` that wrap or in one."""
    entries = {
        **_widget(box, page),
        **_field("/Tx", name, title, _MULTILINE if lines else 0),
        "DA": _appearance(shown.size),
        "Q": _ALIGN.get(shown.align, "0"),
    }
    if longest is not None:
        entries["MaxLen"] = str(longest)
    return Obj(dictionary(entries))


def list_field(
    name: str, title: str, box: Box, page: Obj, shown: Shown, options: Sequence[str]
) -> Obj:
    """A field for one of several options, chosen from a list that unfolds; none is the first."""
    return Obj(
        dictionary(
            {
                **_widget(box, page),
                **_field("/Ch", name, title, _COMBO),
                "Opt": array(text_string(option) for option in (" ", *options)),
                "DA": _appearance(shown.size),
                "Q": _ALIGN.get(shown.align, "0"),
            }
        )
    )


def tick_field(name: str, title: str, tick: Tick) -> Obj:
    """A box to tick by itself."""
    return Obj(dictionary({**_tick(tick, _ON), **_field("/Btn", name, title, 0), "V": "/Off"}))


def group_field(name: str, title: str, ticks: Mapping[int, Tick]) -> tuple[Obj, dict[int, Obj]]:
    """Boxes of which one is ticked, by the option's number: their field, and the boxes.

    A tick may be taken back: who answers may leave the answer open again.
    """
    field = Obj()
    kids = {
        option: Obj(dictionary({**_tick(tick, f"{_ON}{option}"), "Parent": field}))
        for option, tick in ticks.items()
    }
    entries = {**_field("/Btn", name, title, _RADIO), "Kids": array(kids.values()), "V": "/Off"}
    field.body = dictionary(entries)
    return field, kids


def note_field(name: str, text: str, page: Obj) -> Obj:
    """A field nobody sees: what the file must know of itself wherever it was saved."""
    return Obj(
        dictionary(
            {
                **_widget((0, 0, 0, 0), page),
                **_field("/Tx", name, name, _READ_ONLY),
                "F": _HIDDEN,
                "V": text_string(text),
                "DA": _appearance(8.0),
            }
        )
    )


def acro_form(fields: Sequence[Obj]) -> Obj:
    """The file's form: viewers draw what is written.

    No font is embedded: nobody knows which characters will be written, and a whole one would be
    some megabytes. Fields name Helvetica, in whose place every viewer takes a font of the system's
    for Chinese; of a Chinese font that is named and not embedded poppler draws wrong characters.
    """
    return Obj(
        dictionary(
            {
                "Fields": array(fields),
                "NeedAppearances": "true",
                "DR": dictionary({"Font": dictionary({_FONT: _font()})}),
                "DA": _appearance(0.0),
            }
        )
    )


def _font() -> Obj:
    return Obj(
        dictionary(
            {
                "Type": "/Font",
                "Subtype": "/Type1",
                "BaseFont": "/Helvetica",
                "Encoding": "/WinAnsiEncoding",
            }
        )
    )


def _appearance(size: float) -> str:
    return f"(/{_FONT} {number(size)} Tf 0 g)"


def _widget(box: Box, page: Obj) -> dict[str, Value]:
    return {
        "Type": "/Annot",
        "Subtype": "/Widget",
        "Rect": array(map(number, box)),
        "P": page,
        "F": _PRINT,
    }


def _field(kind: str, name: str, title: str, flags: int) -> dict[str, Value]:
    return {
        "FT": kind,
        "T": text_string(name),
        "TU": text_string(title),
        **({"Ff": str(flags)} if flags else {}),
    }


# ------------------------------------------------------------ boxes to tick


def _tick(tick: Tick, state: str) -> dict[str, Value]:
    left, bottom, right, top = tick.box
    side = (right - left, top - bottom)
    normal = {state: _picture(side, tick, ticked=True), "Off": _picture(side, tick, ticked=False)}
    return {
        **_widget(tick.box, tick.page),
        "MK": dictionary({"CA": "(4)"}),  # a check mark, where a viewer draws its own
        "AS": "/Off",
        "AP": dictionary({"N": dictionary(normal)}),
    }


def _picture(side: tuple[float, float], tick: Tick, *, ticked: bool) -> Obj:
    """The box as a form object: its outline, and a check mark when it is ticked."""
    wide, high = side
    parts: list[str] = []
    if tick.frame:
        edges = " ".join(map(number, (0.4, 0.4, wide - 0.8, high - 0.8)))
        parts.append(f"0.5 w 0 G {edges} re S")
    if ticked:
        points = ((0.18, 0.52), (0.42, 0.22), (0.86, 0.84))
        at = [f"{number(x * wide)} {number(y * high)}" for x, y in points]
        parts.append(f"{number(max(0.8, wide * 0.12))} w 0 G {at[0]} m {at[1]} l {at[2]} l S")
    entries: dict[str, Value] = {
        "Type": "/XObject",
        "Subtype": "/Form",
        "BBox": _edges(wide, high),
        "Resources": "<< >>",
    }
    return stream("\n".join(parts).encode("ascii"), entries)


def _edges(wide: float, high: float) -> Syntax:
    return array(("0", "0", number(wide), number(high)))
