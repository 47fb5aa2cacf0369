"""What runs and paragraphs have done to their characters: read, laid out, written."""

from __future__ import annotations

import pytest

from generator.render.docx.reader import read_docx
from generator.render.docx.symbols import as_unicode
from generator.render.engine import render
from generator.render.layout.items import Fill, Item, Piece, Rule
from generator.render.layout.pages import lay_out
from generator.render.model import CharStyle, Look, Paragraph, Script, Text, Underline
from tests import pdfpages
from tests.render.docxmaker import docx_file, p, r, unzipped, zipped

pytestmark = pytest.mark.usefixtures("fetched_fonts")


def texts(source: bytes) -> list[Text]:
    document, refusals = read_docx(source)
    assert refusals.findings == []
    paragraph = document.sections[0].blocks[0]
    assert isinstance(paragraph, Paragraph)
    return [item for item in paragraph.inlines if isinstance(item, Text)]


def style(properties: str) -> CharStyle:
    (text,) = texts(docx_file(p(r("字", properties))))
    return text.style


def items(source: bytes) -> tuple[Item, ...]:
    return lay_out(read_docx(source)[0]).pages[0].items


def test_a_plain_run_has_no_look() -> None:
    assert style('<w:u w:val="single"/><w:w w:val="100"/><w:highlight w:val="none"/>').look is None


@pytest.mark.parametrize(
    ("properties", "look"),
    [
        ('<w:highlight w:val="yellow"/>', Look(fill="FFFF00")),
        ('<w:shd w:val="clear" w:fill="D9D9D9"/>', Look(fill="D9D9D9")),
        ('<w:shd w:val="pct50" w:fill="FFFFFF"/>', Look(fill="808080")),
        ('<w:shd w:val="solid" w:color="112233"/>', Look(fill="112233")),
        ('<w:highlight w:val="red"/><w:shd w:val="clear" w:fill="D9D9D9"/>', Look(fill="FF0000")),
        ('<w:u w:val="wave"/>', Look(underline=Underline.WAVE)),
        ('<w:u w:val="single" w:color="ff0000"/>', Look(underline_color="FF0000")),
        ("<w:dstrike/>", Look(double_strike=True)),
        ('<w:w w:val="66"/>', Look(scale=0.66)),
        ('<w:w w:val="66%"/>', Look(scale=0.66)),
        ('<w:vertAlign w:val="superscript"/>', Look(script=Script.SUPER)),
    ],
)
def test_looks_are_read(properties: str, look: Look) -> None:
    assert style(properties).look == look


def test_capitals_are_written_as_such() -> None:
    source = docx_file(p(r("a B", "<w:caps/>") + r("Ab", "<w:smallCaps/>")))
    found = [(text.text, text.style.size) for text in texts(source)]
    assert found == [("A B", 16.0), ("A", 16.0), ("B", 16.0 * 0.8)]


@pytest.mark.parametrize(
    ("face", "char", "sign"),
    [
        ("Wingdings", "\uf0fe", "☑"),
        ("Wingdings", "\uf0a8", "☐"),
        ("wingdings", "l", "●"),
        ("Wingdings 2", "R", "☑"),
        ("Symbol", "\uf0b7", "•"),
        ("MS Gothic", "☒", "☒"),
        ("Webdings", "a", None),
        ("宋体", "\uf0fe", None),
    ],
)
def test_signs_of_symbol_fonts(face: str, char: str, sign: str | None) -> None:
    assert as_unicode(face, char) == sign


def test_symbols_are_drawn() -> None:
    symbol = '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'
    tick = r("\uf0fc", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>')
    pdf = render(docx_file(p(symbol + r("是") + tick)), ".docx").pdf
    assert [line.text for line in pdfpages.lines(pdf)] == ["☑是✓"]


THEME = (
    '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements>'
    '<a:clrScheme name="x"><a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1>'
    '<a:accent1><a:srgbClr val="4472C4"/></a:accent1></a:clrScheme>'
    "</a:themeElements></a:theme>"
)


@pytest.mark.parametrize(
    ("attributes", "colour"),
    [
        ('w:themeColor="accent1"', "4472C4"),
        ('w:val="FF0000" w:themeColor="accent1" w:themeTint="99"', "8FAADC"),
        ('w:val="FF0000" w:themeColor="accent1" w:themeShade="BF"', "2F5496"),
        ('w:val="FF0000" w:themeColor="accent9"', "FF0000"),
        ('w:themeColor="text1"', "000000"),
    ],
)
def test_colours_of_the_theme(attributes: str, colour: str) -> None:
    files = unzipped(docx_file(p(r("字", f"<w:color {attributes}/>"))))
    files["word/theme/theme1.xml"] = THEME.encode()
    relations = files["word/_rels/document.xml.rels"].decode()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme"
    more = f'<Relationship Id="th" Type="{kind}" Target="theme/theme1.xml"/></Relationships>'
    files["word/_rels/document.xml.rels"] = relations.replace("</Relationships>", more).encode()
    (text,) = texts(zipped(files))
    near = [
        abs(int(text.style.color[at : at + 2], 16) - int(colour[at : at + 2], 16))
        for at in (0, 2, 4)
    ]
    assert max(near) <= 2  # Word's own figures, but for rounding


def test_superscript_tops_and_subscript_feet_are_the_full_sizes() -> None:
    up, down = (f'<w:vertAlign w:val="{kind}script"/>' for kind in ("super", "sub"))
    found = items(docx_file(p(r("国") + r("二", up) + r("三", down))))
    plain, raised, lowered = (item for item in found if isinstance(item, Piece))
    face = plain.face
    height = face.ascent + face.line_gap
    assert raised.size == lowered.size == pytest.approx(16 * 0.58)
    assert raised.y - raised.size * height == pytest.approx(plain.y - plain.size * height)
    feet = lowered.y + lowered.size * face.descent
    assert feet == pytest.approx(plain.y + plain.size * face.descent)


def test_scaled_characters_take_their_share_of_the_width() -> None:
    found = items(docx_file(p(r("国国", '<w:w w:val="50"/>') + r("后"))))
    narrow, after = (item for item in found if isinstance(item, Piece))
    assert narrow.scale == 0.5
    assert after.x - narrow.x == pytest.approx(16.0)


@pytest.mark.parametrize(
    ("kind", "count", "is_dashed"),
    [("single", 1, False), ("double", 2, False), ("dotDash", 1, True), ("thick", 1, False)],
)
def test_underlines(kind: str, count: int, is_dashed: bool) -> None:
    source = docx_file(p(r("国国", f'<w:u w:val="{kind}"/>')))
    rules = [item for item in items(source) if isinstance(item, Rule)]
    assert len(rules) == count
    assert all(bool(rule.dash) == is_dashed for rule in rules)


def test_words_are_underlined_without_their_spaces() -> None:
    rules = [
        item
        for item in items(docx_file(p(r("国 国", '<w:u w:val="words"/>'))))
        if isinstance(item, Rule)
    ]
    assert len(rules) == 2


def test_fills_stand_under_all_text() -> None:
    grey = '<w:shd w:val="clear" w:fill="808080"/>'
    found = items(docx_file(p(r("前") + r("国国", grey)) + p("段", grey)))
    kinds = [type(item) for item in found]
    assert kinds == [Fill, Fill, Piece, Piece, Piece]
    text, paragraph = (item for item in found if isinstance(item, Fill))
    assert text.width == pytest.approx(32)
    assert paragraph.width == pytest.approx((11906 - 1588 - 1474) / 20)


def test_a_soft_hyphen_shows_only_where_a_line_ends() -> None:
    pdf = render(docx_file(p(r("abcdefghij\u00adklmnop" * 8))), ".docx").pdf
    found = [line.text for line in pdfpages.lines(pdf)]
    assert [line[-1] for line in found] == ["-", "-", "p"]
    assert "".join(line.rstrip("-") for line in found) == "abcdefghijklmnop" * 8
