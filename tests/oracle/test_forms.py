"""Every form, filled, through both engines: the same pages, lines, characters and seals' places."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from generator.cases.kinds import KINDS
from generator.cases.nothing import Gap
from generator.cases.records import Record
from generator.fill import fill_docx
from generator.fill.sample import sample_fields
from generator.forms import discover_forms
from generator.load import load_case
from generator.reference import load_reference
from generator.render.libreoffice import LibreOffice
from generator.resources import data_dir
from tests.oracle.compare import compare
from tests.oracle.engines import by
from tests.pdfpages import MM

pytestmark = [pytest.mark.oracle, pytest.mark.usefixtures("fetched_fonts")]

FURTHEST_MM = 2.0
MOST_ITEMS = 2  # documents of a form that makes one for each item
SEAL_MM = 1.0
FORMS = {name: form for name, form in discover_forms().items() if form.template.suffix == ".docx"}
CASES = sorted((data_dir() / "cases").rglob("*.yaml"))


def _fields() -> dict[str, tuple[Path, Mapping[str, Any]]]:
    """What to fill: each form's sample, and chosen records of the real cases."""
    found = {name: (form.template, sample_fields(form)) for name, form in FORMS.items()}
    for path in CASES:
        loaded = load_case(path)
        kind = KINDS[loaded.case.kind]
        for name, form in FORMS.items():
            policy = name.partition("/")[0]
            if form.case != loaded.case.kind or policy not in ("general", loaded.case.policy):
                continue  # another kind's form, or another policy's
            records = kind.records_for(form.per)(loaded.case, load_reference(), path.parent)
            for which, record in _chosen(records).items():
                case = f"{path.parent.name} {path.stem} {which}"
                for number, fields in enumerate(form.fields_of(record.fields)[:MOST_ITEMS], 1):
                    found[f"{case} {number} {name}"] = (form.template, fields)
    return found


def _chosen(records: Sequence[Record]) -> dict[str, Record]:
    """Some of a case's records, none twice."""
    chosen = {
        "first": records[0],
        "middle": records[len(records) // 2],
        "longest": max(records, key=lambda record: len(record.title)),
        "joint": max(records, key=lambda record: len(record.fields.get("helpers", ()))),
        "gap": next((r for r in records if Gap in map(type, r.fields.values())), records[-1]),
    }
    once = {record.key: which for which, record in reversed(chosen.items())}
    return {which: record for which, record in chosen.items() if once[record.key] == which}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[bytes, bytes]]:
    """Each document as a DOCX, and LibreOffice's PDF of it; all in one run."""
    folder = tmp_path_factory.mktemp("forms")
    files: dict[Path, str] = {}
    for number, (name, (template, fields)) in enumerate(_fields().items()):
        path = folder / f"{number}.docx"
        path.write_bytes(fill_docx(template, fields))
        files[path] = name
    made = LibreOffice().convert(list(files))
    return {name: (path.read_bytes(), made[path]) for path, name in files.items()}


def test_forms_and_cases_are_found() -> None:
    assert len(FORMS) >= 4
    assert len(CASES) >= 2


@pytest.mark.parametrize("engine", ["embedded", "typst"])
def test_both_engines_agree(filled: dict[str, tuple[bytes, bytes]], engine: str) -> None:
    found = [
        compare(name, by(engine, source), reference) for name, (source, reference) in filled.items()
    ]
    print("\n" + "\n".join(comparison.row() for comparison in found))
    assert {c.name: c.pages for c in found if c.pages[0] != c.pages[1]} == {}
    assert {c.name: c.differing for c in found if c.differing} == {}
    assert {c.name: c.furthest_mm for c in found if c.furthest_mm > FURTHEST_MM} == {}


@pytest.mark.parametrize("engine", ["embedded", "typst"])
def test_seals_stand_at_the_same_places(
    filled: dict[str, tuple[bytes, bytes]], engine: str
) -> None:
    compared = 0
    for name, (source, reference) in filled.items():
        ours = _seals(by(engine, source))
        theirs = _seals(reference)
        assert set(ours) == set(theirs), name
        for seal, place in theirs.items():
            compared += 1
            assert ours[seal] == pytest.approx(place, abs=SEAL_MM * MM), (name, seal)
    assert compared > len(FORMS)


def _seals(pdf: bytes) -> dict[str, tuple[int, float, float]]:
    """Page and place (pt from the bottom left) of each destination named seal_…."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        pages = {page.objgen: number for number, page in enumerate(document.pages)}
        places = {}
        for name, target in _named(document):
            array = target.get("/D") if isinstance(target, pikepdf.Dictionary) else target
            if name.startswith("seal_"):
                page = 10_000 * pages[array[0].objgen]  # another page is never near
                places[name] = (page, float(array[2]), float(array[3]))
        return places


def _named(document: pikepdf.Pdf) -> list[tuple[str, Any]]:
    found = [
        (str(key).lstrip("/"), value) for key, value in document.Root.get("/Dests", {}).items()
    ]
    names = document.Root.get("/Names", pikepdf.Dictionary()).get("/Dests")
    if names is not None:
        found += [(str(key), value) for key, value in pikepdf.NameTree(names).items()]
    return found
