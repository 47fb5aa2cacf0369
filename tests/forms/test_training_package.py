"""The training package: complete out of the cases at hand, and right on hard input."""

from __future__ import annotations

import io
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pypdf
import pytest
import yaml
from lxml import html

from generator.batch.checklist import checklist
from generator.batch.plan import plan_case
from generator.cases.training_course import course_record
from generator.errors import ExitCode
from generator.fill import fill
from generator.forms import discover_forms
from generator.load import load_case
from generator.options import BuildOptions
from generator.pipeline import build, check
from generator.reference import load_reference
from generator.render.engine import render
from generator.resources import data_dir
from tests.pdfpages import lines

CASES = sorted((data_dir() / "cases").rglob("training-*.yaml"))
FORMS = discover_forms()
APPRAISAL, CHARTS = "general/trainee-appraisal", "general/course-charts"
LONG = "进修期间我自觉遵守医院各项规章制度，认真学习本专业的规范诊疗。" * 10  # 310 characters


def fields(folder: Path, **more: Any) -> Mapping[str, Any]:
    content = {
        "kind": "training",
        "policy": "pudong-2024",
        "name": "难例",
        "course": "某某县基层医疗卫生机构专业技术人员来沪跟班进修（第一期）",
        "issuer": "某某医科大学附属某某区中西医结合医院（某某区第二人民医院）",
        "start": "2024-06-03",
        "end": "2024-08-31",
        "trainees": [{"name": "甲"}],
        **more,
    }
    path = folder / "case.yaml"
    path.write_text(yaml.safe_dump(content, allow_unicode=True), "utf-8")
    (record,) = course_record(load_case(path).case, load_reference(), folder)
    return record.fields


def words(pdf: bytes) -> str:
    return "".join(line.text for line in lines(pdf))


def test_there_are_cases() -> None:
    assert len(CASES) >= 3
    assert any(len(load_case(path).case.trainees) >= 40 for path in CASES)  # type: ignore[attr-defined]


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_a_case_gives_all_that_is_due(case: Path, tmp_path: Path) -> None:
    ((loaded, problems),) = check((case,))
    (job,) = plan_case(loaded, problems, BuildOptions((case,), tmp_path)).jobs
    due = [item.form for item in job.packet.documents if item.due or item.when is None]
    lacking = [item.form for item in job.packet.documents if item.due and not job.has(item)]
    # The class of 2023 shows a package whose report is still to be written.
    assert lacking == (["general/course-report"] if "standard" in case.stem else [])
    assert set(due) - set(lacking) <= {wanted.form.id for wanted in job.documents()}
    assert not any(problem.makes_draft for problem in problems)
    appraisals = [wanted for wanted in job.documents() if wanted.form.id == APPRAISAL]
    assert len(appraisals) == len(loaded.case.trainees)  # type: ignore[attr-defined]


def test_the_packet_has_them_all(tmp_path: Path) -> None:
    case = next(path for path in CASES if "jiangzi" in path.stem)
    (result,) = build(BuildOptions((case,), tmp_path, workers=1), lambda _step: None)
    assert result.exit_code is ExitCode.DONE
    (packet,) = tmp_path.rglob("packet.pdf")
    titles = [str(item.title) for item in pypdf.PdfReader(packet).outline]  # type: ignore[union-attr]
    assert len([title for title in titles if title.startswith("学员鉴定表")]) == 11
    for form in ("course-plan", "trainee-roster", "course-questionnaire", "course-evaluation",
                 "course-charts", "course-report"):  # fmt: skip
        assert FORMS[f"general/{form}"].titles.zh in titles


@pytest.mark.parametrize(("case", "lines"), [("jiangzi", 11), ("standard", 1)])
def test_the_checklist_tells_many_appraisals_in_one_line(
    case: str, lines: int, tmp_path: Path
) -> None:
    path = next(path for path in CASES if case in path.stem)
    ((loaded, problems),) = check((path,))
    (job,) = plan_case(loaded, problems, BuildOptions((path,), tmp_path)).jobs
    entries = checklist(job, [2] * len(job.documents()))["entries"]
    own = [entry for entry in entries if entry.title.startswith("学员鉴定表")]
    people = len(loaded.case.trainees)  # type: ignore[attr-defined]
    assert len(own) == lines
    assert sum(entry.pages for entry in own) == 2 * people
    assert {entry.seals for entry in own} == {"承办单位、选送单位"}
    assert lines > 1 or own[0].title == f"学员鉴定表（{people}份）"


def test_certificates_are_still_to_be_had(tmp_path: Path) -> None:
    case = next(path for path in CASES if "standard" in path.stem)
    ((loaded, problems),) = check((case,))
    options = BuildOptions((case,), tmp_path, packet="training-certificates")
    plan = plan_case(loaded, problems, options)
    passed = [trainee for trainee in loaded.case.trainees if trainee.passed]  # type: ignore[attr-defined]
    assert len(plan.jobs) == len(passed) == 49


# ------------------------------------------------------------------------------------- hard input


@pytest.mark.parametrize("form", [id for id in FORMS if FORMS[id].case == "training"])
def test_a_course_of_which_nothing_else_is_known(form: str, tmp_path: Path) -> None:
    if FORMS[form].per == "record":
        return
    given = FORMS[form].fields_of(fields(tmp_path))[0]
    pdf = render(fill(FORMS[form].template, given), FORMS[form].template.suffix, name=form).pdf
    assert "建议稿" in words(pdf)
    assert "None" not in words(pdf)


@pytest.mark.parametrize("times", [1, 10])
def test_long_opinions_are_all_there(times: int, tmp_path: Path) -> None:
    keys = ("content", "own_words", "mentor_opinion", "issuer_opinion", "sender_opinion")
    said = {"name": "甲", **{key: f"{key[0]}始{LONG * times}终" for key in keys}}
    given = FORMS[APPRAISAL].fields_of(fields(tmp_path, appraisals=[said]))[0]
    done = render(fill(FORMS[APPRAISAL].template, given), ".docx", name=APPRAISAL)
    # Columns stand side by side, so lines of two opinions mix; no character is lost.
    assert words(done.pdf).count("终") == len(keys)
    assert words(done.pdf).count("规") == 20 * times * len(keys)
    assert done.pages <= 3 * times


def test_a_hundred_trainees(tmp_path: Path) -> None:
    trainees = [{"name": f"样{n:03}", "unit": f"示例县第{n}卫生院"} for n in range(1, 101)]
    form = FORMS["general/trainee-roster"]
    done = render(fill(form.template, fields(tmp_path, trainees=trainees)), ".xlsx", name=form.id)
    text = words(done.pdf)
    assert all(f"样{n:03}" in text for n in range(1, 101))
    assert text.count("身份证号") == done.pages  # the header on every page
    assert "实际人数：100人" in text


def test_bars_are_as_long_as_the_figures(tmp_path: Path) -> None:
    answers = [{"q1": str(score)} for score in (5, 5, 4, 3)]
    page = html.fromstring(
        fill(FORMS[CHARTS].template, fields(tmp_path, evaluation={"answers": answers})).decode()
    )
    mean, *_others = page.xpath("//span[contains(@class, 'mean')]/@style")
    assert _width(mean) == Decimal(85)  # 4.25 of 5
    (first, *_rest) = page.xpath("//table[2]//div | //table[3]//div")[-14:]
    spans = first.xpath("./span")
    assert [span.get("class") for span in spans] == ["fill level1", "fill level2", "fill level3"]
    assert [_width(span.get("style")) for span in spans] == [50, 25, 25]


def _width(style: str) -> Decimal:
    return Decimal(style.removeprefix("width: ").removesuffix("%"))


def test_rows_of_the_plan_are_typed(tmp_path: Path) -> None:
    sessions = [{"day": "2024-06-03", "hours": "3.5", "content": "=1+1"}]
    form = FORMS["general/course-plan"]
    book = openpyxl.load_workbook(
        io.BytesIO(fill(form.template, fields(tmp_path, sessions=sessions)))
    )
    (row,) = [row for row in book.active if row[3].value == "=1+1"]  # type: ignore[union-attr]
    assert row[3].data_type == "s"
    assert row[2].value == 3.5
    assert row[0].is_date
