"""Automatic numbering: counted through the document, whatever of it was read before."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.render.docx.reader import read_docx
from generator.render.model import Block, Paragraph, Tab, Table, Text
from generator.render.numberformats import FORMATS, formatted
from tests.render.docxmaker import docx_file, field, lists, lvl, of_list, p, r, tbl, tc, tr

PLAIN = lvl(0, "decimal", "%1.", suffix="nothing") + lvl(1, "decimal", "%1.%2", suffix="nothing")


def paragraphs(blocks: tuple[Block, ...]) -> list[Paragraph]:
    found = []
    for block in blocks:
        if isinstance(block, Paragraph):
            found.append(block)
        elif isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    found.extend(paragraphs(cell.blocks))
    return found


def labels(source: bytes) -> list[str]:
    """What stands before the text 「甲」 of each paragraph."""
    document, refusals = read_docx(source)
    assert refusals.findings == []
    return [
        paragraph.text.partition("甲")[0]
        for section in document.sections
        for paragraph in paragraphs(section.blocks)
    ]


def items(*levels: int, number: int = 1) -> str:
    return "".join(p("甲", of_list(number, level)) for level in levels)


def test_levels_count_and_begin_anew() -> None:
    source = docx_file(items(0, 1, 1, 0, 1), numbering=lists(PLAIN))
    assert labels(source) == ["1.", "1.1", "1.2", "2.", "2.1"]


def test_legal_numbers_are_plain_digits() -> None:
    levels = lvl(0, "chineseCounting", "第%1章") + lvl(1, "decimal", "%1.%2", more="<w:isLgl/>")
    assert labels(docx_file(items(0, 1), numbering=lists(levels))) == ["第一章", "1.1"]


@pytest.mark.parametrize(
    ("restart", "expected"),
    [
        ("", ["1.", "1.1", "1", "1.2", "1", "2.", "2.1", "1"]),
        ('<w:lvlRestart w:val="0"/>', ["1.", "1.1", "1", "1.2", "2", "2.", "2.1", "3"]),
        ('<w:lvlRestart w:val="1"/>', ["1.", "1.1", "1", "1.2", "2", "2.", "2.1", "1"]),
    ],
)
def test_where_a_level_begins_anew(restart: str, expected: list[str]) -> None:
    levels = PLAIN + lvl(2, "decimal", "%3", suffix="nothing", more=restart)
    assert labels(docx_file(items(0, 1, 2, 1, 2, 0, 1, 2), numbering=lists(levels))) == expected


def test_lists_of_one_kind_count_on_unless_they_say_otherwise() -> None:
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    uses = {1: (0, ""), 2: (0, ""), 3: (0, anew)}
    body = items(0) + items(0, number=2) + items(0, 0, number=3) + items(0)
    assert labels(docx_file(body, numbering=lists(PLAIN, uses=uses))) == [
        "1.",
        "2.",
        "5.",
        "6.",
        "7.",
    ]


def test_a_level_of_its_own_replaces_the_lists() -> None:
    own = f'<w:lvlOverride w:ilvl="0">{lvl(0, "upperLetter", "%1)")}</w:lvlOverride>'
    source = docx_file(items(0), numbering=lists(PLAIN, uses={1: (0, own)}))
    assert labels(source) == ["A)"]


def test_a_numbering_style_stands_for_its_list() -> None:
    linked = '<w:numStyleLink w:val="N"/>'
    style = (
        '<w:style w:type="numbering" w:styleId="N"><w:name w:val="N"/><w:pPr><w:numPr>'
        '<w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    )
    source = docx_file(items(0), numbering=lists(linked, PLAIN), styles=style)
    assert labels(source) == ["1."]


def test_the_suffix_follows_the_label() -> None:
    kinds = ("tab", "space", "nothing")
    found = []
    for kind in kinds:
        level = lvl(0, "decimal", "%1.", suffix=kind)
        document, _refusals = read_docx(docx_file(items(0), numbering=lists(level)))
        (paragraph,) = paragraphs(document.sections[0].blocks)
        found.append([i.text if isinstance(i, Text) else type(i) for i in paragraph.inlines])
    assert found == [["1.", Tab, "甲"], ["1.", " ", "甲"], ["1.", "甲"]]


def test_a_list_that_is_not_there_numbers_nothing() -> None:
    assert labels(docx_file(items(0, number=9), numbering=lists(PLAIN))) == [""]
    assert labels(docx_file(items(0))) == [""]


def test_a_style_takes_its_number_back() -> None:
    style = (
        '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="H"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    none = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    named = '<w:pStyle w:val="H"/>'
    source = docx_file(p("甲", named) + p("甲", named + none), styles=style, numbering=lists(PLAIN))
    assert labels(source) == ["1.", ""]


def test_equal_paragraphs_are_read_once_and_numbered_each() -> None:
    source = docx_file(items(0, 0, 0), numbering=lists(PLAIN))
    assert labels(source) == labels(source) == ["1.", "2.", "3."]


def test_cells_count_on_in_the_order_of_the_rows() -> None:
    table = tbl([2000, 2000], tr(tc(items(0)), tc(items(0))), tr(tc(items(0)), tc(items(1))))
    assert labels(docx_file(items(0) + table + items(0), numbering=lists(PLAIN))) == [
        "1.",
        "2.",
        "3.",
        "4.",
        "4.1",
        "5.",
    ]


def test_a_paragraph_cut_by_a_page_break_has_one_label() -> None:
    broken = p(r("甲") + '<w:r><w:br w:type="page"/></w:r>' + r("甲"), of_list(1))
    assert labels(docx_file(broken + items(0), numbering=lists(PLAIN))) == ["1.", "", "2."]


def test_lists_of_a_footer_count_by_themselves() -> None:
    reference = '<w:sectPr><w:footerReference w:type="default" r:id="footer1"/></w:sectPr>'
    footer = p(r("甲") + field("PAGE"), of_list(1))
    source = docx_file(
        items(0, 0), numbering=lists(PLAIN), banners={"footer1": footer}, page=reference
    )
    section = read_docx(source)[0].sections[0]
    assert paragraphs(section.footers.default)[0].text == "1.甲"
    assert labels(source) == ["1.", "2."]


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        ("decimal", 12, "12"),
        ("decimalZero", 3, "03"),
        ("upperRoman", 1994, "MCMXCIV"),
        ("lowerLetter", 28, "bb"),
        ("chineseCounting", 10, "十"),
        ("chineseCounting", 12, "十二"),
        ("chineseCounting", 105, "一百零五"),
        ("chineseCounting", 110, "一百一十"),
        ("chineseLegalSimplified", 21, "贰拾壹"),
        ("ideographDigital", 10, "一〇"),
        ("ideographTraditional", 3, "丙"),
        ("ideographTraditional", 11, "11"),
        ("decimalEnclosedCircle", 50, "㊿"),
        ("decimalEnclosedParen", 2, "⑵"),
        ("decimalFullWidth", 10, "１０"),
        ("numberInDash", 2, "- 2 -"),
        ("ordinal", 22, "22nd"),
        ("none", 5, ""),
        ("upperRoman", 0, "0"),
        ("upperLetter", 0, "0"),
    ],
)
def test_formats(kind: str, value: int, shown: str) -> None:
    assert formatted(value, kind) == shown


def test_an_unknown_format_is_none() -> None:
    assert formatted(1, "hindiVowels") is None


@given(st.sampled_from(sorted(FORMATS.keys() - {"none"})), st.integers(0, 12000))
def test_neighbours_never_look_alike(kind: str, value: int) -> None:
    shown = [formatted(number, kind) for number in (value, value + 1)]
    assert all(one and one.strip() for one in shown)
    assert all(one != other for one, other in pairwise(shown))
