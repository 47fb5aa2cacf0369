"""Times `bangfu issue` of 10,000 trainees beside docxtpl + one soffice process, and WeasyPrint.

    python tests/benchmarks/certificates.py [--trainees N] [--sample N] [--json FILE]

bangfu's time counts from the start of its command to its end, two workers, into an empty folder
with a new ledger: numbers, synced files, print runs and register. The others make only the PDFs, of
a sample whose time is scaled up; what they start with (LibreOffice's start, WeasyPrint's fonts) is
measured apart and counted once. People are made up.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import segno
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage
from jinja2 import Environment

from generator.fill.environment import environment
from generator.issue.code import SIDE_MM, qr_text
from generator.issue.options import IssueOptions
from generator.issue.order import checked
from generator.issue.plan import plan_issue
from generator.ledger import Ledger
from generator.ledger.examine import faults
from generator.ledger.key import Key
from generator.ledger.lookup import all_entries
from generator.render.fonts import load_fonts
from generator.render.libreoffice import find_soffice
from generator.render.officeprofile import write_profile

RATE, TIMES, MOST_MB, MOST_KB = 150, 10, 500, 60
WORKERS = 2
KEY = Key(bytes(32))
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋"
GIVEN = (
    "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂华建国玉梅红春雨晨子轩浩然欣怡思远诺佳慧雪松柏"
)
CASE = """\
kind: training
policy: pudong-2024
name: 批量结业证书
course: 莎车县医疗技术骨干进修班
issuer: 上海市东方医院
start: 2024-05-06
end: 2024-07-04
place: 上海市东方医院
hours: 320
issued: 2024-07-04
trainees: {from: roster.csv}
"""
PAGE = """\
<html lang="zh"><style>
@page {{ size: A4 landscape; margin: 11mm 12mm; }}
body {{ font-family: 'FandolKai', 'Noto Serif CJK SC'; font-size: 22pt; line-height: 38pt; margin: 0; }}
.band {{ border: 3pt solid #9e1b1e; background: #f5ecd7; padding: 5mm; height: 172mm; }}
.page {{ border: 1pt solid #b08d3e; background: white; height: 100%; padding: 0 15mm; }}
h1 {{ font-family: 'Noto Serif CJK SC'; font-size: 48pt; color: #9e1b1e; text-align: center; }}
b {{ font-family: 'FandolHei'; }} p {{ text-indent: 2em; margin-left: 52mm; }}
.number {{ font-size: 12pt; text-align: center; }} .foot {{ text-align: right; font-size: 18pt; }}
.photo {{ float: left; width: 35mm; height: 49mm; border: 1pt solid #b08d3e; font-size: 10pt; }}
.qr {{ float: left; width: 26mm; height: 26mm; }} .small {{ font-size: 8pt; line-height: 12pt; }}
</style><div class="band"><div class="page"><h1>结业证书</h1><div class="number">编号：{number}</div>
<div class="photo">照片（加盖钢印）</div><p><b>{name}</b>同志于2024年5月6日至7月4日在上海市东方医院参加
莎车县医疗技术骨干进修班（320学时），学习期满，经考核合格，准予结业，特发此证。</p>
<img class="qr" src="{qr}"><div class="small">核验码　{code}<br>二维码仅供核验真伪，不是电子印章</div>
<div class="foot">上海市东方医院<br>2024年7月4日</div></div></div></html>"""


@dataclass
class Result:
    """All figures of one run."""

    trainees: int
    sample: int
    machine: dict[str, Any]
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    peak_mb: float = 0.0  # of all its processes together, shared pages counted once
    largest_kb: float = 0.0
    volumes: int = 0
    others: dict[str, float] = field(default_factory=dict)  # seconds for all, scaled
    others_cpu: dict[str, float] = field(default_factory=dict)  # CPU milliseconds each

    @property
    def rate(self) -> float:
        """Certificates a second."""
        return self.trainees / self.seconds

    @property
    def ratio(self) -> float:
        """How many times faster bangfu is than the better of the others."""
        return min(self.others.values()) / self.seconds


def write_roster(path: Path, count: int) -> None:
    """So many people, their identity numbers of a region there is not."""
    chance = random.Random(7)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(("序号", "姓名", "身份证号", "工作单位", "考核结果"))
        for number in range(1, count + 1):
            name = chance.choice(SURNAMES) + "".join(chance.choices(GIVEN, k=chance.choice((1, 2))))
            unit = f"样例县第{number % 37 + 1}人民医院"
            writer.writerow((number, name, f"9999991980{number:08}", unit, "合格"))


def issue_with_bangfu(folder: Path, result: Result) -> None:
    """The whole command in a process of its own, as a user starts it."""
    command = [sys.executable, "-m", "generator.cli", "issue", str(folder / "case.yaml")]
    started = time.perf_counter()
    process = subprocess.Popen(
        [*command, "-o", str(folder / "out"), "--workers", str(WORKERS), "--no-progress"],
        stdout=subprocess.DEVNULL,
        env={**os.environ, "BANGFU_LEDGER": str(folder / "ledger" / "ledger.db")},
    )
    watch = threading.Thread(target=_watch, args=(process, result), daemon=True)
    watch.start()
    assert process.wait() == 0
    result.seconds = time.perf_counter() - started
    watch.join()
    ledger = Ledger.open(folder / "ledger" / "ledger.db")
    assert faults(ledger) == ()
    assert len(all_entries(ledger)) == result.trainees
    files = list((folder / "out" / "case" / "结业证书").glob("*.pdf"))
    runs = [path for path in files if "打印册" in path.name]
    result.volumes = len(runs)
    singles = [path.stat().st_size for path in files if path not in runs]
    assert len(singles) == result.trainees
    result.largest_kb = max(singles) / 1000


def _watch(process: subprocess.Popen[bytes], result: Result) -> None:
    while process.poll() is None:
        tree = list(_tree(process.pid))
        result.peak_mb = max(result.peak_mb, sum(map(_kilobytes, tree)) / 1024)
        result.cpu_seconds = max(result.cpu_seconds, sum(map(_cpu_seconds, tree)))
        time.sleep(0.3)


def _tree(pid: int) -> Iterator[int]:
    """A process and all that come from it (Linux only; elsewhere nothing is measured)."""
    children: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            children.setdefault(int(_stat(path)[1]), []).append(int(path.parent.name))
    waiting = [pid]
    for each in waiting:  # grows as it is read
        waiting += children.get(each, [])
        yield each


def _stat(path: Path) -> list[str]:
    """The fields after the name, which may hold anything: state, parent, …"""
    return path.read_text().rpartition(")")[2].split()


def _cpu_seconds(pid: int) -> float:
    with suppress(OSError):
        user, system = _stat(Path(f"/proc/{pid}/stat"))[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")
    return 0.0


def _kilobytes(pid: int) -> int:
    """Of a process, pages it shares divided among the sharers."""
    with suppress(OSError):
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
    return 0


def issue_with_docxtpl(folder: Path, result: Result) -> None:
    """docxtpl for each of the sample, then one soffice process over all of its files."""
    plan = plan_issue(checked(folder / "case.yaml", {}), IssueOptions(folder))
    soffice = find_soffice()
    assert soffice, "the comparison needs LibreOffice"
    profile = folder / "profile"
    write_profile(profile, load_fonts())
    files = []
    started = time.perf_counter()
    for number, record in enumerate(plan.records[: result.sample]):
        document = DocxTemplate(plan.form.template)
        picture = io.BytesIO()
        _code(number).save(picture, kind="png", scale=8, border=0)
        values = {
            **record.fields,
            "number": f"培训结业〔2024〕{number:04}号",
            "code": KEY.code(str(number)),
            "qr": InlineImage(document, picture, width=Mm(SIDE_MM)),
        }
        document.render(values, _docxtpl_environment())
        files.append(folder / f"{number}.docx")
        document.save(files[-1])
    filled = time.perf_counter() - started
    start = _convert(soffice, profile, files[:1], folder)  # LibreOffice's first start of all
    start = min(start, _convert(soffice, profile, files[:1], folder))
    spent = _own_cpu()  # until here with LibreOffice's starts
    every = _convert(soffice, profile, files, folder)
    result.others_cpu["docxtpl + soffice"] = (_own_cpu() - spent) * 1000 / result.sample
    each = (filled + every - start) / result.sample
    result.others["docxtpl + soffice"] = start + each * result.trainees


def _docxtpl_environment() -> Environment:
    """Ours, but pictures are docxtpl's own objects, which it sets itself."""
    jinja = environment().overlay()
    jinja.filters = {**jinja.filters, "picture": lambda value, **_size: value or ""}
    return jinja


def _convert(soffice: Path, profile: Path, files: list[Path], folder: Path) -> float:
    started = time.perf_counter()
    options = (f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore")
    target = folder / "pdf"
    subprocess.run(
        [str(soffice), *options, "--convert-to", "pdf", "--outdir", str(target), *files],
        check=True,
        capture_output=True,
        env={**os.environ, "FONTCONFIG_FILE": str(profile / "fonts.conf")},
    )
    assert all((target / f"{file.stem}.pdf").is_file() for file in files)
    return time.perf_counter() - started


def _code(number: int) -> segno.QRCode:
    """The QR code as the others' users make it: by segno, which they need as we do."""
    text = qr_text(f"培训结业〔2024〕{number:04}号", KEY.code(str(number)))
    return segno.make_qr(text, error="m")


def issue_with_weasyprint(folder: Path, result: Result) -> None:
    """WeasyPrint for each of the sample, in this process, its fonts loaded before."""
    from weasyprint import HTML
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    plan = plan_issue(checked(folder / "case.yaml", {}), IssueOptions(folder))

    def make(number: int) -> None:
        page = PAGE.format(
            number=f"培训结业〔2024〕{number:04}号",
            name=plan.records[number].fields["name"],
            code=KEY.code(str(number)),
            qr=_code(number).svg_data_uri(border=0),
        )
        HTML(string=page).write_pdf(folder / f"w{number}.pdf", font_config=fonts)

    make(0)
    cpu, started = _own_cpu(), time.perf_counter()
    for number in range(1, result.sample + 1):
        make(number)
    each = (time.perf_counter() - started) / result.sample
    result.others["WeasyPrint"] = each * result.trainees
    result.others_cpu["WeasyPrint"] = (_own_cpu() - cpu) * 1000 / result.sample


def _own_cpu() -> float:
    return sum(os.times()[:4])


def table(result: Result) -> str:
    """The figures, to be read."""
    where = ", ".join(f"{key} {value}" for key, value in result.machine.items())
    count, cores = result.trainees, os.cpu_count() or 1
    lines = [
        f"{count} certificates ({where})",
        f"bangfu issue, {WORKERS} workers   {result.seconds:8.1f} s   {result.rate:6.0f}/s "
        f"(wanted: {RATE}/s)   CPU {result.cpu_seconds:.1f} s, "
        f"{result.cpu_seconds * 1000 / count:.1f} ms each",
        f"  with numbers, synced files, {result.volumes} print runs, register; "
        f"all its processes {result.peak_mb:.0f} MB (wanted: < {MOST_MB}), "
        f"largest PDF {result.largest_kb:.1f} kB (wanted: < {MOST_KB})",
    ]
    lines += [
        f"{name:24} {seconds:8.0f} s   {count / seconds:6.1f}/s   CPU "
        f"{result.others_cpu[name]:.0f} ms each   scaled from {result.sample}; PDFs only"
        for name, seconds in result.others.items()
    ]
    busy = result.cpu_seconds / result.seconds / cores
    lines.append(
        f"{result.ratio:.1f} times the better of them (wanted: {TIMES}); "
        f"bangfu had {busy:.0%} of the machine"
    )
    return "\n".join(lines)


def main() -> None:
    """Measure, print, and write the figures where asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--trainees", type=int, default=10_000)
    parser.add_argument("--sample", type=int, default=60)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    machine = {"cores": os.cpu_count(), "python": sys.version.split()[0]}
    machine["load before"] = round(os.getloadavg()[0], 2)
    result = Result(options.trainees, options.sample, machine)
    with tempfile.TemporaryDirectory(prefix="bangfu-bench-") as name:
        folder = Path(name)
        (folder / "case.yaml").write_text(CASE, encoding="utf-8")
        write_roster(folder / "roster.csv", options.trainees)
        issue_with_bangfu(folder, result)
        issue_with_docxtpl(folder, result)
        issue_with_weasyprint(folder, result)
    print(table(result))
    if options.json:
        figures = asdict(result) | {"rate": result.rate, "ratio": result.ratio}
        options.json.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
