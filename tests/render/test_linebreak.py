"""Where lines may end: a table of examples with their sources, and what holds for any text."""

from __future__ import annotations

import doctest
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.render import linebreak
from generator.render.linebreak import (
    Glyph,
    Script,
    break_lines,
    keeps_apart,
    may_break,
    resolve_scripts,
)

# `/` marks every place where a line may end; the source of the rule stands beside it.
ENDS = {
    "县级医院。": "县/级/医/院。",  # 点号不出现在一行之首, GB/T 15834 §5.1.1
    "甲、乙": "甲、/乙",
    "（云南）省": "（云/南）/省",  # 括号 前半不在行末，后半不在行首, §5.1.4
    "《方案》的": "《方/案》/的",
    "〔2022〕5号": "〔2022〕5/号",  # a number stays with the mark before it
    "“十四五”时": "“十/四/五”/时",  # 引号 as brackets, §5.1.4
    "时“十": "时/“十",
    "》（国": "》/（国",
    "”，“甲": "”，/“甲",
    "５年——自": "５/年/——/自",  # 破折号 is not divided, §5.1.2
    "备……按": "备……/按",  # 省略号 is not divided (§5.1.2), and Word begins no line with it
    "达到85%以上": "达/到/85%/以/上",  # a percent sign belongs to its number
    "37℃时": "37℃/时",
    "10,000人": "10,000/人",
    "第3.5条": "第/3.5/条",
    "CT、MRI等": "CT、/MRI/等",  # Latin words stay whole
    "Word文档": "Word/文/档",
    "well-known词": "well-/known/词",  # UAX #14 HY
    "name@example.cn。": "name@example.cn。",
    "￥500元": "￥500/元",
    "①甲②乙": "①/甲/②/乙",
    "甲 乙": "甲 /乙",  # a space ends a line and never begins one
    "甲　乙": "甲　/乙",  # so does a full-width one
    "a b": "a /b",
    "阿布·买": "阿/布·/买",  # 间隔号 never begins a line, §5.1.7
    "人々": "人々",
    "1\u00a0月": "1\u00a0月",  # no-break space
}
SLASHED = {
    "和/或": ["和/或"],
    "门／急": ["门／急"],
}  # 分隔号 neither begins nor ends a line, §5.1.9


def pieces(text: str, *, kinsoku: bool = True) -> list[str]:
    """The text cut wherever a line may end."""
    found = [text[:1]]
    for before, after in pairwise(text):
        if may_break(before, after, kinsoku=kinsoku):
            found.append(after)
        else:
            found[-1] += after
    return found


@pytest.mark.parametrize(("text", "ends"), ENDS.items())
def test_where_lines_may_end(text: str, ends: str) -> None:
    assert pieces(text) == ends.split("/")


@pytest.mark.parametrize(("text", "whole"), SLASHED.items())
def test_slashes_stay_inside_lines(text: str, whole: list[str]) -> None:
    assert pieces(text) == whole


def test_without_kinsoku_only_words_stay_whole() -> None:
    assert pieces("（县）。CT片", kinsoku=False) == ["（", "县", "）", "。", "CT", "片"]


SPACED = {
    "年5": True,
    "5年": True,
    "院A": True,
    "〕5": False,
    "5，": False,
    "①国": False,
    "a5": False,
}


@pytest.mark.parametrize(("pair", "apart"), SPACED.items())
def test_script_space(pair: str, apart: bool) -> None:
    assert keeps_apart(*pair) is apart


SCRIPTS = [
    # text, hinted, C for CJK and L for Latin
    ("国“国”", False, "CCCC"),
    ("a“b”", False, "LLLL"),
    ("a“b”", True, "LCLC"),
    ("“国”", False, "CCC"),  # what begins a paragraph follows what comes after
    ("“a”", False, "LLL"),
    ("5 月", False, "LLC"),
    ("国·国", False, "CLC"),
    ("国·国", True, "CCC"),
    ("１℃", False, "CC"),
]


@pytest.mark.parametrize(("text", "hinted", "expected"), SCRIPTS)
def test_scripts(text: str, hinted: bool, expected: str) -> None:
    found = resolve_scripts(text, [hinted] * len(text))
    assert "".join("C" if script is Script.CJK else "L" for script in found) == expected


# ---------------------------------------------------------------- lines


def glyphs(text: str, advance: float = 10.0) -> list[Glyph]:
    """Every character as wide as every other; `↵` is a manual line break."""
    return [Glyph("", 0.0, forced=True) if c == "↵" else Glyph(c, advance) for c in text]


def broken(text: str, width: float, *, hanging: bool = False, first: float = 0.0) -> list[str]:
    """The lines, in characters."""
    found = break_lines(glyphs(text), first or width, width, hanging=hanging)
    return [text[start:end] for start, end in found]


LINES = [
    # text, width in characters, hanging, lines
    ("", 3, False, [""]),
    ("县级医院", 3, False, ["县级医", "院"]),
    ("县级医。院", 3, False, ["县级", "医。院"]),
    ("县级医。院", 3, True, ["县级医。", "院"]),
    ("县级医。」院", 3, True, ["县级", "医。」", "院"]),  # only one mark hangs
    ("县级AB。院", 4, True, ["县级", "AB。院"]),  # none hangs after a Latin word
    ("县级（医）院", 3, False, ["县级", "（医）", "院"]),
    ("网abcdefgh", 4, False, ["网", "abcd", "efgh"]),  # a word wider than a line is cut
    ("甲乙  丙", 2, False, ["甲乙  ", "丙"]),  # spaces stand beyond the margin
    ("甲↵乙", 5, False, ["甲↵", "乙"]),
    ("甲↵", 5, False, ["甲↵", ""]),
    ("↵甲", 5, False, ["↵", "甲"]),
]


@pytest.mark.parametrize(("text", "width", "hanging", "expected"), LINES)
def test_lines(text: str, width: int, hanging: bool, expected: list[str]) -> None:
    assert broken(text, width * 10, hanging=hanging) == expected


def test_the_first_line_has_a_width_of_its_own() -> None:
    assert broken("一二三四五六", 40, first=20) == ["一二", "三四五六"]


def test_script_space_is_dropped_at_the_start_of_a_line() -> None:
    text = [Glyph("年", 10), Glyph("5", 10, gap=2), Glyph("月", 10, gap=2)]
    assert break_lines(text, 22, 22) == [(0, 2), (2, 3)]
    assert break_lines(text[1:], 20, 20) == [(0, 1), (1, 2)]
    assert break_lines(text[1:], 22, 22) == [(0, 2)]


def test_character_spacing_may_stand_beyond_the_margin() -> None:
    text = [Glyph("国", 12, trail=2)] * 2
    assert break_lines(text, 22, 22) == [(0, 2)]


ANY = st.text(
    st.sampled_from("国家县级医院AB12 　，。（）《》“”…—%/·↵\u00a0") | st.characters(), max_size=60
)
WIDTHS = st.integers(1, 12).map(lambda count: count * 10.0)
NEVER_FIRST = set("，。）》”…%")


@given(ANY, WIDTHS, WIDTHS, st.booleans())
def test_no_glyph_is_lost(text: str, first: float, width: float, hanging: bool) -> None:
    ranges = break_lines(glyphs(text), first, width, hanging=hanging)
    assert ranges[0][0] == 0
    assert ranges[-1][1] == len(text)
    assert all(one[1] == other[0] for one, other in pairwise(ranges))
    assert all(start < end for start, end in ranges[:-1])


@given(ANY, WIDTHS)
def test_lines_fit(text: str, width: float) -> None:
    for line in broken(text, width):
        shown = line.replace("↵", "").rstrip(" \u3000")
        assert len(shown) * 10 <= width or len(shown) == 1


@given(ANY, WIDTHS)
def test_lines_are_as_full_as_may_be(text: str, width: float) -> None:
    lines = broken(text, width)
    for line, after in pairwise(lines):
        if line.endswith("↵") or not after:
            continue
        word = pieces(after)[0].rstrip(" \u3000↵")
        assert (len(line) + len(word)) * 10 > width


@given(ANY, WIDTHS, st.booleans())
def test_no_closing_mark_begins_a_line_that_could_begin_elsewhere(
    text: str, width: float, hanging: bool
) -> None:
    lines = broken(text, width, hanging=hanging)
    for line, after in pairwise(lines):
        if after[:1] in NEVER_FIRST and not line.endswith("↵"):
            assert len(pieces(line)) == 1  # no other place to end the line


def test_examples_of_the_module() -> None:
    assert doctest.testmod(linebreak).failed == 0
