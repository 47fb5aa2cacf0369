"""Runs the command as a user does: a process of its own, in a folder of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

COMMANDS = (
    *("new", "check", "build", "preview", "collect", "fill", "render", "schema", "doctor"),
    *("issue", "verify", "void", "reissue", "register"),
    *("ledger", "ledger check", "ledger backup"),
    *("forms", "forms list", "forms show", "forms lint", "forms blank", "rules", "rules list"),
)


ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True)
class Answer:
    """What a command answered."""

    code: int
    out: str
    err: str


Bangfu = Callable[..., Answer]


def environment(lang: str = "en") -> dict[str, str]:
    """The environment a command runs in; the package need not be installed."""
    return {**os.environ, "PYTHONPATH": str(ROOT), "BANGFU_LANG": lang, "COLUMNS": "100"}


@pytest.fixture
def bangfu(tmp_path: Path) -> Bangfu:
    """Run `bangfu` in an empty folder; `lang` is the language of its messages."""

    def run(*arguments: str | Path, lang: str = "en", **variables: str) -> Answer:
        done = subprocess.run(
            [sys.executable, "-m", "generator.cli", *map(str, arguments)],
            cwd=tmp_path,
            env=environment(lang) | variables,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
        )
        return Answer(done.returncode, done.stdout, done.stderr)

    return run
