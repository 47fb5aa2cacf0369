"""A form read once gives the very pages that filling and reading it anew gives."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from generator.errors import CaseError
from generator.fill import fill_docx
from generator.fill.sample import sample_fields
from generator.forms import Form, discover_forms
from generator.issue.template import prepare
from generator.render.engine import lay_out_file

NUMBERED = {name: form for name, form in discover_forms().items() if form.series}
FORMS = {name: form for name, form in NUMBERED.items() if form.case == "training"}
LETTERS = {name: form for name, form in NUMBERED.items() if form.case == "dispatch"}
VARYING = {"name": "", "unit": "", "result": "", "number": "0123456789", "code": "ABC"}
NAMES = (
    "王样",
    "欧阳样甲",
    "阿卜杜热合曼·买买提依明·样",
    "Ann <b>&amp; Bob</b> & Co.",
    "{{ name }} {% if x %}",
    "两  格",
    "甲\n乙",
    "甲\t乙",
    "长" * 25,
    "",
)


@pytest.fixture(params=FORMS.values(), ids=FORMS.keys())
def form(request: pytest.FixtureRequest) -> Form:
    found: Form = request.param
    return found


def fields(form: Form, name: str) -> Mapping[str, Any]:
    return {**sample_fields(form), "name": name, "code": "K7Q2-9XHB-3MTA-PD5W"}


def test_there_are_forms_with_numbers() -> None:
    assert len(FORMS) >= 2
    assert LETTERS
    assert set(NUMBERED) == {*FORMS, *LETTERS}


@pytest.mark.parametrize("name", NAMES)
def test_the_same_pages(form: Form, name: str) -> None:
    template = prepare(form, fields(form, "别人"), VARYING)
    assert template.marked is not None, "the template only prints what varies"
    values = fields(form, name)
    full = lay_out_file(fill_docx(form.template, values), ".docx")
    assert template.pages(values) == full


def test_a_template_that_asks_is_read_anew(form: Form) -> None:
    """`place` decides in the template whether a phrase is printed."""
    template = prepare(form, fields(form, "甲"), {**VARYING, "place": ""})
    assert template.marked is None
    for place in ("某地", ""):
        values = {**fields(form, "甲"), "place": place}
        full = lay_out_file(fill_docx(form.template, values), ".docx")
        assert template.pages(values) == full


def test_what_cannot_be_filled_is_refused_as_ever(form: Form) -> None:
    template = prepare(form, fields(form, "甲"), VARYING)
    with pytest.raises(CaseError):
        template.pages(fields(form, "甲\x01乙"))


def test_what_is_shared_does_not_depend_on_who_is_first(form: Form) -> None:
    one, other = (prepare(form, fields(form, name), VARYING) for name in ("王样", "鲁样"))
    assert one.stock.characters
    assert one.stock.characters == other.stock.characters
    assert not any("王" in characters for characters in one.stock.characters.values())


@pytest.mark.parametrize("letter", LETTERS.values(), ids=LETTERS.keys())
def test_letters_ask_much_and_are_read_anew(letter: Form) -> None:
    first = {**sample_fields(letter), "code": ""}
    template = prepare(letter, first, dict.fromkeys(first, ""))
    assert template.marked is None
    for names in (("示例甲",), ("示例甲", "示例乙")):
        values = {**first, "names": names, "number": "样例函〔2024〕9号"}
        full = lay_out_file(fill_docx(letter.template, values), ".docx")
        assert template.pages(values) == full
