"""Times a 1,000-row × 14-column roster, XLSX to PDF, beside LibreOffice kept warm.

    python tests/benchmarks/roster_render.py [--rows N] [--runs N] [--json FILE]

LibreOffice's time is that of one file more in a run of several, so its start does not count; ours
is a warm process's. The rosters differ in every name and number, so nothing recurs but the fonts.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import tempfile
import time
from pathlib import Path
from statistics import median

import openpyxl
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.properties import PageSetupProperties

from generator.render.engine import render
from generator.render.libreoffice import LibreOffice

TARGET = 2.0
HEAD = (
    *("序号", "姓名", "性别", "身份证号", "派出单位", "科室", "职称"),
    *("派驻医院", "县", "起", "止", "天数", "补助", "备注"),
)
WIDTHS = (5, 8, 5, 20, 20, 8, 10, 18, 9, 12, 12, 6, 11, 8)
NAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋"


def roster(rows: int, seed: int) -> bytes:
    """A ruled roster on landscape A4, one page wide, its head repeated; the people are made up."""
    chance = random.Random(seed)
    book = openpyxl.Workbook()
    sheet = book.active
    thin = Side(style="thin")
    box = Border(left=thin, right=thin, top=thin, bottom=thin)
    middle = Alignment(horizontal="center", vertical="center")
    sheet.append(HEAD)
    for number in range(1, rows + 1):
        sheet.append(_row(number, chance))
    for row in sheet.iter_rows():
        for cell in row:
            cell.border, cell.alignment = box, middle
            cell.font = Font(name="黑体" if cell.row == 1 else "宋体", sz=10)
        row[12].number_format = "#,##0.00"
    for letter, width in zip("ABCDEFGHIJKLMN", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToHeight = 0
    sheet.print_title_rows = "1:1"
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _row(number: int, chance: random.Random) -> list[object]:
    name = "".join(chance.choices(NAMES, k=3))
    identity = "530000" + "".join(chance.choices("0123456789", k=12))
    unit = f"云南省第{chance.randrange(1, 9)}人民医院"
    begins = f"2022-08-{chance.randrange(1, 29):02}"
    days, pay = chance.randrange(300, 366), chance.randrange(10**6) / 100
    who = [number, name, chance.choice("男女"), identity, unit, "心内科", "主治医师"]
    return [*who, "禄劝县人民医院", "禄劝县", begins, "2023-08-01", days, pay, ""]


def embedded(sources: list[bytes]) -> tuple[list[float], int]:
    """Seconds for each, and the pages of the last."""
    spent, pages = [], 0
    for source in sources:
        start = time.perf_counter()
        pages = render(source, ".xlsx").pages
        spent.append(time.perf_counter() - start)
    return spent, pages


def libreoffice(sources: list[bytes]) -> float:
    """Seconds one file more takes in a run."""
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / f"{number}.xlsx" for number in range(len(sources))]
        for file, source in zip(files, sources, strict=True):
            file.write_bytes(source)
        LibreOffice().convert(files[:1])
        start = time.perf_counter()
        LibreOffice().convert(files[:1])
        alone = time.perf_counter() - start
        LibreOffice().convert(files)
        everything = time.perf_counter() - start - alone
    return (everything - alone) / (len(files) - 1)


def main() -> None:
    """Measure, print, and write the figures where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=8)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    sources = [roster(options.rows, seed) for seed in range(options.runs + 1)]
    spent, pages = embedded(sources)
    ours = median(spent[1:])
    theirs = libreoffice(sources)
    print(f"{options.rows} rows × {len(HEAD)} columns, {pages} pages, median of {options.runs}")
    print(f"embedded engine   {ours * 1000:6.0f} ms")
    print(
        f"LibreOffice warm  {theirs * 1000:6.0f} ms   {theirs / ours:.2f} times (target {TARGET})"
    )
    if options.json:
        figures = {"rows": options.rows, "ours": ours, "libreoffice": theirs}
        options.json.write_text(json.dumps(figures), encoding="utf-8")


if __name__ == "__main__":
    main()
