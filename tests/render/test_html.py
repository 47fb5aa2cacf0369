"""HTML pages by WeasyPrint: our faces, nothing fetched, what is missing told with its remedy."""

from __future__ import annotations

import base64
import importlib
import io
from pathlib import Path
from types import ModuleType

import pikepdf
import pytest
from PIL import Image

from generator.errors import EngineError, ExitCode, FormError
from generator.render.engine import beyond_page_model, preview, render, render_file
from tests.pdfpages import lines
from tests.render.docxmaker import png

pytestmark = pytest.mark.usefixtures("fetched_fonts")

STYLE = (
    "@page { size: A4; margin: 30mm; @bottom-center { content: '第 ' counter(page) ' 页' } }"
    "h1 { font-family: 方正小标宋简体 } p { font-family: 仿宋_GB2312; font-size: 16pt }"
)


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BANGFU_LANG", "en")


def page(body: str, head: str = "") -> bytes:
    style = f"<style>{STYLE}</style>"
    return f"<!doctype html><html><head>{style}{head}</head><body>{body}</body></html>".encode()


def faces(pdf: bytes) -> set[str]:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return {
            str(font.BaseFont).split("+")[-1]
            for one in document.pages
            for font in one.Resources.Font.values()
        }


def test_official_faces_are_drawn_by_the_files_we_know() -> None:
    source = page("<h1>评估报告</h1><p>对口帮扶</p><div>正文 2022</div>")
    done = render(source, ".html", engine="typst")
    assert done.engine == "weasyprint"
    assert done.pages == 1
    assert {name.split("-")[0] for name in faces(done.pdf)} == {"Noto", "FandolFang", "FandolSong"}
    assert [line.text for line in lines(done.pdf)] == ["评估报告", "对口帮扶", "正文2022", "第1页"]
    assert beyond_page_model(source, ".html") == ()


def test_the_same_page_gives_the_same_bytes() -> None:
    source = page("<p>对口帮扶</p>")
    assert render(source, ".html").pdf == render(source, ".html").pdf


def test_page_numbers_are_left_out_for_a_packets_own() -> None:
    done = render(page("<p>对口帮扶</p>"), ".html", page_numbers=False)
    assert [line.text for line in lines(done.pdf)] == ["对口帮扶"]


def test_a_picture_in_the_page_is_drawn_and_previewed() -> None:
    data = base64.b64encode(png()).decode()
    source = page(
        f'<p>图</p><img src="data:image/png;base64,{data}"><p style="break-before:page">二'
    )
    first, second = preview(source, ".html", ppi=50)
    with Image.open(io.BytesIO(first)) as image:
        assert image.size == (413, 585)
        assert any(colour == (200, 0, 0) for _count, colour in image.convert("RGB").getcolors(9999))
    assert second != first


OUTSIDE = {
    "a file": '<img src="{file}">',
    "a file beside the page": '<img src="secret.png">',
    "the network": '<img src="http://127.0.0.1:9/a.png">',
    "a style sheet": '<link rel="stylesheet" href="{file}">',
    "an imported style": "<style>@import url('{file}');</style>",
    "a background": "<p style=\"background: url('{file}')\">字</p>",
    "a font": "<style>@font-face {{ font-family: F; src: url('{file}') }} b {{ font-family: F }}"
    "</style><b>字</b>",
    "an attachment": '<link rel="attachment" href="{file}">',
    "a drawing's picture": '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
    '<image href="{file}" width="9" height="9"/></svg>',
}


@pytest.mark.parametrize("kind", OUTSIDE)
def test_nothing_outside_the_page_is_read(kind: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(png())
    source = tmp_path / "page.html"
    source.write_bytes(page("<p>字</p>" + OUTSIDE[kind].format(file=secret.as_uri())))
    with pytest.raises(FormError, match="does not stand in it") as caught:
        render_file(source)
    assert caught.value.where == str(source)
    assert "data:" in caught.value.remedy


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (b"<p>\xff\xfe</p>", "not UTF-8"),
        (b"<div>" * 3000 + "深".encode(), "nested too deeply"),
        (b"<p>" + b"a" * (21 * 1024 * 1024), "larger than any form"),
    ],
)
def test_a_page_that_is_none_is_a_form_error(source: bytes, said: str) -> None:
    with pytest.raises(FormError, match=said):
        render(source, ".html", name="页.html")


@pytest.mark.parametrize(
    ("fault", "remedy"),
    [(OSError("cannot load library 'libpango'"), "Pango"), (ImportError("x"), "bangfu[html]")],
)
def test_what_is_missing_is_told(
    fault: Exception, remedy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = importlib.import_module

    def without(name: str) -> ModuleType:
        if name == "weasyprint":
            raise fault
        return real(name)

    monkeypatch.setattr(importlib, "import_module", without)
    with pytest.raises(EngineError) as caught:
        render(page("字"), ".html")
    assert caught.value.exit_code == ExitCode.ENGINE
    assert remedy in caught.value.remedy


def test_faces_that_stand_in_are_told() -> None:
    source = page("<h1 style='font: 12pt 黑体'>评估</h1><p>对口</p>")
    requested = {each.requested for each in render(source, ".html").substitutions}
    assert requested == {"宋体", "方正小标宋简体", "仿宋_GB2312", "黑体"}


def test_a_character_no_font_has_is_an_error_with_its_place() -> None:
    with pytest.raises(EngineError, match=r"U\+E9A1") as caught:
        render(page("<p>甲</p><p>姓名：张\ue9a1</p>"), ".html", name="页.html")
    assert caught.value.where == "页.html: 姓名：张\ue9a1"
    assert render(page("<p>蔈草镇</p>"), ".html").pages == 1  # rare, but a fallback has it
