"""Both engines on every tabular form, and on the real cases that fill them: pages, lines, places."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.cases.kinds import KINDS
from generator.fill import fill
from generator.fill.sample import sample_fields
from generator.forms import discover_forms
from generator.load import load_case
from generator.reference import load_reference
from generator.render.engine import render
from generator.render.libreoffice import LibreOffice
from generator.resources import data_dir
from tests.oracle.compare import compare

pytestmark = [pytest.mark.oracle, pytest.mark.usefixtures("fetched_fonts")]

FURTHEST_MM = 2.0  # measured: 0.23
TABLES = {name: form for name, form in discover_forms().items() if form.template.suffix == ".xlsx"}
CASES = sorted((data_dir() / "cases").rglob("*.yaml"))
# LibreOffice breaks lines in cells without regard to what may begin or end one, Excel and we do not.
BROKEN_OTHERWISE = {"pudong-2024/annex-1-plan": 2, "yunnan-2022/annex-2-relations": 5}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[bytes, bytes]]:
    """Each workbook, and LibreOffice's PDF of it; all in one run."""
    sources = {name: fill(form.template, sample_fields(form)) for name, form in TABLES.items()}
    for path in CASES:
        case = load_case(path).case
        for name, form in TABLES.items():
            annex = path.stem.partition("-")[2]  # of the case of one annex alone
            policy = name.partition("/")[0]
            of_case = policy == "general" or (policy == case.policy and annex in name)
            if form.case == case.kind and of_case:
                records = KINDS[case.kind].records_for(form.per)
                record = records(case, load_reference(), path.parent)[0]
                sources[f"{name} {path.stem}"] = fill(form.template, record.fields)
    folder = tmp_path_factory.mktemp("tables")
    files: dict[str, Path] = {}
    for number, (name, content) in enumerate(sources.items()):
        files[name] = folder / f"{number}.xlsx"
        files[name].write_bytes(content)
    made = LibreOffice().convert(list(files.values()))
    return {name: (sources[name], made[path]) for name, path in files.items()}


def test_both_engines_agree(filled: dict[str, tuple[bytes, bytes]]) -> None:
    found = {
        name: compare(name, render(source, ".xlsx").pdf, reference)
        for name, (source, reference) in filled.items()
    }
    print("\n" + "\n".join(comparison.row() for comparison in found.values()))
    assert {name: c.pages for name, c in found.items() if c.pages[0] != c.pages[1]} == {}
    differing = {
        name: c.differing
        for name, c in found.items()
        if len(c.differing) > (BROKEN_OTHERWISE.get(name.split()[0], 0) if " " in name else 0)
    }
    assert differing == {}
    assert {name: c.furthest_mm for name, c in found.items() if c.furthest_mm > FURTHEST_MM} == {}
