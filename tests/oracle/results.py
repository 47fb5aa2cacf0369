"""All documents the two engines are compared on, and the table of what the comparison found."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.fill import fill_docx
from generator.fill.sample import sample_fields
from generator.forms import discover_forms
from generator.render.libreoffice import LibreOffice
from tests.oracle import corpus, notices, workbooks
from tests.oracle.compare import Comparison, compare
from tests.oracle.engines import by
from tests.render.xlsx import books

GROUPS = {
    "docx": "DOCX corpus",
    "xlsx": "XLSX corpus",
    "form": "Forms, filled with their samples",
    "notice": "The four notices in full, set by GB/T 9704—2012",
    "quirk": "Where LibreOffice differs",
}


@dataclass(frozen=True, slots=True)
class Compared:
    """A document for both engines; `reason` says why they may differ, "" where they may not."""

    group: str
    name: str
    suffix: str
    source: bytes
    reason: str = ""


def documents() -> Iterator[Compared]:
    """Every document of the oracle, group by group."""
    for name, make in corpus.CORPUS.items():
        yield Compared("docx", name, ".docx", make())
    for name, build in workbooks.CORPUS.items():
        yield Compared("xlsx", name, ".xlsx", books.saved(build()))
    for name, form in discover_forms().items():
        if form.template.suffix == ".docx":
            source = fill_docx(form.template, sample_fields(form))
            yield Compared("form", name, ".docx", source)
    for name, write in notices.notices().items():
        known = notices.QUIRKS.get(name)
        yield Compared("notice", name, ".docx", write(), known.reason if known else "")
    for name, quirk in workbooks.QUIRKS.items():
        yield Compared("quirk", name, ".xlsx", books.saved(quirk.make()), quirk.reason)


def compared(chosen: Sequence[Compared]) -> list[tuple[Compared, Comparison]]:
    """Each document by the embedded engine and by LibreOffice, which takes all in one run."""
    with tempfile.TemporaryDirectory(prefix="bangfu-oracle-") as folder:
        files = [Path(folder) / f"{n}{one.suffix}" for n, one in enumerate(chosen)]
        for file, one in zip(files, chosen, strict=True):
            file.write_bytes(one.source)
        made = LibreOffice().convert(files)
        return [
            (one, compare(one.name, by("embedded", one.source, one.suffix), made[file]))
            for file, one in zip(files, chosen, strict=True)
        ]


def table(results: Sequence[tuple[Compared, Comparison]], version: str) -> str:
    """The results as Markdown."""
    out = [_HEAD.format(version=version, count=len(results))]
    for group, title in GROUPS.items():
        rows = [pair for pair in results if pair[0].group == group]
        out.append(f"\n## {title}\n")
        out.append("| document | pages | lines alike | furthest, mm |\n|---|--:|--:|--:|")
        out.extend(_row(found) for _one, found in rows)
        lines = sum(found.lines[1] for _one, found in rows)
        same = sum(found.same for _one, found in rows)
        pages = sum(found.pages[1] for _one, found in rows)
        out.append(f"| **all {len(rows)}** | {pages} | {same} / {lines} | {_furthest(rows)} |")
        out.extend(_differences(rows))
    return "\n".join(out) + "\n"


def names_in(text: str) -> set[str]:
    """The documents a table of results tells of."""
    rows = (line for line in text.splitlines() if line.startswith("| `"))
    return {line.split("`")[1] for line in rows}


_HEAD = """# The embedded engine beside LibreOffice

Written by `python -m tools.engines`; `--check` tells whether it still holds. Each document is
rendered by the embedded engine and by LibreOffice {version} with the same font files, and read back
character by character: how many pages (ours / LibreOffice's where they differ), how many of
LibreOffice's lines stand on the same page with the same characters, and how far the furthest
character of those is from where LibreOffice has it. The tests in `tests/oracle` hold all of it:
corpus and forms to every line, the notices to 98 % of lines and to the differences listed here;
they also compare the rules, the ink and the seals' places. {count} documents."""


def _row(found: Comparison) -> str:
    ours, theirs = found.pages
    pages = str(ours) if ours == theirs else f"{ours} / {theirs}"
    return (
        f"| `{found.name}` | {pages} | {found.same} / {found.lines[1]} | {found.furthest_mm:.2f} |"
    )


def _furthest(rows: Sequence[tuple[Compared, Comparison]]) -> str:
    return f"{max((found.furthest_mm for _one, found in rows), default=0.0):.2f}"


def _differences(rows: Sequence[tuple[Compared, Comparison]]) -> Iterator[str]:
    for one, found in rows:
        if one.reason or found.differing:
            yield f"\n`{one.name}`: {one.reason or 'not explained'}.\n"
            for ours, theirs in found.differing:
                yield f"- ours “{ours}”, LibreOffice’s “{theirs}”"
