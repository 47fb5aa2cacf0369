"""Run the examples of the guides and put what the program really answers under them.

In a Markdown file, `<!-- file: NAME -->` before a code block makes it a file of that name,
`<!-- sheet: NAME -->` before a table makes it an XLSX sheet, and `<!-- run: bangfu … -->` before a
code block makes that block the command's answer. `--check` changes nothing and says which differ.
"""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook

ROOT = Path(__file__).resolve().parent.parent
GUIDES = ("README.md", "README.zh-CN.md", "docs/clerk-guide.zh.md", "docs/new-form.md")

_BLOCK = re.compile(
    r"<!-- (?P<what>file|run): (?P<name>.+?) -->\n(?P<indent> *)```\w*\n(?P<text>.*?)(?P=indent)```"
    r"|<!-- sheet: (?P<sheet>.+?) -->\n+(?P<table>(?:\|[^\n]*\n)+)",
    re.DOTALL,
)
# How long it took is not the point, nor how many fonts of this machine are stand-ins (notes).
_VARYING = re.compile(r"\d+\.\d(?= (?:s|秒)$)|(?<=notes: )\d+|(?<=提示 )\d+", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Answer:
    """A command of a guide, what the guide says it answers, and what it does answer."""

    command: str
    shown: str
    real: str
    span: tuple[int, int]  # of `shown` in the guide

    @property
    def right(self) -> bool:
        """Whether the guide tells the truth, what varies aside."""
        return _VARYING.sub("", self.shown) == _VARYING.sub("", self.real)


def play(guide: Path, folder: Path) -> Iterator[Answer]:
    """Run a guide's examples in their order in an empty folder."""
    lang = "zh" if ".zh" in guide.name else "en"
    for found in _BLOCK.finditer(guide.read_text(encoding="utf-8")):
        if found["sheet"]:
            (folder / found["sheet"]).write_bytes(_sheet(found["table"]))
        elif found["what"] == "file":
            (folder / found["name"]).write_text(found["text"], encoding="utf-8")
        else:
            real = _answer(found["name"], folder, lang)
            yield Answer(found["name"], found["text"], real, found.span("text"))


def _answer(command: str, folder: Path, lang: str) -> str:
    program, *arguments = command.split()
    if program != "bangfu":
        raise ValueError(f"only bangfu is run here: {command}")
    done = subprocess.run(
        [sys.executable, "-m", "generator.cli", *arguments],
        cwd=folder,
        env={
            **os.environ,
            **{"PYTHONPATH": str(ROOT), "BANGFU_LANG": lang, "COLUMNS": "100"},
            "BANGFU_LEDGER": str(folder / "ledger.db"),  # never the user's own
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=120,
    )
    return done.stdout


def _sheet(table: str) -> bytes:
    """A Markdown table as an XLSX workbook of one sheet."""
    rows = [
        [cell.strip() for cell in line.strip().strip("|").split("|")] for line in table.splitlines()
    ]
    book = Workbook()
    book.worksheets[0].title = "Sheet1"
    for row in rows[:1] + rows[2:]:
        book.worksheets[0].append([cell or None for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def mended(guide: Path) -> str:
    """The guide with every answer as the program gives it now."""
    text = guide.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory(prefix="bangfu-guide-") as folder:
        answers = list(play(guide, Path(folder)))
    for answer in reversed(answers):
        if not answer.right:
            start, end = answer.span
            text = text[:start] + answer.real + text[end:]
    return text


def main(arguments: list[str]) -> int:
    """Rewrite the guides, or with `--check` say which are wrong."""
    wrong = 0
    for guide in (ROOT / name for name in GUIDES):
        text = mended(guide)
        if text == guide.read_text(encoding="utf-8"):
            continue
        wrong += 1
        print(f"{guide.relative_to(ROOT)}: answers differ", file=sys.stderr)
        if "--check" not in arguments:
            guide.write_text(text, encoding="utf-8")
    return 1 if wrong and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
