"""Records of cases whose list gives one record a row: batches, stays, members, trips, visits."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from generator.cases.base import Case, title_of
from generator.cases.keys import record_key
from generator.cases.nothing import Blank, Gap
from generator.cases.records import Record
from generator.reference import Reference, load_policy

Records = Callable[[Case, Reference, Path], tuple[Record, ...]]


def row_records(list_field: str, *naming: str) -> Records:
    """The function that makes one record of each row of `list_field`, named by the fields `naming`.

    A record's fields are the row's own, `case` with the fields of the whole case, and
    `policy` with number and title of the notice.
    """

    def records(case: Case, reference: Reference, base: Path) -> tuple[Record, ...]:
        around = dict(named_gaps(case))
        notice = _notice(case.policy)
        return tuple(
            _record(index, row, (list_field, index), naming, {"case": around, "policy": notice})
            for index, row in enumerate(getattr(case, list_field))
        )

    return records


def whole_record(*naming: str) -> Records:
    """The function that makes one record of the whole case, its fields those of the case."""

    def records(case: Case, reference: Reference, base: Path) -> tuple[Record, ...]:
        return (_record(0, case, (), naming, {"policy": _notice(case.policy)}),)

    return records


def named_gaps(model: BaseModel) -> list[tuple[str, Any]]:
    """The model's fields, every gap without a note named by its field's title."""
    return [
        (key, Gap(title_of(type(model), key)) if value == Gap() else value) for key, value in model
    ]


def _record(
    index: int,
    row: BaseModel,
    path: tuple[str | int, ...],
    naming: tuple[str, ...],
    around: dict[str, Any],
) -> Record:
    fields = dict(named_gaps(row))
    words = [_word(fields[key]) for key in naming]
    return Record(
        key=record_key(index + 1, *words),
        title=" · ".join(words),
        path=path,
        fields={**fields, **around},
        columns={title_of(type(row), key): fields[key] for key in naming},
    )


def _word(value: Any) -> str:
    return "待补" if isinstance(value, Gap | Blank) else str(value)


def _notice(policy_id: str) -> dict[str, Any]:
    """Number and title of the notice, for the texts that quote it."""
    policy = load_policy(policy_id)
    number = policy.number if policy else None
    return {
        "number": number or Gap("发文字号"),
        "title": policy.title if policy else Gap("政策文件标题"),
    }
