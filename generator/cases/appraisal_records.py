"""The records of an appraisal case: a member's months, half-year, goals against results, papers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from generator.cases.appraisal import AppraisalCase, Appraised, Attachment
from generator.cases.appraisal_targets import Target, goal_targets, rule_targets, totals
from generator.cases.base import Case, title_of
from generator.cases.handed import Attached, file_beside, photo_of
from generator.cases.nothing import Blank, Gap
from generator.cases.records import Party, Record
from generator.cases.row_records import row_records
from generator.identifiers.periods import Period
from generator.reference import Reference, load_policy

RECEIVER, RECEIVER_AUTHORITY = "受援乡镇卫生院", "受援区县卫生健康行政部门"
SENDER, SENDER_AUTHORITY = "派出人员所在单位", "派出人员所在区县卫生健康行政部门"

_OF_ROWS = row_records("members", "name", "receiver")


def appraisal_records(case: Case, reference: Reference, base: Path) -> tuple[Record, ...]:
    """One record for each member, in the case's order; `base` is the folder of the case file.

    Beside the member's own fields: `photo` and `attachments` as files, `half_year` (what the months
    add up to), `targets` (goals against results), `shortfalls` (what of them was not reached) and
    `team`, the same for every member, for the summary. Raises TypeError for another kind of case.
    """
    if not isinstance(case, AppraisalCase):
        raise TypeError(f"not an appraisal case: {type(case).__name__}")
    rows = list(zip(case.members, _OF_ROWS(case, reference, base), strict=True))
    told = [_told(member, record, case) for member, record in rows]
    team = tuple(_in_team(fields) for fields in told)
    return tuple(
        _record(member, record, {**fields, "team": team}, case, base)
        for (member, record), fields in zip(rows, told, strict=True)
    )


def _told(member: Appraised, record: Record, case: AppraisalCase) -> dict[str, Any]:
    """What follows from a member's figures and goals."""
    policy = load_policy(case.policy)
    targets: tuple[Target, ...] = (
        *(rule_targets(policy, member.months) if policy else ()),
        *(goal_targets(member.goals, member.months)),
    )
    return {
        **record.fields,
        **_days(record.fields["stay"]),
        "position": record.fields["title"],  # on the cover `title` is the packet's
        "task_lines": lines_of(member.tasks),
        "summary_lines": lines_of(member.summary),
        "opinion_lines": {key: lines_of(opinion.text) for key, opinion in member.opinions},
        "required": rule_targets(policy, ()) if policy else (),
        "months": tuple(sorted(member.months, key=lambda month: month.month)),
        "months_covered": _covered(member),
        "half_year": totals(member.months),
        "targets": targets,
        "shortfalls": tuple(target for target in targets if target.met is False),
        "missed_numbers": "、".join(
            f"第{number}项" for number, target in enumerate(targets, 1) if target.met is False
        ),
    }


def _days(stay: Period | Gap) -> dict[str, Any]:
    """The stay's first and last day."""
    if isinstance(stay, Gap):
        return {"start": stay, "end": stay}
    return {"start": stay.start, "end": stay.end}


def _covered(member: Appraised) -> str:
    """The months the half-year's report covers: those with figures, else those of the stay."""
    months = sorted(month.month for month in member.months)
    if not months and isinstance(member.stay, Period):
        months = [member.stay.start.month, member.stay.end.month]
    if not months:
        return "　月"
    return f"{months[0]}月" if months[0] == months[-1] else f"{months[0]}—{months[-1]}月"


def lines_of(text: str | Gap | Blank) -> tuple[str | Gap | Blank, ...]:
    """A long text as paragraphs, one for each of its lines; a form prints one for none, too."""
    if not isinstance(text, str):
        return (text,)
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _in_team(fields: Mapping[str, Any]) -> dict[str, Any]:
    """A member's line in the team's summary; `missed` are the goals not reached."""
    kept = ("name", "hospital", "receiver", "title", "result")
    missed = (f"{each.text}{each.short or '未完成'}" for each in fields["shortfalls"])
    return {
        **fields["half_year"],
        **{key: fields[key] for key in kept},
        "missed": "\n".join(missed) or "无",
    }


def _record(
    member: Appraised, record: Record, fields: dict[str, Any], case: AppraisalCase, base: Path
) -> Record:
    parties = (
        Party("receiver", RECEIVER, fields["receiver"]),
        Party("receiver_authority", RECEIVER_AUTHORITY, _named(case.receiver_authority)),
        Party("sender", SENDER, fields["hospital"]),
        Party("sender_authority", SENDER_AUTHORITY, _named(case.sender_authority)),
    )
    files = {
        "photo": photo_of(member.photo, base, title_of(Appraised, "photo")),
        "attachments": attached(member.attachments, base),
        "parties": parties,
    }
    return replace(record, fields={**fields, **files}, parties=parties)


def _named(name: str | Gap | Blank) -> str | Gap:
    """Who seals, or that nobody has said: then the form's own word for it stands in the circle."""
    return Gap() if isinstance(name, Blank) else name


def attached(attachments: Sequence[Attachment], base: Path) -> tuple[Attached, ...]:
    """The attachments as files; one not there yet has no path."""
    return tuple(
        Attached(each.title, file_beside(each.file, base) if isinstance(each.file, str) else None)
        for each in attachments
    )
