"""Shows what memory a long batch takes: synthetic pairs through the real build, two workers.

    python tests/benchmarks/memory.py [--records N] [--every N] [--json FILE]

Every so many records it prints what the largest worker holds and has held at most, and the same of
the process that feeds them. It fails when a worker ever held 400 MB, or still grows in the end.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import yaml

from generator.options import BuildOptions, Progress
from generator.pipeline import build
from generator.reference import load_reference

MOST = 400.0  # MB a worker may ever hold
GROWTH = 1.1  # how much more a worker may hold at the end than after half of the records


@dataclass(frozen=True)
class Held:
    """MB held after so many records: now and at most, by the largest worker and by the feeder."""

    records: int
    seconds: float
    worker: float
    worker_peak: float
    feeder: float
    feeder_peak: float


def write_case(path: Path, records: int) -> None:
    """A case of so many pairs: real counties, hospitals of invented names that nothing repeats."""
    reference = load_reference()
    counties = [county.name for county in reference.counties if county.kind != "州"]
    helpers = [h.name for h in reference.hospitals if h.kind == "tertiary"]
    pairs, hospitals = [], []
    for number in range(records):
        county = counties[number % len(counties)]
        receiver = f"{county}示例第{number + 1:05}医院"
        hospitals.append({"name": receiver})
        goal = {
            "goal": f"第{number + 1}号示例目标",
            "year": f"{2021 + number % 5}年",
            "task": f"示例任务{number * 7919 % records}：开展教学查房与疑难病例讨论",
        }
        pairs.append(
            {
                "county": county,
                "receiver": receiver,
                "helpers": [helpers[number % len(helpers)]],
                "start": "2021-01-01",
                "end": "2025-12-31",
                "goals": [goal] * (1 + number % 4),
            }
        )
    case = {
        "kind": "agreement",
        "policy": "yunnan-2022",
        "name": "内存测试（虚构）",
        "pairs": pairs,
        "hospitals": hospitals,
    }
    path.write_text(yaml.dump(case, allow_unicode=True, sort_keys=False, Dumper=_Plain), "utf-8")


class _Plain(yaml.SafeDumper):
    """Writes what occurs twice twice: a case knows no aliases."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def memory(pid: int | str) -> tuple[float, float]:
    """MB that a process holds and has held at most; 0 where it is gone."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0, 0.0
    values = dict(line.split(":", 1) for line in lines if ":" in line)
    return tuple(int(values.get(key, "0 kB").split()[0]) / 1024 for key in ("VmRSS", "VmHWM"))


def workers() -> list[str]:
    """The processes that work for this one."""
    me = os.getpid()
    children = Path(f"/proc/{me}/task/{me}/children").read_text().split()
    return [c for c in children if b"spawn_main" in Path(f"/proc/{c}/cmdline").read_bytes()]


def run(records: int, every: int) -> list[Held]:
    """Build so many records; what was held on the way."""
    held: list[Held] = []
    started = time.perf_counter()

    def look(step: Progress) -> None:
        if step.stage != "bind" or step.done % every:
            return
        seen = [memory(worker) for worker in workers()]
        now = Held(
            step.done,
            time.perf_counter() - started,
            *(max(column) for column in zip(*seen, strict=True)),
            *memory("self"),
        )
        held.append(now)
        print(
            f"{now.records:7} {now.seconds:8.1f} s  worker {now.worker:6.1f} MB"
            f" (peak {now.worker_peak:6.1f})  feeder {now.feeder:6.1f} MB"
            f" (peak {now.feeder_peak:6.1f})",
            flush=True,
        )

    with tempfile.TemporaryDirectory(prefix="bangfu-memory-") as folder:
        case = Path(folder) / "case.yaml"
        write_case(case, records)
        (result,) = build(BuildOptions((case,), Path(folder) / "out", workers=2), look)
    if result.records != records or result.exit_code:
        sys.exit(f"{result.records} records of {records}, exit code {result.exit_code}")
    return held


def main() -> None:
    """Run, print and judge."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--records", type=int, default=5000)
    parser.add_argument("--every", type=int, default=500)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    held = run(options.records, min(options.every, options.records))
    if options.json:
        options.json.write_text(json.dumps([asdict(each) for each in held], indent=1))
    peak = max(each.worker_peak for each in held)
    early, last = held[(len(held) - 1) // 2], held[-1]
    grown = last.worker / early.worker
    print(f"peak of a worker: {peak:.0f} MB; after {last.records} records it holds {grown:.2f} "
          f"times what it held after {early.records}")  # fmt: skip
    if peak >= MOST or grown > GROWTH:
        sys.exit("too much, or still growing")


if __name__ == "__main__":
    main()
