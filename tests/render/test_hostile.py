"""Hostile files of every kind, in a process of their own: little time, little memory, no address followed."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.render.docxmaker import docx_file, p, picture, png
from tests.render.xlsx.books import patched, saved, with_xml, workbook
from tests.render.xlsx.books import png as sheet_png

pytestmark = pytest.mark.usefixtures("fetched_fonts")

MB = 1024 * 1024
SECONDS = 90.0  # measured: 6.5 for the slowest, 29 on a machine with five others at work
MEMORY = 800  # MB; measured: 490 for the largest
# Renders the file and tells what became of it, which files and addresses were opened, how long it
# took and how much memory. What it may open are its own code, the fonts and the file itself.
PROBE = """
import json, re, sys, time
opened = []
def watch(event, args):
    if event == "open" and isinstance(args[0], (str, bytes)):
        opened.append(args[0] if isinstance(args[0], str) else args[0].decode())
    elif event.startswith(("socket.", "urllib.", "subprocess.", "os.exec", "os.spawn", "os.system")):
        opened.append(event + " " + repr(args))
from pathlib import Path
from generator.render.engine import render_file
if sys.argv[1].endswith(".html"):
    import weasyprint  # looks for its libraries by asking the system
sys.addaudithook(watch)
start = time.perf_counter()
try:
    said = f"pages: {render_file(Path(sys.argv[1]), 'typst').pages}"
except Exception as fault:
    said = f"{type(fault).__name__}: {fault}"
seconds = time.perf_counter() - start
status = Path("/proc/self/status")
peak = int(re.search(r"VmHWM:\\s+(\\d+)", status.read_text())[1]) / 1024 if status.exists() else 0
print(json.dumps({
    "said": said, "opened": opened, "seconds": seconds,
    "mb": peak,
}))
"""


def probed(source: bytes, suffix: str, folder: Path) -> dict[str, object]:
    """What rendering the file in a process of its own did."""
    file = folder / f"hostile{suffix}"
    file.write_bytes(source)
    command = [sys.executable, "-c", PROBE, str(file)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True)
    answer: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return answer


def plain() -> bytes:
    book, sheet = workbook()
    sheet["A1"] = "甲"
    return saved(book)


def bulky(source: bytes, part: str, unit: bytes, size: int = 100 * MB) -> bytes:
    """The file with a part blown up to a size by something said again and again."""

    def change(content: bytes) -> bytes:
        at = content.index(b"</w:body>") if b"</w:body>" in content else content.rindex(b"</")
        return content[:at] + unit * (size // len(unit)) + content[at:]

    result = io.BytesIO()
    new = zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED, compresslevel=1)
    with zipfile.ZipFile(io.BytesIO(source)) as old, new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content) if name == part else content)
    return result.getvalue()


def rows(cells: int) -> bytes:
    return b"<row>" + b"<c><v>1</v></c>" * cells + b"</row>"


def in_sheet(unit: bytes) -> bytes:
    return with_xml(plain(), "</sheetData>", (unit * (100 * MB // len(unit))).decode())


BULK: dict[str, tuple[Callable[[], bytes], str]] = {
    "100 MB of paragraphs": (
        lambda: bulky(docx_file(p("字")), "word/document.xml", b"<w:p/>"),
        ".docx",
    ),
    "100 MB of styles": (lambda: bulky(docx_file(p("字")), "word/styles.xml", b"<w:x/>"), ".docx"),
    "100 MB of one text": (
        lambda: docx_file(p("字" * (100 * MB // 3))),
        ".docx",
    ),
    "100 MB of rows": (lambda: in_sheet(rows(3)), ".xlsx"),
    "100 MB in one row": (
        lambda: with_xml(plain(), "</sheetData>", rows(100 * MB // 15).decode()),
        ".xlsx",
    ),
    "100 MB of merges": (
        lambda: bulky(plain(), "xl/worksheets/sheet1.xml", b'<mergeCell ref="A1:B2"/>'),
        ".xlsx",
    ),
    "100 MB of rows without end": (lambda: in_sheet(b"<row/>"), ".xlsx"),
    "100 MB of styles of cells": (lambda: bulky(plain(), "xl/styles.xml", b"<xf/>"), ".xlsx"),
    "a page of 20 MB": (lambda: b"<p>" + "字".encode() * (7 * MB), ".html"),
    "a page of many elements": (lambda: b"<p>a" * 100_000, ".html"),
}


@pytest.mark.parametrize("name", BULK)
def test_bulk_is_refused_in_bounded_time_and_memory(name: str, tmp_path: Path) -> None:
    make, suffix = BULK[name]
    found = probed(make(), suffix, tmp_path)
    print(f"{name}: {found['seconds']:.1f} s, {found['mb']:.0f} MB, {str(found['said'])[:90]}")
    assert str(found["said"]).startswith(("FormError", "BeyondPageModel"))
    assert float(str(found["seconds"])) < SECONDS
    assert float(str(found["mb"])) < MEMORY


def linked_picture(target: str) -> bytes:
    source = docx_file(p(picture("i1", 10, 10)), parts={"i1": ("media/a.png", png())})
    return patched(
        source,
        "word/_rels/document.xml.rels",
        lambda rels: rels.replace(
            b'Target="media/a.png"', f'TargetMode="External" Target="{target}"'.encode()
        ),
    )


def linked_template(target: str) -> bytes:
    source = docx_file(p("字"))
    relation = (
        '<Relationship Id="x" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        f'relationships/attachedTemplate" TargetMode="External" Target="{target}"/></Relationships>'
    ).encode()
    return patched(
        source,
        "word/_rels/document.xml.rels",
        lambda rels: rels.replace(b"</Relationships>", relation),
    )


def entity(target: str) -> bytes:
    doctype = f'<!DOCTYPE x [<!ENTITY a SYSTEM "{target}">]>'.encode()
    return patched(docx_file(p("字")), "word/document.xml", lambda xml: doctype + xml)


def linked_sheet_picture(target: str) -> bytes:
    from openpyxl.drawing.image import Image as SheetImage

    book, sheet = workbook()
    sheet["A1"] = "甲"
    sheet.add_image(SheetImage(sheet_png()), "B3")
    return patched(
        saved(book),
        "xl/drawings/_rels/drawing1.xml.rels",
        lambda rels: rels.replace(
            b'Target="/xl/media/image1.png"', f'TargetMode="External" Target="{target}"'.encode()
        ),
    )


def external_book(target: str) -> bytes:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        f'relationships/externalLinkPath" Target="{target}" TargetMode="External"/></Relationships>'
    ).encode()
    name = "xl/externalLinks/externalLink1.xml"
    source = patched(plain(), name, lambda _old: b"<externalLink/>")
    return patched(source, "xl/externalLinks/_rels/externalLink1.xml.rels", lambda _old: relations)


def sheet_entity(target: str) -> bytes:
    doctype = f'<!DOCTYPE x [<!ENTITY a SYSTEM "{target}">]>'.encode()
    return patched(plain(), "xl/worksheets/sheet1.xml", lambda xml: doctype + xml)


def page(target: str) -> bytes:
    return f'<img src="{target}"><link rel="stylesheet" href="{target}">'.encode()


LINKS: dict[str, tuple[Callable[[str], bytes], str]] = {
    "a linked picture": (linked_picture, ".docx"),
    "a template": (linked_template, ".docx"),
    "an entity": (entity, ".docx"),
    "a linked picture on a sheet": (linked_sheet_picture, ".xlsx"),
    "another workbook": (external_book, ".xlsx"),
    "an entity in a sheet": (sheet_entity, ".xlsx"),
    "a page": (page, ".html"),
}
IGNORED = {"a template"}  # Word asks it for macros and building blocks, never for what is printed


@pytest.mark.parametrize("where", ["file", "http"])
@pytest.mark.parametrize("name", LINKS)
def test_no_address_is_followed(name: str, where: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(png())
    target = secret.as_uri() if where == "file" else "http://127.0.0.1:9/secret.png"
    make, suffix = LINKS[name]
    found = probed(make(target), suffix, tmp_path)
    opened = [str(one) for one in found["opened"]]  # type: ignore[attr-defined]
    assert any(one.endswith(f"hostile{suffix}") for one in opened)  # the hook does hear
    assert [one for one in opened if "secret" in one or one.startswith(("socket", "urllib"))] == []
    assert [one for one in opened if one.startswith(("subprocess", "os."))] == []
    refused = str(found["said"]).startswith(("FormError", "BeyondPageModel"))
    assert refused is (name not in IGNORED), found["said"]
