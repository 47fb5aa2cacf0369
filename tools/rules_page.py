"""Write docs/rules.zh.md: every rule of every policy with its clause, reading and checks.

`--check` changes nothing and says whether the page is what would be written.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import yaml

from generator.cases.kinds import KINDS
from generator.check import IDEAS, Across
from generator.problems import Severity
from generator.reference import Check, Policy, load_policy, policy_ids

PAGE = Path(__file__).resolve().parent.parent / "docs" / "rules.zh.md"

_SEVERITIES = {
    Severity.ERROR: "错误",
    Severity.WARNING: "警告",
    Severity.INFO: "提示",
    Severity.GAP: "待补",
}
_HEAD = """\
# 规则

由 `python -m tools.rules_page` 从 data/policies 写成，请不要手改。

- 错误：条文写“应”“必须”“不得”“务必”的；有错误的案卷只能生成草稿，检查的退出码为 1。
- 警告：条文写“原则上”“一般”的，以及还要核对的（待核）；不影响定稿。
- 提示：供参考，包括核对相符的和到期才做的。

案卷里写 `waive: {规则编号: 理由}` 可以豁免一条；豁免的照样列出，连同理由。
"""


def page() -> str:
    """The text of the page."""
    parts = [_HEAD]
    for policy_id in policy_ids():
        policy = load_policy(policy_id)
        if policy is not None:
            parts += _policy(policy)
    return "\n".join(parts)


def _policy(policy: Policy) -> Iterator[str]:
    yield f"## {policy.id}\n"
    yield f"{policy.number or '（原文没有发文字号）'}《{policy.title}》，{len(policy.rules)} 条。\n"
    for rule in policy.rules:
        yield f"### {rule.id} {rule.title}\n"
        yield f"> {rule.clause}\n>\n> —— {rule.section}\n"
        if rule.note:
            yield f"理解：{rule.note}\n"
        yield from (_check(check) for check in rule.checks)
        yield ""


def _check(check: Check) -> str:
    idea = IDEAS[check.idea]
    over = idea.over if isinstance(idea, Across) else (idea.over,)
    kinds = "、".join(kind for kind in KINDS if kind in over)
    together = "，连同一起检查的案卷" if isinstance(idea, Across) else ""
    line = f"- {_SEVERITIES[check.severity]}：`{check.idea}`（{kinds} 案卷{together}）"
    if check.parameters:
        told = yaml.safe_dump(
            check.parameters, allow_unicode=True, default_flow_style=True, width=10**6
        )
        line += f"，参数 `{told.strip()}`"
    return line


def main() -> int:
    """Write the page, or say with `--check` whether it is stale."""
    text = page()
    if "--check" in sys.argv[1:]:
        stale = not PAGE.exists() or PAGE.read_text(encoding="utf-8") != text
        print(f"{PAGE.name}: {'stale' if stale else 'up to date'}")
        return int(stale)
    PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
