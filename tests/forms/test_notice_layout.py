"""Official documents measured on their pages' ink against GB/T 9704—2012, within a millimetre."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.cases.kinds import KINDS
from generator.cases.records import Record
from generator.fill import fill
from generator.forms import discover_forms
from generator.load import load_case
from generator.options import BuildOptions
from generator.pdf.document import Document
from generator.pipeline import build
from generator.reference import load_reference
from generator.render.engine import render
from generator.stamp.seals import Pressed, seals_of
from generator.stamp.stamp import Stamps, stamp
from tests.ink import bands
from tests.pdfpages import MM, TextLine, lines

pytestmark = pytest.mark.usefixtures("fetched_fonts")

NEAR = 1.0  # mm
FORM = discover_forms()["general/official-document"]
LEFT, RIGHT, TOP, BOTTOM = 28.0, 184.0, 37.0, 262.0  # of the type area 版心 (5.2.1)
CHARACTER = 156 / 28  # 一字 (3.1, 5.2.3)
LINE = 29.6 / MM  # 一行: a 3号 character and 7/8 of one (3.2)
HALF_LEADING = 7 / 16 * 15.75 / MM
BASE: Mapping[str, Any] = {
    "kind": "notice",
    "policy": "yunnan-2022",
    "name": "样例",
    "issuers": [{"name": "样例县卫生健康局"}],
    "number": "样例卫发〔2024〕12号",
    "title": "关于做好对口帮扶工作的通知",
    "to": "各有关单位",
    "body": ["请认真贯彻执行。"],
    "signed": "2024-05-06",
}

Make = Callable[..., tuple[Record, Document]]


@pytest.fixture
def made(tmp_path: Path) -> Make:
    """A function that renders a notice which says something else than the simplest."""

    def make(**said: object) -> tuple[Record, Document]:
        path = tmp_path / "notice.yaml"
        path.write_text(yaml.safe_dump({**BASE, **said}, allow_unicode=True), "utf-8")
        (record,) = KINDS["notice"].records(load_case(path).case, load_reference(), tmp_path)
        return record, render(fill(FORM.template, record.fields), ".docx").document

    return make


def sealed(record: Record, document: Document) -> tuple[Pressed, ...]:
    """Where the seals come to stand."""
    return stamp(document, Stamps(seals_of(record.parties, FORM.seals))).pressed


def line_of(found: list[TextLine], text: str) -> TextLine:
    """The only line that says so."""
    (line,) = (each for each in found if each.text == text)
    return line


def middle(line: TextLine) -> float:
    """mm from the left, between the first character's left edge and the last one's right."""
    return (line.places[0] + line.places[-1] + 16) / 2 / MM


# ---------------------------------------------------------------------------------- the page


def test_a_full_page_has_22_lines_of_28_characters(made: Make) -> None:
    _record, document = made(body=["国" * 1500])
    pdf = document.to_bytes()
    full = [line for line in lines(pdf) if line.page == 1 and line.text.startswith("国")]
    assert [len(line.text) for line in full] == [28] * 22
    *text, _number = bands(pdf, 1)
    assert len(text) == 22
    assert text[0].top == pytest.approx(TOP, abs=NEAR)
    assert text[-1].bottom == pytest.approx(BOTTOM, abs=NEAR)
    assert text[0].left == pytest.approx(LEFT, abs=NEAR)
    assert text[0].right == pytest.approx(RIGHT, abs=NEAR)
    steps = [(b - a) / MM for a, b in zip(full[0].places, full[0].places[1:], strict=False)]
    assert max(abs(step - CHARACTER) for step in steps) < 0.05


@pytest.mark.parametrize(("page", "right"), [(0, True), (1, False)])
def test_page_numbers_of_the_document(made: Make, page: int, right: bool) -> None:
    _record, document = made(body=["国" * 700])
    _page_number(document.to_bytes(), page, right)


@pytest.mark.parametrize(("page", "right"), [(0, True), (1, False)])
def test_page_numbers_of_the_packet(tmp_path: Path, page: int, right: bool) -> None:
    path = tmp_path / "notice.yaml"
    path.write_text(yaml.safe_dump({**BASE, "body": ["国" * 700]}, allow_unicode=True), "utf-8")
    build(BuildOptions((path,), tmp_path / "out"), lambda _progress: None)
    (packet,) = (tmp_path / "out").rglob("packet.pdf")
    _page_number(packet.read_bytes(), page, right)


def _page_number(pdf: bytes, page: int, right: bool) -> None:
    """7.5: 4号, the dash 7 mm below the type area, one character in from its outer side."""
    number = bands(pdf, page)[-1]
    one = 14 / MM
    if right:
        assert number.right == pytest.approx(RIGHT - one, abs=NEAR)
        dash = bands(pdf, page, number.right - 3, number.right)[-1]
    else:
        assert number.left == pytest.approx(LEFT + one, abs=NEAR)
        dash = bands(pdf, page, number.left, number.left + 3)[-1]
    assert dash.top == pytest.approx(BOTTOM + 7, abs=NEAR)
    assert dash.bottom - dash.top < 1


# ---------------------------------------------------------------------------------- the head

MARKS = {
    "10 characters": ["样例县卫生健康局"],
    "14 characters": ["样例市样例区卫生健康委员会"[:12]],
    "16 characters": ["上海市浦东新区卫生健康委员会"],
    "19 characters": ["样例自治州样例自治县卫生健康委员会"],
    "26 characters": ["样例自治州样例自治县卫生健康委员会疾病预防控制局"],
    "two": ["云南省卫生健康委员会", "云南省乡村振兴局"],
    "three, long": ["样例自治州卫生健康委员会", "样例自治州乡村振兴局", "样例自治州财政局"],
}


@pytest.mark.parametrize("which", MARKS)
def test_mark_and_red_line(made: Make, which: str) -> None:
    """7.2.4, 7.2.5, 7.2.7, 7.3.1."""
    names = MARKS[which]
    _record, document = made(issuers=[{"name": name} for name in names])
    found = bands(document.to_bytes(), 0)
    reds = [band for band in found if band.red]
    rule = reds.pop()
    assert len(reds) == 1 or len(names) > 1
    assert reds[0].top == pytest.approx(TOP + 35, abs=NEAR)
    assert min(band.left for band in reds) >= LEFT - NEAR
    assert max(band.right for band in reds) <= RIGHT + NEAR
    if len(names) == 1:
        assert reds[0].middle == pytest.approx((LEFT + RIGHT) / 2, abs=NEAR)
    number = found[found.index(reds[-1]) + 1]
    title = found[found.index(rule) + 1]
    assert number.middle == pytest.approx((LEFT + RIGHT) / 2, abs=NEAR)
    assert number.top - reds[-1].bottom == pytest.approx(2 * LINE + HALF_LEADING, abs=1.5 * NEAR)
    assert rule.top - number.bottom == pytest.approx(4, abs=NEAR)
    assert (rule.left, rule.right) == pytest.approx((LEFT, RIGHT), abs=NEAR)
    assert 0.3 <= rule.bottom - rule.top <= 0.55
    assert title.top - rule.bottom == pytest.approx(2 * LINE, abs=2 * NEAR)


def test_copy_number_secrecy_and_urgency_stand_above_the_mark(made: Make) -> None:
    _record, document = made(copy_number="000012", secrecy="秘密★1年", urgency="特急")
    pdf = document.to_bytes()
    above = [line for line in lines(pdf) if line.page == 0][:3]
    assert [line.text for line in above] == ["000012", "秘密★1年", "特急"]
    assert all(line.x / MM == pytest.approx(LEFT, abs=NEAR) for line in above)
    found = bands(pdf, 0)
    assert found[0].top == pytest.approx(TOP, abs=1.5 * NEAR)  # figures are lower than characters
    assert next(band for band in found if band.red).top == pytest.approx(TOP + 35, abs=NEAR)


def test_what_goes_to_a_superior_names_its_signers(made: Make) -> None:
    """7.2.6: two names a line, the number on the last one's."""
    _record, document = made(signers=["张某某", "李某某", "王某某"])
    found = [line.text for line in lines(document.to_bytes())]
    first = found.index("签发人：张某某李某某")
    assert found[first + 1] == "样例卫发〔2024〕12号王某某"


# ---------------------------------------------------------------------------------- the signature

DAYS = {"2024-05-06": "2024年5月6日", "2024-05-24": "2024年5月24日", "2024-12-31": "2024年12月31日"}
ISSUERS = ["样例县卫生健康局", "上海市浦东新区卫生健康委员会"]


@pytest.mark.parametrize("name", ISSUERS)
@pytest.mark.parametrize("day", DAYS)
def test_one_seal_over_name_and_date(made: Make, name: str, day: str) -> None:
    """7.3.5.1: the date ends four characters in, the name stands in its middle, the seal over both."""
    record, document = made(issuers=[{"name": name}], signed=day)
    found = lines(document.to_bytes())
    date, signed, text = (
        line_of(found, DAYS[day]),
        line_of(found, name),
        line_of(found, "请认真贯彻执行。"),
    )
    assert (date.places[-1] + 16) / MM == pytest.approx(RIGHT - 4 * CHARACTER, abs=NEAR)
    assert middle(signed) == pytest.approx(middle(date), abs=NEAR)
    (pressed,) = sealed(record, document)
    radius = pressed.seal.diameter / 2
    center = pressed.top + radius
    assert pressed.left + radius == pytest.approx(middle(date), abs=NEAR)
    assert 0 < pressed.top - text.baseline / MM <= LINE
    for line in (signed, date):
        assert center < line.baseline / MM < center + radius


@pytest.mark.parametrize("count", [2, 3, 4, 5])
def test_seals_of_a_joint_document(made: Make, count: int) -> None:
    names = [f"样例县{which}局" for which in ("卫生健康", "乡村振兴", "财政", "教育", "民政")][
        :count
    ]
    record, document = made(issuers=[{"name": name} for name in names])
    found = lines(document.to_bytes())
    pressed = sealed(record, document)
    assert [each.seal.name for each in pressed] == names
    rows = sorted({round(each.top) for each in pressed})
    assert len(rows) == -(-count // 3)
    for index, one in enumerate(pressed):
        assert not any(one.touches(other) for other in pressed[index + 1 :])
        assert one.left >= LEFT
        assert one.left + one.seal.diameter <= RIGHT
        places = _part(found, one.seal.name)
        assert one.left + one.seal.diameter / 2 == pytest.approx(places, abs=NEAR)
    text, date = line_of(found, "请认真贯彻执行。"), line_of(found, "2024年5月6日")
    assert 0 < pressed[0].top - text.baseline / MM <= LINE
    last = pressed[-1]
    center = last.left + last.seal.diameter / 2
    assert middle(date) == pytest.approx(center, abs=NEAR)
    assert last.top < date.baseline / MM < last.top + last.seal.diameter
    if count == 2:
        assert (date.places[-1] + 16) / MM == pytest.approx(RIGHT - 4 * CHARACTER, abs=NEAR)


def _part(found: list[TextLine], name: str) -> float:
    """The middle of a name that may share its line with others, mm."""
    line = [line for line in found if name in line.text][-1]  # the mark has it, too
    start = line.text.index(name)
    places = line.places[start : start + len(name)]
    return (places[0] + places[-1] + 16) / 2 / MM


@pytest.mark.parametrize("name", ISSUERS)
def test_without_a_seal(made: Make, name: str) -> None:
    """7.3.5.2: the name ends two characters in, the date begins two characters in from the name."""
    record, document = made(issuers=[{"name": name}], sealed=False)
    assert record.parties == ()
    found = lines(document.to_bytes())
    signed, date = line_of(found, name), line_of(found, "2024年5月6日")
    assert (signed.places[-1] + 16) / MM == pytest.approx(RIGHT - 2 * CHARACTER, abs=NEAR)
    assert (date.x - signed.x) / MM == pytest.approx(2 * CHARACTER, abs=NEAR)


def test_a_seal_never_stands_without_text(made: Make) -> None:
    """7.3.5.5: wherever the text ends, a line of it is on the page of the seal."""
    for length in range(380, 500, 14):
        record, document = made(body=["第一段。", "国" * length])
        (pressed,) = sealed(record, document)
        texts = [line for line in lines(document.to_bytes()) if line.page == pressed.page]
        assert any("国" in line.text for line in texts), length


# ---------------------------------------------------------------------------------- the imprint


@pytest.mark.parametrize("copies", [[], ["样例县人民政府办公室", "样例县乡村振兴局"]])
def test_imprint_rules(made: Make, copies: list[str]) -> None:
    """7.4: rules as wide as the type area, 0.35 mm and 0.25 mm, the last one at its bottom."""
    _record, document = made(
        imprint={"office": "样例县卫生健康局办公室", "day": "2024-05-07", "copies_to": copies}
    )
    rules = [band for band in bands(document.to_bytes(), len(document.pages) - 1) if band.is_rule]
    rules = [rule for rule in rules if not rule.red]
    assert len(rules) == (3 if copies else 2)
    assert rules[-1].bottom == pytest.approx(BOTTOM, abs=0.5)
    for rule in rules:
        assert (rule.left, rule.right) == pytest.approx((LEFT, RIGHT), abs=NEAR)
    widths = [rule.bottom - rule.top for rule in rules]
    assert widths[0] == pytest.approx(0.35, abs=0.1)
    assert widths[-1] == pytest.approx(0.35, abs=0.1)
    if copies:
        assert widths[1] == pytest.approx(0.25, abs=0.1)
    printed = lines(document.to_bytes())[-2]
    assert printed.text == "样例县卫生健康局办公室2024年5月7日印发"
    one = 14 / MM
    assert printed.x / MM == pytest.approx(LEFT + one, abs=NEAR)
    assert (printed.places[-1] + 14) / MM == pytest.approx(RIGHT - one, abs=NEAR)


def test_imprint_keeps_clear_of_the_text(made: Make) -> None:
    """Text that runs down to it sends it to the next page."""
    imprint = {"office": "样例县卫生健康局办公室", "day": "2024-05-07", "copies_to": ["样例县政府"]}
    pages = set()
    for length in range(150, 460, 28):
        _record, document = made(body=["国" * length], imprint=imprint)
        found = lines(document.to_bytes())
        (first,) = (line for line in found if line.text.startswith("抄送："))
        above = [
            line for line in found if line.page == first.page and line.baseline < first.baseline
        ]
        assert all(first.baseline - line.baseline > 20 for line in above)
        assert first.page == len(document.pages) - 1
        pages.add(len(document.pages))
    assert len(pages) > 1


# ---------------------------------------------------------------------------------- annexes


def test_annex_heading_and_title(made: Make) -> None:
    """7.3.7: 附件1 in the first line at the left, the title in the middle of the third."""
    _record, document = made(
        annexes=[{"title": "派驻人员名单", "text": ["名单另发。"]}, {"title": "联系方式"}]
    )
    found = [line for line in lines(document.to_bytes()) if line.page == 1]
    label, title = found[0], found[1]
    assert (label.text, title.text) == ("附件1", "派驻人员名单")
    assert label.x / MM == pytest.approx(LEFT, abs=NEAR)
    assert (title.baseline - label.baseline) / MM == pytest.approx(2 * LINE, abs=NEAR)
    assert bands(document.to_bytes(), 1)[0].top == pytest.approx(TOP, abs=NEAR)
