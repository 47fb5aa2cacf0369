"""Orders to issue and to reissue, from case files or bare rosters to what came of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from generator.batch.choose import chosen_records
from generator.batch.plan import Checked
from generator.batch.workers import worker_pool
from generator.cases.records import Record
from generator.check.case import check_case
from generator.errors import LedgerError, UsageError
from generator.i18n import _
from generator.issue.options import IssueOptions, IssueResult
from generator.issue.plan import IssuePlan, identity_of, plan_issue, wanted_of
from generator.issue.run import OnProgress, issue
from generator.ledger import Ledger
from generator.ledger import numbering as ledger_numbering
from generator.ledger.lookup import find_number
from generator.load.case import load_case, load_roster
from generator.options import Progress
from generator.reference import load_reference

ROSTERS = (".xlsx", ".xlsm", ".csv")
ROSTER_KIND = "training"  # what a bare roster is the list of
REQUIRED = ("course", "issuer", "start", "end")


class Order(Struct, frozen=True):
    """What is to be issued: cases and rosters, and what the rosters do not say themselves."""

    sources: tuple[Path, ...]
    said: Mapping[str, str] = field(default_factory=dict)  # by key of the case, for rosters


def issue_order(
    order: Order,
    options: IssueOptions,
    ledger: Callable[[], Ledger],
    on_progress: OnProgress,
    today: date | None = None,
) -> tuple[IssueResult, ...]:
    """Issue everything; all of it is loaded and checked before the first number is taken.

    Raises what loading, `plan_issue` and `issue` raise.
    """
    on_progress(Progress("load", 0, len(order.sources)))
    plans = [plan_issue(checked(source, order.said), options) for source in order.sources]
    count = sum(len(plan.records) for plan in plans)
    with worker_pool(count, options.workers) as pool:
        return tuple(issue(plan, options, ledger, on_progress, pool, today) for plan in plans)


def reissue(
    number: str,
    order: Order,
    options: IssueOptions,
    ledger: Ledger,
    reason: str,
    record: str = "",
    today: date | None = None,
) -> IssueResult:
    """Give a person a new number and document 补发 in the place of the one named.

    The person is found in the case by what the ledger knows, or named by `record` where that was
    wrong. Raises LedgerError when the ledger refuses, else as `issue_order`.
    """
    (source,) = order.sources
    plan = plan_issue(checked(source, order.said), options, replacing=number)
    chosen = _chosen(plan, ledger, number, record)
    wanted = wanted_of(plan, chosen, ledger.key, today or date.today())
    plan = replace(plan, records=(chosen,), without=0)

    # The new number is taken by `issue` only when the output can be written.
    def opened() -> Ledger:
        ledger_numbering.replace(ledger, plan.series, number, wanted, reason, plan.stated)
        return ledger

    return issue(plan, options, opened, lambda _step: None, None, today)


def _chosen(plan: IssuePlan, ledger: Ledger, number: str, record: str) -> Record:
    if record:
        return chosen_records(plan.records, [record])[0]
    entry = find_number(ledger, number)
    for each in plan.records:
        if entry and identity_of(plan, each, ledger.key) == entry.identity:
            return each
    raise LedgerError(
        _("{number}: nobody in {case} is the one it was given to",
          number=number, case=plan.loaded.path),
        remedy=_("Name the person with --record if the case was corrected since."),
    )  # fmt: skip


def checked(source: Path, said: Mapping[str, str]) -> Checked:
    """A case file or a bare roster, loaded and checked.

    Raises UsageError when a roster lacks what only the command can say, or a case is told what it
    says itself, and CaseProblems.
    """
    if source.suffix.lower() in ROSTERS:
        missing = [f"--{key}" for key in REQUIRED if not said.get(key)]
        if missing:
            raise UsageError(
                _("{roster} is a roster: say {options}, too",
                  roster=source.name, options=" ".join(missing)),
                remedy=_("Or write a case file: bangfu new {kind}.", kind=ROSTER_KIND),
            )  # fmt: skip
        name = said.get("name") or said["course"]
        loaded = load_roster(source, ROSTER_KIND, {**said, "name": name})
    else:
        if told := [key for key, value in said.items() if value and key != "policy"]:
            raise UsageError(
                _("--{option} is for rosters; {case} says it itself",
                  option=told[0].replace("_", "-"), case=source.name)
            )  # fmt: skip
        loaded = load_case(source)
    return loaded, (*loaded.warnings, *check_case(loaded, load_reference()))
