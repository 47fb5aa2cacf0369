"""Cells named `seal_<role>` go where their rows go: once for each turn of a loop, away with a row."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from openpyxl.workbook.defined_name import DefinedName

from generator.fill.lint import lint_form
from generator.fill.xlsx import sheet_text
from generator.forms import discover_forms
from tests.fill.xlsx.books import LOOP, PEOPLE, fill, reopened, template

SEALED = {**LOOP, "A6": "（公章）"}


def places(
    cells: Any, own: Any = None, merged: str = "", /, context: Any = None, **named: str
) -> Any:
    """The filled names `seal_…` and their cells; `own` are names of the sheet alone."""

    def prepare(sheet: Any) -> None:
        for name, meaning in named.items():
            sheet.parent.defined_names[name] = DefinedName(name, attr_text=meaning)
        for name, meaning in (own or {}).items():
            sheet.defined_names[name] = DefinedName(name, attr_text=meaning)
        if merged:
            sheet.merge_cells(merged)

    content = fill(template(cells, prepare), **(context or {"people": PEOPLE}))
    book = reopened(content)
    scopes = (book.defined_names, book["表"].defined_names)
    return {name: each.attr_text for names in scopes for name, each in names.items()}


def test_a_place_below_a_loop_moves_down() -> None:
    assert places(SEALED, seal_unit="表!$A$6") == {"seal_unit": "表!$A$6"}
    ten = {"people": PEOPLE * 3}
    assert places(SEALED, context=ten, seal_unit="表!$A$6") == {"seal_unit": "表!$A$12"}
    assert places(SEALED, {"seal_unit": "'表'!A6"}, context=ten) == {"seal_unit": "'表'!$A$12"}


def test_a_place_in_a_loop_is_one_for_each_turn() -> None:
    assert places(LOOP, seal_helper="表!$B$3") == {
        "seal_helper": "表!$B$2",
        "seal_helper_2": "表!$B$3",
        "seal_helper_3": "表!$B$4",
    }


def test_places_of_one_role_count_on() -> None:
    found = places(LOOP, seal_helper="表!$A$5", seal_helper_2="表!$B$3")
    assert set(found) == {"seal_helper", "seal_helper_2", "seal_helper_3", "seal_helper_4"}


def test_a_place_whose_row_is_gone_is_gone() -> None:
    assert places(LOOP, context={"people": []}, seal_helper="表!$B$3") == {}
    cells = {"A1": "{%tr if joint %}", "A2": "（盖章）", "A3": "{%tr endif %}", "A4": "{{ joint }}"}
    assert places(cells, context={"joint": 0}, seal_lead="表!$A$2") == {}
    assert places(cells, context={"joint": 1}, seal_lead="表!$A$2") == {"seal_lead": "表!$A$1"}


def test_a_place_of_merged_cells_is_their_first() -> None:
    found = places(SEALED, None, "A6:B6", context={"people": PEOPLE[:1]}, seal_unit="表!$A$6:$B$6")
    assert found == {"seal_unit": "表!$A$4"}


def test_other_names_are_left_alone() -> None:
    found = places(LOOP, sealed="表!$B$3", seal_odd="1+1")
    assert found == {"sealed": "表!$B$2:$B$4", "seal_odd": "1+1"}


def test_the_golden_text_tells_the_places() -> None:
    def prepare(sheet: Any) -> None:
        sheet.parent.defined_names["seal_unit"] = DefinedName("seal_unit", attr_text="表!$A$5")

    text = sheet_text(fill(template(LOOP, prepare), people=PEOPLE))
    assert text.splitlines()[-1] == "〔盖章处〕seal_unit 表!A5"


@pytest.fixture
def sealed_form(tmp_path: Path) -> Any:
    """A form of its own with a sheet as template, to be spoilt."""
    (source,) = (
        form for form in discover_forms().values() if form.id == "pudong-2024/annex-3-settlement"
    )
    folder = tmp_path / source.id
    folder.mkdir(parents=True)
    for path in source.folder.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())

    def lint(seals: dict[str, Any]) -> list[str]:
        said = yaml.safe_load((folder / "form.yaml").read_text("utf-8"))
        said["seals"] = seals
        (folder / "form.yaml").write_text(yaml.safe_dump(said, allow_unicode=True), "utf-8")
        form = discover_forms(tmp_path)[source.id]
        return [f"{each.message} {each.remedy}" for each in lint_form(form, lambda _face: True)]

    return lint


def test_lint_wants_names_and_seals_to_agree(
    sealed_form: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.i18n.language", lambda: "en")
    unit = {"label": "填报单位", "diameter_mm": 42}
    assert sealed_form({"unit": unit, "finance": unit}) == []
    (extra,) = sealed_form({"unit": unit})
    assert "seal place for finance, form.yaml does not" in extra
    (lacking,) = sealed_form({"unit": unit, "finance": unit, "payer": unit})
    assert "no seal place for payer" in lacking
    assert "Name the cell seal_payer" in lacking
