"""Automatic numbering: what the numbering part says of lists and their levels."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from generator.render.docx.package import Element, W
from generator.render.docx.paragraphs import paragraph_settings
from generator.render.docx.runs import run_settings
from generator.render.docx.theme import Theme
from generator.render.docx.values import Settings, child_val, count, flag, tag_of, val
from generator.render.numberformats import FORMATS
from generator.render.refusal import Refusals, Unsupported

LEVELS = 9  # of a list
_KNOWN = frozenset(
    [
        "start",
        "numFmt",
        "lvlRestart",
        "pStyle",
        "isLgl",
        "suff",
        "lvlText",
        "lvlPicBulletId",
        "lvlJc",
        "pPr",
        "rPr",
    ]
)


class Level(Struct, frozen=True):
    """One level of a list."""

    kind: str = "decimal"  # number format, or bullet
    text: str = ""  # %1 to %9 stand for the numbers of levels
    suffix: str = "tab"
    start: int = 1
    restart: int | None = None  # after which level it begins anew; None: any above, 0: never
    is_legal: bool = False  # 正规形式编号: all numbers in plain digits
    style_id: str = ""  # the paragraph style that stands for this level
    paragraph: Settings = field(default_factory=dict)
    run: Settings = field(default_factory=dict)
    refused: tuple[Unsupported, ...] = ()


class List(Struct, frozen=True):
    """A list: its levels; lists of one `group` count on from each other."""

    group: str
    levels: tuple[Level, ...]
    starts: Mapping[int, int] = field(default_factory=dict)  # where its first item begins anew

    def level(self, number: int) -> Level:
        """A level by its number from 0; a plain one where the list does not have it."""
        return self.levels[number] if 0 <= number < len(self.levels) else Level(kind="none")

    def level_of(self, style_id: str) -> int:
        """The level a paragraph style stands for, 0 where it stands for none."""
        found = (n for n, level in enumerate(self.levels) if style_id == level.style_id != "")
        return next(found, 0)


def read_numbering(root: Element, links: Mapping[str, str], theme: Theme) -> dict[str, List]:
    """The lists by number. `links` are the lists that numbering styles stand for."""
    abstract = {val(item, "abstractNumId"): item for item in root.iterfind(W + "abstractNum")}
    groups = {
        val(item, "numId"): child_val(item, "abstractNumId") for item in root.iterfind(W + "num")
    }
    found: dict[str, List] = {}
    for item in root.iterfind(W + "num"):
        group = child_val(item, "abstractNumId")
        source = abstract.get(group)
        if source is not None and (linked := child_val(source, "numStyleLink")):
            group = groups.get(links.get(linked, ""), group)
            source = abstract.get(group)
        if source is not None:
            found[val(item, "numId")] = _list(item, group, source, theme)
    return found


def _list(item: Element, group: str, source: Element, theme: Theme) -> List:
    levels = [Level(kind="none")] * LEVELS
    for element in source.iterfind(W + "lvl"):
        _put(levels, element, theme)
    starts: dict[int, int] = {}
    for override in item.iterfind(W + "lvlOverride"):
        for element in override.iterfind(W + "lvl"):
            _put(levels, element, theme)
        if text := child_val(override, "startOverride"):
            starts[count(val(override, "ilvl"))] = count(text)
    return List(group, tuple(levels), starts)


def _put(levels: list[Level], element: Element, theme: Theme) -> None:
    number = count(val(element, "ilvl"))
    if 0 <= number < LEVELS:
        levels[number] = _level(element, theme)


def _level(element: Element, theme: Theme) -> Level:
    refusals, place = Refusals(), "numbering"
    kind = child_val(element, "numFmt") or "decimal"
    if kind != "bullet" and kind not in FORMATS:
        refusals.add(f"list numbers {kind}", place)
    if element.find(W + "lvlPicBulletId") is not None:
        refusals.add("picture as a bullet", place)
    if child_val(element, "lvlJc") not in ("", "left", "start"):
        refusals.add(f"list numbers aligned {child_val(element, 'lvlJc')}", place)
    for child in element:
        if tag_of(child) not in _KNOWN:
            refusals.add(f"list level with {tag_of(child)}", place)
    restart = element.find(W + "lvlRestart")
    level = Level(
        kind=kind,
        text=child_val(element, "lvlText"),
        suffix=child_val(element, "suff") or "tab",
        start=count(child_val(element, "start"), 0),
        restart=None if restart is None else count(val(restart)),
        is_legal=flag(element, "isLgl"),
        style_id=child_val(element, "pStyle"),
        paragraph=paragraph_settings(element.find(W + "pPr"), refusals, place),
        run=run_settings(element.find(W + "rPr"), theme, refusals, place),
    )
    return replace(level, refused=tuple(refusals.findings))
