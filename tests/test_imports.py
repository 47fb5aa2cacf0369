"""Imports point one way along the flow: nothing imports from the right of itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "generator"

# Left to right; modules named together may import each other.
ORDER = (
    {
        *("errors", "masking", "places", "problems", "i18n", "resources", "systemfaults"),
        *("files", "officefiles", "ondisk", "options", "garbage"),
    },
    {"pdf", "pictures"},
    {"identifiers"},
    {"ledger"},
    {"reference"},
    {"cases"},
    {"load"},
    {"check"},
    {"forms"},
    {"fill"},
    {"render"},
    {"fillable"},
    {"stamp"},
    {"bind"},
    {"batch", "pipeline", "issue", "doctor"},
    {"cli"},
)
RANK = {name: rank for rank, names in enumerate(ORDER) for name in names}


def imported_parts(source: str, module: str) -> Iterator[str]:
    """The parts of the package (`errors`, `load`, …) that a module's source imports anywhere in it."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(module.split(".")[: -node.level]) if node.level else ""
            start = ".".join(filter(None, (base, node.module)))
            names = [f"{start}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            head, _, rest = name.partition(".")
            if head == "generator" and rest and not rest.startswith("__"):
                yield rest.split(".")[0]


def violations(source: str, module: str) -> list[str]:
    """The imports of a module that point to the right."""
    own = module.split(".")[1]
    return [
        f"{module} imports {part}"
        for part in imported_parts(source, module)
        if RANK[part] > RANK[own]
    ]


def modules() -> dict[str, Path]:
    """Every module of the package but its root, by dotted name."""
    found = {}
    for path in PACKAGE.rglob("*.py"):
        parts = ("generator", *path.relative_to(PACKAGE).with_suffix("").parts)
        if parts[1:] != ("__init__",):
            found[".".join(parts)] = path
    return found


def test_imports_point_one_way() -> None:
    seen = modules()
    assert len(seen) > 40
    assert {name.split(".")[1] for name in seen} <= set(RANK), "a part without a place in ORDER"
    wrong = [
        line
        for name, path in sorted(seen.items())
        for line in violations(path.read_text(encoding="utf-8"), name)
    ]
    assert not wrong


@pytest.mark.parametrize(
    "source",
    [
        "from generator.render.engine import render_file",
        "import generator.render.engine",
        "from generator import pipeline",
        "from ..render import engine",
        "def late():\n    from generator.cli import main",
    ],
)
def test_an_import_to_the_right_is_found(source: str) -> None:
    assert violations(source, "generator.load.text")


@pytest.mark.parametrize(
    "source",
    [
        "from generator.errors import CaseError",
        "from generator import __version__",
        "from generator.load.nodes import Node",
        "from . import nodes",
        "import json",
    ],
)
def test_an_import_to_the_left_is_not(source: str) -> None:
    assert not violations(source, "generator.load.text")
