"""Help: of every command, in both languages, with an example, and fast."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from generator.cli.answers import _summaries
from tests.cli.conftest import COMMANDS, Bangfu, environment

HEAVY = ("pydantic", "yaml", "rich", "lxml", "typst", "openpyxl", "pikepdf", "generator.load")
TIMES_A_BARE_START = 12  # 0.2 s where Python itself starts in 17 ms, as it does on an office PC


def test_every_command_is_tried_here() -> None:
    assert {name.split()[0] for name in COMMANDS} == set(_summaries())


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("lang", "words"),
    [("en", ("Usage: bangfu", "Options:", "Example:")), ("zh", ("用法：", "选项:", "示例："))],
)
def test_help_of_every_command(
    bangfu: Bangfu, command: str, lang: str, words: tuple[str, ...]
) -> None:
    answer = bangfu(*command.split(), "--help", lang=lang)
    assert (answer.code, answer.err) == (0, "")
    assert [word for word in words if word not in answer.out] == []
    assert f"  bangfu {command}" in answer.out, "an example of the command itself"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_help_names_every_command_and_speaks_one_language(bangfu: Bangfu, lang: str) -> None:
    answer = bangfu("--help", lang=lang)
    assert answer.code == 0
    assert all(f"\n  {name} " in answer.out for name in _summaries())
    assert ("Show this message" in answer.out) == (lang == "en")
    assert ("显示本说明后退出" in answer.out) == (lang == "zh")


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_imports_nothing_heavy(command: str) -> None:
    code = (
        "import sys; from generator.cli.answers import answer; "
        f"code = answer({[*command.split(), '--help']!r}); "
        f"heavy = [name for name in {HEAVY!r} if name in sys.modules]; "
        "sys.exit(f'imported: {heavy}' if heavy or code else 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment(), capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


def test_help_starts_fast() -> None:
    def seconds(*arguments: str) -> float:
        started = time.perf_counter()
        subprocess.run(
            [sys.executable, *arguments], env=environment(), capture_output=True, check=True
        )
        return time.perf_counter() - started

    # The best of several, taken in turn: other work on the machine only ever adds.
    pairs = [(seconds("-c", "pass"), seconds("-m", "generator.cli", "--help")) for _ in range(9)]
    bare, shown = (min(column) for column in zip(*pairs, strict=True))
    print(f"bare python {bare * 1000:.0f} ms, bangfu --help {shown * 1000:.0f} ms")
    assert shown < TIMES_A_BARE_START * bare
