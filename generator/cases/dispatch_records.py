"""The records of a dispatch case: one for each batch, with all that its letter and papers say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from generator.cases.base import Case, title_of
from generator.cases.dispatch import Batch, DispatchCase, Letter, Member, Takeover
from generator.cases.filing import filing_fields
from generator.cases.letterhead import mark_lines, title_lines
from generator.cases.nothing import BLANK, Blank, Gap
from generator.cases.records import Party, Record
from generator.cases.row_records import row_records
from generator.identifiers.counts import count_in_words
from generator.identifiers.names import name_key
from generator.reference import Reference

SENDER, RECEIVER, UNIT = "支援医院", "受援医院", "单位"
_COPIES_LINE = 26  # characters of 4号 behind 抄送： in 156 mm, one character in on both sides
_BESIDE = ("receiver", "start", "end", "previous", "takeover_day")  # also said in the letter
_ROWS = row_records("batches", "number", "receiver", "sender")


def dispatch_records(case: Case, reference: Reference, base: Path) -> tuple[Record, ...]:
    """One record for each batch, in the case's order.

    Raises TypeError for another kind of case.
    """
    if not isinstance(case, DispatchCase):
        raise TypeError(f"not a dispatch case: {type(case).__name__}")
    records = _ROWS(case, reference, base)
    return tuple(
        _record(record, batch, case) for record, batch in zip(records, case.batches, strict=True)
    )


def letter_key(batch: Batch, case: DispatchCase) -> tuple[str, ...]:
    """What makes a letter 派遣函 this one and no other: sender, receiver, year and batch."""
    names = (name_key(_plain(name)) for name in (batch.sender, batch.receiver))
    return ("dispatch", *names, str(case.year), str(batch.number))


def batch_before(batch: Batch, case: DispatchCase) -> Batch | None:
    """The batch of the same two hospitals that a batch takes over from, where the case has it."""
    wanted = (batch.sender, batch.receiver, previous_number(batch))
    found = (each for each in case.batches if (each.sender, each.receiver, each.number) == wanted)
    return next(found, None)


def previous_number(batch: Batch) -> int:
    """The number of the batch before; 0 for the first."""
    stated = batch.takeover.previous if batch.takeover else None
    return batch.number - 1 if stated is None else stated


def _record(record: Record, batch: Batch, case: DispatchCase) -> Record:
    row = record.fields
    letter = _letter(row, batch)
    parties = (
        Party("sender", SENDER, row["sender"]),
        Party("receiver", RECEIVER, row["receiver"]),
    )
    filer = Party("unit", UNIT, batch.filing.unit if batch.filing else row["sender"])
    return replace(
        record,
        fields={
            **row,
            **letter,
            **_handover(batch, case),
            **filing_fields(batch.filing),
            "insured": tuple(member for member in batch.members if member.insurance),
            "parties": parties,
        },
        parties=(*parties, filer),  # who files is of no interest to the cover
        columns={**record.columns, "人数": len(batch.members), **_dates(row)},
        identity=letter_key(batch, case),
        said=frozenset([*letter, *_BESIDE]),
    )


def _dates(row: Mapping[str, Any]) -> dict[str, Any]:
    return {title_of(Batch, key): row[key] for key in ("start", "end")}


def _letter(row: Mapping[str, Any], batch: Batch) -> dict[str, Any]:
    """What the letter of a batch says; the batch's own number is `batch`, `number` the letter's."""
    letter = batch.letters[0] if batch.letters else Letter()
    sender, receiver = _printed(row["sender"]), _printed(row["receiver"])
    ordinal = f"第{count_in_words(batch.number)}批"
    size, mark = mark_lines(sender)
    title = (sender, f"关于选派{ordinal}医疗队", f"赴{receiver}", "开展对口帮扶工作的函")
    captain = next((member for member in batch.members if member.leader), None)
    return {
        "batch": batch.number,
        "ordinal": ordinal,
        "number": _named(letter.number or Gap("编号"), "编号"),
        "dated": _named(letter.issued, "发函日期"),
        "mark_size": size,
        "mark_lines": mark,
        "title_lines": title_lines(title),
        "grounds": batch.grounds or _policy_ground(row["policy"]),
        "agreement_title": batch.agreement.title if batch.agreement else BLANK,
        "agreement_number": batch.agreement.number if batch.agreement else BLANK,
        "agreement_signed": batch.agreement.signed if batch.agreement else BLANK,
        "headcount": len(batch.members),
        "names": tuple(_named(member.name, "姓名") for member in batch.members),
        "captain": _named(captain.name, "姓名") if captain else BLANK,
        "captain_position": captain.position if captain else BLANK,
        "captain_post": captain.post if captain else BLANK,
        "own_stays": any(_stays_otherwise(member, batch) for member in batch.members),
        "welfare": letter.welfare,
        "copies_to": letter.copies_to,
        "copies_room": (BLANK,) * _copies_lines(letter.copies_to),
        "contact": letter.contact,
        "phone": letter.phone,
    }


def _copies_lines(names: Sequence[str]) -> int:
    """How many lines 抄送 takes beside the one its box is anchored to, so that nothing stands there."""
    return -(-len("，".join(names)) // _COPIES_LINE) - 1 if names else 0


def _handover(batch: Batch, case: DispatchCase) -> dict[str, Any]:
    """From which batch the work is taken over 压茬轮换, when, by whom, and what."""
    before = batch_before(batch, case)
    takeover = batch.takeover or Takeover()
    day = takeover.day or (before and before.handover) or BLANK
    number = previous_number(batch)
    captain = next((member.name for member in batch.members if member.leader), BLANK)
    old = next((m.name for m in before.members if m.leader), BLANK) if before else BLANK
    return {
        "previous": f"第{count_in_words(number)}批" if number else BLANK,
        "takeover_day": _named(day, "交接日期"),
        "previous_start": before.start if before else BLANK,
        "previous_end": before.end if before else BLANK,
        "from_person": takeover.from_person or old,
        "to_person": takeover.to_person or captain,
        "witness": takeover.witness,
        "handed": takeover.items,
    }


def _policy_ground(policy: Mapping[str, Any]) -> tuple[str, ...]:
    """The notice by title, and number where it is known (引文先标题后发文字号)."""
    number = policy["number"]
    return (f"《{policy['title']}》" + (f"（{number}）" if isinstance(number, str) else ""),)


def _stays_otherwise(member: Member, batch: Batch) -> bool:
    stay, usual = batch.stay_of(member), batch.period
    if stay is None or usual is None or stay.precision != "day":
        return False
    return (stay.start, stay.end) != (usual.start, usual.end)


def _named(value: Any, title: str) -> Any:
    return Gap(title) if value == Gap() else value


def _printed(name: str | Gap) -> str:
    return f"【待补：{name.note}】" if isinstance(name, Gap) else name


def _plain(name: str | Blank | Gap) -> str:
    return name if isinstance(name, str) else ""
