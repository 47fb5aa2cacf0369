"""Lists of a case wherever their rows are: in place, in another file, or spliced from several."""

from __future__ import annotations

from msgspec import Struct

from generator.i18n import _
from generator.load.faults import error, excerpt
from generator.load.nodes import Mapping, Node, Scalar, Sequence, Style
from generator.load.outside import OutsideFiles
from generator.load.shapes import Wanted, closest
from generator.load.table import split_cell
from generator.places import Place
from generator.problems import CaseProblems, Problem

FROM, DEFAULTS, ROWS = "from", "defaults", "rows"
TITLES = {FROM: "来源", DEFAULTS: "默认", ROWS: "各行"}
"""The keys of a list that is more than its rows, with their Chinese titles."""

_KEYS = {name: key for key, title in TITLES.items() for name in (key, title)}


class Rows(Struct, frozen=True):
    """Consecutive rows that inherit the same defaults, the farthest mapping of them first."""

    items: tuple[Node, ...]
    defaults: tuple[Mapping, ...] = ()


class GivenList(Struct, frozen=True):
    """The rows of a list, part by part; not `complete` when a part of it could not be read."""

    parts: tuple[Rows, ...]
    complete: bool = True


class ListSource:
    """Resolves the lists of one case; what is wrong with their files goes into `problems`."""

    def __init__(self, outside: OutsideFiles, problems: list[Problem]) -> None:
        self.problems = problems
        self._outside = outside

    def resolve(self, node: Node, wanted: Wanted) -> GivenList | None:
        """The rows of the list, or None when the node is no list at all."""
        if isinstance(node, Sequence):
            return self._sequence(node, wanted, ())
        if isinstance(node, Mapping):
            names = [name.text for name, _value in node.entries]
            return self._mapping(node, wanted, ()) if any(map(_meant, names)) else None
        if node.style is Style.CELL:
            return GivenList((Rows(split_cell(node)),))
        return None

    def _sequence(self, node: Sequence, wanted: Wanted, defaults: tuple[Mapping, ...]) -> GivenList:
        parts: list[Rows] = []
        complete = True
        own: list[Node] = []
        for each in node.items:
            if isinstance(each, Mapping) and _is_elsewhere(each, wanted):
                parts.append(Rows(tuple(own), defaults))
                own = []
                spliced = self._mapping(each, wanted, defaults)
                parts.extend(spliced.parts)
                complete = complete and spliced.complete
            else:
                own.append(each)
        return GivenList((*parts, Rows(tuple(own), defaults)), complete)

    def _mapping(self, node: Mapping, wanted: Wanted, inherited: tuple[Mapping, ...]) -> GivenList:
        """A list given as `from:` or `rows:`, perhaps with `defaults:`."""
        given: dict[str, Node] = {}
        for name, value in node.entries:
            key = _meant(name.text)
            if name.text not in _KEYS:
                self._note_unknown(name, key, wanted)
            elif key in given:
                message = _("{key} is given twice", key=name.text)
                self._note(name.place, message, _("Keep one of the two."), wanted)
            if key:
                given.setdefault(key, value)
        defaults = (*inherited, *self._defaults(given.get(DEFAULTS), wanted))
        match given.get(FROM), given.get(ROWS):
            case None, Sequence() as rows:
                return self._sequence(rows, wanted, defaults)
            case Scalar(text=str(text)) as source, None if text:
                return self._rows_from(source, wanted, defaults)
        self._note(
            node.place,
            _("this list says neither or both of `from:` and `rows:`, or not as it should"),
            _("Write `from: roster.xlsx#Sheet1`, or below `rows:` one `- item` line for each row."),
            wanted,
        )
        return GivenList((), complete=False)

    def _defaults(self, node: Node | None, wanted: Wanted) -> tuple[Mapping, ...]:
        if node is None or (isinstance(node, Scalar) and node.empty):
            return ()
        if isinstance(node, Mapping) and wanted.record:
            return (node,)
        self._note(
            node.place,
            _("`defaults:` must be fields with values, for rows that have fields"),
            _("Write `key: value` lines, indented below `defaults:`."),
            wanted,
        )
        return ()

    def _rows_from(
        self, source: Scalar, wanted: Wanted, defaults: tuple[Mapping, ...]
    ) -> GivenList:
        provided = _names_in(defaults, wanted)
        try:
            rows = self._outside.read(source, wanted, provided)
        except CaseProblems as fault:
            self.problems.extend(fault.problems)
            return GivenList((), complete=False)
        return GivenList((Rows(rows, defaults),))

    def _note_unknown(self, name: Scalar, meant: str | None, wanted: Wanted) -> None:
        if meant:
            remedy = _("Did you mean {name}?", name=meant)
        else:
            remedy = _(
                "A list is `- item` lines; beside `from:`, `defaults:` and `rows:` "
                "it has no other keys."
            )
        self._note(name.place, _("unknown key {key}", key=excerpt(name.text)), remedy, wanted)

    def _note(self, place: Place, message: str, remedy: str, wanted: Wanted) -> None:
        self.problems.append(error(place, message, remedy, wanted.path))


def _meant(name: str) -> str | None:
    """The key of a list that `name` is, or was meant to be."""
    found = closest(name, _KEYS)
    return _KEYS[found] if found else None


def _is_elsewhere(node: Mapping, wanted: Wanted) -> bool:
    """Whether an item stands for rows elsewhere: it says `from`, and a row could not."""
    taken = wanted.record.keys if wanted.record else {}
    return any(_KEYS.get(key.text) == FROM and key.text not in taken for key, _v in node.entries)


def _names_in(defaults: tuple[Mapping, ...], wanted: Wanted) -> frozenset[str]:
    """The keys that defaults provide, so that a column for them may be absent."""
    if not (fields := wanted.record):
        return frozenset()
    names = (fields.key_of(key.text) for each in defaults for key, _v in each.entries)
    return frozenset(name for name in names if name)
