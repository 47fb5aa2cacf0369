"""What the layout places is what the PDF shows: character by character, and text only as data."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.errors import EngineError
from generator.render.engine import render
from generator.render.layout.items import Pages, Piece
from generator.render.layout.pages import lay_out
from generator.render.model import (
    CharStyle,
    Document,
    Fonts,
    Geometry,
    Paragraph,
    ParagraphStyle,
    Section,
    Text,
)
from generator.render.typst.compiler import compile_pdf, compile_png
from generator.render.typst.writer import quoted, write_source
from tests import pdfpages
from tests.render.docxmaker import docx_file, p, r

pytestmark = pytest.mark.usefixtures("fetched_fonts")

MARKS = "“”‘’《》〈〉（）『』「」【】〖〗〔〕［］｛｝，。、：；！？…"
OTHERS = "～A5/.(国"
FACES = ("仿宋_GB2312", "宋体", "黑体", "楷体_GB2312", "方正小标宋简体", "LXGW WenKai")


def laid_out(texts: list[str], face: str, spacing: float = 0.0) -> Pages:
    style = CharStyle(Fonts(face, face), size=10, spacing=spacing)
    blocks = tuple(
        Paragraph((Text(text, style),), ParagraphStyle(overflow_punct=False), style)
        for text in texts
    )
    geometry = Geometry(width=1400, height=1500, left=10, right=10, top=10, bottom=10)
    return lay_out(Document((Section(geometry, blocks),)))


def expected_places(pages: Pages) -> list[list[float]]:
    """Left edges of the characters of each line, as the layout means them."""
    lines: dict[tuple[int, float], list[float]] = {}
    for number, page in enumerate(pages.pages):
        for item in page.items:
            if isinstance(item, Piece):
                x = item.x
                for char in item.text:
                    lines.setdefault((number, item.y), []).append(x)
                    x += item.face.advance(char) * item.size + item.tracking
    return [sorted(lines[key]) for key in sorted(lines)]


@pytest.mark.parametrize("spacing", [0.0, -0.25, 3.0])
@pytest.mark.parametrize("face", FACES)
def test_no_pair_of_marks_is_set_closer_than_meant(face: str, spacing: float) -> None:
    # Typst squeezes neighbouring marks and cuts those that begin a line; nothing may come of it.
    texts = [f"国{a}" + "".join(f"{b}{a}" for b in MARKS) for a in MARKS]
    texts += ["".join(f"国{a}{b}国{b}国{a}" for b in MARKS) for a in OTHERS]
    texts.append("".join(f"国·{b}国{b}·国" for b in MARKS[4:]))
    pages = laid_out(texts, face, spacing)
    found = pdfpages.lines(compile_pdf(write_source(pages)))
    expected = expected_places(pages)
    assert len(found) == len(expected) >= len(texts)
    for line, places in zip(found, expected, strict=True):
        assert line.places == pytest.approx(places, abs=0.3), line.text


@pytest.mark.parametrize("mark", MARKS + "·～国")
def test_a_mark_stands_where_its_line_begins(mark: str) -> None:
    pages = laid_out([mark + "国"], "仿宋_GB2312")
    (line,) = pdfpages.lines(compile_pdf(write_source(pages)))
    assert line.places == pytest.approx([10, 20], abs=0.1)


HOSTILE = [
    '#read("/etc/passwd")',
    "$x$ *b* _i_ `c` = h",
    '"); #panic("',
    "\\u{41} \\n \\\\",
    "// gone /* gone */",
    "@label <label> https://example.org",
    "'quotes' -- --- ... ~",
    "[#{1+1}]",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_is_data(text: str) -> None:
    found = pdfpages.lines(render(docx_file(p(r(text))), ".docx", engine="typst").pdf)
    assert "".join(line.text for line in found) == text.replace(" ", "")


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_quoted_is_one_string_literal(text: str) -> None:
    literal = quoted(text)
    assert literal[0] == literal[-1] == '"'
    assert "\n" not in literal
    inside = literal[1:-1].replace("\\\\", "").replace('\\"', "")
    assert '"' not in inside


@given(st.text(st.sampled_from("国家abc \\\"#$[]{}*_`'/<>@=~-+."), min_size=1, max_size=30))
@settings(max_examples=25, deadline=None)
def test_any_text_comes_back(text: str) -> None:
    found = pdfpages.lines(render(docx_file(p(r(text))), ".docx", engine="typst").pdf)
    assert "".join(line.text for line in found) == text.replace(" ", "")


def test_colours_of_the_file_are_no_code() -> None:
    run = r("红", '<w:color w:val="FF0000&quot;);#panic(&quot;"/>') + r(
        "蓝", '<w:color w:val="0000ff"/>'
    )
    source = render(docx_file(p(run)), ".docx", engine="typst").source
    assert "panic" not in source
    assert "0000FF" in source


def test_same_source_same_bytes() -> None:
    source = docx_file(p("昆明市中医医院"))
    one, other = (render(source, ".docx", engine="typst").pdf for _ in range(2))
    assert one == other


def test_what_typst_refuses_or_warns_of_is_an_engine_error() -> None:
    with pytest.raises(EngineError):
        compile_pdf("#panic()")
    with pytest.raises(EngineError):
        compile_pdf('#text(font: "No Such Face At All")[x]')


def test_preview_is_one_image_a_page() -> None:
    pages = laid_out(["国"] * 300, "宋体")
    assert len(pages.pages) > 1
    images = compile_png(write_source(pages), 20)
    assert len(images) == len(pages.pages)
    assert all(image.startswith(b"\x89PNG") for image in images)


def test_slanted_where_a_face_has_no_italic() -> None:
    italic, upright = (
        render(docx_file(p(r("国", rest)), size=200), ".docx", engine="typst").pdf
        for rest in ("<w:i/>", "")
    )
    slanted, straight = pdfpages.images(italic, 30)[0], pdfpages.images(upright, 30)[0]
    boxes = [
        page.convert("L").point(lambda v: 255 * (v < 128)).getbbox() for page in (slanted, straight)
    ]
    assert boxes[0] and boxes[1]
    assert boxes[0][2] - boxes[0][0] > boxes[1][2] - boxes[1][0] + 5
    assert "国" in pdfpages.lines(italic)[0].text
