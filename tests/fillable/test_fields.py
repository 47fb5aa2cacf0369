"""What the names of a template stand for: fields of a row, their options, their rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.errors import FormError, UsageError
from generator.fillable.fields import FormFields, Way, hint
from generator.fillable.rows import row_shape
from generator.forms import Form, discover_forms
from tests.fillable.handform import make_form


@pytest.fixture
def form(tmp_path: Path) -> Form:
    return make_form(tmp_path)


@pytest.fixture
def staff() -> Form:
    return discover_forms()["yunnan-2022/annex-4-staff"]


@pytest.mark.parametrize(
    ("name", "path", "option", "count"),
    [
        ("field_name", ("name",), None, 1),
        ("field_name_3", ("name",), None, 3),
        ("field_gender_is2", ("gender",), 2, 1),
        ("field_gender_is2_10", ("gender",), 2, 10),
        ("field_handed_in", ("handed_in",), None, 1),
        ("field_opinions_receiver_text", ("opinions", "receiver", "text"), None, 1),
        (
            "field_opinions_receiver_authority_day",
            ("opinions", "receiver_authority", "day"),
            None,
            1,
        ),
        ("field_year", ("year",), None, 1),
    ],
)
def test_names(
    form: Form, name: str, path: tuple[str, ...], option: int | None, count: int
) -> None:
    found = FormFields(form).named(name)
    assert found
    assert (found.field.path, found.option, found.count) == (path, option, count)


@pytest.mark.parametrize(
    "name", ["field_", "field_nmae", "field_opinions", "field_goals", "field_policy", "field_is1"]
)
def test_names_of_nothing(form: Form, name: str) -> None:
    assert FormFields(form).named(name) is None


def test_how_fields_are_filled(form: Form) -> None:
    fields = FormFields(form)
    ways = {key: fields.field(tuple(key.split("-"))).way for key in ("name", "gender", "handed_in")}
    assert ways == {"name": Way.TEXT, "gender": Way.CHOICE, "handed_in": Way.DATE}
    assert fields.field(("gender",)).options == ("男", "女")
    assert fields.field(("summary",)).paragraphs
    assert not fields.field(("tasks",)).paragraphs
    assert "2024-03-01" in hint(fields.field(("handed_in",)))
    assert hint(fields.field(("name",))) == ""


def test_titles_are_the_models_unless_the_form_has_its_own(form: Form) -> None:
    fields = FormFields(form)
    assert fields.field(("hospital",)).title == "单位"
    assert fields.field(("receiver",)).title == "对口支援单位"
    assert fields.field(("opinions", "receiver", "text")).title == "受援乡镇卫生院考核意见：意见"


def test_what_stands_beside_the_rows(form: Form) -> None:
    assert FormFields(form).field(("year",)).beside
    assert not FormFields(form).field(("name",)).beside


def test_lengths_are_the_models(staff: Form) -> None:
    fields = FormFields(staff)
    lengths = {
        key: fields.field((key,)).longest for key in ("id_number", "phone", "name", "leader")
    }
    assert lengths == {"id_number": 18, "phone": 11, "name": None, "leader": None}
    assert fields.field(("leader",)).way is Way.YES


def test_keys_lead_back(form: Form) -> None:
    fields = FormFields(form)
    for key in ("name", "opinions-receiver-text", "year"):
        found = fields.by_key(key)
        assert found
        assert found.key == key
    for key in ("policy", "goals", "opinions", "opinions-nobody-text", ""):
        assert fields.by_key(key) is None


@pytest.mark.parametrize("rows", ["nobody", "name", "members.goals.deadline", "members.name"])
def test_a_list_the_kind_does_not_have(tmp_path: Path, rows: str) -> None:
    form = make_form(tmp_path, collect={"rows": rows})
    with pytest.raises(FormError, match=rows) as caught:
        row_shape(form)
    assert caught.value.where.endswith("form.yaml")


def test_a_list_within_a_list(tmp_path: Path) -> None:
    assert (
        "deadline" in row_shape(make_form(tmp_path, collect={"rows": "members.goals"})).row.fields
    )


def test_a_form_that_gives_nothing_back(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="yubei-2021/hand"):
        row_shape(make_form(tmp_path, collect=None))
