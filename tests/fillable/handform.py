"""A form with a field of every kind, as a clerk would make it in Word, and PDFs filled as viewers do."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zlib import crc32

import docx
import pikepdf
import pypdf
import yaml
from docx.oxml import parse_xml
from docx.shared import Mm, Pt

from generator.forms import Form, discover_forms

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ID = "yubei-2021/hand"
DESCRIPTION: Mapping[str, Any] = {
    "id": ID,
    "titles": {"zh": "手填样表", "en": "Hand form"},
    "edition": "试用",
    "status": "proposed",
    "case": "appraisal",
    "headers": {"hospital": "单位"},
    "collect": {"rows": "members", "beside": ["year"], "paragraphs": ["summary"]},
}
SAMPLE: Mapping[str, Any] = {
    "kind": "appraisal",
    "policy": "yubei-2021",
    "name": "手填样例",
    "year": "2021",
    "members": [
        {
            "name": "示例甲",
            "hospital": "渝北区中医院",
            "receiver": "云阳县江口镇中心卫生院",
            "stay": "2021.5.1-2021.10.31",
        }
    ],
}
# Rows of cells; `‹name›` is a bookmark where it stands.
CELLS = (
    ("姓名", "{{ name }}‹field_name›", "性别", "‹field_gender_is1›□男　‹field_gender_is2›□女"),
    ("单位：‹field_hospital›", "", "受援单位", "‹field_receiver›"),
    ("起止时间", "‹field_stay›", "考核结果", "‹field_result›"),
    ("年度", "‹field_year›", "交表日期", "‹field_handed_in›"),
    (
        "总结",
        "‹field_summary›",
        "受援单位意见",
        "‹field_opinions_receiver_text›\n签字：　　年　月　日",
    ),
)
HEIGHTS = (24, 24, 24, 24, 160)  # pt


def make_form(base: Path, cells: tuple[tuple[str, ...], ...] = CELLS, **changes: Any) -> Form:
    """The form in `base`, with these cells and other entries of form.yaml; None takes one out."""
    folder = base / ID
    folder.mkdir(parents=True)
    said = {key: value for key, value in {**DESCRIPTION, **changes}.items() if value is not None}
    (folder / "form.yaml").write_text(yaml.safe_dump(said, allow_unicode=True), encoding="utf-8")
    (folder / "sample.yaml").write_text(
        yaml.safe_dump(dict(SAMPLE), allow_unicode=True), encoding="utf-8"
    )
    (folder / "template.docx").write_bytes(_template(cells))
    return discover_forms(base)[ID]


def _template(cells: tuple[tuple[str, ...], ...]) -> bytes:
    document = docx.Document()
    document.sections[0].page_width, document.sections[0].page_height = Mm(210), Mm(297)
    document.styles["Normal"].font.name = "宋体"
    document.styles["Normal"].font.size = Pt(10.5)
    document.add_paragraph("手填样表")
    table = document.add_table(rows=len(cells), cols=len(cells[0]), style="Table Grid")
    for number, row in enumerate(cells):
        table.rows[number].height = Pt(HEIGHTS[number % len(HEIGHTS)])
        for cell, text in zip(table.rows[number].cells, row, strict=True):
            lines = text.split("\n")
            write(cell.paragraphs[0], lines[0])
            for line in lines[1:]:
                write(cell.add_paragraph(), line)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def write(paragraph: Any, text: str) -> None:
    """Text with bookmarks."""
    first, *rest = text.split("‹")
    paragraph.add_run(first)
    for part in rest:
        name, _end, after = part.partition("›")
        number = crc32(name.encode()) % 10_000
        paragraph._p.append(parse_xml(f'<w:bookmarkStart {W} w:id="{number}" w:name="{name}"/>'))
        paragraph._p.append(parse_xml(f'<w:bookmarkEnd {W} w:id="{number}"/>'))
        paragraph.add_run(after)


def filled_by_pypdf(pdf: bytes, values: Mapping[str, str]) -> bytes:
    """The PDF as somebody's Python script fills it."""
    writer = pypdf.PdfWriter()
    writer.append(pypdf.PdfReader(io.BytesIO(pdf)))
    for page in writer.pages:
        writer.update_page_form_field_values(page, dict(values))
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def filled_by_viewer(pdf: bytes, values: Mapping[str, str]) -> bytes:
    """The PDF as viewers save it: the value in the field, the state on the box that is ticked."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        for field in file.Root.AcroForm.Fields:
            if (text := values.get(str(field.T))) is None:
                continue
            if pikepdf.Name.Btn == field.FT:
                state = pikepdf.Name(text)
                field.V = state
                for box in field.get("/Kids", [field]):
                    box.AS = state if text in box.AP.N else pikepdf.Name.Off
            else:
                field.V = pikepdf.String(text)
        stream = io.BytesIO()
        file.save(stream, deterministic_id=True)
    return stream.getvalue()
