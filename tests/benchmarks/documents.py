"""Times one agreement, DOCX to PDF, in a warm process: beside LibreOffice kept warm and WeasyPrint.

    python tests/benchmarks/documents.py [--runs N] [--documents N] [--json FILE]

The agreements are those of the real case, some of their paragraphs said twice to make six pages.
`batch` are as they are, most of their paragraphs recurring; `unseen` have their characters shuffled
and every twentieth another one, so that no line has been set before. LibreOffice's time is
that of one file more in a run of several; WeasyPrint sets the same text in the same faces. `cold` is
the whole command in a process of its own, from its start to its end. Memory is what the process holds
(RSS) while it renders document after document, every other one unseen.
"""

from __future__ import annotations

import argparse
import html
import io
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from statistics import median

from generator.batch.documents import form_stock
from generator.batch.plan import plan_case
from generator.fill.docx import fill_docx
from generator.forms import Form
from generator.options import BuildOptions
from generator.pipeline import check
from generator.render.engine import preview, render
from generator.render.html import render_html
from generator.render.libreoffice import LibreOffice
from generator.resources import data_dir

CASE = data_dir() / "cases" / "yunnan-2022" / "agreements.yaml"
TARGETS = {"batch": 40.0, "unseen": 120.0, "cold": 1500.0, "preview": 1000.0}  # ms
PAGES = 6
_CJK = "".join(chr(code) for code in range(0x4E00, 0x9FA6))


@dataclass
class Result:
    """All figures of one run, ms a document; memory in MB by documents rendered."""

    pages: int = 0
    ms: dict[str, float] = field(default_factory=dict)
    memory: dict[int, float] = field(default_factory=dict)


def agreements(count: int) -> tuple[Form, list[bytes]]:
    """Filled agreements of as many pairs of the real case, longest form of its packet."""
    ((loaded, problems),) = check((CASE,))
    jobs = plan_case(loaded, problems, BuildOptions((CASE,), Path())).jobs
    forms = [jobs[0].forms[item.form] for item in jobs[0].packet.documents]
    filled = {form.id: fill_docx(form.template, jobs[0].record.fields) for form in forms}
    form = max(forms, key=lambda one: render(filled[one.id], ".docx").pages)
    chosen = [jobs[number % len(jobs)] for number in range(count)]
    documents = [fill_docx(form.template, job.record.fields) for job in chosen]
    more = enough(documents[0])
    return form, [lengthened(document, more) for document in documents]


def lengthened(source: bytes, more: int) -> bytes:
    """The document with so many of its first paragraphs said once more at its end."""

    def change(xml: str) -> str:
        body, end = xml[: xml.rindex("<w:sectPr")], xml[xml.rindex("<w:sectPr") :]
        first = re.findall(r"<w:p[ >].*?</w:p>", re.split("<w:body[^>]*>", body)[1], re.DOTALL)[
            :more
        ]
        return body + re.sub("<w:bookmark[^>]*>", "", "".join(first)) + end

    return changed(source, change)


def enough(source: bytes) -> int:
    """How many paragraphs more make the document as long as is wanted."""
    for more in range(0, 200, 3):
        if render(lengthened(source, more), ".docx").pages >= PAGES:
            return more
    raise ValueError("too short")


def changed(source: bytes, change: Callable[[str], str]) -> bytes:
    """The document with its main part changed."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(source)) as old, zipfile.ZipFile(result, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                content = change(content.decode()).encode()
            new.writestr(name, content)
    return result.getvalue()


def unseen(source: bytes, chance: random.Random) -> bytes:
    """The document with its CJK characters in another order, every twentieth a new one."""
    han = r"[\u4e00-\u9fa5]"
    known = _drawable()

    def change(xml: str) -> str:
        texts = re.findall(r"<w:t[ >][^<]*</w:t>", xml)
        chars = [char for text in texts for char in re.findall(han, text)]
        chance.shuffle(chars)
        new = iter([chance.choice(known) if n % 20 == 0 else c for n, c in enumerate(chars)])
        return re.sub(
            r"<w:t[ >][^<]*</w:t>",
            lambda text: re.sub(han, lambda _char: next(new), text[0]),
            xml,
        )

    return changed(source, change)


@cache
def _drawable() -> str:
    """Some 3,000 characters that every one of our faces has."""
    from generator.render.fonts import load_fonts

    names = ("仿宋_GB2312", "黑体", "楷体_GB2312", "方正小标宋简体", "宋体")
    faces = [load_fonts().resolve(name) for name in names]
    return "".join(char for char in _CJK if all(face.covers(char) for face in faces))[:3000]


def as_html(source: bytes) -> bytes:
    """The document's text as a page with the same faces, sizes and margins."""
    with zipfile.ZipFile(io.BytesIO(source)) as file:
        xml = file.read("word/document.xml").decode()
    paragraphs = re.findall(r"<w:p[ >].*?</w:p>", xml, re.DOTALL)
    texts = ("".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", one)) for one in paragraphs)
    body = "".join(f"<p>{html.escape(html.unescape(text))}</p>" for text in texts)
    style = (
        "@page { size: A4; margin: 37mm 26mm 35mm 28mm } p { margin: 0; font: 16pt/28.95pt "
        "仿宋_GB2312; text-indent: 2em; text-align: justify }"
    )
    return f"<!doctype html><style>{style}</style>{body}".encode()


def timed(work: Callable[[bytes], object], sources: Sequence[bytes]) -> float:
    """The median of the ms each takes, the first one left out."""
    spent = []
    for source in sources:
        start = time.perf_counter()
        work(source)
        spent.append((time.perf_counter() - start) * 1000)
    return median(spent[1:])


def libreoffice(sources: Sequence[bytes]) -> float:
    """Ms one file more takes in a run."""
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / f"{number}.docx" for number in range(len(sources))]
        for file, source in zip(files, sources, strict=True):
            file.write_bytes(source)
        LibreOffice().convert(files[:1])
        start = time.perf_counter()
        LibreOffice().convert(files[:1])
        alone = time.perf_counter() - start
        LibreOffice().convert(files)
        everything = time.perf_counter() - start - alone
    return (everything - alone) * 1000 / (len(files) - 1)


def cold(source: bytes, runs: int = 5) -> float:
    """Ms from the start of the command to its end, the quickest of a few."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "one.docx"
        file.write_bytes(source)
        command = [sys.executable, "-m", "generator.cli", "render", str(file)]
        spent = []
        for _run in range(runs):
            start = time.perf_counter()
            subprocess.run(
                [*command, "-o", str(file.with_suffix(".pdf"))],
                check=True,
                stdout=subprocess.DEVNULL,
            )
            spent.append((time.perf_counter() - start) * 1000)
    return min(spent)


def memory(form: Form, batch: Sequence[bytes], count: int) -> Iterator[tuple[int, float]]:
    """What the process holds after so many documents, MB, eleven times along the way."""
    chance, stock = random.Random(7), form_stock(form)
    for number in range(count + 1):
        if number % max(1, count // 10) == 0:
            yield number, resident()
        source = batch[number % len(batch)]
        is_new = number % 2 == 1
        render(unseen(source, chance) if is_new else source, ".docx", stock=stock)


def resident() -> float:
    """The memory the process holds now, MB."""
    status = Path("/proc/self/status").read_text("utf-8")
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    return int(found[1]) / 1024 if found else 0.0


def measure(runs: int, documents: int) -> Result:
    """Everything, one after the other."""
    form, batch = agreements(runs + 1)
    chance, stock = random.Random(1), form_stock(form)
    new = [unseen(source, chance) for source in batch]
    result = Result(render(batch[0], ".docx").pages)
    result.ms = {
        "batch": timed(lambda one: render(one, ".docx", stock=stock).pdf, batch),
        "unseen": timed(lambda one: render(one, ".docx").pdf, new),
        "batch by Typst": timed(lambda one: render(one, ".docx", engine="typst").pdf, batch),
        "LibreOffice kept warm": libreoffice(batch),
        "WeasyPrint, same text": timed(lambda one: render_html(as_html(one)), batch),
        "WeasyPrint, unseen": timed(lambda one: render_html(as_html(one)), new),
        "cold": cold(batch[0]),
        "preview": timed(lambda one: preview(one, ".docx"), batch[:6]),
    }
    result.memory = dict(memory(form, batch, documents)) if documents else {}
    return result


def table(result: Result) -> str:
    """The figures, to be read."""
    lines = [f"one agreement of {result.pages} pages, ms ({os.cpu_count()} cores)", ""]
    for name, value in result.ms.items():
        target = f"   target < {TARGETS[name]:.0f}" if name in TARGETS else ""
        lines.append(f"{name:26}{value:>8.1f}{target}")
    if result.memory:
        lines.append("\nmemory, MB, after so many documents")
        lines.extend(f"{count:>8}{held:>8.0f}" for count, held in result.memory.items())
    return "\n".join(lines)


def main() -> None:
    """Measure, print, and write the figures where asked."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--documents", type=int, default=5000, help="for the memory; 0: leave out")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    result = measure(options.runs, options.documents)
    print(table(result))
    if options.json:
        options.json.write_text(json.dumps(asdict(result), indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
