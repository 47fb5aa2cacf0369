"""Numbers: given once, in order, never again, whatever the clock says and whoever else is giving."""

from __future__ import annotations

from datetime import date
from multiprocessing import get_context
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.errors import LedgerError, UsageError
from generator.ledger import FileMark, Ledger, Series, State, Wanted
from generator.ledger.examine import faults, tally
from generator.ledger.lookup import all_entries, events_of, find_file, find_number
from generator.ledger.numbering import mark_issued, replace, reserve, void

from .conftest import Wants

YEARLY = Series("培训结业〔{year}〕{number:04}号")
PROCESSES, EACH = 8, 200


def issued(ledger: Ledger, name: str, wants: Wants) -> str:
    entry = reserve(ledger, YEARLY, [wants(name)])[0]
    mark_issued(ledger, {entry.id: [FileMark(f"{name}.pdf", f"sha of {name}", 3)]})
    return entry.number


def test_numbers_follow_the_order_wanted(ledger: Ledger, wants: Wants) -> None:
    entries = reserve(ledger, YEARLY, [wants(name) for name in "丙甲乙"])
    assert [(e.title, e.number) for e in entries] == [
        ("丙", "培训结业〔2024〕0001号"),
        ("甲", "培训结业〔2024〕0002号"),
        ("乙", "培训结业〔2024〕0003号"),
    ]
    assert {e.state for e in entries} == {State.RESERVED}


def test_who_has_a_number_keeps_it(ledger: Ledger, wants: Wants) -> None:
    first = reserve(ledger, YEARLY, [wants("甲"), wants("乙")])
    again = reserve(ledger, YEARLY, [wants("丙"), wants("乙"), wants("甲")])
    assert [e.sequence for e in again] == [3, 2, 1]
    assert {e.number for e in first} == {e.number for e in again[1:]}
    assert faults(ledger) == ()


def test_one_person_twice_is_refused_and_takes_no_number(ledger: Ledger, wants: Wants) -> None:
    with pytest.raises(LedgerError):
        reserve(ledger, YEARLY, [wants("甲"), wants("甲")])
    assert all_entries(ledger) == ()


def test_each_year_begins_at_one(ledger: Ledger, wants: Wants) -> None:
    old, new = date(2024, 12, 31), date(2025, 1, 1)
    entries = reserve(
        ledger, YEARLY, [wants("甲", old), wants("乙", new), wants("丙", old), wants("丁", new)]
    )
    assert [e.number for e in entries] == [
        "培训结业〔2024〕0001号",
        "培训结业〔2025〕0001号",
        "培训结业〔2024〕0002号",
        "培训结业〔2025〕0002号",
    ]
    assert faults(ledger) == ()


def test_a_clock_set_back_counts_on_in_the_old_year(ledger: Ledger, wants: Wants) -> None:
    reserve(ledger, YEARLY, [wants("甲", date(2024, 12, 31))])
    reserve(ledger, YEARLY, [wants("乙", date(2025, 1, 1))])
    back = reserve(ledger, YEARLY, [wants("丙", date(2024, 3, 1))])[0]
    assert back.number == "培训结业〔2024〕0002号"
    assert faults(ledger) == ()


def test_a_series_without_year_counts_on(ledger: Ledger, wants: Wants) -> None:
    plain = Series("BF-{number:06}")
    numbers = [
        reserve(ledger, plain, [wants(str(year), date(year, 1, 1))])[0].number
        for year in (2023, 2025, 2024)
    ]
    assert numbers == ["BF-000001", "BF-000002", "BF-000003"]


def test_two_series_cannot_give_one_number(ledger: Ledger, wants: Wants) -> None:
    reserve(ledger, Series("培训{number}"), [wants(str(n)) for n in range(12)])
    with pytest.raises(LedgerError, match="another series"):
        reserve(ledger, Series("培训1{number}"), [wants("甲"), wants("乙")])
    assert len(all_entries(ledger)) == 12


@pytest.mark.parametrize(
    "pattern", ["", "结业", "{year}", "{number}{number}", "{number.__class__}", "{}{number}", "a\n"]
)
def test_a_pattern_that_could_repeat_is_refused(pattern: str) -> None:
    with pytest.raises(UsageError):
        Series(pattern)


def test_issuing_knows_the_file(ledger: Ledger, wants: Wants) -> None:
    number = issued(ledger, "甲", wants)
    found = find_file(ledger, "sha of 甲")
    assert found and (found.number, found.state) == (number, State.ISSUED)
    assert find_file(ledger, "sha of 乙") is None


def test_void_says_when_who_and_why(ledger: Ledger, wants: Wants) -> None:
    number = issued(ledger, "甲", wants)
    entry = void(ledger, number, "姓名有误")
    story = events_of(ledger, entry.id)
    assert [event.state for event in story] == [State.RESERVED, State.ISSUED, State.VOIDED]
    assert (story[-1].who, story[-1].reason) == ("测试", "姓名有误")
    with pytest.raises(LedgerError, match="void already"):
        void(ledger, number, "再来")


def test_void_stays_void(ledger: Ledger, wants: Wants) -> None:
    """Neither a run that finishes late nor the same roster again gives the number back."""
    entry = reserve(ledger, YEARLY, [wants("甲")])[0]
    void(ledger, entry.number, "取消")
    mark_issued(ledger, {entry.id: [FileMark("a.pdf", "late", 1)]})
    assert reserve(ledger, YEARLY, [wants("甲")])[0].state is State.VOIDED
    assert faults(ledger) == ()


def test_a_replacement_is_a_new_number(ledger: Ledger, wants: Wants) -> None:
    number = issued(ledger, "甲", wants)
    new = replace(ledger, YEARLY, number, wants("甲"), "遗失")
    old = find_number(ledger, number)
    assert old and (old.state, old.replaced_by) == (State.REISSUED, new.id)
    assert (new.number, new.state) == ("培训结业〔2024〕0002号", State.RESERVED)
    assert reserve(ledger, YEARLY, [wants("甲")])[0].number == new.number
    with pytest.raises(LedgerError, match="replaced already"):
        replace(ledger, YEARLY, number, wants("甲"), "再补")
    assert faults(ledger) == ()


def test_what_was_never_issued_is_not_replaced(ledger: Ledger, wants: Wants) -> None:
    entry = reserve(ledger, YEARLY, [wants("甲")])[0]
    with pytest.raises(LedgerError, match="never issued"):
        replace(ledger, YEARLY, entry.number, wants("甲"), "遗失")
    assert len(all_entries(ledger)) == 1


def test_a_number_unknown_is_said(ledger: Ledger) -> None:
    with pytest.raises(LedgerError, match="no number"):
        void(ledger, "培训结业〔2024〕9999号", "无")


ACTIONS = st.lists(
    st.tuples(
        st.sampled_from(["reserve", "issue", "void", "replace"]),
        st.integers(0, 7),
        st.sampled_from([2023, 2024, 2025]),
    ),
    max_size=25,
)


@settings(max_examples=30, deadline=None)
@given(ACTIONS)
def test_whatever_is_done_it_holds_together(
    tmp_path_factory: pytest.TempPathFactory, actions: list[tuple[str, int, int]]
) -> None:
    ledger = Ledger.open(tmp_path_factory.mktemp("any") / "ledger.db", create=True)
    seen: set[str] = set()
    for action, person, year in actions:
        wanted = Wanted(
            ledger.key.identity(str(person)), "content", str(person), {}, date(year, 1, 1)
        )
        live = {e.identity: e for e in all_entries(ledger) if e.state is not State.REISSUED}
        entry = live.get(wanted.identity)
        try:
            match action, entry:
                case "reserve", _:
                    reserve(ledger, YEARLY, [wanted])
                case "issue", entry if entry:
                    mark_issued(ledger, {entry.id: [FileMark("f", f"sha {entry.id}", 1)]})
                case "void", entry if entry:
                    void(ledger, entry.number, "原因")
                case "replace", entry if entry:
                    replace(ledger, YEARLY, entry.number, wanted, "原因")
        except LedgerError:
            pass  # refused: then nothing has changed, which is what comes next
        assert faults(ledger) == ()
        now = {entry.number for entry in all_entries(ledger)}
        assert seen <= now, "a number was lost"
        seen = now


def _issue_many(path: str, process: int) -> list[str]:
    ledger = Ledger.open(Path(path), who=str(process), create=True)
    numbers = []
    for start in range(0, EACH, 20):
        wanted = [
            Wanted(ledger.key.identity(str(process), str(n)), "c", f"{n}", {}, date(2024, 1, 1))
            for n in range(start, start + 20)
        ]
        entries = reserve(ledger, YEARLY, wanted)
        mark_issued(ledger, {e.id: [FileMark("f", e.number, 1)] for e in entries})
        numbers += [entry.number for entry in entries]
    return numbers


def test_eight_processes_at_once(tmp_path: Path) -> None:
    """They even begin the ledger at once."""
    path = tmp_path / "new" / "ledger.db"
    with get_context("spawn").Pool(PROCESSES) as pool:
        given_ = pool.starmap(_issue_many, [(str(path), n) for n in range(PROCESSES)])
    numbers = [number for part in given_ for number in part]
    assert len(set(numbers)) == len(numbers) == PROCESSES * EACH
    ledger = Ledger.open(path)
    assert faults(ledger) == ()
    assert tally(ledger)[State.ISSUED] == PROCESSES * EACH
