"""The embedded engine against LibreOffice on small workbooks: pages, lines, characters, rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium_c
import pytest

from generator.render.engine import render
from generator.render.libreoffice import LibreOffice
from tests.oracle.compare import compare, stray_ink
from tests.oracle.engines import by
from tests.oracle.workbooks import CORPUS, QUIRKS
from tests.pdfpages import MM, lines
from tests.render.xlsx.books import saved

pytestmark = [pytest.mark.oracle, pytest.mark.usefixtures("fetched_fonts")]

FURTHEST_MM = 2.0  # measured: 1.27, an amount's ¥ before a fill of spaces; else 0.6
RULES_MM = 1.0  # measured: 0.05
STRAY = 3  # pixels of half a mm: thin strokes are grey in one and not in the other; measured: 1
_THIN = 6.0  # pt: what is thinner is a rule


@pytest.fixture(scope="module")
def references(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[bytes, bytes]]:
    """Each workbook with LibreOffice's PDF of it, all made in one run."""
    folder = tmp_path_factory.mktemp("workbooks")
    sources = {name: saved(make()) for name, make in CORPUS.items()}
    sources |= {name: saved(quirk.make()) for name, quirk in QUIRKS.items()}
    files = {name: folder / f"{name}.xlsx" for name in sources}
    for name, path in files.items():
        path.write_bytes(sources[name])
    made = LibreOffice().convert(list(files.values()))
    return {name: (sources[name], made[path]) for name, path in files.items()}


@pytest.mark.parametrize("engine", ["embedded", "typst"])
@pytest.mark.parametrize("name", CORPUS)
def test_same_pages_lines_and_places(
    name: str, engine: str, references: dict[str, tuple[bytes, bytes]]
) -> None:
    source, reference = references[name]
    found = compare(name, by(engine, source, ".xlsx"), reference)
    print(found.row())
    assert found.pages[0] == found.pages[1]
    assert found.differing == ()
    assert found.share == 1
    assert found.furthest_mm <= FURTHEST_MM


@pytest.mark.parametrize("name", CORPUS)
def test_same_rules(name: str, references: dict[str, tuple[bytes, bytes]]) -> None:
    source, reference = references[name]
    ours, theirs = rules(by("embedded", source, ".xlsx")), rules(reference)
    assert set(ours) == set(theirs)
    for key, places in theirs.items():
        for place in places:
            assert min(abs(place - other) for other in ours[key]) <= RULES_MM * MM, (key, place)
        for place in ours[key]:
            assert min(abs(place - other) for other in places) <= RULES_MM * MM, (key, place)


@pytest.mark.parametrize("engine", ["embedded", "typst"])
@pytest.mark.parametrize("name", CORPUS)
def test_same_ink(name: str, engine: str, references: dict[str, tuple[bytes, bytes]]) -> None:
    source, reference = references[name]
    assert stray_ink(by(engine, source, ".xlsx"), reference) <= STRAY


@pytest.mark.parametrize("name", QUIRKS)
def test_where_libreoffice_differs(name: str, references: dict[str, tuple[bytes, bytes]]) -> None:
    """What differs, by design: the day LibreOffice changes, this says so."""
    source, reference = references[name]
    quirk = QUIRKS[name]
    print(f"{name}: {quirk.reason}")
    assert _shown(by("embedded", source, ".xlsx")) == quirk.ours
    assert _shown(reference) == quirk.theirs


def test_the_engines_agree_on_page_numbers_left_out(
    references: dict[str, tuple[bytes, bytes]],
) -> None:
    source, _reference = references["headers_and_footers"]
    ours = render(source, ".xlsx", engine="typst", page_numbers=False).pdf
    theirs = LibreOffice().render(source, ".xlsx", page_numbers=False).pdf
    assert Counter(_characters(ours)) == Counter(_characters(theirs))
    assert not any("页" in line.text for line in lines(ours))


def rules(pdf: bytes) -> dict[tuple[int, bool], list[float]]:
    """Where the rules of each page stand, pt, by page and whether they run across."""
    found: dict[tuple[int, bool], set[float]] = {}
    document = pypdfium2.PdfDocument(pdf)
    for number in range(len(document)):
        page = document[number]
        height = page.get_height()
        for shape in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_PATH], max_depth=4):
            left, bottom, right, top = shape.get_bounds()
            is_across = right - left > top - bottom
            if min(right - left, top - bottom) <= _THIN:
                middle = height - (top + bottom) / 2 if is_across else (left + right) / 2
                found.setdefault((number, is_across), set()).add(round(middle, 1))
    document.close()
    return {key: sorted(places) for key, places in found.items()}


def _characters(pdf: bytes) -> Iterator[str]:
    for line in lines(pdf):
        yield from line.text


def _shown(pdf: bytes) -> list[tuple[int, int, str]]:
    """Each line with its distance from the page's left and top edge in whole mm."""
    return [(round(line.x / MM), round(line.baseline / MM), line.text) for line in lines(pdf)]


def test_the_corpus_is_large_enough() -> None:
    assert len(CORPUS) >= 20
