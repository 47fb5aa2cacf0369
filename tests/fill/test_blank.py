"""Blanks of every form that is found: the official form's own text, and nothing of the sample."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import openpyxl
import pytest
import yaml

from generator.cases.nothing import BLANK
from generator.cases.records import Party
from generator.errors import UsageError
from generator.fill import filled_text
from generator.fill.blank import NAMED, blank_form, emptied
from generator.fill.properties import keywords_of, with_keywords
from generator.fill.sample import sample_fields
from generator.fillable.files import has_blank
from generator.forms import Form, discover_forms
from generator.forms.form import value_at
from generator.render.engine import render
from tests.pdfpages import lines

FORMS = {name: form for name, form in discover_forms().items() if has_blank(form)}
TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)


@pytest.fixture(params=FORMS.values(), ids=FORMS.keys())
def form(request: pytest.FixtureRequest) -> Form:
    found: Form = request.param
    return found


def sample_texts(form: Form) -> set[str]:
    """Whatever the sample says, of two characters or more."""
    case = yaml.load(form.sample.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    kept = {"kind", "policy", *(key.split(".")[-1] for key in form.keeps)}
    keeps = (value_at(sample_fields(form), key) for key in form.keeps)
    said_anyway = {text for value in keeps for text in _texts(value, set())}
    return {text for text in _texts(case, kept) if len(text) > 1} - said_anyway


def _texts(value: Any, kept: set[str]) -> Iterator[str]:
    if isinstance(value, dict):
        for key, item in value.items():
            if key not in kept:
                yield from _texts(item, kept)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item, kept)
    else:
        yield str(value).strip()


def own_text(form: Form) -> str:
    """What the form says itself: the template's text without its tags, and the notice's own."""
    text = filled_text(form.template.read_bytes(), form.template.suffix)
    return f"{TAG.sub('', text)} {sample_fields(form).get('policy')}"


def says(text: str, wanted: str) -> bool:
    """Whether a text has another in it, as a whole number where it is one."""
    return bool(re.search(rf"(?<!\d){re.escape(wanted)}(?!\d)", text))


def spoken(text: str) -> str:
    """The text without the lines that describe the sheet (ranges, print area)."""
    return "\n".join(line for line in text.splitlines() if not line.startswith("〔"))


def test_nothing_of_the_sample_is_left(form: Form) -> None:
    text = spoken(filled_text(blank_form(form), form.template.suffix))
    own = own_text(form)
    assert {
        each for each in sample_texts(form) if says(text, each) and not says(own, each)
    } == set()


def test_no_tag_and_no_gap_is_left(form: Form) -> None:
    text = filled_text(blank_form(form), form.template.suffix)
    assert not re.search(r"\{[{%#](?!PAGE)|[%#}]\}|【|None|Undefined|Nothing|Blank\(|待补", text)


def test_the_forms_own_words_stand(form: Form) -> None:
    """Most of what the template says beside its tags: titles, headers, notes."""
    text = re.sub(r"\s", "", filled_text(blank_form(form), form.template.suffix))
    template = filled_text(form.template.read_bytes(), form.template.suffix)
    words = {re.sub(r"\s", "", part) for part in re.split(r"[\n\t]", TAG.sub("\n", template))}
    own = {word for word in words if len(word) > 1 and not word.startswith(("〔", "‹"))}
    assert len([word for word in own if word in text]) > len(own) / 2


def test_the_year_of_its_title_stands(form: Form) -> None:
    year = re.search(r"20\d\d", form.titles.zh)
    if year:
        assert year[0] in filled_text(blank_form(form), form.template.suffix)


def test_the_first_page_is_not_empty(form: Form) -> None:
    rendered = render(blank_form(form), form.template.suffix, name=form.id)
    shown = [line for line in lines(rendered.pdf) if line.page == 0]
    assert len(shown) >= 3


def test_the_file_says_which_form_it_is(form: Form) -> None:
    assert keywords_of(blank_form(form)) == NAMED + form.id


def test_same_form_same_bytes(form: Form) -> None:
    assert blank_form(form) == blank_form(form)


@pytest.mark.parametrize(
    "form",
    [
        pytest.param(form, id=name)
        for name, form in FORMS.items()
        if form.template.suffix == ".xlsx"
    ],
)
def test_cells_to_be_filled_are_empty(form: Form) -> None:
    """Cells to write in, with rules around them; no formula that would show 0, no lone spaces."""
    workbook = openpyxl.load_workbook(io.BytesIO(blank_form(form)))
    cells = [cell for sheet in workbook.worksheets for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    assert not [
        cell.coordinate for cell in cells if isinstance(cell.value, str) and not cell.value.strip()
    ]
    assert len([cell for cell in cells if cell.value is None and cell.border.top.style]) >= 5


def test_what_the_program_fills_has_no_blank() -> None:
    (form, *_more) = (form for form in discover_forms().values() if form.case is None)
    with pytest.raises(UsageError, match=form.id):
        blank_form(form)


def test_emptied() -> None:
    spaces = "　" * 8
    assert emptied("威信县") == spaces
    assert emptied(("甲医院", "乙医院")) == (spaces,), "one is left of several"
    assert emptied(None) == BLANK
    assert emptied(True) is True
    party = Party("receiver", "受援医院", "威信县中医医院")
    assert emptied([party, 3]) == (Party("receiver", "受援医院", spaces),)
    figure = emptied(12)
    assert not figure
    assert (figure.people, list(figure), figure.room) != (12, [12], "12")
    assert figure.room == "　　"


def test_keywords_are_put_in_and_found() -> None:
    form = next(form for form in FORMS.values() if form.template.suffix == ".docx")
    content = with_keywords(form.template.read_bytes(), "一 二")
    assert keywords_of(content) == "一 二"
    assert keywords_of(with_keywords(content, "三")) == "三"


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"PK\x03\x04broken"])
def test_what_is_no_office_file_has_no_keywords(content: bytes) -> None:
    assert keywords_of(content) == ""
