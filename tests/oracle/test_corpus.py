"""The embedded engine against LibreOffice on small documents: pages, lines, every character, rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.render.libreoffice import LibreOffice
from tests.oracle.compare import compare, stray_ink
from tests.oracle.corpus import CORPUS
from tests.oracle.engines import by

pytestmark = [pytest.mark.oracle, pytest.mark.usefixtures("fetched_fonts")]

FURTHEST_MM = 2.0  # measured: 0.55


@pytest.fixture(scope="module")
def references(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """LibreOffice's PDFs of all documents, made in one run."""
    folder = tmp_path_factory.mktemp("corpus")
    files: dict[Path, str] = {}
    for name, make in CORPUS.items():
        path = folder / f"{name}.docx"
        path.write_bytes(make())
        files[path] = name
    return {files[path]: pdf for path, pdf in LibreOffice().convert(list(files)).items()}


@pytest.mark.parametrize("engine", ["embedded", "typst"])
@pytest.mark.parametrize("name", CORPUS)
def test_same_pages_lines_and_places(name: str, engine: str, references: dict[str, bytes]) -> None:
    ours = by(engine, CORPUS[name]())
    found = compare(name, ours, references[name])
    print(found.row())
    assert found.pages[0] == found.pages[1]
    assert found.differing == ()
    assert found.share == 1
    assert found.furthest_mm <= FURTHEST_MM


@pytest.mark.parametrize("engine", ["embedded", "typst"])
@pytest.mark.parametrize("name", CORPUS)
def test_same_ink(name: str, engine: str, references: dict[str, bytes]) -> None:
    ours = by(engine, CORPUS[name]())
    assert stray_ink(ours, references[name]) == 0
