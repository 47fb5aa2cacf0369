"""The records of an agreement case: one for each pair, every name and number resolved."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generator.cases.agreement import AgreementCase, Goal, Pair
from generator.cases.agreement_copies import copy_holders, expected_copies, government_keeps_copy
from generator.cases.agreement_names import Locality, Names, gap, locality_of, named, suspects_of
from generator.cases.base import Case, title_of
from generator.cases.keys import record_key
from generator.cases.nothing import BLANK, Blank, Gap
from generator.cases.records import Party, Record, SealImage
from generator.reference import Reference, load_policy

HELPER, LEAD = "支援医院", "支援医院（牵头）"
GOVERNMENT, RECEIVER = "受援地人民政府", "受援医院"


def agreement_records(case: Case, reference: Reference, base: Path) -> tuple[Record, ...]:
    """One record for each pair, in the case's order; `base` is the folder of the case file.

    Raises TypeError for another kind of case and FormError when the policy file is broken.
    """
    if not isinstance(case, AgreementCase):
        raise TypeError(f"not an agreement case: {type(case).__name__}")
    names = Names.of(case, reference)
    policy = _policy(case)
    return tuple(
        _record(index, pair, case, names, policy, base) for index, pair in enumerate(case.pairs)
    )


def _record(
    index: int, pair: Pair, case: AgreementCase, names: Names, policy: dict[str, Any], base: Path
) -> Record:
    receiver = _hospital(pair.receiver, "receiver", names)
    helpers = [_hospital(helper, "helpers", names) for helper in pair.helpers]
    locality = locality_of(pair, names)
    fields = {
        **_terms(pair, case),
        "county": locality.county,
        "county_legal": locality.county_legal,
        "prefecture": locality.prefecture,
        "government": locality.government,
        "receiver": receiver,
        "helpers": helpers,
        "lead": helpers[0],
        "assistants": tuple(names.full(each) for each in pair.assistants),
        "terms": case.terms,
        "policy": policy,
    }
    parties = tuple(_parties(pair, receiver, helpers, locality, base))
    return Record(
        key=record_key(index + 1, _in_key(receiver), _in_key(helpers[0])),
        title=_title(receiver, helpers),
        path=("pairs", index),
        fields={**fields, "parties": parties},
        parties=parties,
        suspects=suspects_of(pair, names),
        columns={
            title_of(Pair, "county"): locality.county_legal,
            title_of(Pair, "receiver"): receiver,
            title_of(Pair, "helpers"): helpers,
            title_of(Pair, "prefecture"): locality.prefecture,
            title_of(Pair, "start"): fields["start"],
            title_of(Pair, "end"): fields["end"],
            title_of(Pair, "copies"): fields["copies"],
            title_of(Pair, "number"): fields["number"],
        },
    )


def _terms(pair: Pair, case: AgreementCase) -> dict[str, Any]:
    """What the two sides agree on beside their names: number, copies, dates, goals."""
    holders = copy_holders(case.policy)
    return {
        "joint": case.mode == "joint",
        "number": pair.number or BLANK,
        "copies": pair.copies or expected_copies(pair, case.mode, holders),
        "government_copy": government_keeps_copy(pair, case.mode, holders),
        "start": gap("start") if pair.start == Gap() else pair.start,
        "end": gap("end") if pair.end == Gap() else pair.end,
        "signed": gap("signed") if pair.signed == Gap() else pair.signed,
        "goals": tuple(_goal(goal) for goal in pair.goals),
    }


def _goal(goal: Goal) -> Goal:
    """The row with every noteless gap naming its field."""
    unnamed = {key: Gap(title_of(Goal, key)) for key, value in goal if value == Gap()}
    return goal.model_copy(update=unnamed) if unnamed else goal


def _parties(
    pair: Pair,
    receiver: str | Gap,
    helpers: list[str | Gap],
    locality: Locality,
    base: Path,
) -> Iterator[Party]:
    """Those who sign, in the form's order: helpers, government where it signs, receiver."""
    for number, helper in enumerate(helpers, start=1):
        seal = "helper" if number == 1 else f"helper_{number}"
        label = LEAD if number == 1 and len(helpers) > 1 else HELPER
        yield Party("helper", label, helper, _seal(pair, seal, base))
    if not isinstance(locality.government, Blank):
        yield Party("government", GOVERNMENT, locality.government, _seal(pair, "government", base))
    yield Party("receiver", RECEIVER, receiver, _seal(pair, "receiver", base))


def seal_keys(pair: Pair, names: Names) -> tuple[str, ...]:
    """The parties a pair's `seals` may name; the second helper is `helper_2`."""
    others = tuple(f"helper_{number}" for number in range(2, len(pair.helpers) + 1))
    government = ("government",) if names.government_signs else ()
    return ("helper", *others, *government, "receiver")


def _seal(pair: Pair, key: str, base: Path) -> SealImage | None:
    image = pair.seals.get(key)
    if image is None:
        return None
    return SealImage(str((base / image.file).resolve()), image.owner, image.diameter_mm)


def _hospital(name: str | Gap, key: str, names: Names) -> str | Gap:
    return named(name, key) if isinstance(name, Gap) else names.full(name)


def _policy(case: AgreementCase) -> dict[str, Any]:
    """Number and title of the notice, for the texts that quote it."""
    policy = load_policy(case.policy)
    if policy is None:
        return {"number": Gap("发文字号"), "title": Gap("政策文件标题")}
    return {"number": policy.number or Gap("发文字号"), "title": policy.title}


def _title(receiver: str | Gap, helpers: list[str | Gap]) -> str:
    """One line for reports, in the documents' language."""
    head = f"{_printed(receiver)} ← {_printed(helpers[0])}"
    return head if len(helpers) == 1 else f"{head}等{len(helpers)}家医院"


def _printed(name: str | Gap) -> str:
    return f"【待补：{name.note}】" if isinstance(name, Gap) else name


def _in_key(name: str | Gap) -> str:
    return "待补" if isinstance(name, Gap) else name
