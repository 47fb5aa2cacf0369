"""The number of originals 协议份数: one for each who keeps or files one."""

from __future__ import annotations

from collections.abc import Iterator

from generator.cases.agreement_copies import CopyHolders, expected_copies, government_keeps_copy
from generator.check.finding import Checking, Finding, field_title
from generator.i18n import _


def copies(checking: Checking, parameters: CopyHolders) -> Iterator[Finding]:
    """A given number that is not the number of holders; counted when the case is silent."""
    mode = checking.case.mode
    for path, pair in checking.pairs():
        expected = expected_copies(pair, mode, parameters)
        if pair.copies is None or pair.copies == expected:
            continue
        yield Finding(
            (*path, "copies"),
            _(
                "{title} is {given}, but {expected} keep one: {helpers} helping, 1 receiving, "
                "{filed} filing, {government} government",
                title=field_title("copies"),
                given=pair.copies,
                expected=expected,
                helpers=len(pair.helpers),
                filed=parameters.filed_with,
                government=int(government_keeps_copy(pair, mode, parameters)),
            ),
            _("Leave copies out, or say government_copy: true / false (政府执一份)."),
        )
