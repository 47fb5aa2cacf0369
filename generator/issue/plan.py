"""What is to be issued: the form with numbers, the records that get one, and what the ledger is asked."""

from __future__ import annotations

import os
import string
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from generator.batch.plan import Checked, folder_name
from generator.cases.keys import safe_name
from generator.cases.kinds import KINDS
from generator.cases.nothing import Blank, Gap
from generator.cases.records import Record
from generator.cases.webaddress import web_address
from generator.errors import CaseError, UsageError
from generator.fill.environment import printed
from generator.forms.discover import discover_forms
from generator.forms.form import Form
from generator.i18n import _
from generator.issue.options import IssueOptions
from generator.ledger import Series, Wanted
from generator.ledger.key import ALPHABET, Key
from generator.load.case import LoadedCase
from generator.problems import Problem
from generator.reference import load_reference
from generator.stamp.seals import Seal, impressions, seals_of

VERIFY_URL = "BANGFU_VERIFY_URL"  # the environment's: where QR codes are verified
_OWN_FORMAT = "number_format"  # the case's own pattern of numbers
_NUMBERED = ("number", "code", "dated", "qr")  # fields the ledger and the day of issue fill


class IssuePlan(Struct, frozen=True):
    """What is to be issued of one case, before any number is taken."""

    loaded: LoadedCase
    problems: tuple[Problem, ...]
    form: Form
    series: Series
    records: tuple[Record, ...]  # those that get a number, in order
    all_records: tuple[Record, ...]  # of the case, also where only some are asked for
    without: int  # those that have one of their own
    stated: frozenset[str]  # the numbers these have
    rows: int  # of the list the records come from
    folder: Path
    address: str  # of the page where QR codes are verified; "": none
    seals: tuple[Seal, ...]  # whose images the case gives

    @property
    def title(self) -> str:
        """What is issued, as 结业证书."""
        return self.form.titles.zh


def plan_issue(checked: Checked, options: IssueOptions, replacing: str = "") -> IssuePlan:
    """The plan of one checked case; who has the number `replacing` is to get another.

    Raises CaseError when the case has errors or gaps (no draft is ever issued), documents of
    several issuers or a seal's image that cannot be used, UsageError when no form of its kind has
    numbers or the web address is none.
    """
    loaded, problems = checked
    drafts = [problem for problem in problems if problem.makes_draft]
    if drafts:
        raise CaseError(
            _("nothing is issued of a case with errors or gaps: {message}",
              message=drafts[0].message),
            where=str(drafts[0].place),
            remedy=_("`bangfu check {case}` names them all; no number was taken.",
                     case=loaded.path),
        )  # fmt: skip
    case = loaded.case
    form = _form(case.kind, case.policy, options.form)
    kind = KINDS[case.kind]
    records = kind.records(case, load_reference(), loaded.path.resolve().parent)
    stated = {record.key: _own_number(record, replacing) for record in records}
    waiting = tuple(record for record in records if not stated[record.key])
    _refuse_several_issuers(waiting, form, loaded)
    return IssuePlan(
        loaded=loaded,
        problems=problems,
        form=form,
        series=Series(getattr(case, _OWN_FORMAT, None) or form.series or ""),
        records=waiting,
        all_records=waiting,
        without=len(records) - len(waiting),
        stated=frozenset(filter(None, stated.values())),
        rows=len(getattr(case, kind.list_field)),
        folder=options.output / folder_name(loaded.path) / safe_name(form.titles.zh),
        address=_address(options.verify_url, getattr(case, "verify_url", None) or ""),
        seals=_seals(form, waiting),
    )


def _address(said: str, of_case: str) -> str:
    """Where QR codes are verified: what this run says, else the case, else the environment."""
    address = said or of_case or os.environ.get(VERIFY_URL, "")
    try:
        return web_address(address) if address else ""
    except ValueError as fault:
        raise UsageError(
            _("“{address}” is no web address: {reason}", address=address, reason=fault),
            where="--verify-url" if said else VERIFY_URL,
            remedy=_("Write it like https://example.org/certificates."),
        ) from fault


def _seals(form: Form, records: Sequence[Record]) -> tuple[Seal, ...]:
    """The seals of which the case gives images, tried before any number is taken."""
    seals = seals_of(records[0].parties, form.seals) if records else ()
    pressed = tuple(seal for seal in seals if seal.image)
    impressions(pressed)
    return pressed


def _form(kind: str, policy: str, wanted: str | None) -> Form:
    """The form whose documents get numbers: the one asked for, the policy's own, or a general one."""
    numbered = {
        form.id: form for form in discover_forms().values() if form.case == kind and form.series
    }
    if wanted in numbered:
        return numbered[wanted]
    if wanted is not None or not numbered:
        raise UsageError(
            _("no form {form} for {kind} cases gets numbers", form=wanted or "", kind=kind),
            remedy=_("There are: {forms}.", forms=", ".join(numbered) or "-"),
        )
    own = [form for form in numbered.values() if form.id.startswith(f"{policy}/")]
    general = [form for form in numbered.values() if form.id.startswith("general/")]
    return [*own, *general, *numbered.values()][0]


def _own_number(record: Record, replacing: str) -> str:
    """The number a record has of its own, "" for none or for one that is replaced."""
    number = record.fields["number"]
    return number if isinstance(number, str) and number != replacing else ""


def _refuse_several_issuers(records: Sequence[Record], form: Form, loaded: LoadedCase) -> None:
    """A series is one issuer's: whose seal the documents get. Raises CaseError."""
    issuers = {
        str(party.name) for each in records for party in each.parties if party.role in form.seals
    }
    if len(issuers) > 1:
        raise CaseError(
            _("the case has {title} of several issuers: {issuers}",
              title=form.titles.zh, issuers="、".join(sorted(issuers))),
            where=str(loaded.path),
            remedy=_("Each gives numbers of its own: make a case for each. No number was taken."),
        )  # fmt: skip


def identity_of(plan: IssuePlan, record: Record, key: Key) -> str:
    """Under which digest the ledger knows a record: one number for each, of each kind of document."""
    return key.identity(plan.title, *record.identity)


def wanted_of(plan: IssuePlan, record: Record, key: Key, today: date) -> Wanted:
    """What the ledger is asked for a record: its digests, and what the register will show."""
    dated = record.fields.get("dated")
    return Wanted(
        identity=identity_of(plan, record, key),
        content=key.content(plan.title, *_said(record)),
        title=str(record.fields.get("name", record.title)),
        details={name: _text(value) for name, value in record.columns.items()},
        dated=dated if isinstance(dated, date) else today,
    )


def fields_of(record: Record, dated: date) -> Mapping[str, Any]:
    """What a record's document is filled with, beside number and code."""
    if record.fields.get("dated") == dated:
        return record.fields  # not copied: runs hold thousands
    return {**record.fields, "dated": dated}


def varying_of(plan: IssuePlan) -> Mapping[str, str]:
    """The fields that differ between the documents, each with the characters most will have there.

    These are the records' own fields and what the ledger gives; one plan, one answer.
    """
    first = plan.records[0]
    own = first.own or frozenset(first.fields)
    number = plan.series.number(2024, 1) + string.digits
    return {**dict.fromkeys(own, ""), "number": number, "code": ALPHABET + "-"}


def stem_of(plan: IssuePlan, record: Record, number: str) -> str:
    """The name of a document's files, without suffix; the number comes first in it."""
    return safe_name(plan.form.document_name({**record.fields, "number": number}))


def _said(record: Record) -> list[str]:
    """All that a document says but its number and the day of issue, as one comparable list."""
    names = (record.said or frozenset(record.fields)).difference(_NUMBERED)
    said = {name: record.fields[name] for name in names}
    if "parties" in said:  # where an image stands on this machine is nothing a document says
        said["parties"] = tuple(replace(party, seal=None) for party in record.parties)
    return [part for name in sorted(said) for part in (name, repr(said[name]))]


def _text(value: object) -> str:
    return "" if isinstance(value, (Blank, Gap)) else str(printed(value))
