"""Every form that is sealed: each party's dashed circle stands on the page, at its true size, alone."""

from __future__ import annotations

from itertools import combinations

import pytest

from generator.cases.kinds import KINDS
from generator.fill import fill
from generator.fill.sample import sample_fields
from generator.forms import Form, discover_forms
from generator.load import load_case
from generator.reference import load_reference
from generator.render.engine import render
from generator.stamp.geometry import as_read
from generator.stamp.places import seal_places
from generator.stamp.seals import seals_of
from generator.stamp.stamp import Stamps, stamp

SEALED = {
    id_: form for id_, form in discover_forms().items() if form.seals and form.case is not None
}


@pytest.fixture(params=SEALED.values(), ids=SEALED.keys())
def form(request: pytest.FixtureRequest) -> Form:
    found: Form = request.param
    return found


def test_documents_and_sheets_are_sealed() -> None:
    assert {form.template.suffix for form in SEALED.values()} == {".docx", ".xlsx"}


def test_each_seal_has_its_circle(form: Form) -> None:
    case = load_case(form.sample).case
    records = KINDS[case.kind].records_for(form.per)(case, load_reference(), form.folder)
    seals = seals_of(records[0].parties, form.seals)
    assert {seal.role for seal in seals} <= set(form.seals)  # a notice of one issuer has one
    document = render(fill(form.template, sample_fields(form)), form.template.suffix).document
    pressed = stamp(document, Stamps(seals=seals)).pressed
    assert pressed
    # A second seal, as the 钢印, stands where the sample gives it something to stand on.
    places = {place.role for place in seal_places(document)}
    assert [each.seal for each in pressed] == [
        seal for seal in seals if not seal.second or seal.role in places
    ]
    for each in pressed:
        page, size = as_read(document.pages[each.page]), form.seals[each.seal.role].diameter_mm
        assert 0 <= each.left <= page.width - size
        assert 0 <= each.top <= page.height - size
    assert not [pair for pair in combinations(pressed, 2) if pair[0].touches(pair[1])]
