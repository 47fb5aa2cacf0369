"""The four notices, filled and rendered, say what their sources say after the repairs, word for word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

import pytest

from generator.cases.kinds import KINDS
from generator.fill import fill
from generator.fill.text import document_text
from generator.forms import discover_forms
from generator.load import load_case
from generator.reference import load_reference
from generator.render.engine import render
from generator.resources import data_dir
from tests.pdfpages import lines
from tests.seedtext import CQ, P23, P24, YUNNAN, paragraphs, repaired_lines

FORM, IMPRINT = "general/official-document", "general/official-imprint"


def _each(file: str, first: int, last: int) -> Iterator[str]:
    """The lines of a copy that has a paragraph a line."""
    yield from (line for line in repaired_lines(file)[first - 1 : last] if line.strip("\xa0 "))


def _wrapped(file: str, first: int, last: int) -> Iterator[str]:
    """The items of a list whose copy goes on in the next line."""
    items: list[str] = []
    for line in _each(file, first, last):
        if re.match(r"附件：|\d+(?:-\d)?\.", line.strip("\xa0 ")):
            items.append(line)
        else:
            items[-1] += line
    yield from items


def _one(*parts: str) -> Iterator[str]:
    yield "".join(parts)


def pudong_2024() -> Iterator[str]:
    """Begins in mid-document: neither head nor signature; the imprint is a page of its own."""
    yield from paragraphs(P24, 1, 174)
    yield from _wrapped(P24, 175, 191)


def pudong_2023() -> Iterator[str]:
    yield from _each(P23, 13, 13)
    yield from _one(*_each(P23, 19, 21))
    yield from _each(P23, 25, 49)
    yield from _each(P23, 77, 77)
    yield from _one(*_each(P23, 78, 84))
    yield from _each(P23, 85, 147)


def yunnan_2022() -> Iterator[str]:
    yield from _each(YUNNAN, 3, 9)
    yield from paragraphs(YUNNAN, 11, 13)
    yield from _each(YUNNAN, 15, 27)
    whole = list(paragraphs(YUNNAN, 29, 84))
    (cut,) = (n for n, text in enumerate(whole) if text.startswith("牵头医院和受援医院要加强"))
    yield from whole[: cut - 1]
    yield from _one(*whole[cut - 1 : cut + 1])  # a page of the original ends within it
    yield from whole[cut + 1 :]
    yield from _each(YUNNAN, 85, 89)


def yubei_2021() -> Iterator[str]:
    yield from _each(CQ, 2, 2)  # the copy has the number before the mark
    yield from _each(CQ, 1, 1)
    yield from _each(CQ, 4, 37)
    yield from _wrapped(CQ, 39, 47)
    yield from _each(CQ, 48, 53)


SOURCES: dict[str, Callable[[], Iterator[str]]] = {
    "pudong-2024": pudong_2024,
    "pudong-2023": pudong_2023,
    "yunnan-2022": yunnan_2022,
    "yubei-2021": yubei_2021,
}
# What a notice prints that its copy has not: gaps, the mark of a web copy, names under seals.
ADDED = {
    "pudong-2024": (
        "【待补：发文机关】文件",
        "【待补：发文字号】",
        "2024年浦东新区卫生健康系统",
        "对口支援工作项目实施方案",
        "【待补：主送机关】：",
        "【待补：发文机关】",
        "【待补：成文日期】",
    ),
    "pudong-2023": ("上海市浦东新区卫生健康委员会文件",),
    "yunnan-2022": ("云南省卫生健康委员会云南省乡村振兴局", "【待补：成文日期】"),
    "yubei-2021": (),
}


def _plain(text: str) -> str:
    """Without spaces, marks of the golden text and line breaks, which print as places only."""
    return re.sub(r"[\s\u3000\xa0↵]|‹\w+›", "", text)


# The lines of the copies with the imprint; Yunnan's has none.
IMPRINTS = {"pudong-2024": (P24, 219), "pudong-2023": (P23, 73), "yubei-2021": (CQ, 54)}


@cache
def _filled(policy: str, form: str = FORM) -> bytes:
    path = data_dir() / "cases" / policy / "notice.yaml"
    (record,) = KINDS["notice"].records(load_case(path).case, load_reference(), path.parent)
    return fill(discover_forms()[form].template, record.fields)


def _printed(policy: str) -> list[str]:
    """The paragraphs of the filled document, its footers aside, without what its copy lacks."""
    rows = document_text(_filled(policy)).split("\n")
    texts = [_plain(row) for row in rows if not row.startswith("〔页脚")]
    texts = [text for text in texts if text]
    for added in ADDED[policy]:
        texts.remove(added)
    return texts


def _joined_titles(texts: list[str], source: list[str]) -> list[str]:
    """The texts with lines put together that the source has in one paragraph, as titles are."""
    found: list[str] = []
    waiting = list(texts)
    for want in source:
        whole = waiting.pop(0) if waiting else ""
        while waiting and whole != want and want.startswith(whole + waiting[0]):
            whole += waiting.pop(0)
        found.append(whole)
    return found + waiting


def test_every_policy_has_its_notice() -> None:
    found = {path.parent.name for path in (data_dir() / "cases").glob("*/notice.yaml")}
    assert found == set(SOURCES)


@pytest.mark.parametrize("policy", SOURCES)
def test_paragraphs_are_the_sources(policy: str) -> None:
    source = [_plain(text) for text in SOURCES[policy]()]
    assert len(source) >= 25
    assert _joined_titles(_printed(policy), source) == source


@pytest.mark.parametrize("policy", IMPRINTS)
def test_imprints_are_the_sources(policy: str) -> None:
    file, line = IMPRINTS[policy]
    printed = [_plain(row) for row in document_text(_filled(policy, IMPRINT)).split("\n")]
    assert _plain(repaired_lines(file)[line - 1]) in printed


@pytest.mark.usefixtures("fetched_fonts")
@pytest.mark.parametrize("policy", SOURCES)
def test_pages_say_what_the_document_says(policy: str) -> None:
    """Every character of the filled document stands on its pages, in the same order."""
    done = render(_filled(policy), ".docx")
    shown = [line for line in lines(done.pdf) if not re.fullmatch(r"—\d+—", line.text)]
    rows = document_text(_filled(policy)).split("\n")
    text = "".join(_plain(row) for row in rows if not row.startswith("〔页脚"))
    assert "".join(sorted(_plain("".join(line.text for line in shown)))) == "".join(sorted(text))
    body = _plain(max(rows, key=len))
    assert body in _plain("".join(line.text for line in shown))


def test_a_changed_word_is_seen() -> None:
    source = [_plain(text) for text in pudong_2024()]
    changed = [source[0].replace("各项", "各类"), *source[1:]]
    assert _joined_titles(_printed("pudong-2024"), changed) != changed
