"""The styles part: fonts, fills, borders, alignment and number formats, joined to cell formats."""

from __future__ import annotations

from functools import lru_cache
from typing import TypeVar

from msgspec import Struct, field
from openpyxl.styles.numbers import BUILTIN_FORMATS

from generator.i18n import _
from generator.render.docx.package import Element
from generator.render.model import CharStyle, Fonts
from generator.render.xlsx.colors import Palette
from generator.render.xlsx.fonts import Styled, read_font
from generator.render.xlsx.values import S, flag, whole

# What the built-in numbers mean in the Chinese edition (ECMA-376 Part 1 §18.8.30, zh-cn).
_CHINESE_FORMATS = {
    14: "yyyy/m/d",
    22: "yyyy/m/d h:mm",
    **dict.fromkeys((27, 36, 50, 52, 57), 'yyyy"年"m"月"'),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), 'm"月"d"日"'),
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    34: '上午/下午h"时"mm"分"',
    35: '上午/下午h"时"mm"分"ss"秒"',
    55: '上午/下午h"时"mm"分"',
    56: '上午/下午h"时"mm"分"ss"秒"',
    41: '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ',
    42: '_ ¥* #,##0_ ;_ ¥* -#,##0_ ;_ ¥* "-"_ ;_ @_ ',
    43: '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ',
    44: '_ ¥* #,##0.00_ ;_ ¥* -#,##0.00_ ;_ ¥* "-"??_ ;_ @_ ',
}
_WIDTHS = {
    "hair": 0.1,
    "thin": 0.75,
    "medium": 1.75,
    "thick": 2.5,
    "double": 1.75,
    "dashed": 0.75,
    "dotted": 0.75,
    "dashDot": 0.75,
    "dashDotDot": 0.75,
    "mediumDashed": 1.75,
    "mediumDashDot": 1.75,
    "mediumDashDotDot": 1.75,
    "slantDashDot": 1.75,
}
# Lengths drawn and left out in turn, in widths of the line.
_DASHES: dict[str, tuple[float, ...]] = {
    "dashed": (3, 1),
    "mediumDashed": (3, 1),
    "dotted": (1, 1),
    "dashDot": (8, 2, 2, 2),
    "mediumDashDot": (8, 2, 2, 2),
    "slantDashDot": (8, 2, 2, 2),
    "dashDotDot": (8, 2, 2, 2, 2, 2),
    "mediumDashDotDot": (8, 2, 2, 2, 2, 2),
}
_HORIZONTAL = frozenset(
    ("general", "left", "center", "right", "justify", "distributed", "centerContinuous")
)
_STACKED = 255
_TURNS = {90: 90, 180: -90}  # what textRotation says of upright text (ECMA-376 Part 1 §18.8.1)

_T = TypeVar("_T")


class Edge(Struct, frozen=True):
    """One rule of a cell; `dashes` are lengths in pt drawn and left out in turn, () for a whole one."""

    width: float
    color: str
    double: bool = False
    dashes: tuple[float, ...] = ()


class Edges(Struct, frozen=True):
    """The four rules around a cell."""

    top: Edge | None = None
    bottom: Edge | None = None
    left: Edge | None = None
    right: Edge | None = None


NO_EDGES = Edges()


class Alignment(Struct, frozen=True):
    """Where a cell's text stands, in SpreadsheetML's own words."""

    horizontal: str = "general"
    vertical: str = "bottom"
    wrap: bool = False
    shrink: bool = False
    indent: int = 0  # steps of three spaces
    stacked: bool = False  # one character under the other
    turn: int = 0  # degrees counterclockwise: 90 reads upwards, -90 downwards


class CellFormat(Struct, frozen=True):
    """How a cell looks; `unsupported` names what of it the engine does not draw."""

    style: CharStyle
    fill: str = ""
    edges: Edges = NO_EDGES
    alignment: Alignment = field(default_factory=Alignment)
    code: str = "General"
    unsupported: tuple[str, ...] = ()

    @property
    def is_visible(self) -> bool:
        """Whether a cell without content shows anything, or takes another one's text."""
        is_shared = self.alignment.horizontal == "centerContinuous"
        return bool(self.fill or self.edges is not NO_EDGES or self.unsupported or is_shared)


class Styles(Struct, frozen=True):
    """All cell formats by index, and the font widths are measured in."""

    formats: tuple[CellFormat, ...]
    normal: CharStyle
    palette: Palette

    def format(self, index: int) -> CellFormat:
        """A cell's format; the first for an index that names none."""
        return self.formats[index] if 0 <= index < len(self.formats) else self.formats[0]


def read_styles(root: Element | None, palette: Palette) -> Styles:
    """The cell formats of a styles part; Excel's own default without one."""
    usual = CharStyle(Fonts("Calibri", "Calibri"), 11.0)
    if root is None:
        return Styles((CellFormat(usual),), usual, palette)
    fonts = [read_font(one, palette, usual) for one in root.findall(f"{S}fonts/{S}font")]
    fonts = fonts or [(usual, ())]
    fills = [_fill(one, palette) for one in root.findall(f"{S}fills/{S}fill")]
    borders = [_borders(one, palette) for one in root.findall(f"{S}borders/{S}border")]
    codes = {
        whole(one.get("numFmtId")): one.get("formatCode", "General")
        for one in root.findall(f"{S}numFmts/{S}numFmt")
    }
    formats = []
    for xf in root.findall(f"{S}cellXfs/{S}xf"):
        style, bad_font = _chosen(fonts, xf.get("fontId"), fonts[0])
        fill, bad_fill = _chosen(fills, xf.get("fillId"), ("", ()))
        edges, bad_edges = _chosen(borders, xf.get("borderId"), (NO_EDGES, ()))
        alignment, bad_alignment = _alignment(xf.find(f"{S}alignment"))
        number = whole(xf.get("numFmtId"))
        code = codes.get(number) or _CHINESE_FORMATS.get(number) or BUILTIN_FORMATS.get(number)
        bad = (*bad_font, *bad_fill, *bad_edges, *bad_alignment)
        formats.append(CellFormat(style, fill, edges, alignment, code or "General", bad))
    return Styles(tuple(formats) or (CellFormat(fonts[0][0]),), _normal(root, fonts), palette)


def _normal(root: Element, fonts: list[Styled]) -> CharStyle:
    """The font of the style Normal 常规, in whose digits columns are measured."""
    number = 0
    for named in root.findall(f"{S}cellStyles/{S}cellStyle"):
        if named.get("builtinId") == "0":
            number = whole(named.get("xfId"))
            break
    base = root.findall(f"{S}cellStyleXfs/{S}xf")
    font = whole(base[number].get("fontId")) if 0 <= number < len(base) else 0
    return fonts[font][0] if 0 <= font < len(fonts) else fonts[0][0]


def _chosen(found: list[_T], index: str | None, default: _T) -> _T:
    number = whole(index)
    return found[number] if 0 <= number < len(found) else default


def _fill(element: Element, palette: Palette) -> tuple[str, tuple[str, ...]]:
    pattern = element.find(f"{S}patternFill")
    if pattern is None:
        return ("", (_("gradient fill"),)) if len(element) else ("", ())
    kind = pattern.get("patternType", "none")
    if kind == "solid":
        return palette.color(pattern.find(f"{S}fgColor"), "FFFFFF"), ()
    return ("", ()) if kind == "none" else ("", (_("pattern fill {kind}", kind=kind),))


def _borders(element: Element, palette: Palette) -> tuple[Edges, tuple[str, ...]]:
    bad = []
    diagonal = element.find(f"{S}diagonal")
    turned = flag(element, "diagonalUp") or flag(element, "diagonalDown")
    if turned and diagonal is not None and diagonal.get("style", "none") != "none":
        bad.append(_("diagonal border"))
    sides = {
        side: _edge(element.find(S + other), palette)
        for side, other in (("top", "top"), ("bottom", "bottom"), ("left", "left"))
    }
    right = element.find(f"{S}right")
    sides["left"] = sides["left"] or _edge(element.find(f"{S}start"), palette)
    sides["right"] = _edge(right if right is not None else element.find(f"{S}end"), palette)
    return (Edges(**sides) if any(sides.values()) else NO_EDGES), tuple(bad)


def _edge(element: Element | None, palette: Palette) -> Edge | None:
    kind = "none" if element is None else element.get("style", "none")
    if element is None or kind == "none":
        return None
    width = _WIDTHS.get(kind, _WIDTHS["thin"])
    dashes = tuple(width * part for part in _DASHES.get(kind, ()))
    return _shared_edge(width, palette.color(element.find(f"{S}color")), kind == "double", dashes)


@lru_cache(maxsize=1024)
def _shared_edge(width: float, color: str, double: bool, dashes: tuple[float, ...]) -> Edge:
    # Rules of cells are compared very often, and soonest told equal when they are one.
    return Edge(width, color, double, dashes)


def _alignment(element: Element | None) -> tuple[Alignment, tuple[str, ...]]:
    if element is None:
        return Alignment(), ()
    bad = []
    horizontal = element.get("horizontal", "general")
    if horizontal not in _HORIZONTAL:
        bad.append(_("alignment {kind}", kind=horizontal))
    turn = whole(element.get("textRotation"))
    if turn not in (0, _STACKED, *_TURNS):
        bad.append(_("turned text ({degrees}°)", degrees=turn if turn <= 90 else 90 - turn))
    if whole(element.get("readingOrder")) == 2:
        bad.append(_("right-to-left text"))
    found = Alignment(
        horizontal=horizontal,
        vertical=element.get("vertical", "bottom"),
        wrap=flag(element, "wrapText") or horizontal in ("justify", "distributed"),
        shrink=flag(element, "shrinkToFit"),
        indent=max(0, whole(element.get("indent"))),
        stacked=turn == _STACKED,
        turn=_TURNS.get(turn, 0),
    )
    return found, tuple(bad)
