"""Times loading and checking 10,000 staff rows, kept in the case file and in a workbook.

    python tests/benchmarks/checks.py [--rows N] [--json FILE]

Half of the rows are wrong on purpose (a check digit, a mobile number), so that finding and sorting
thousands of problems is timed too. The people are made up; their region 999999 does not exist.
"""

from __future__ import annotations

import argparse
import io
import json
import re
import sys
import tempfile
import time
import zipfile
from pathlib import Path

import openpyxl

from generator.check import check_case
from generator.identifiers.resident_id import check_digit
from generator.load import load_case
from generator.reference import load_reference

LOAD, CHECK = 6.0, 3.0  # seconds aimed at for 10,000 rows
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RUNS = 3
COLUMNS = {
    "姓名": "name",
    "性别": "gender",
    "身份证号": "id_number",
    "政治面貌": "politics",
    "原单位职务/职称": "position",
    "原单位科室/部门": "department",
    "专业/方向": "specialty",
    "学历": "education",
    "手机号": "phone",
    "派驻起止日期": "stay",
}
HEAD = """\
kind: dispatch
policy: yunnan-2022
name: 一万人
year: 2023
batches:
  - number: 2
    sender: 昆明市延安医院
    receiver: 禄劝县人民医院
    start: 2023-01-01
    end: 2023-12-31
    members:"""


def row(number: int) -> list[str]:
    """One made-up person; every fourth has a wrong check digit, every fourth a short number."""
    body = f"999999{1960 + number % 40}{1 + number % 12:02}{1 + number % 28:02}{number % 1000:03}"
    digit = check_digit(body)
    if number % 4 == 0:
        digit = "1" if digit == "0" else "0"
    return [
        f"示例{chr(0x4E00 + number % 2000)}",
        "男" if number % 1000 % 2 else "女",
        body + digit,
        "群众",
        "主治医师",
        "内科",
        "心血管病",
        "本科",
        "1380013800" if number % 4 == 2 else "13800138000",
        "2023年1月-2023年12月",
    ]


def in_the_case(folder: Path, rows: int) -> Path:
    """A case file with all rows in it."""
    lines = [HEAD]
    for number in range(rows):
        pairs = zip(COLUMNS.values(), row(number), strict=True)
        lines.append("\n".join(f"        {key}: {value}" for key, value in pairs))
        lines[-1] = f"      - {lines[-1].lstrip()}"
    path = folder / "yaml.yaml"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def in_a_workbook(folder: Path, rows: int) -> Path:
    """A case file whose members are the rows of a workbook."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("名单")
    sheet.append(list(COLUMNS))
    for number in range(rows):
        sheet.append(row(number))
    stream = io.BytesIO()
    book.save(stream)
    (folder / "名单.xlsx").write_bytes(as_excel_writes(stream.getvalue()))
    path = folder / "xlsx.yaml"
    path.write_text(f"{HEAD} {{from: 名单.xlsx}}\n", encoding="utf-8")
    return path


def as_excel_writes(content: bytes) -> bytes:
    """The workbook with its texts in one shared table, where Excel and WPS put them."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    texts: dict[str, int] = {}

    def shared(found: re.Match[str]) -> str:
        return f'<c r="{found[1]}" t="s"><v>{texts.setdefault(found[2], len(texts))}</v></c>'

    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = re.sub(
        r'<c r="(\w+)" t="inlineStr"><is><t>([^<]*)</t></is></c>', shared, parts[sheet]
    )
    items = "".join(f"<si><t>{text}</t></si>" for text in texts)
    parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{items}</sst>'
    types, rels = "[Content_Types].xml", "xl/_rels/workbook.xml.rels"
    parts[types] = parts[types].replace(
        "</Types>",
        '<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.spreadsheetml.sharedStrings+xml"/></Types>',
    )
    parts[rels] = parts[rels].replace(
        "</Relationships>",
        f'<Relationship Id="rId99" Type="{RELATION}/sharedStrings" Target="sharedStrings.xml"/>'
        "</Relationships>",
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return stream.getvalue()


def timed(case: Path) -> dict[str, float]:
    """Seconds to load and to check the case, and how many problems there are."""
    started = time.perf_counter()
    loaded = load_case(case)
    between = time.perf_counter()
    problems = check_case(loaded, load_reference())
    ended = time.perf_counter()
    return {"load": between - started, "check": ended - between, "problems": len(problems)}


def main() -> int:
    """Print the figures; 1 if one is not what is aimed at."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=int, default=10_000)
    options.add_argument("--json", type=Path)
    given = options.parse_args()
    load_reference()
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for make in (in_the_case, in_a_workbook):
            case = make(Path(folder), given.rows)
            runs = [timed(case) for _run in range(RUNS)]
            # The quickest: other work on the machine only ever adds.
            found[make.__name__] = {key: min(run[key] for run in runs) for key in runs[0]}
    for name, figures in found.items():
        print(
            f"{name:14} {given.rows} rows: loaded in {figures['load']:.2f} s (aim {LOAD:g}), "
            f"checked in {figures['check']:.2f} s (aim {CHECK:g}), {figures['problems']:.0f} problems"
        )
    if given.json:
        given.json.write_text(json.dumps(found, indent=2), encoding="utf-8")
    met = all(each["load"] <= LOAD and each["check"] <= CHECK for each in found.values())
    return int(not met and given.rows == 10_000)


if __name__ == "__main__":
    sys.exit(main())
