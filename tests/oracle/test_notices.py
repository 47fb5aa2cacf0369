"""The four notices' full texts through both engines: pages, every character, line ends, places."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.render.libreoffice import LibreOffice
from generator.render.linebreak import HANGING
from tests.oracle.compare import compare
from tests.oracle.engines import by
from tests.oracle.notices import LAYOUTS, NOTICES, QUIRKS, notices
from tests.pdfpages import lines

pytestmark = [pytest.mark.oracle, pytest.mark.usefixtures("fetched_fonts")]

SHARE = 0.98  # measured: 99.7 %
FURTHEST_MM = 2.0  # measured: 1.33
DOCUMENTS = notices()
LONGEST = {"pudong_2024": 4, "pudong_2023": 6, "yunnan_2022": 20, "yubei_2021": 4}  # pages at least


@pytest.fixture(scope="module")
def references(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[bytes, bytes]]:
    """Each notice as DOCX with LibreOffice's PDF of it, all made in one run."""
    folder = tmp_path_factory.mktemp("notices")
    files = {name: folder / f"{number}.docx" for number, name in enumerate(DOCUMENTS)}
    for name, path in files.items():
        path.write_bytes(DOCUMENTS[name]())
    made: dict[Path, bytes] = LibreOffice().convert(list(files.values()))
    return {name: (path.read_bytes(), made[path]) for name, path in files.items()}


def test_all_four_are_set_in_every_layout() -> None:
    assert set(LONGEST) == set(NOTICES)
    assert len(DOCUMENTS) == len(NOTICES) * len(LAYOUTS)


@pytest.mark.parametrize("engine", ["embedded", "typst"])
@pytest.mark.parametrize("name", DOCUMENTS)
def test_pages_characters_and_line_ends(
    name: str, engine: str, references: dict[str, tuple[bytes, bytes]]
) -> None:
    source, reference = references[name]
    ours = by(engine, source)
    found = compare(name, ours, reference)
    print(found.row())
    assert found.pages[0] == found.pages[1] >= LONGEST[name.split()[0]]
    assert _characters(ours) == _characters(reference)
    assert found.share >= SHARE
    assert found.furthest_mm <= FURTHEST_MM


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_differs_is_known(name: str, references: dict[str, tuple[bytes, bytes]]) -> None:
    """Every line that ends elsewhere, with the reason; the day LibreOffice changes, this says so."""
    source, reference = references[name]
    found = compare(name, by("embedded", source), reference).differing
    expected = QUIRKS.get(name)
    if expected is not None:
        print(f"{name}: {expected.reason}")
    assert found == (expected.lines if expected else ())


def _characters(pdf: bytes) -> str:
    """What stands on the pages in order, whatever lines it stands in.

    Without the marks that may hang: LibreOffice 7.4 leaves most that do undrawn.
    """
    text = "".join(line.text for line in lines(pdf))
    return "".join(char for char in text if char not in HANGING)
