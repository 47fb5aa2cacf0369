"""`bangfu rules`: what the policies demand, rule by rule, each with the clause it enforces."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from generator.cli.parameters import example, json_option
from generator.i18n import _

if TYPE_CHECKING:
    from generator.reference.policy import Check, Policy, PolicyRule


@click.group(
    "rules", help=_("List the rules of the policies."), epilog=example("bangfu rules list")
)
def command() -> None:
    """Give the rules' commands a name."""


@command.command(
    "list",
    help=_("List the rules that cases are checked against."),
    epilog=example("bangfu rules list --policy yunnan-2022", "bangfu check --explain YN-22"),
)
@click.option("--policy", metavar="P", help=_("Only this policy's."))
@json_option()
def rules_list(policy: str | None, as_json: bool) -> int:
    """Print one line for each rule."""
    from generator.cli.show import columns, echo_json

    policies = _policies(policy)
    if as_json:
        echo_json(
            [
                {"policy": each.id, **rule.model_dump(mode="json")}
                for each in policies
                for rule in each.rules
            ]
        )
        return 0
    for each in policies:
        click.echo(f"{each.id}  {each.number or each.title}")
        rows = [[f"  {rule.id}", _severities(rule), rule.title] for rule in each.rules]
        click.echo(columns(rows) if rows else _("  no rules"))
    return 0


def explain(rule_id: str) -> None:
    """Print a rule with its clause and where it stands.

    Raises UsageError when no policy has it.
    """
    from difflib import get_close_matches

    from generator.errors import UsageError

    known = {rule.id: (policy, rule) for policy in _policies(None) for rule in policy.rules}
    if rule_id.upper() not in known:
        near = get_close_matches(rule_id.upper(), known, n=3)
        remedy = _("Did you mean {name}?", name=" / ".join(near))
        raise UsageError(
            _("no rule {rule}", rule=rule_id),
            remedy=remedy if near else _("`bangfu rules list` names all rules."),
        )
    policy, rule = known[rule_id.upper()]
    click.echo(f"{rule.id}  {rule.title}  ({_severities(rule)})")
    click.echo(f"  § {rule.clause}")
    click.echo(f"    {policy.number or ''}《{policy.title}》{rule.section}")
    if rule.note:
        click.echo(f"  {_('Read so:')} {rule.note}")
    for check in rule.checks:
        click.echo(f"  - {check_text(check)}")
    click.echo(_("  A case waives it, with its reason, by: waive: {{{rule}: …}}", rule=rule.id))


def check_text(check: Check) -> str:
    """A check in a line: severity, idea, the kind of case it looks at, its parameters."""
    import yaml

    from generator.check import IDEAS
    from generator.cli.show import severity_name

    over = IDEAS[check.idea].over if check.idea in IDEAS else ()
    kinds = over if isinstance(over, tuple) else (over,)
    line = f"{severity_name(check.severity)}  {check.idea} ({' + '.join(kinds)})"
    if not check.parameters:
        return line
    told = yaml.safe_dump(
        check.parameters, allow_unicode=True, default_flow_style=True, sort_keys=False, width=10**6
    )
    return f"{line}  {told.strip()}"


def _severities(rule: PolicyRule) -> str:
    from generator.cli.show import severity_name

    return " / ".join(dict.fromkeys(severity_name(check.severity) for check in rule.checks))


def _policies(policy_id: str | None) -> list[Policy]:
    from generator.errors import UsageError
    from generator.reference.policy import load_policy, policy_ids

    found = [load_policy(each) for each in policy_ids() if policy_id in (None, each)]
    if policy_id is not None and not found:
        raise UsageError(
            _("no policy {policy}", policy=policy_id),
            remedy=_("There are: {names}.", names=", ".join(policy_ids())),
        )
    return [policy for policy in found if policy is not None]
