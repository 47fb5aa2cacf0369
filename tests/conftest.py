"""What all tests share: the tests against LibreOffice are counted when left out, never silently."""

from __future__ import annotations

import os
from typing import Any

import pytest

from generator.render.libreoffice import find_soffice

_REQUIRED = "BANGFU_REQUIRE_ORACLE"
_LEFT_OUT = "oracle_tests_left_out"
_left_out = pytest.StashKey[int]()


def pytest_configure(config: pytest.Config) -> None:
    """Fail at once where the oracle is required and missing."""
    if os.environ.get(_REQUIRED) == "1" and find_soffice() is None:
        raise pytest.UsageError(f"{_REQUIRED}=1, but LibreOffice (soffice) is not installed")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the oracle group out where LibreOffice is missing; put slow tests last."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is not None)
    oracle = [item for item in items if item.get_closest_marker("oracle")]
    if not oracle or find_soffice():
        return
    config.stash[_left_out] = len(oracle)
    if hasattr(config, "workeroutput"):  # under pytest-xdist only the workers collect
        config.workeroutput[_LEFT_OUT] = len(oracle)
    config.hook.pytest_deselected(items=oracle)
    items[:] = [item for item in items if item not in oracle]


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: object) -> None:
    """Take over what a pytest-xdist worker left out; all workers collect the same."""
    if count := getattr(node, "workeroutput", {}).get(_LEFT_OUT, 0):
        node.config.stash[_left_out] = count


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say how many tests were left out, below the failures."""
    if count := terminalreporter.config.stash.get(_left_out, 0):
        terminalreporter.write_line(f"{count} tests that need LibreOffice left out")
