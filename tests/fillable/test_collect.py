"""Filled forms read back: what was written comes back, and what is wrong is named by its place."""

from __future__ import annotations

import io
import warnings
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import openpyxl
import pikepdf
import pypdf
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.errors import UsageError
from generator.fill import fill
from generator.fill.blank import blank_form
from generator.fill.sample import sample_fields
from generator.fillable.blank import fillable_pdf
from generator.fillable.collect import Collected, collect
from generator.fillable.output import as_workbook, as_yaml
from generator.forms import Form, discover_forms
from generator.load import load_case
from generator.problems import CaseProblems
from tests.fillable.handform import SAMPLE, filled_by_pypdf, filled_by_viewer, make_form

STAFF = "yunnan-2022/annex-4-staff"
MEMBER = {
    "receiver-1": "禄劝县中医医院",
    "name-1": "示例甲",
    "gender-1": "女",
    "id_number-1": "999999198002300023",
    "phone-1": "19900000001",
    "stay-1": "2022年2月-2023年2月",
}


@cache
def staff() -> tuple[Form, bytes]:
    form = discover_forms()[STAFF]
    return form, fillable_pdf(form)


@cache
def hand() -> tuple[Form, bytes]:
    form = make_form(Path(mkdtemp()))
    return form, fillable_pdf(form)


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BANGFU_LANG", "en")


def collected(form: Form, *contents: bytes, suffix: str = ".pdf") -> Collected:
    """What comes of files of these contents."""
    folder = Path(mkdtemp())
    paths = [folder / f"{number}{suffix}" for number in range(1, len(contents) + 1)]
    for path, content in zip(paths, contents, strict=True):
        path.write_bytes(content)
    return collect(form, paths)


def values(found: Collected) -> list[Mapping[str, Any]]:
    return [row.values for row in found.rows]


def faults(form: Form, *contents: bytes, suffix: str = ".pdf") -> list[str]:
    with pytest.raises(CaseProblems) as caught:
        collected(form, *contents, suffix=suffix)
    return [
        f"{p.place.file[-5:]} {p.place.sheet}!{p.place.cell}: {p.message}"
        for p in caught.value.problems
    ]


# ------------------------------------------------------------ what was written comes back


def test_a_table(tmp_path: Path) -> None:
    form, pdf = staff()
    found = collected(form, filled_by_viewer(pdf, MEMBER | {"name-3": "示例乙"}))
    first = {key.removesuffix("-1"): text for key, text in MEMBER.items() if key != "receiver-1"}
    assert values(found) == [first, {"name": "示例乙"}]
    assert found.rows[0].beside == {"受援医院": "禄劝县中医医院"}


def test_all_kinds_of_fields_by_every_hand() -> None:
    form, pdf = hand()
    written = {
        "name": "示例甲",
        "gender": "/on2",
        "hospital": "渝北区\n中医院",
        "receiver": "云阳县江口镇中心卫生院",
        "stay": "2021.5.1-2021.10.31",
        "result": "优秀",
        "handed_in": "2021年11月2日",
        "summary": "第一段。\r第二段。\n",
        "opinions-receiver-text": "同意",
        "year": "2021",
    }
    expected = {
        "name": "示例甲",
        "gender": "女",
        "hospital": "渝北区中医院",
        "receiver": "云阳县江口镇中心卫生院",
        "stay": "2021.5.1-2021.10.31",
        "summary": "第一段。\n第二段。",
        "result": "优秀",
        "handed_in": "2021年11月2日",
        "opinions": {"receiver": {"text": "同意"}},
    }
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        by_script = filled_by_pypdf(pdf, written)
    assert values(collected(form, filled_by_viewer(pdf, written), by_script)) == [expected] * 2


def test_only_the_boxes_may_tell() -> None:
    """Some viewers set the state of the box and leave the field's value."""
    form, pdf = hand()
    filled = filled_by_viewer(pdf, {**least(), "gender": "/on1"})
    with pikepdf.open(io.BytesIO(filled)) as file:
        for field in file.Root.AcroForm.Fields:
            if str(field.T) == "gender":
                field.V = pikepdf.Name.Off
        stream = io.BytesIO()
        file.save(stream)
    (row,) = values(collected(form, stream.getvalue()))
    assert row["gender"] == "男"


def test_values_in_streams_and_other_encodings() -> None:
    form, pdf = hand()
    with pikepdf.open(io.BytesIO(filled_by_viewer(pdf, least()))) as file:
        for field in file.Root.AcroForm.Fields:
            if str(field.T) == "summary":
                field.V = pikepdf.Stream(file, b"\xfe\xff" + "长文".encode("utf-16-be"))
        stream = io.BytesIO()
        file.save(stream)
    (row,) = values(collected(form, stream.getvalue()))
    assert row["summary"] == "长文"


def test_a_copy_with_other_fields_and_without_information() -> None:
    """pypdf's `append` leaves the file's information behind; others add fields of their own."""
    form, pdf = hand()
    writer = pypdf.PdfWriter()
    writer.append(pypdf.PdfReader(io.BytesIO(filled_by_viewer(pdf, least()))))
    stream = io.BytesIO()
    writer.write(stream)
    with pikepdf.open(io.BytesIO(stream.getvalue())) as file:
        other = pikepdf.Dictionary(FT=pikepdf.Name.Tx, T="Signature1", V="x")
        file.Root.AcroForm.Fields.append(file.make_indirect(other))
        again = io.BytesIO()
        file.save(again)
    assert values(collected(form, again.getvalue())) == [least()]


def least() -> dict[str, str]:
    """The fields a member must have."""
    return {key: text for key, text in SAMPLE["members"][0].items() if key != "year"}


TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Zs", "Cn", "Co")),
    min_size=1,
    max_size=30,
).filter(
    lambda text: (
        text.strip() == text and not text.startswith(("待补", "待定", "on", "/on", "Off", "/Off"))
    )
)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.fixed_dictionaries(
            {"name": TEXT},
            optional={
                "gender": st.sampled_from(["男", "女"]),
                "department": TEXT,
                "position": TEXT,
                "remark": TEXT,
                "phone": st.from_regex(r"1[3-9]\d{9}", fullmatch=True),
                "stay": st.sampled_from(["2022年3月-2023年2月", "2021.5.1-2021.10.31"]),
            },
        ),
        min_size=1,
        max_size=10,
    )
)
def test_rows_filled_in_come_back(rows: list[dict[str, str]]) -> None:
    form, pdf = staff()
    fields = {f"{key}-{n}": text for n, row in enumerate(rows, 1) for key, text in row.items()}
    found = collected(form, filled_by_viewer(pdf, fields))
    order = ("name", "gender", "position", "department", "phone", "stay", "remark")
    assert values(found) == [{key: row[key] for key in order if key in row} for row in rows]
    assert yaml.load(as_yaml(found, name_files=True), Loader=yaml.BaseLoader) == rows


@settings(max_examples=40, deadline=None)
@given(st.lists(TEXT, min_size=1, max_size=6))
def test_paragraphs_come_back(paragraphs: list[str]) -> None:
    form, pdf = hand()
    text = "\n".join(paragraphs)
    found = collected(form, filled_by_viewer(pdf, {**least(), "summary": text}))
    assert found.rows[0].values["summary"] == text
    (row,) = yaml.load(as_yaml(found, name_files=False), Loader=yaml.BaseLoader)
    assert row["summary"] == text


def test_the_yaml_serves_as_a_list_of_a_case(tmp_path: Path) -> None:
    form, pdf = staff()
    found = collected(form, filled_by_viewer(pdf, MEMBER))
    (tmp_path / "members.yaml").write_text(as_yaml(found, name_files=True), encoding="utf-8")
    case = yaml.safe_load(form.sample.read_text(encoding="utf-8"))
    case["batches"][0]["members"] = {"from": "members.yaml"}
    (tmp_path / "case.yaml").write_text(yaml.safe_dump(case, allow_unicode=True), encoding="utf-8")
    loaded: Any = load_case(tmp_path / "case.yaml").case
    (member,) = loaded.batches[0].members
    assert (member.name, member.phone) == ("示例甲", "19900000001")


def test_the_workbook_serves_as_a_list_of_a_case(tmp_path: Path) -> None:
    form, pdf = staff()
    found = collected(form, filled_by_viewer(pdf, MEMBER | {"remark-1": "=1+1"}))
    (tmp_path / "members.xlsx").write_bytes(as_workbook(found, name_files=False))
    case = yaml.safe_load(form.sample.read_text(encoding="utf-8"))
    case["batches"][0]["members"] = {"from": "members.xlsx"}
    (tmp_path / "case.yaml").write_text(yaml.safe_dump(case, allow_unicode=True), encoding="utf-8")
    loaded: Any = load_case(tmp_path / "case.yaml").case
    (member,) = loaded.batches[0].members
    assert (member.id_number, member.remark) == ("999999198002300023", "=1+1")
    cells = openpyxl.load_workbook(tmp_path / "members.xlsx").worksheets[0]
    assert {cell.data_type for row in cells.iter_rows() for cell in row} == {"s"}


def test_parts_of_rows_fit_no_sheet() -> None:
    form, pdf = hand()
    found = collected(form, filled_by_viewer(pdf, {**least(), "opinions-receiver-text": "好"}))
    with pytest.raises(UsageError, match="yaml"):
        as_workbook(found, name_files=False)


def test_files_keep_their_order_and_may_stay_unnamed() -> None:
    form, pdf = staff()
    found = collected(form, *(filled_by_viewer(pdf, {"name-1": f"示例{n}"}) for n in "甲乙丙"))
    assert [row["name"] for row in values(found)] == ["示例甲", "示例乙", "示例丙"]
    assert "2.pdf" in as_yaml(found, name_files=True)
    assert ".pdf" not in as_yaml(found, name_files=False)


def test_progress_is_told(tmp_path: Path) -> None:
    form, pdf = staff()
    path = tmp_path / "a.pdf"
    path.write_bytes(filled_by_viewer(pdf, MEMBER))
    told: list[int] = []
    collect(form, [path] * 3, lambda done, _path: told.append(done))
    assert told == [0, 1, 2]


def test_nothing_filled_in_is_told_and_no_row() -> None:
    form, pdf = staff()
    found = collected(form, pdf)
    assert not found.rows
    assert "nothing is filled in" in found.warnings[0].message
    assert yaml.safe_load(as_yaml(found, name_files=False)) == []


def test_what_differs_beside_the_rows_is_told() -> None:
    form, pdf = staff()
    two = {"receiver-1": "甲医院", "name-1": "示例甲", "receiver-2": "乙医院", "name-2": "示例乙"}
    found = collected(form, filled_by_viewer(pdf, two))
    assert "甲医院 1、乙医院 1" in found.warnings[0].message
    text = as_yaml(found, name_files=False)
    assert (
        text.index("# 受援医院：甲医院") < text.index("示例甲") < text.index("# 受援医院：乙医院")
    )


def test_a_questionnaire_comes_back_as_scores_and_without_names() -> None:
    form = discover_forms()["general/course-questionnaire"]
    answers = {f"q{number}": f"/on{number % 5 + 1}" for number in range(1, 15)}
    filled = filled_by_viewer(fillable_pdf(form), {**answers, "comment": "第一条\n第二条"})
    found = collected(form, filled)
    expected = {key: state.removeprefix("/on") for key, state in answers.items()}
    assert values(found) == [{**expected, "comment": "第一条\n第二条"}]
    assert form.collect is not None
    assert form.collect.anonymous


def test_a_filing_comes_back_as_a_trip() -> None:
    form = discover_forms()["pudong-2024/annex-4-2-filing"]
    trip = {
        "unit": "上海市浦东医院",
        "filed": "2024年5月20日",
        "leader": "示例甲",
        "task": "义诊\n带教",
        "destination": "云南省怒江州兰坪县",
        "start": "2024-06-03",
        "end": "2024-06-07",
        "people": "5",
    }
    assert values(collected(form, filled_by_viewer(fillable_pdf(form), trip))) == [trip]


# ------------------------------------------------------------ what is wrong is named


def test_wrong_values_are_named_by_page_and_field() -> None:
    form, pdf = staff()
    wrong = {
        "name-1": "示例甲",
        "gender-1": "不详",
        "stay-1": "去年",
        "name-2": "",
        "gender-2": "女",
    }
    found = faults(form, filled_by_viewer(pdf, MEMBER), filled_by_viewer(pdf, wrong))
    assert len(found) == 3
    assert any(each.startswith("2.pdf page 1!性别 (row 1):") for each in found)
    assert any(each.startswith("2.pdf page 1!派驻起止日期 (row 1):") for each in found)
    assert any(each.startswith("2.pdf page 1!姓名 (row 2):") for each in found)


def test_personal_data_is_masked_in_messages() -> None:
    form, pdf = staff()
    wrong = {"name-1": "示例甲", "stay-1": "13800138000"}
    assert not any("13800138000" in each for each in faults(form, filled_by_viewer(pdf, wrong)))


def test_another_form_is_refused() -> None:
    form, _pdf = staff()
    other = fillable_pdf(discover_forms()["pudong-2024/annex-5-staff"])
    (fault,) = faults(form, other)
    assert "pudong-2024/annex-5-staff" in fault


def test_every_fault_of_every_file_is_told_at_once() -> None:
    form, pdf = staff()
    found = faults(
        form, b"%PDF-1.7 broken", filled_by_viewer(pdf, {"name-1": "a", "gender-1": "x"})
    )
    assert [each[:5] for each in found] == ["1.pdf", "2.pdf"]


# ------------------------------------------------------------ hostile and broken files


def saved(change: Any, **options: Any) -> bytes:
    _form, pdf = staff()
    with pikepdf.open(io.BytesIO(filled_by_viewer(pdf, MEMBER))) as file:
        change(file)
        stream = io.BytesIO()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about what is wrong on purpose
            file.save(stream, **options)
    return stream.getvalue()


def without_fields(file: pikepdf.Pdf) -> None:
    del file.Root.AcroForm


def without_name(file: pikepdf.Pdf) -> None:
    for field in file.Root.AcroForm.Fields:
        if str(field.T) == "bangfu-form":
            field.V = pikepdf.String("")


def in_a_circle(file: pikepdf.Pdf) -> None:
    field = file.make_indirect(pikepdf.Dictionary(T="a"))
    field.Kids = pikepdf.Array([field])
    file.Root.AcroForm.Fields.append(field)


def far_too_many(file: pikepdf.Pdf) -> None:
    field = pikepdf.Dictionary(T="a", FT=pikepdf.Name.Tx)
    file.Root.AcroForm.Fields = pikepdf.Array([field] * 50_001)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "neither"),
        (b"%PDF-1.7\nnothing of it", "not a PDF"),
        (saved(lambda file: None)[:4000], "not a PDF"),
        (saved(without_fields), "printed or scanned"),
        (saved(without_name), "does not say"),
        (saved(in_a_circle), "circle"),
        (saved(far_too_many), "more fields"),
        (
            saved(lambda file: None, encryption=pikepdf.Encryption(owner="a", user="b")),
            "password",
        ),
        (b"\x89PNG\r\n\x1a\n", "neither"),
        (b"PK\x03\x04 no workbook", "not a readable workbook"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_files_that_are_refused(content: bytes, words: str) -> None:
    form, _pdf = staff()
    (fault,) = faults(form, content, suffix=".bin")
    assert words in fault


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="nobody"):
        collect(staff()[0], [tmp_path / "nobody.pdf"])


def test_a_file_with_an_owners_password_is_read() -> None:
    """Viewers open it without asking, and so do we."""
    locked = saved(lambda file: None, encryption=pikepdf.Encryption(owner="a", user=""))
    assert len(collected(staff()[0], locked).rows) == 1


@pytest.mark.parametrize("place", ["names", "open", "field"])
def test_scripts_are_not_run_and_told_of(place: str) -> None:
    def with_script(file: pikepdf.Pdf) -> None:
        script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        if place == "names":
            file.Root.Names = pikepdf.Dictionary(
                JavaScript=pikepdf.Dictionary(Names=pikepdf.Array(["a", script]))
            )
        elif place == "open":
            file.Root.OpenAction = script
        else:
            file.pages[0].obj.Annots[0].AA = pikepdf.Dictionary(K=script)

    found = collected(staff()[0], saved(with_script))
    assert len(found.rows) == 1
    assert "scripts" in found.warnings[0].message


def test_a_very_long_value_is_cut_not_run_away() -> None:
    form, pdf = hand()
    long = "长" * 300_000
    (row,) = values(collected(form, filled_by_viewer(pdf, {**least(), "summary": long})))
    assert len(row["summary"]) == 200_000


# ------------------------------------------------------------ workbooks

TABLES = {
    name: form
    for name, form in discover_forms().items()
    if form.collect and form.template.suffix == ".xlsx"
}


@pytest.fixture(params=TABLES.values(), ids=TABLES.keys())
def table(request: pytest.FixtureRequest) -> Form:
    found: Form = request.param
    return found


def test_the_filled_sample_is_collected(table: Form) -> None:
    found = collected(table, fill(table.template, sample_fields(table)), suffix=".xlsx")
    assert found.rows
    printed = table.expected.read_text(encoding="utf-8")
    for row in found.rows:
        texts = [text for text in row.values.values() if isinstance(text, str)]
        assert all(text in printed for text in texts if not text.replace(".", "").isdigit())
    assert not [each.message for each in found.warnings if "unknown column" in each.message]


def test_the_blank_gives_no_row(table: Form) -> None:
    found = collected(table, blank_form(table), suffix=".xlsx")
    assert not found.rows


def filled_sheet(change: Mapping[str, str]) -> bytes:
    workbook = openpyxl.load_workbook(io.BytesIO(blank_form(staff()[0])))
    for cell, text in {"C4": "示例甲", "E4": "999999198002300023", **change}.items():
        workbook.worksheets[0][cell] = text
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def test_a_filled_blank_is_collected() -> None:
    form, _pdf = staff()
    found = collected(form, filled_sheet({"B4": "禄劝县中医医院"}), suffix=".xlsx")
    assert values(found) == [{"name": "示例甲", "id_number": "999999198002300023"}]
    assert found.rows[0].beside == {"受援医院": "禄劝县中医医院"}


def test_wrong_cells_are_named() -> None:
    form, _pdf = staff()
    (fault,) = faults(form, filled_sheet({"D4": "不详"}), suffix=".xlsx")
    assert fault.startswith(".xlsx 派驻人员基本信息表!D4: ")


def test_a_workbook_of_another_form_is_refused() -> None:
    other = blank_form(discover_forms()["pudong-2024/annex-5-staff"])
    (fault,) = faults(staff()[0], other, suffix=".xlsx")
    assert "pudong-2024/annex-5-staff" in fault


def test_a_document_form_takes_no_workbook() -> None:
    (fault,) = faults(hand()[0], filled_sheet({}), suffix=".xlsx")
    assert "no sheet" in fault
