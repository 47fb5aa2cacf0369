"""The stage's entry: a case file becomes a typed, frozen case whose values know their place."""

from __future__ import annotations

import pathlib
from collections.abc import Mapping as MappingABC
from types import MappingProxyType

from msgspec import Struct, field
from msgspec.structs import replace

from generator.cases.base import Case
from generator.cases.kinds import KINDS
from generator.i18n import _
from generator.load.bind import Binder
from generator.load.faults import error, excerpt
from generator.load.lists import ListSource
from generator.load.nodes import Mapping, Node, Scalar, Style
from generator.load.outside import OutsideFiles
from generator.load.shapes import closest, record
from generator.load.text import decode_utf8, read_bytes
from generator.load.validate import left_open, place_of, validate
from generator.load.yamlfaults import wide_colon
from generator.load.yamltext import read_yaml
from generator.places import Path, Place
from generator.problems import CaseProblems, Problem


class LoadedCase(Struct, frozen=True):
    """A case whose form is right; whether its content is, the check stage says."""

    path: pathlib.Path
    case: Case
    inputs: tuple[pathlib.Path, ...]  # every file read, the case file first
    warnings: tuple[Problem, ...] = ()
    places: MappingABC[Path, Place] = field(default_factory=dict)

    def __repr__(self) -> str:
        """By its file: the case itself holds people's data, which no log may show."""
        return f"LoadedCase({str(self.path)!r})"

    def place(self, path: Path) -> Place:
        """Where the value at `path` stands, in the case file or in a list kept elsewhere.

        What the file does not say has the place of the nearest thing around it.
        """
        return place_of(path, self.places)


def load_case(path: pathlib.Path) -> LoadedCase:
    """The case in a YAML file.

    Raises CaseError when the file cannot be read, and CaseProblems with everything that is wrong
    with its form.
    """
    file = str(path)
    text = decode_utf8(read_bytes(path, file), file)
    problems: list[Problem] = []
    root = read_yaml(text, file, problems)
    if not isinstance(root, Mapping):
        raise CaseProblems([*problems, _no_mapping(root, text)])
    return _loaded(path, (path,), root, problems)


def load_roster(path: pathlib.Path, kind: str, said: MappingABC[str, str]) -> LoadedCase:
    """The case of a kind whose list is a whole XLSX or CSV file, and the rest of it `said`, by key.

    Raises CaseProblems as `load_case`; what is wrong with what was said has the key as its place.
    """
    shown = Place(str(path))
    rest = {"kind": kind, **said}
    rows = Mapping(((Scalar("from", shown), Scalar(path.name, shown, Style.QUOTED)),), shown)
    entries: list[tuple[Scalar, Node]] = [
        (Scalar(key, Place(key)), Scalar(value, Place(key), Style.QUOTED))
        for key, value in rest.items()
    ]
    entries.append((Scalar(KINDS[kind].list_field, shown), rows))
    return _loaded(path, (), Mapping(tuple(entries), shown), [])


def _loaded(
    path: pathlib.Path,
    read: tuple[pathlib.Path, ...],
    root: Mapping,
    problems: list[Problem],
) -> LoadedCase:
    model = _model(root, problems)
    outside = OutsideFiles(path, problems)
    binder = Binder(ListSource(outside, problems))
    data = binder.fields(record(model), root, ())
    noted = {problem.place for problem in problems}

    def loaded(case: Case) -> LoadedCase:
        files, places = (*read, *outside.inputs), MappingProxyType(binder.places)
        return LoadedCase(path, case, files, tuple(outside.warnings), places)

    try:
        case = validate(model, data, binder.places, binder.broken)
    except CaseProblems as fault:
        problems.extend(each for each in fault.problems if each.place not in noted)
    if problems:
        told = _with_paths(_each_once(problems), binder.places)
        rest = left_open(model, data, (each.path for each in told))
        raise CaseProblems(told, loaded(rest) if rest else None)
    return loaded(case)


def _with_paths(problems: list[Problem], places: MappingABC[Path, Place]) -> list[Problem]:
    """The problems with the way to their value, which a list's reader does not know."""
    if all(problem.path for problem in problems):
        return problems
    paths = {place: path for path, place in places.items()}
    return [
        problem if problem.path else replace(problem, path=paths.get(problem.place, ()))
        for problem in problems
    ]


def _each_once(problems: list[Problem]) -> list[Problem]:
    """The problems without repetition, as when many rows inherit one wrong default."""
    return list({(each.place, each.message): each for each in reversed(problems)}.values())[::-1]


def _model(root: Mapping, problems: list[Problem]) -> type[Case]:
    """The model for the kind the file says it is; without one nothing more can be said of it."""
    keys = record(Case)
    said = next((node for name, node in root.entries if keys.key_of(name.text) == "kind"), None)
    kinds = ", ".join(KINDS)
    if said is None:
        place, message = root.place, _("类型 (kind): is missing")
        remedy = _("Begin the file with `kind:` and one of: {kinds}.", kinds=kinds)
    elif isinstance(said, Scalar) and (kind := KINDS.get(said.text)):
        return kind.model
    else:
        text = said.text if isinstance(said, Scalar) else ""
        place = said.place
        message = _("类型 (kind): there is no kind of case “{found}”", found=excerpt(text))
        meant = closest(text, KINDS)
        remedy = _("Did you mean {name}?", name=meant) + " " if meant else ""
        remedy += _("The kinds are: {kinds}.", kinds=kinds)
    raise CaseProblems([*problems, error(place, message, remedy, ("kind",))])


def _no_mapping(root: Node, text: str) -> Problem:
    lines = text.splitlines()
    slip = wide_colon(lines[root.place.line - 1]) if root.place.line <= len(lines) else None
    if slip:
        message, remedy, column = slip
        return error(Place(root.place.file, root.place.line, column + 1), message, remedy)
    return error(
        root.place,
        _("a case file is made of `key: value` lines, this one is not"),
        _("`bangfu new` writes a commented case file to start from."),
    )
