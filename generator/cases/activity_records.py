"""The records of an activity case: one for each trip, as it is filed and as it is reported on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from msgspec.structs import replace

from generator.cases.activity import ActivityCase, Trip
from generator.cases.base import Case
from generator.cases.filing import filing_fields
from generator.cases.nothing import BLANK, Blank, Gap
from generator.cases.records import Party, Record
from generator.cases.row_records import named_gaps, row_records
from generator.reference import Reference

UNIT = "单位"
_ROWS = row_records("trips", "destination", "start")
_PARTS = ("work", "results", "problems", "next_steps")  # of the report, in its order


def activity_records(case: Case, reference: Reference, base: Path) -> tuple[Record, ...]:
    """One record for each trip, in the case's order.

    Raises TypeError for another kind of case.
    """
    if not isinstance(case, ActivityCase):
        raise TypeError(f"not an activity case: {type(case).__name__}")
    records = _ROWS(case, reference, base)
    return tuple(_record(record, trip) for record, trip in zip(records, case.trips, strict=True))


def _record(record: Record, trip: Trip) -> Record:
    parties = (Party("unit", UNIT, record.fields["unit"]),)
    fields = {**record.fields, **filing_fields(trip), **_report(trip), "parties": parties}
    return replace(record, fields=fields, parties=parties)


def _report(trip: Trip) -> dict[str, Any]:
    """What the written report says: who went, when, what was done; as filed where it says nothing."""
    found = dict(named_gaps(trip.account)) if trip.account else {}
    filed = dict(named_gaps(trip))
    return {
        "went": found.get("people") or trip.people,
        "went_start": found.get("start") or filed["start"],
        "went_end": found.get("end") or filed["end"],
        "figures": trip.account.figures if trip.account else (),
        **{key: _paragraphs(found.get(key, BLANK)) for key in _PARTS},
        "reported": trip.report or BLANK,
    }


def _paragraphs(value: str | Gap | Blank) -> tuple[Any, ...]:
    """Each line a paragraph; a gap is one, a blank none."""
    if not isinstance(value, str):
        return (value,) if isinstance(value, Gap) else ()
    return tuple(line.strip() for line in value.splitlines() if line.strip())
