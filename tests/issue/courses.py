"""Small real courses: a case or roster written by a test, issued below a folder of its own."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from generator.batch.lock import NAME as LOCK
from generator.batch.workers import worker_pool
from generator.files import TEMPORARY
from generator.issue.options import IssueOptions, IssueResult
from generator.issue.order import checked
from generator.issue.plan import plan_issue
from generator.issue.run import issue
from generator.ledger import Ledger, State
from generator.ledger.examine import faults
from generator.ledger.key import Key, write_key
from generator.ledger.lookup import all_entries, files_of
from generator.ledger.place import key_path

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
KEY = Key(bytes(range(32)))
"""One key for all ledgers of tests, so that the same people get the same codes."""


def person(place: int, **more: Any) -> dict[str, Any]:
    """Somebody of a made-up region, who passed unless `more` says otherwise."""
    return {
        "name": f"{SURNAMES[place % len(SURNAMES)]}样{'甲乙丙丁'[place // len(SURNAMES) % 4]}",
        "id_number": f"99999919800101{place:04}",
        "unit": f"样例县第{place % 3 + 1}人民医院",
        "result": "合格",
        **more,
    }


def people(count: int, first: int = 0) -> list[dict[str, Any]]:
    """Some people, all different."""
    return [person(number) for number in range(first, first + count)]


def write_course(path: Path, trainees: Sequence[dict[str, Any]], **more: Any) -> Path:
    """A case file of a course of these trainees."""
    content = {
        "kind": "training",
        "policy": "pudong-2024",
        "name": "测试培训班",
        "course": "样例骨干医师培训班",
        "issuer": "样例市中心医院",
        "start": "2024-05-06",
        "end": "2024-07-04",
        "issued": "2024-07-04",
        "trainees": list(trainees),
        **more,
    }
    content = {key: value for key, value in content.items() if value is not None}
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), "utf-8")
    return path


def write_csv(path: Path, trainees: Sequence[dict[str, Any]]) -> Path:
    """The same people as a bare roster."""
    titles = {"name": "姓名", "id_number": "身份证号", "unit": "工作单位", "result": "考核结果"}
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(titles.values())
        writer.writerows([each[key] for key in titles] for each in trainees)
    return path


def new_ledger(folder: Path) -> Path:
    """Where a ledger will be, with the tests' key beside it."""
    path = folder / "ledger.db"
    write_key(key_path(path), KEY)
    return path


def issue_course(
    case: Path,
    output: Path,
    ledger: Path,
    *,
    today: date | None = None,
    pool: Executor | None = None,
    on_progress: Callable[[Any], None] = lambda _step: None,
    **options: Any,
) -> IssueResult:
    """Issue a course, in this process unless a pool is given."""
    order = IssueOptions(output, **options)
    plan = plan_issue(checked(case, {}), order)
    with worker_pool(1, 1) as none:
        return issue(
            plan,
            order,
            lambda: Ledger.open(ledger, who="测试", create=True),
            on_progress,
            pool or none,
            today,
        )


def tree(folder: Path) -> dict[str, str]:
    """SHA-256 of every file below a folder, hidden ones too, the empty lock aside."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != LOCK
    }


def told(ledger: Path) -> list[tuple[str, str, str]]:
    """Every number of a ledger with whom it was given to, and its state."""
    return [(e.number, e.title, e.state.value) for e in all_entries(Ledger.open(ledger))]


def broken(ledger: Path, folder: Path) -> list[str]:
    """What does not hold of a ledger and the documents below a folder; nothing should."""
    book = Ledger.open(ledger)
    entries = all_entries(book)
    found = list(faults(book))
    if len({entry.number for entry in entries}) != len(entries):
        found.append("a number was given twice")
    stand = set(tree(folder).values()) if folder.exists() else set()
    marks = files_of(book, [entry.id for entry in entries])
    for entry in entries:
        if entry.state is State.ISSUED and not {m.sha256 for m in marks[entry.id]} & stand:
            found.append(f"{entry.number} is issued, but its file does not stand there")
        if entry.state is State.RESERVED and marks[entry.id]:
            found.append(f"{entry.number} has files, but is not issued")
    return found


def partial(folder: Path) -> list[str]:
    """Files left half-done below a folder."""
    return [name for name in tree(folder) if name.endswith(TEMPORARY)] if folder.exists() else []
