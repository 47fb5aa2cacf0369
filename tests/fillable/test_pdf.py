"""The fillable PDFs: their fields by the eyes of pikepdf and pypdf, where they lie, how they are told."""

from __future__ import annotations

import io
import warnings
from itertools import pairwise
from pathlib import Path

import docx
import pikepdf
import pypdf
import pytest

from generator.errors import FormError, UsageError
from generator.fillable.blank import IDENTITY, fillable_pdf
from generator.fillable.files import blank_file, is_fillable
from generator.fillable.lint import field_findings
from generator.fillable.room import Box
from generator.fillable.spots import laid_out
from generator.forms import Form, discover_forms
from tests.fillable.handform import CELLS, filled_by_pypdf, make_form, write
from tests.pdfpages import lines

FORMS = {name: form for name, form in discover_forms().items() if is_fillable(form)}
MOST = 300_000  # bytes


@pytest.fixture(params=FORMS.values(), ids=FORMS.keys())
def official(request: pytest.FixtureRequest) -> Form:
    found: Form = request.param
    return found


@pytest.fixture
def form(tmp_path: Path) -> Form:
    return make_form(tmp_path)


def fields_of(pdf: bytes) -> dict[str, pypdf.generic.Field]:
    found = pypdf.PdfReader(io.BytesIO(pdf)).get_fields()
    assert found
    return found


def box_of(rect: pikepdf.Object, height: float) -> Box:
    left, bottom, right, top = map(float, rect)  # type: ignore[call-overload]
    return Box(left, height - top, right, height - bottom)


# ------------------------------------------------------------ every fillable form


def test_there_are_forms_to_fill() -> None:
    wanted = {"pudong-2024/annex-5-staff", "yunnan-2022/annex-4-staff"}
    wanted |= {"pudong-2024/annex-4-2-filing", "general/course-questionnaire"}
    assert wanted <= FORMS.keys()


def test_files_are_small_and_always_the_same(
    official: Form, monkeypatch: pytest.MonkeyPatch
) -> None:
    pdf = fillable_pdf(official)
    monkeypatch.setenv("BANGFU_LANG", "en")
    english = fillable_pdf(official)
    monkeypatch.setenv("BANGFU_LANG", "zh")
    assert len(pdf) < MOST
    assert pdf == english == fillable_pdf(official)


def test_fields_lie_on_their_page_beside_each_other_and_the_text(official: Form) -> None:
    pdf = fillable_pdf(official)
    texts = lines(pdf)
    with pikepdf.open(io.BytesIO(pdf)) as file:
        for number, page in enumerate(file.pages):
            height = float(page.mediabox[3])
            shown = [each for each in page.obj.get("/Annots", []) if int(each.F) == 4]
            boxes = [box_of(each.Rect, height) for each in shown]
            for one in boxes:
                assert one.left > 20
                assert one.right < float(page.mediabox[2]) - 20
            for at, one in enumerate(boxes):
                assert not any(one.meets(other) for other in boxes[at + 1 :])
            written = [
                box
                for each, box in zip(shown, boxes, strict=True)
                if each.get("/FT") in (pikepdf.Name.Tx, pikepdf.Name.Ch)
            ]
            points = [
                (x, line.baseline - 3) for line in texts if line.page == number for x in line.places
            ]
            over = [
                point
                for point in points
                for box in written
                if box.left <= point[0] < box.right - 1 and box.top < point[1] < box.bottom
            ]
            assert not over


def test_fields_tell_what_they_are_for_in_chinese(official: Form) -> None:
    told = [
        field.get("/TU")
        for name, field in fields_of(fillable_pdf(official)).items()
        if name != IDENTITY
    ]
    assert told
    assert all(title and not title.isascii() for title in told)


def test_one_goes_through_the_fields_row_by_row(official: Form) -> None:
    with pikepdf.open(io.BytesIO(fillable_pdf(official))) as file:
        for page in file.pages:
            assert page.obj.Tabs == pikepdf.Name.R
            tops = [-round(float(each.Rect[3])) for each in page.obj.Annots if int(each.F) == 4]
            assert all(later >= top - 12 for top, later in pairwise(tops))


def test_nothing_is_wrong_with_the_places(official: Form) -> None:
    assert field_findings(official) == ()


@pytest.mark.parametrize("name", discover_forms())
def test_no_form_says_half_of_it(name: str) -> None:
    assert field_findings(discover_forms()[name]) == ()


def test_viewers_are_to_draw_what_is_written(official: Form) -> None:
    with pikepdf.open(io.BytesIO(fillable_pdf(official))) as file:
        form = file.Root.AcroForm
        assert form.NeedAppearances
        names = {f"/{str(each.DA).split()[0][1:]}" for each in form.Fields if "/DA" in each}
        assert names <= set(form.DR.Font.keys())
        assert "/JavaScript" not in file.Root.get("/Names", {})


# ------------------------------------------------------------ a form with fields of all kinds


def test_all_kinds_of_fields(form: Form) -> None:
    fields = fields_of(fillable_pdf(form))
    kinds = {name: field["/FT"] for name, field in fields.items()}
    assert kinds["name"] == kinds["summary"] == kinds["handed_in"] == "/Tx"
    assert kinds["gender"] == "/Btn"
    assert kinds["result"] == "/Ch"
    assert fields["result"]["/Opt"] == [" ", "优秀", "合格", "基本合格", "不合格"]
    assert set(fields["gender"]["/_States_"]) == {"/on1", "/on2", "/Off"}
    multiline = {name for name, field in fields.items() if int(field.get("/Ff", 0)) & 4096}
    assert "summary" in multiline
    assert "handed_in" not in multiline


def test_a_table_has_fields_for_each_row() -> None:
    pdf = fillable_pdf(FORMS["yunnan-2022/annex-4-staff"])
    fields = fields_of(pdf)
    assert {f"name-{row}" for row in range(1, 11)} <= fields.keys()
    assert "name-11" not in fields
    assert fields["phone-3"]["/TU"] == "手机号（第3行）"
    with pikepdf.open(io.BytesIO(pdf)) as file:
        longest = {str(each.T): each.get("/MaxLen") for each in file.Root.AcroForm.Fields}
    assert (longest["id_number-3"], longest["phone-3"], longest["name-3"]) == (18, 11, None)


def test_where_fields_lie(form: Form) -> None:
    """In the cell; behind its label; over its signature line; on the printed boxes."""
    spots = {(spot.name, spot.named.option): spot.place for spot in laid_out(form)[1]}
    name, hospital = spots["name", None].box, spots["hospital", None].box
    assert name.width > 95
    assert name.height > 20
    label = next(line for line in lines(fillable_pdf(form)) if line.text.startswith("单位"))
    assert hospital.left > label.places[2] + 8
    assert hospital.top < label.baseline < hospital.bottom
    opinion = spots["opinions-receiver-text", None].box
    signature = next(line for line in lines(fillable_pdf(form)) if line.text.startswith("签字"))
    assert opinion.bottom < signature.baseline - 8
    man, woman = (spots["gender", option] for option in (1, 2))
    assert man.printed
    assert man.ticked.right < woman.ticked.left
    assert 9 < woman.ticked.width < 12


def test_a_fields_date_takes_the_place_of_the_printed_one(tmp_path: Path) -> None:
    """The 年 月 日 for handwriting goes where a field for the date is, and stays at signatures."""
    cells = (
        ("{{ handed_in|cn_date }}‹field_handed_in›", "签字：　　年　月　日", "", ""),
        ("{{ start|period(end) }}‹field_stay›", "", "", ""),
    )
    form = make_form(tmp_path, cells)
    shown = "".join(line.text for line in lines(fillable_pdf(form)))
    assert "手填样表签字：年月日" in shown
    assert shown.count("年月日") == 1
    place = next(spot.place for spot in laid_out(form)[1] if spot.name == "handed_in")
    assert place.box.width > 40


def test_two_fields_share_a_cell_one_under_the_other(tmp_path: Path) -> None:
    cells = (("‹field_title›\n‹field_practice›", "", "", ""),)
    one, other = (spot.place.box for spot in laid_out(make_form(tmp_path, cells))[1])
    assert one.bottom < other.top
    assert min(one.height, other.height) > 10
    assert one.left == other.left


def test_boxes_are_drawn_where_none_is_printed(tmp_path: Path) -> None:
    cells = (("‹field_gender_is1›", "‹field_gender_is2›", "男", "女"),)
    pdf = fillable_pdf(make_form(tmp_path, cells))
    with pikepdf.open(io.BytesIO(pdf)) as file:
        boxes = [kid for field in file.Root.AcroForm.Fields for kid in field.get("/Kids", [])]
        assert len(boxes) == 2
        assert all(b"re S" in box.AP.N.Off.read_bytes() for box in boxes)


def test_a_field_outside_of_tables(tmp_path: Path) -> None:
    form = make_form(tmp_path)
    document = docx.Document(str(form.template))
    write(document.add_paragraph(), "任务：‹field_tasks›            备注")
    document.save(str(form.template))
    place = next(spot.place for spot in laid_out(form)[1] if spot.name == "tasks")
    texts = {line.text: line for line in lines(fillable_pdf(form))}
    line = next(line for text, line in texts.items() if text.startswith("任务"))
    assert place.box.left >= line.places[2]
    assert place.box.right <= line.places[3] + 1
    assert place.box.top < line.baseline < place.box.bottom


def test_pypdf_fills_it_and_the_values_survive(form: Form) -> None:
    values = {"name": "示例甲", "summary": "第一段。\n第二段。", "result": "优秀", "gender": "/on2"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = fields_of(filled_by_pypdf(fillable_pdf(form), values))
    assert {name: found[name]["/V"] for name in values} == values


def test_the_file_tells_its_form_and_title(form: Form) -> None:
    with pikepdf.open(io.BytesIO(fillable_pdf(form))) as file:
        assert "手填样表" in str(file.docinfo.Title)
        (hidden,) = (each for each in file.Root.AcroForm.Fields if str(each.T) == IDENTITY)
        assert str(hidden.V) == form.id
        assert int(hidden.F) == 2


# ------------------------------------------------------------ forms that are wrong


def changed(cells: tuple[tuple[str, ...], ...], old: str, new: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(cell.replace(old, new) for cell in row) for row in cells)


def test_a_place_that_stands_for_nothing(tmp_path: Path) -> None:
    form = make_form(tmp_path, changed(CELLS, "field_name", "field_nmae"))
    with pytest.raises(FormError, match="field_nmae"):
        fillable_pdf(form)
    (finding,) = field_findings(form)
    assert "field_nmae" in finding.message


def test_places_in_one_cell(tmp_path: Path) -> None:
    form = make_form(tmp_path, changed(CELLS, "‹field_name›", "‹field_name›‹field_title›"))
    assert any("field_title" in each.message for each in field_findings(form))


def test_no_room_to_write(tmp_path: Path) -> None:
    form = make_form(tmp_path, changed(CELLS, "单位：‹field_hospital›", "‹field_hospital›单位"))
    assert any("field_hospital" in each.message for each in field_findings(form))


@pytest.mark.parametrize(
    ("collect", "named"),
    [
        (None, "collect"),
        ({"rows": "members", "paragraphs": ["sumary"]}, "sumary"),
        ({"rows": "members", "beside": ["yaer"]}, "yaer"),
        ({"rows": "nobody"}, "nobody"),
    ],
)
def test_what_form_yaml_says_wrong(tmp_path: Path, collect: object, named: str) -> None:
    form = make_form(tmp_path, collect=collect)
    assert any(named in f"{each.message}{each.remedy}" for each in field_findings(form))


def test_a_form_without_places_has_no_fillable_pdf(tmp_path: Path) -> None:
    form = make_form(tmp_path, (("姓名", "", "单位", ""),))
    assert not is_fillable(form)
    with pytest.raises(UsageError, match=form.id):
        blank_file(form, ".pdf", fillable=True)
