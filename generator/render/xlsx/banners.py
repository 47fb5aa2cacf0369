"""Headers and footers: Excel's codes read into three parts and set on a page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from generator.i18n import _
from generator.render.layout.items import Item
from generator.render.model import CharStyle, Fonts
from generator.render.xlsx.book import BannerCodes, PageSetup
from generator.render.xlsx.celltext import SetText, scaled, set_lines
from generator.render.xlsx.fonts import MAX_SIZE, raised

_CODE = re.compile(
    r"""&(?: "(?P<font>[^"]*)" | (?P<size>\d+) | K(?P<color>[0-9A-Fa-f]{6})
    | K(?P<theme>\d\d[+-]\d{3}) | (?P<letter>.) (?P<shift>(?<=[Pp])[+-]\d+)? )
    | (?P<text>[^&]+) | (?P<end>&)""",
    re.VERBOSE | re.DOTALL,
)
_PARTS = "LCR"
PAGE_FIELDS = "PN"
_WIDE = 10_000.0  # pt: parts of a banner do not wrap


class PageFacts(Struct, frozen=True):
    """What the codes may ask of a page."""

    number: int
    pages: int
    sheet: str
    file: str


def unsupported(codes: BannerCodes) -> Iterator[str]:
    """What the codes of a sheet ask that the engine does not do."""
    for code in (codes.odd, codes.even or ("", ""), codes.first or ("", "")):
        for line in code:
            yield from _unsupported_in(line)


def _unsupported_in(line: str) -> Iterator[str]:
    names: dict[str, Callable[[], str]] = {
        "D": lambda: _("today's date in a header or footer: pages know no clock"),
        "T": lambda: _("the time in a header or footer: pages know no clock"),
        "Z": lambda: _("the file's folder in a header or footer"),
        "G": lambda: _("picture in a header or footer"),
        "E": lambda: _("double underline in a header or footer"),
        "O": lambda: _("outlined text in a header or footer"),
        "H": lambda: _("shadowed text in a header or footer"),
    }
    for match in _CODE.finditer(line):
        letter = (match["letter"] or "").upper()
        if letter in names:
            yield names[letter]()
        elif match["theme"]:
            yield _("theme colour in a header or footer")


def banner_items(
    codes: BannerCodes,
    setup: PageSetup,
    base: CharStyle,
    facts: PageFacts,
    *,
    is_first: bool,
    scale: float,
    page_numbers: bool,
) -> list[Item]:
    """The header and footer of a page. Raises EngineError for a character no font draws."""
    header, footer = _chosen(codes, facts.number, is_first)
    factor = scale if codes.scaled else 1.0
    items: list[Item] = []
    for line, is_header in ((header, True), (footer, False)):
        for part, runs in read_line(line, base, facts).items():
            if not page_numbers and part in numbered_parts(line):
                continue
            sized = scaled(runs, factor)
            what = _("header") if is_header else _("footer")
            text = set_lines(sized, _WIDE, None, f"{facts.sheet}: {what}")
            items.extend(_placed(text, part, setup, is_header=is_header))
    return items


def zones(
    codes: BannerCodes, setup: PageSetup, base: CharStyle, scale: float
) -> tuple[float, float]:
    """Where the cells begin below the paper's top edge and end above its bottom edge, pt.

    At the margins; but where there is a header or footer, Calc keeps its distance from the cells,
    counted from the nominal size of its text, and scales all of it with the sheet.
    """
    pairs = [codes.odd, *([codes.even] if codes.even else [])]
    facts = PageFacts(1, 1, "", "")
    found = []
    for number, (own, edge) in enumerate(((setup.header, setup.top), (setup.footer, setup.bottom))):
        natural = nominal = 0.0
        for pair in pairs:
            for runs in read_line(pair[number], base, facts).values():
                text = set_lines(runs, _WIDE, None, "")
                natural = max(natural, text.height)
                largest = max(style.size for _text, style in runs)
                nominal = max(nominal, largest * len(text.lines))
        zone = edge - own
        if zone > nominal:
            zone += natural - nominal
        found.append(own + zone * scale if natural and zone > 0 else edge)
    return found[0], found[1]


def _chosen(codes: BannerCodes, number: int, is_first: bool) -> tuple[str, str]:
    if is_first and codes.first is not None:
        return codes.first
    return codes.even if codes.even is not None and number % 2 == 0 else codes.odd


def _placed(text: SetText, part: str, setup: PageSetup, *, is_header: bool) -> Iterator[Item]:
    width = setup.width - setup.left - setup.right
    y = setup.header if is_header else setup.height - setup.footer - text.height
    share = {"L": 0.0, "C": 0.5, "R": 1.0}[part]
    for line in text.lines:
        y += line.ascent
        yield from line.place(setup.left + (width - line.width) * share, y)
        y += line.descent


def numbered_parts(line: str) -> frozenset[str]:
    """The parts of a line that hold a page number or count."""
    part, found = "C", set()
    for match in _CODE.finditer(line):
        letter = (match["letter"] or "").upper()
        if letter and letter in _PARTS:
            part = letter
        elif letter and letter in PAGE_FIELDS:
            found.add(part)
    return frozenset(found)


def read_line(
    line: str, base: CharStyle, facts: PageFacts
) -> dict[str, list[tuple[str, CharStyle]]]:
    """The parts L, C and R of a line of codes as runs; parts without text are left out."""
    parts: dict[str, list[tuple[str, CharStyle]]] = {}
    part, style, shift = "C", base, ""
    for match in _CODE.finditer(line):
        letter = (match["letter"] or "").upper()
        if letter and letter in _PARTS:
            part, style, shift = letter, base, ""
        elif match["font"] is not None:
            style = _with_font(style, match["font"])
        elif match["size"]:
            style = replace(style, size=min(max(float(match["size"]), 1.0), MAX_SIZE))
        elif match["color"]:
            style = replace(style, color=match["color"].upper())
        elif letter and letter in "BIUSXY":
            style, shift = _toggled(style, shift, letter)
        elif text := _text(match, letter, facts):
            parts.setdefault(part, []).append((text, raised(style, shift)))
    return {name: runs for name in _PARTS if (runs := parts.get(name))}


def _text(match: re.Match[str], letter: str, facts: PageFacts) -> str:
    if match["text"]:
        return match["text"].replace("\r\n", "\n").replace("\r", "\n")
    number = facts.number + int(match["shift"] or 0)
    values = {"P": str(number), "N": str(facts.pages), "A": facts.sheet, "F": facts.file}
    return "&" if letter == "&" else values.get(letter, "")


def _with_font(style: CharStyle, code: str) -> CharStyle:
    name, _comma, look = code.partition(",")
    if name and name != "-":
        style = replace(style, fonts=Fonts(name, name))
    if not look:
        return style
    words = look.lower()
    bold = any(word in words for word in ("bold", "加粗", "粗体"))
    italic = any(word in words for word in ("italic", "倾斜", "斜体", "oblique"))
    return replace(style, bold=bold, italic=italic)


def _toggled(style: CharStyle, shift: str, letter: str) -> tuple[CharStyle, str]:
    if letter == "B":
        return replace(style, bold=not style.bold), shift
    if letter == "I":
        return replace(style, italic=not style.italic), shift
    if letter == "U":
        return replace(style, underline=not style.underline), shift
    if letter == "S":
        return replace(style, strike=not style.strike), shift
    wanted = "superscript" if letter == "X" else "subscript"
    return style, "" if shift == wanted else wanted
