"""Times bangfu against docxtpl in a loop + one soffice process + a pypdf merge, on the same pairs.

    python tests/benchmarks/agreements.py [--pairs N] [--json FILE]

Both sides make agreement and supplement of each pair and one PDF of the two. bangfu's time counts
from the start of its command to its end, two workers, into an empty folder: the median of three
runs, and beside it the first run of an installation, which makes what later ones find in the cache
folder. The alternative's counts neither the start of Python nor the loading of the case, and
LibreOffice has run once before.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from docxtpl import DocxTemplate
from pypdf import PdfReader, PdfWriter

from generator.batch.documents import form_stock
from generator.batch.job import Job
from generator.batch.plan import plan_case
from generator.bind.metadata import Metadata
from generator.bind.packet import Part, bind
from generator.fill.docx import fill_docx
from generator.fill.environment import environment
from generator.options import BuildOptions
from generator.pipeline import check
from generator.render.engine import render
from generator.render.fonts import load_fonts
from generator.render.libreoffice import LibreOffice, find_soffice
from generator.render.officeprofile import write_profile
from generator.resources import cache_folder, data_dir

CASE = data_dir() / "cases" / "yunnan-2022" / "agreements.yaml"
WORKERS = 2
RUNS = 3
TARGET = 15.0
MOST_FILES = 240  # one run of soffice silently drops what comes after some 246 files


@dataclass
class Spent:
    """Wall-clock seconds."""

    seconds: float = 0.0


@dataclass
class Result:
    """All figures of one run."""

    pairs: int
    machine: dict[str, Any]
    bangfu: Spent = field(default_factory=Spent)
    first: Spent = field(default_factory=Spent)  # with nothing kept of earlier runs
    pages: tuple[int, int] = (0, 0)
    alternative: dict[str, Spent] = field(default_factory=dict)  # by step
    parts: dict[str, tuple[float, float]] = field(default_factory=dict)  # ms a pair: ours, theirs

    @property
    def ratio(self) -> float:
        """How many times faster bangfu is overall."""
        return sum(step.seconds for step in self.alternative.values()) / self.bangfu.seconds


@contextmanager
def timed(spent: Spent) -> Iterator[None]:
    """Add what the block takes."""
    started = time.perf_counter()
    yield
    spent.seconds += time.perf_counter() - started


def complete_pairs(count: int | None) -> tuple[Job, ...]:
    """The jobs of the case's pairs that lack nothing, the first `count` of them."""
    ((loaded, problems),) = check((CASE,))
    plan = plan_case(loaded, problems, BuildOptions((CASE,), Path()))
    return tuple(job for job in plan.jobs if not job.draft)[:count]


def build_with_bangfu(jobs: Sequence[Job], folder: Path, result: Result) -> None:
    """The first run of an installation, then some more; the median of these counts."""
    shutil.rmtree(cache_folder() / "kept", ignore_errors=True)
    result.first = _built_by_bangfu(jobs, folder / "first", result)
    runs = [_built_by_bangfu(jobs, folder / str(run), result) for run in range(RUNS)]
    result.bangfu = Spent(median(run.seconds for run in runs))


def _built_by_bangfu(jobs: Sequence[Job], folder: Path, result: Result) -> Spent:
    """The whole command in a process of its own, as a user starts it, its modules compiled.

    Over the whole case it makes the drafts too, which nothing is compared with.
    """
    chosen = () if len(jobs) == len(complete_pairs(None)) else jobs
    numbers = (option for job in chosen for option in ("--record", job.record.key))
    command = [sys.executable, "-m", "generator.cli", "build", str(CASE), "-o", str(folder)]
    spent = Spent()
    with timed(spent):
        subprocess.run(
            [*command, "--workers", str(WORKERS), "--no-progress", *numbers],
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"},
        )
    keys = {job.record.key for job in jobs}
    records = json.loads((folder / CASE.stem / "manifest.json").read_text("utf-8"))["records"]
    made = [record for record in records if record["key"] in keys]
    assert len(made) == len(jobs)
    assert all(record["packet"] for record in made)
    pages = sum(document["pages"] for record in made for document in record["documents"])
    result.pages = (pages, 0)
    return spent


def build_without(jobs: Sequence[Job], folder: Path, result: Result) -> None:
    """docxtpl for every document, one soffice process over all files, pypdf for every pair."""
    steps = result.alternative = {name: Spent() for name in ("docxtpl", "soffice", "pypdf")}
    profile = _warm_profile(jobs[0], folder)
    with timed(steps["docxtpl"]):
        documents = [
            _filled_by_docxtpl(job, folder / f"{number:03d}")
            for number, job in enumerate(jobs, start=1)
        ]
    with timed(steps["soffice"]):
        _convert([file for files in documents for file in files], folder / "pdf", profile)
    with timed(steps["pypdf"]):
        merged = [
            _merged([folder / "pdf" / f"{file.stem}.pdf" for file in files]) for files in documents
        ]
        for number, content in enumerate(merged, start=1):
            (folder / f"{number:03d}.pdf").write_bytes(content)
    result.pages = (result.pages[0], sum(len(PdfReader(io.BytesIO(c)).pages) for c in merged))


def _templates(job: Job) -> list[Path]:
    return [job.forms[item.form].template for item in job.packet.documents]


def _by_docxtpl(template: Path, fields: Mapping[str, Any]) -> DocxTemplate:
    document = DocxTemplate(template)
    document.render(dict(fields), environment())
    return document


def _filled_by_docxtpl(job: Job, stem: Path) -> list[Path]:
    files = []
    for number, template in enumerate(_templates(job), start=1):
        files.append(stem.with_name(f"{stem.name}-{number}.docx"))
        _by_docxtpl(template, job.record.fields).save(files[-1])
    return files


def _warm_profile(job: Job, folder: Path) -> Path:
    """A profile as LibreOffice makes it, with our faces, after its first start, the longest."""
    profile = folder / "profile"
    write_profile(profile, load_fonts())
    (profile / "user" / "registrymodifications.xcu").unlink()
    _convert(_filled_by_docxtpl(job, folder / "warm"), folder / "warm", profile)
    return profile


def _convert(files: Sequence[Path], folder: Path, profile: Path) -> None:
    soffice = find_soffice()
    assert soffice, "the comparison needs LibreOffice"
    options = (f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore")
    for start in range(0, len(files), MOST_FILES):
        some = files[start : start + MOST_FILES]
        subprocess.run(
            [str(soffice), *options, "--convert-to", "pdf", "--outdir", str(folder), *some],
            check=True,
            capture_output=True,
            env={**os.environ, "FONTCONFIG_FILE": str(profile / "fonts.conf")},
        )
    lost = [file.name for file in files if not (folder / f"{file.stem}.pdf").is_file()]
    assert not lost, lost


def _merged(files: Sequence[Path | io.BytesIO]) -> bytes:
    writer = PdfWriter()
    for file in files:
        writer.append(file)
    content = io.BytesIO()
    writer.write(content)
    return content.getvalue()


def compare_parts(jobs: Sequence[Job], result: Result) -> None:
    """Each step alone on one core, in this process; what is made once is made before."""
    sources = [(template, job.record.fields) for job in jobs for template in _templates(job)]
    stocks = [form_stock(job.forms[item.form]) for job in jobs for item in job.packet.documents]
    filled = [fill_docx(template, fields) for template, fields in sources]

    def rendered() -> list[bytes]:
        pairs = zip(filled, stocks, strict=True)
        return [render(content, ".docx", stock=stock).pdf for content, stock in pairs]

    pdfs = [
        render(content, ".docx", stock=stock).document
        for content, stock in zip(filled, stocks, strict=True)
    ]
    files = [pdf.to_bytes() for pdf in pdfs]
    pairs = [pdfs[start : start + 2] for start in range(0, len(pdfs), 2)]

    file_pairs = [files[start : start + 2] for start in range(0, len(files), 2)]

    def docxtpl() -> None:
        for template, fields in sources:
            _by_docxtpl(template, fields).save(io.BytesIO())

    def bound() -> None:
        for pair in pairs:
            bind([Part(str(number), pdf) for number, pdf in enumerate(pair)], Metadata("packet"))

    count = len(jobs)
    soffice = result.alternative["soffice"].seconds
    result.parts = {
        "fill": (_ms(lambda: [fill_docx(*each) for each in sources], count), _ms(docxtpl, count)),
        "render": (
            _ms(rendered, count),
            soffice * 1000 / count,
        ),
        "bind": (
            _ms(bound, count),
            _ms(lambda: [_merged([io.BytesIO(pdf) for pdf in pair]) for pair in file_pairs], count),
        ),
    }


def _ms(work: Callable[[], object], count: int) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000 / count


def machine() -> dict[str, Any]:
    """What ran, without whose it is."""
    return {
        "cores": os.cpu_count(),
        "cpu": _cpu_model(),
        "system": platform.system(),
        "python": platform.python_version(),
        "libreoffice": LibreOffice().probe(),
        "load_before": round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None,
    }


def _cpu_model() -> str:
    info = Path("/proc/cpuinfo")
    if info.is_file():
        for line in info.read_text("utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def table(result: Result) -> str:
    """The figures, to be read."""
    count = result.pairs
    where = ", ".join(f"{key} {value}" for key, value in result.machine.items())
    lines = [
        f"{count} pairs ({where})",
        "",
        f"{'':44}{'seconds':>9}{'ms/pair':>9}",
        _row(f"(a) bangfu build, {WORKERS} workers, from its start", result.bangfu, count),
        _row("      (the first run of an installation)", result.first, count),
        "      + seals, straddle seals, cover, contents, outline, links,",
        "        manifest, report and index, which (b) does not make",
        _row("(b) docxtpl + soffice + pypdf", _sum(result.alternative.values()), count),
        *(_row(f"      {name}", spent, count) for name, spent in result.alternative.items()),
        "",
        f"(b) / (a): {result.ratio:.1f} × (wanted: {TARGET:.0f} ×)   "
        f"pages of documents: (a) {result.pages[0]}, (b) {result.pages[1]}",
        "",
        f"{'one core, ms/pair':44}{'bangfu':>9}{'other':>9}{'ratio':>9}",
    ]
    names = {"fill": "docxtpl", "render": "soffice", "bind": "pypdf"}
    for name, (ours, theirs) in result.parts.items():
        head = f"      {name}, against {names[name]}"
        lines.append(f"{head:44}{ours:>9.1f}{theirs:>9.1f}{theirs / ours:>8.1f}×")
    return "\n".join(lines)


def _sum(steps: Iterable[Spent]) -> Spent:
    each = list(steps)
    return Spent(sum(step.seconds for step in each))


def _row(name: str, spent: Spent, count: int) -> str:
    return f"{name:44}{spent.seconds:>9.2f}{spent.seconds * 1000 / count:>9.1f}"


def main() -> None:
    """Run both sides, print the table, write the JSON if asked for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--pairs", type=int, help="only so many; all complete ones if not given")
    parser.add_argument("--json", type=Path, help="write the figures there too")
    options = parser.parse_args()
    jobs = complete_pairs(options.pairs)
    result = Result(len(jobs), machine())
    with tempfile.TemporaryDirectory(prefix="bangfu-bench-") as folder:
        build_with_bangfu(jobs, Path(folder) / "ours", result)
        build_without(jobs, Path(folder), result)
        compare_parts(jobs, result)
    print(table(result))
    if options.json:
        figures = asdict(result) | {"ratio": result.ratio}
        options.json.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
