"""Damaged and hostile DOCX files: a FormError or a refusal that names the file, in bounded time."""

from __future__ import annotations

import io
import time
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.errors import BangfuError, FormError
from generator.render.engine import render
from tests.render.docxmaker import docx_file, p, picture, png, r, tbl, tc, tr, unzipped, zipped

pytestmark = pytest.mark.usefixtures("fetched_fonts")

GOOD = docx_file(p("国家") + tbl([4000, 4000], tr(tc("甲"), tc("乙"))))
SECONDS = 5.0


def changed(part: str, content: bytes) -> bytes:
    return zipped(unzipped(GOOD) | {part: content})


def replaced(old: str, new: str, part: str = "word/document.xml") -> bytes:
    files = unzipped(GOOD)
    assert old.encode() in files[part]
    return zipped(files | {part: files[part].replace(old.encode(), new.encode())})


def without(part: str) -> bytes:
    files = unzipped(GOOD)
    del files[part]
    return zipped(files)


def bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(3):
            with archive.open(f"word/{number}.xml", "w") as part:
                for _ in range(90):
                    part.write(b" " * 1_000_000)
    return stream.getvalue()


def many_parts() -> bytes:
    return zipped({f"word/{number}": b"" for number in range(5000)})


def lying_size() -> bytes:
    """An archive whose directory says a part is small."""
    source = bytearray(changed("word/document.xml", b"<a>" + b" " * 100_000 + b"</a>"))
    place = source.rfind(b"word/document.xml") - 46
    assert source[place : place + 4] == b"PK\x01\x02"
    source[place + 24 : place + 28] = (10).to_bytes(4, "little")
    return bytes(source)


DTD = b'<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>'
DOCUMENT = unzipped(GOOD)["word/document.xml"]
EXTERNAL = b'<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
DAMAGED = {
    "empty": b"",
    "no archive": b"not a zip at all",
    "old doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "half an archive": GOOD[: len(GOOD) // 2],
    "bomb": bomb(),
    "many parts": many_parts(),
    "lying size": lying_size(),
    "no document": without("word/document.xml"),
    "no relationships": without("_rels/.rels"),
    "broken XML": changed("word/document.xml", DOCUMENT[:200]),
    "empty XML": changed("word/document.xml", b""),
    "entities": changed("word/document.xml", DTD + DOCUMENT),
    "external entity": changed("word/document.xml", EXTERNAL + DOCUMENT),
    "entities in styles": changed("word/styles.xml", DTD + b"<w/>"),
    "broken styles": changed("word/styles.xml", b"<w:styles"),
    "broken settings": changed("word/settings.xml", b"<"),
    "deep XML": changed("word/document.xml", b"<a>" * 100_000 + b"</a>" * 100_000),
    "size no number": replaced('<w:sz w:val="32"/>', '<w:sz w:val="x"/>', "word/styles.xml"),
    "size not a number": replaced('<w:sz w:val="32"/>', '<w:sz w:val="nan"/>', "word/styles.xml"),
    "margin no number": replaced('w:top="1440"', 'w:top="much"'),
    "endless span": replaced("<w:tcPr>", '<w:tcPr><w:gridSpan w:val="99999999"/>'),
    "span of nothing": replaced("<w:tcPr>", '<w:tcPr><w:gridSpan w:val="-1"/>'),
    "far column": replaced("<w:trPr>", '<w:trPr><w:gridBefore w:val="9999999"/>'),
}


@pytest.mark.parametrize("source", DAMAGED.values(), ids=DAMAGED.keys())
def test_damaged_files_are_form_errors(source: bytes) -> None:
    started = time.monotonic()
    with pytest.raises(FormError) as caught:
        render(source, ".docx", engine="typst", name="协议.docx")
    assert caught.value.where == "协议.docx"
    assert "passwd" not in str(caught.value)
    assert "root:" not in str(caught.value)
    assert time.monotonic() - started < SECONDS


def rels_with(relation: str) -> bytes:
    part = "word/_rels/document.xml.rels"
    return zipped(
        unzipped(GOOD)
        | {
            part: unzipped(GOOD)[part].replace(
                b"</Relationships>", relation.encode() + b"</Relationships>"
            )
        }
    )


TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
STILL_GOOD = {
    "external template": rels_with(
        f'<Relationship Id="x" Type="{TYPE}attachedTemplate" TargetMode="External" Target="http://x/"/>'
    ),
    "style circle": replaced(
        "</w:styles>",
        '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style></w:styles>',
        "word/styles.xml",
    ),
    "style of itself": replaced(
        '<w:name w:val="Normal"/>', '<w:basedOn w:val="a"/>', "word/styles.xml"
    ),
    "no styles": without("word/styles.xml"),
    "no settings": without("word/settings.xml"),
    "no tab distance": changed(
        "word/settings.xml",
        unzipped(GOOD)["word/settings.xml"].replace(
            b"<w:compat>", b'<w:defaultTabStop w:val="0"/><w:compat>'
        ),
    ),
    "nothing in it": docx_file(""),
    "no section": docx_file(p("国家"), page=""),
}


@pytest.mark.parametrize("source", STILL_GOOD.values(), ids=STILL_GOOD.keys())
def test_odd_files_are_rendered(source: bytes) -> None:
    assert render(source, ".docx", engine="typst").pages == 1


def test_a_linked_part_outside_the_file_is_not_read() -> None:
    source = docx_file(p(picture("i1", 5, 5)), parts={"i1": ("../../../../etc/passwd", png())})
    with pytest.raises(BangfuError):
        render(source, ".docx", engine="typst")


def test_a_broken_picture_is_an_error() -> None:
    source = docx_file(p(picture("i1", 5, 5)), parts={"i1": ("media/a.png", png()[:40])})
    with pytest.raises(BangfuError):
        render(source, ".docx", engine="typst")


def test_an_image_bomb_is_refused() -> None:
    data = bytearray(png())
    data[16:24] = (50_000).to_bytes(4, "big") * 2
    source = docx_file(p(picture("i1", 5, 5)), parts={"i1": ("media/a.png", bytes(data))})
    with pytest.raises(BangfuError, match="picture a"):
        render(source, ".docx", engine="typst")


def test_tables_in_tables_in_tables() -> None:
    inner = p("底")
    for _ in range(60):
        inner = tbl([8000], tr(tc(inner + p())))
    started = time.monotonic()
    assert render(docx_file(inner, size=5), ".docx", engine="typst").pages == 1
    assert time.monotonic() - started < SECONDS


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_any_damaged_bytes_give_a_documented_error(data: st.DataObject) -> None:
    source = bytearray(GOOD)
    for _ in range(data.draw(st.integers(1, 6))):
        source[data.draw(st.integers(0, len(source) - 1))] = data.draw(st.integers(0, 255))
    try:
        assert render(bytes(source), ".docx", engine="typst").pages >= 1
    except BangfuError as fault:
        assert str(fault)


NUMBERS = st.sampled_from(
    ["", "0", "-1", "1", "12240", "99999999", "1e400", "x", "½", "-0", "12pt", "pt"]
)


@given(
    st.sampled_from(["w:sz", "w:spacing", "w:position", "w:ind", "w:jc", "w:tabs", "w:pBdr"]),
    st.sampled_from(["val", "line", "before", "left", "firstLine", "beforeLines", "hanging"]),
    NUMBERS,
)
@settings(max_examples=80, deadline=None)
def test_any_value_of_a_property_gives_a_documented_error(tag: str, name: str, value: str) -> None:
    xml = f'<{tag} w:{name}="{value}"/>'
    source = docx_file(p(r("字", xml), xml))
    try:
        assert render(source, ".docx", engine="typst").pages >= 1
    except BangfuError as fault:
        assert str(fault)
