"""Times filling a 10,000-row × 14-column roster, beside bare openpyxl and xltpl on the same data.

    python tests/benchmarks/roster_fill.py [--rows N] [--runs N] [--json FILE]

Bare openpyxl writes the values into a new workbook, without styles and without a template: less it
cannot do. xltpl (not among the project's dependencies) is left out where it is not installed. Peak
memory is that of a process which did only this.
"""

from __future__ import annotations

import argparse
import io
import json
import multiprocessing
import resource
import tempfile
import time
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Any

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, Side

from generator.fill.xlsx import fill_xlsx

TARGET = 2.0  # times bare openpyxl
COLUMNS = {
    "number": "序号",
    "receiver": "受援县级医院",
    "name": "姓名",
    "sex": "性别",
    "identity": "身份证号",
    "party": "政治面貌",
    "helper": "所属三级医院",
    "post": "原单位职务/职称",
    "department": "原单位科室/部门",
    "field": "专业/方向",
    "education": "学历",
    "mobile": "手机号",
    "period": "派驻起止日期",
    "remark": "备注",
}
Fill = Callable[[Path, list[dict[str, Any]]], bytes]


def people(rows: int) -> list[dict[str, Any]]:
    """Made-up people; no identity number can belong to anybody."""
    return [
        {
            "number": n,
            "receiver": f"示例县第{n % 90}医院",
            "name": f"示例{n}",
            "sex": "男" if n % 2 else "女",
            "identity": f"999999{n:012d}",
            "party": "群众",
            "helper": f"示例市第{n % 60}医院",
            "post": "主治医师",
            "department": "心内科",
            "field": "心血管",
            "education": "本科",
            "mobile": f"1990000{n % 10_000:04d}",
            "period": "2024年3月-2024年8月",
            "remark": "",
        }
        for n in range(1, rows + 1)
    ]


def template(path: Path, *, ours: bool) -> None:
    """A ruled template; xltpl takes a row's loop from its cells' comments."""
    book = openpyxl.Workbook()
    sheet = book.active
    thin = Side(style="thin")
    box = Border(left=thin, right=thin, top=thin, bottom=thin)
    sheet.append(["派驻人员基本信息表"])
    sheet.append(list(COLUMNS.values()))
    first = 4 if ours else 3
    for column, key in enumerate(COLUMNS, start=1):
        cell = sheet.cell(first, column, f"{{{{ p.{key} }}}}")
        cell.border, cell.alignment = box, Alignment(horizontal="center", wrap_text=True)
        cell.font = Font(name="宋体", size=10)
    if ours:
        sheet["A3"], sheet["A5"] = "{%tr for p in people %}", "{%tr endfor %}"
    else:
        sheet["A3"].comment = Comment("beforerow{% for p in people %}", "")
        sheet.cell(3, len(COLUMNS)).comment = Comment("aftercell{% endfor %}", "")
    book.save(path)


def bare(_template: Path, rows: list[dict[str, Any]]) -> bytes:
    """Just the values, by openpyxl alone."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["派驻人员基本信息表"])
    sheet.append(list(COLUMNS.values()))
    for row in rows:
        sheet.append(list(row.values()))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def ours(path: Path, rows: list[dict[str, Any]]) -> bytes:
    """By the project's filler."""
    return fill_xlsx(path, {"people": rows})


def xltpl(path: Path, rows: list[dict[str, Any]]) -> bytes:
    """By xltpl."""
    from xltpl.writerx import BookWriter

    writer = BookWriter(str(path))
    writer.render_book([{"people": rows, "tpl_index": 0, "sheet_name": "Sheet"}])
    target = path.with_name("xltpl.xlsx")
    writer.save(str(target))
    return target.read_bytes()


def _measured(fill: Fill, path: Path, count: int, runs: int, answer: Any) -> None:
    rows = people(count)
    times = []
    for _run in range(runs):
        start = time.perf_counter()
        content = fill(path, rows)
        times.append(time.perf_counter() - start)
    sheet = openpyxl.load_workbook(io.BytesIO(content), read_only=True).worksheets[0]
    found = sum(1 for row in sheet.iter_rows(values_only=True) if row and row[2]) - 1
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    answer.put({"seconds": round(median(times), 2), "peak_mb": round(peak), "rows": found})


def measure(fill: Fill, path: Path, count: int, runs: int) -> Mapping[str, float]:
    """Median seconds, peak MB and the rows found in the result, by a process of its own."""
    spawn = multiprocessing.get_context("spawn")
    answer = spawn.Queue()
    process = spawn.Process(target=_measured, args=(fill, path, count, runs, answer))
    process.start()
    found: Mapping[str, float] = answer.get(timeout=120)
    process.join()
    return found


def main() -> int:
    """Print a table; 1 when the target is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--json", type=Path)
    order = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        mine, theirs = Path(folder) / "ours.xlsx", Path(folder) / "theirs.xlsx"
        template(mine, ours=True)
        template(theirs, ours=False)
        found = {
            "bare openpyxl": measure(bare, mine, order.rows, order.runs),
            "bangfu": measure(ours, mine, order.rows, order.runs),
        }
        if find_spec("xltpl"):
            found["xltpl"] = measure(xltpl, theirs, order.rows, order.runs)
    least = found["bare openpyxl"]["seconds"]
    for name, each in found.items():
        share = each["seconds"] / least
        print(
            f"{name:<14} {each['seconds']:6.2f} s  ×{share:4.2f}  {each['peak_mb']:5} MB"
            f"  {each['rows']} rows"
        )
    if order.json:
        order.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    return 0 if found["bangfu"]["seconds"] <= TARGET * least else 1


if __name__ == "__main__":
    raise SystemExit(main())
