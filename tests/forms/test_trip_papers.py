"""附件4-2, the written report, handover and insurance notes with hard input: all of it is there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from generator.cases.activity import ActivityCase
from generator.cases.activity_records import activity_records
from generator.fill import fill
from generator.forms import discover_forms
from generator.reference import load_reference
from generator.render.engine import render
from generator.stamp.places import seal_places
from tests.forms.ink import Ink, is_dark
from tests.forms.letters import ETHNIC, LONG, RARE, batch, people, records_of
from tests.pdfpages import lines, page_count

pytestmark = pytest.mark.usefixtures("fetched_fonts")

FILING, REPORT = "pudong-2024/annex-4-2-filing", "pudong-2024/activity-report"
HANDOVER, INSURANCE = "general/handover-note", "general/insurance-notice"
TEXT = "".join(f"第{number}项：门诊、手术、教学查房和业务培训；" for number in range(150))
TRIP = {
    "unit": LONG,
    "filed": "2024-12-20",
    "leader": ETHNIC,
    "post": "党委副书记、院长兼医务科科长",
    "contact": RARE,
    "phone": "0871-67195125",
    "task": TEXT,
    "funding": "上海市对口支援与合作交流专项资金（援滇专项）",
    "destination": "云南省怒江傈僳族自治州贡山独龙族怒族自治县",
    "start": "2024-12-30",
    "end": "2025-01-05",
    "people": 128,
}


def printed(form: str, fields: Any) -> bytes:
    """The PDF of a form filled with a record's fields."""
    filled = fill(discover_forms()[form].template, fields)
    return render(filled, ".docx").document.to_bytes()


def trip(**more: Any) -> Any:
    case = ActivityCase.model_validate(
        {"policy": "pudong-2024", "name": "样例", "year": 2024, "trips": [{**TRIP, **more}]}
    )
    (record,) = activity_records(case, load_reference(), Path())
    return record.fields


def characters(pdf: bytes) -> str:
    """All characters of a document, sorted: cells of a row are read side by side."""
    return "".join(sorted("".join(line.text for line in lines(pdf))))


def assert_all_there(pdf: bytes, *texts: str) -> None:
    found = characters(pdf)
    for text in texts:
        for char in set(text) - {" ", "　", "\n"}:
            assert found.count(char) >= text.count(char), (char, text[:20])
    for page in range(1, page_count(pdf) + 1):
        for band in Ink(pdf, page, is_dark).bands(20, 275):
            assert 27 <= band.left < band.right <= 188, page


def test_a_long_task_flows_over_pages() -> None:
    pdf = printed(FILING, trip())
    assert page_count(pdf) >= 3
    assert_all_there(pdf, TEXT, LONG + ETHNIC + RARE, TRIP["destination"], TRIP["funding"])  # type: ignore[arg-type]
    last = "".join(line.text for line in lines(pdf) if line.page == page_count(pdf) - 1)
    assert last.index("备注：此表一事一报，请在出行前填报") > last.index("团组人数")


def test_a_short_task_leaves_one_page() -> None:
    pdf = printed(FILING, trip(task="义诊", post="副院长", destination="云南省兰坪县"))
    assert page_count(pdf) == 1


def test_the_seal_s_place_leaves_the_table_alone() -> None:
    """42 mm from the place down end above the table."""
    filled = fill(discover_forms()[FILING].template, trip(task="义诊"))
    document = render(filled, ".docx").document
    pdf = document.to_bytes()
    (place,) = seal_places(document)
    table = next(band for band in Ink(pdf, 1, is_dark).bands() if band.bottom - band.top > 50)
    assert place.y + 42 <= table.top + 0.5


def test_a_long_report_with_many_figures() -> None:
    figures = [{"item": f"项目{number}", "amount": number * 100} for number in range(40)]
    account = {"work": TEXT.replace("；", "。\n", 20), "figures": figures, "results": TEXT[:900]}
    pdf = printed(REPORT, trip(account={**account, "next_steps": "好。"}, report="2025-01-10"))
    assert_all_there(pdf, account["work"] + account["results"], LONG)  # type: ignore[operator]
    text = "".join(line.text for line in lines(pdf))
    assert "二、主要成效" in text
    assert "三、下一步打算" in text, "numbered on where there are no problems"
    assert "存在问题" not in text


def test_thirty_insured_and_a_long_handover() -> None:
    insurance = {"start": "2024-08-25", "end": "2025-03-10"}
    members = [
        {**person, "insurance": {**insurance, "number": f"样例保单{number:012}"}}
        for number, person in enumerate(people(30, name=ETHNIC, leader=True))
    ]
    items = [{"item": f"事项{number}", "state": TEXT[: number * 12]} for number in range(1, 30)]
    takeover = {"day": "2024-08-30", "witness": RARE, "items": items}
    (record,) = records_of(batch(sender=LONG, members=members, takeover=takeover))
    insured = printed(INSURANCE, record.fields)
    assert_all_there(insured, "".join(str(member["name"]) for member in members), LONG)
    assert "为全体队员办理" in "".join(line.text for line in lines(insured))
    handed = printed(HANDOVER, record.fields)
    assert_all_there(handed, "".join(item["state"] for item in items), LONG, RARE)
