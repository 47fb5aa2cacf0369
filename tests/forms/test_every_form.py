"""Every form that is found: it loads, lint is silent, the filled sample is its golden text."""

from __future__ import annotations

import re

import pytest

from generator.fill import fill, filled_text
from generator.fill.lint import lint_form
from generator.fill.sample import sample_fields
from generator.forms import Form, discover_forms, discover_packets
from generator.render.fontchains import load_chains

FORMS = discover_forms()


@pytest.fixture(params=FORMS.values(), ids=FORMS.keys())
def form(request: pytest.FixtureRequest) -> Form:
    found: Form = request.param
    return found


def test_forms_are_found() -> None:
    assert len(FORMS) >= 4
    assert {form.status for form in FORMS.values()} == {"official", "proposed"}


def test_packets_are_found() -> None:
    packets = discover_packets()
    assert packets
    assert all(packet.documents for packet in packets.values())


def test_lint_is_silent(form: Form) -> None:
    assert lint_form(form, load_chains().official) == ()


def test_filled_sample_is_the_golden_text(form: Form) -> None:
    text = filled_text(fill(form.template, sample_fields(form)), form.template.suffix)
    assert text == form.expected.read_text(encoding="utf-8")


def test_nothing_is_left_to_fill(form: Form) -> None:
    text = filled_text(fill(form.template, sample_fields(form)), form.template.suffix)
    # {PAGE} is how a page field shows.
    assert not re.search(r"\{[{%#]|[%#}]\}|待补|None|Undefined|Gap\(|Blank\(", text)


def test_same_sample_same_bytes(form: Form) -> None:
    fields = sample_fields(form)
    assert fill(form.template, fields) == fill(form.template, fields)


def test_notes_are_there(form: Form) -> None:
    notes = form.notes.read_text(encoding="utf-8")
    assert notes.startswith("# ")
    if form.status == "proposed" and form.source:
        assert "建议稿" in notes
        assert "建议稿" in form.expected.read_text(encoding="utf-8")
