"""The seed's 附件3 clause by clause: the masked copy, repaired as repairs.yaml says."""

from __future__ import annotations

from pathlib import Path

import yaml

SEEDS = Path(__file__).resolve().parent.parent / "resources" / "seeds"
FILE = "002_5e86d926f4900194.txt"
FIRST, LAST = 295, 367  # title to date


def annex_3_clauses() -> list[str]:
    """The lines of 附件3 with something in them, from its title to the date."""
    lines = (SEEDS / FILE).read_text(encoding="utf-8").split("\n")
    for repair in yaml.safe_load((SEEDS / "repairs.yaml").read_text(encoding="utf-8")):
        if repair["file"] == FILE:
            index = repair["line"] - 1
            assert lines[index].count(repair["from"]) == 1, repair
            lines[index] = lines[index].replace(repair["from"], repair["to"])
    return [line for line in lines[FIRST - 1 : LAST] if line.strip()]
