"""The record of a notice case: everything its template prints, lines and widths worked out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from generator.cases.base import Case, title_of
from generator.cases.headings import Block, block
from generator.cases.keys import record_key
from generator.cases.nothing import BLANK, Gap
from generator.cases.notice import Imprint, Issuer, NoticeAnnex, NoticeCase
from generator.cases.records import Party, Record, SealImage
from generator.cases.row_records import named_gaps
from generator.cases.signatures import JOINT, PAIR, SINGLE, signature
from generator.cases.title_lines import title_lines
from generator.reference import Reference, load_policy

NO_NUMBER = "【待编号】"  # what is printed until the register gives one
SIGNERS_IN_A_ROW = 2  # 7.2.6
HEAD_ROWS = 3
IMPRINT_CHARACTERS = 27  # of 4号 between the indents of 抄送, the first line's
LABEL = "发文机关"


def notice_records(case: Case, reference: Reference, base: Path) -> tuple[Record, ...]:
    """The one record of a notice; `base` is the folder its files are relative to."""
    assert isinstance(case, NoticeCase)
    fields = notice_fields(case)
    number = fields["number"]
    shown = "待补" if isinstance(number, Gap) else number
    title = "".join(line for line in fields["title_lines"] if isinstance(line, str))
    role = {1: SINGLE, 2: PAIR}.get(len(case.issuers), JOINT)
    return (
        Record(
            key=record_key(1, case.name),
            title=f"{shown} {case.name}",
            path=(),
            fields=fields,
            parties=tuple(_party(role, each, base) for each in case.issuers) if case.sealed else (),
            columns={title_of(NoticeCase, "number"): number, title_of(NoticeCase, "title"): title},
        ),
    )


def notice_fields(case: NoticeCase) -> dict[str, Any]:
    """What templates may name."""
    plain = dict(named_gaps(case))
    enclosed = case.enclosed
    return {
        **plain,
        "number": NO_NUMBER if plain["number"] == BLANK else plain["number"],
        "mark": _mark(case),
        "signer_rows": _signer_rows(case.signers),
        "title_lines": _lines(plain["title"]),
        "blocks": _blocks(case.body),
        "enclosed": enclosed
        and {
            "title_lines": _lines(dict(named_gaps(enclosed))["title"]),
            "blocks": _blocks(enclosed.body),
        },
        "annexes": _annexes(case.annexes),
        "text_annexes": tuple(each for each in _annexes(case.annexes) if each["blocks"]),
        "imprint_page": case.imprint is not None and any(annex.is_bound for annex in case.annexes),
        "bound": any(annex.is_bound for annex in case.annexes),
        "head_rows": _head_rows(case),
        "signature": signature([_name(issuer) for issuer in case.issuers], plain["signed"]),
        "imprint": case.imprint and _imprint(case.imprint),
        "policy": _policy(case.policy),
    }


def _policy(policy_id: str) -> dict[str, Any]:
    policy = load_policy(policy_id)
    return {"title": policy.title if policy else Gap("政策文件标题")}


def _name(issuer: Issuer) -> Any:
    return Gap(title_of(Issuer, "name")) if issuer.name == Gap() else issuer.name


def _party(role: str, issuer: Issuer, base: Path) -> Party:
    image = issuer.seal
    seal = SealImage(str(base / image.file), image.owner, image.diameter_mm) if image else None
    return Party(role, LABEL, _name(issuer), seal)


def _mark(case: NoticeCase) -> dict[str, Any]:
    """The red mark 发文机关标志: its names, the word behind them, and how many characters decide its
    size: those of the whole line where one issues, those of the longest name where several do.
    """
    names = tuple(issuer.mark or _name(issuer) for issuer in case.issuers)
    longest = max(_width(name) for name in names)
    joint = len(names) > 1
    return {
        "names": names,
        "word": case.mark_word,
        "joint": joint,
        "characters": longest + (0 if joint else len(case.mark_word)),
    }


def _width(text: str | Gap) -> int:
    """Characters in print; 【待补：…】 around a gap's note."""
    return len(text.note) + 5 if isinstance(text, Gap) else len(text)


def _signer_rows(signers: tuple[str, ...]) -> tuple[str, ...]:
    """Two names a line, all lines as long as the first, so that first names stand below each other."""
    starts = range(0, len(signers), SIGNERS_IN_A_ROW)
    rows = ["　".join(signers[n : n + SIGNERS_IN_A_ROW]) for n in starts]
    longest = max(map(len, rows), default=0)
    return tuple(row.ljust(longest, "　") for row in rows)


def _lines(title: str | Gap) -> tuple[str | Gap, ...]:
    return (title,) if isinstance(title, Gap) else title_lines(title)


def _blocks(paragraphs: tuple[str, ...]) -> tuple[Block, ...]:
    return tuple(block(paragraph) for paragraph in paragraphs)


def _annexes(annexes: tuple[NoticeAnnex, ...]) -> tuple[dict[str, Any], ...]:
    """Each annex with its number and label: 附件 where it is the only one (7.3.7)."""
    alone = len(annexes) == 1 and annexes[0].number is None
    return tuple(
        {
            "number": "" if alone else (annex.number or str(place)),
            "label": "附件" if alone else f"附件{annex.number or place}",
            "title": annex.title,
            "title_lines": title_lines(annex.title),
            "blocks": _blocks(annex.text),
            "form": annex.form,
            "case": annex.case,
            "record": annex.record,
            "file": annex.file,
        }
        for place, annex in enumerate(annexes, 1)
    )


def _head_rows(case: NoticeCase) -> tuple[dict[str, str], ...]:
    """份号, 密级, 紧急程度 downwards from the first line of the type area; always three (7.2.1–3)."""
    rows = [{"plain": case.copy_number, "strong": ""}] if case.copy_number else []
    rows += [{"plain": "", "strong": text} for text in (case.secrecy, case.urgency) if text]
    rows += [{"plain": "", "strong": ""}] * (HEAD_ROWS - len(rows))
    return tuple(rows)


def _imprint(imprint: Imprint) -> dict[str, Any]:
    """The 版记, and one `room` for each blank line it needs below the text, its own last aside."""
    copies = "抄送：" + "，".join(imprint.copies_to) + "。"
    lines = 1 + (-(-len(copies) // IMPRINT_CHARACTERS) if imprint.copies_to else 0)
    return {**dict(named_gaps(imprint)), "room": ("",) * (lines - 1)}
