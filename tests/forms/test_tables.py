"""Every tabular form: its filled sample read back is the sample, and its pages are wide enough."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.fill import fill
from generator.fill.sample import sample_fields
from generator.forms import Form, discover_forms
from generator.load import load_case
from generator.render.engine import render
from generator.render.layout.items import Rule
from generator.render.xlsx.reader import lay_out_xlsx
from tests.forms.tables import printed_list, read_back

TABLES = {name: form for name, form in discover_forms().items() if form.template.suffix == ".xlsx"}
MARGIN = 20 * 72 / 25.4  # pt: no form's is narrower than 25 mm
NOT_PRINTED = {
    "plan": {"batches", "category", "region", "seed_line"},
    "dispatch": {"leader", "post", "insurance", "goals"},
    "settlement": {"unit_price", "people", "days"},  # printed as one text, 计算依据
    "training": {"birth", "result", "number"},
}
# Summaries print sums of the case's rows, not the rows: their own tests compare the figures.
SUMMARIES = {"yubei-2021/team-summary"}
LISTS = {name: form for name, form in TABLES.items() if name not in SUMMARIES}


@pytest.fixture(params=TABLES.values(), ids=TABLES.keys())
def form(request: pytest.FixtureRequest) -> Form:
    found: Form = request.param
    return found


def test_there_are_tables() -> None:
    assert LISTS
    assert set(TABLES) >= SUMMARIES


@pytest.mark.parametrize("form", LISTS.values(), ids=LISTS.keys())
def test_the_sample_comes_back(form: Form, tmp_path: Path) -> None:
    left_out = NOT_PRINTED.get(form.case or "", set())
    given = printed_list(form, load_case(form.sample).case)
    found = read_back(form, tmp_path)
    assert [row.model_dump(exclude=left_out) for row in found] == [
        row.model_dump(exclude=left_out) for row in given
    ]


def test_the_engine_draws_all_of_it(form: Form) -> None:
    filled = fill(form.template, sample_fields(form))
    pages, refusals = lay_out_xlsx(filled, form.id)
    assert refusals.findings == []
    assert pages.pages


def test_the_table_is_as_wide_as_the_paper_allows(form: Form) -> None:
    """Nothing runs onto a page beside, and nothing is scaled down until it cannot be read."""
    pages, _refusals = lay_out_xlsx(fill(form.template, sample_fields(form)), form.id)
    for page in pages.pages:
        sizes = [item.size for item in page.items if hasattr(item, "size")]
        assert min(sizes) >= 9 * 0.95
        rules = [x for item in page.items if isinstance(item, Rule) for x in (item.x1, item.x2)]
        assert min(rules) >= MARGIN
        assert max(rules) <= page.width - MARGIN


def test_the_table_is_one_page_wide(form: Form) -> None:
    """Every page begins with the same column: none holds what another had no room for."""
    pages, _refusals = lay_out_xlsx(fill(form.template, sample_fields(form)), form.id)
    lefts = {
        round(min(item.x1 for item in page.items if isinstance(item, Rule))) for page in pages.pages
    }
    rights = {
        round(max(item.x2 for item in page.items if isinstance(item, Rule))) for page in pages.pages
    }
    assert (len(lefts), len(rights)) == (1, 1)


def test_a_pdf_can_be_made(form: Form) -> None:
    assert render(fill(form.template, sample_fields(form)), ".xlsx").pages >= 1
