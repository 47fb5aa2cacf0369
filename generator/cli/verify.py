"""`bangfu verify`: whether a certificate is genuine, by its number, its file or its QR code's text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from generator.cli.parameters import example, json_option
from generator.errors import ExitCode
from generator.i18n import _

if TYPE_CHECKING:
    from generator.issue.verify import Answer, Verdict
    from generator.ledger import State


@click.command(
    "verify",
    help=_(
        "Say what the ledger knows of a number, a file, or the text of a QR code: genuine, voided, "
        "altered, unknown. Exits with 6 unless all are genuine."
    ),
    epilog=example(
        "bangfu verify 培训结业〔2024〕0007号", "bangfu verify output/training/结业证书/*.pdf"
    ),
)
@click.argument("asked", metavar="NUMBER|FILE|TEXT...", nargs=-1, required=True)
@json_option()
def command(asked: tuple[str, ...], as_json: bool) -> int:
    """Print a verdict for each."""
    from generator.cli.show import echo_json
    from generator.issue.verify import verify
    from generator.ledger import Ledger

    ledger = Ledger.open()
    verdicts = [verify(ledger, each) for each in asked]
    if as_json:
        echo_json([_json(verdict) for verdict in verdicts])
    else:
        for verdict in verdicts:
            click.echo(_text(verdict))
    genuine = all(verdict.is_genuine for verdict in verdicts)
    return ExitCode.DONE if genuine else ExitCode.LEDGER


def answer_name(answer: Answer) -> str:
    """The answer in the user's language."""
    return {
        "genuine": _("genuine"),
        "reserved": _("given, but not issued"),
        "voided": _("void"),
        "reissued": _("replaced"),
        "altered": _("altered"),
        "unknown": _("unknown"),
    }[answer.value]


def state_name(state: State) -> str:
    """A number's state in the user's language."""
    return {
        "reserved": _("reserved"),
        "issued": _("issued"),
        "voided": _("voided"),
        "reissued": _("replaced"),
    }[state.value]


def _text(verdict: Verdict) -> str:
    from generator.masking import masked

    head = f"{masked(verdict.asked.splitlines()[0])}: {answer_name(verdict.answer)}"
    if verdict.entry is None:
        return head
    entry = verdict.entry
    lines = [head, f"  {entry.number}  {entry.title}"]
    lines += [f"  {name}：{value}" for name, value in entry.details.items() if value]
    for step in verdict.story:
        reason = f"  {step.reason}" if step.reason else ""
        lines.append(f"  {step.at}  {state_name(step.state)}  {step.who}{reason}")
    if verdict.replaced_by:
        lines.append(_("  replaced by {number}", number=verdict.replaced_by))
    return "\n".join(lines)


def _json(verdict: Verdict) -> dict[str, Any]:
    """A verdict for programs."""
    from generator.masking import masked

    entry = verdict.entry
    return {
        "asked": masked(verdict.asked),
        "answer": verdict.answer.value,
        "number": entry.number if entry else None,
        "title": entry.title if entry else None,
        "details": dict(entry.details) if entry else {},
        "replaced_by": verdict.replaced_by or None,
        "story": [
            {"state": step.state.value, "at": step.at, "who": step.who, "reason": step.reason}
            for step in verdict.story
        ],
    }
