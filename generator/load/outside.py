"""Files a list is kept in: finding them, and their rows as nodes."""

from __future__ import annotations

import pathlib
import re

from generator.i18n import _
from generator.load.csvfile import read_csv
from generator.load.faults import excerpt, stop
from generator.load.nodes import Node, Scalar, Sequence
from generator.load.shapes import Wanted, closest
from generator.load.table import rows_of
from generator.load.text import decode_utf8, read_bytes
from generator.load.yamltext import read_yaml
from generator.places import Place
from generator.problems import CaseProblems, Problem
from generator.resources import data_dir, root

_REFERENCE = "reference:"
_ELSEWHERE = re.compile(r"\w{2,}:|[\\/]|[A-Za-z]:[\\/]|~")  # URL, network or absolute path, home
_WORKBOOK = re.compile(r"(?P<path>.+\.(?:xlsx|xlsm))(?:#(?P<sheet>.+))?", re.IGNORECASE | re.DOTALL)


class OutsideFiles:
    """Reads the lists a case keeps elsewhere, and remembers in `inputs` what was read.

    What is wrong with single rows goes into `problems`.
    """

    def __init__(self, case_file: pathlib.Path, problems: list[Problem]) -> None:
        self._folder = case_file.parent
        self.problems = problems
        self.inputs: list[pathlib.Path] = []
        self.warnings: list[Problem] = []

    def read(self, source: Scalar, wanted: Wanted, provided: frozenset[str]) -> tuple[Node, ...]:
        """The rows that `from: <source>` names; `provided` are keys that defaults fill.

        Raises CaseProblems: at the `from` when the file cannot be used, else inside the file.
        """
        text = source.text.strip()
        if text.startswith(_REFERENCE):
            path, shown = _reference(text.removeprefix(_REFERENCE), source.place)
            return self._yaml_rows(path, shown, source.place)
        if _ELSEWHERE.match(text):
            raise stop(
                source.place,
                _("{source} is no path relative to the case file", source=excerpt(text)),
                _("Put the list beside the case file and write its name: `from: roster.xlsx`."),
            )
        found = _WORKBOOK.fullmatch(text)
        name, sheet = (found["path"], found["sheet"]) if found else (text, None)
        path = self._folder / name.replace("\\", "/")
        self._require(path, source)
        shown = str(path)
        match path.suffix.lower():
            case ".xlsx" | ".xlsm":
                from generator.load.sheet import read_sheet  # openpyxl takes a while to load

                table = read_sheet(self._bytes(path, shown), shown, sheet, source.place)
            case ".csv":
                table = read_csv(self._bytes(path, shown), shown)
            case ".yaml" | ".yml":
                return self._yaml_rows(path, shown, source.place)
            case _:
                raise stop(
                    source.place,
                    _("lists are not read from files like {name}", name=excerpt(path.name)),
                    _("Save the list as .xlsx (in Excel or WPS: Save As) or as .csv."),
                )
        read = rows_of(table, wanted, provided)
        self.warnings.extend(read.warnings)
        self.problems.extend(read.problems)
        return read.rows

    def _bytes(self, path: pathlib.Path, shown: str) -> bytes:
        content = read_bytes(path, shown)
        if path not in self.inputs:
            self.inputs.append(path)
        return content

    def _require(self, path: pathlib.Path, source: Scalar) -> None:
        try:
            if path.is_file():
                return
            beside = [each.name for each in path.parent.iterdir() if each.is_file()]
        except (OSError, ValueError):
            beside = []
        meant = closest(path.name, beside)
        raise stop(
            source.place,
            _("the file {name} is not there", name=excerpt(path)),
            _("Did you mean {name}?", name=meant)
            if meant
            else _("Put the file there, or correct the path; it is relative to the case file."),
        )

    def _yaml_rows(self, path: pathlib.Path, shown: str, at: Place) -> tuple[Node, ...]:
        problems: list[Problem] = []
        node = read_yaml(decode_utf8(self._bytes(path, shown), shown), shown, problems)
        if problems:
            raise CaseProblems(problems)
        if not isinstance(node, Sequence):
            raise stop(
                node.place,
                _(
                    "this file must be a list, as line {line} of {file} uses it",
                    line=at.line,
                    file=at.file,
                ),
                _("Write one `- item` for each row, from the first column on."),
            )
        return node.items


def _reference(name: str, at: Place) -> tuple[pathlib.Path, str]:
    """The YAML list of that id below data/reference/, and the path to show for it.

    The path shown begins at `data/`, so that a report reads the same wherever the program is.
    """
    folder = data_dir() / "reference"
    known = {
        path.relative_to(folder).with_suffix("").as_posix(): path
        for path in sorted(folder.glob("*/**/*.yaml"))
    }
    if path := known.get(name.strip()):
        return path, path.relative_to(root()).as_posix()
    meant = closest(name, known)
    raise stop(
        at,
        _("the reference data has no list {name}", name=excerpt(name)),
        _("Did you mean {name}?", name=f"{_REFERENCE}{meant}")
        if meant
        else _("It has: {names}.", names=", ".join(known)),
    )
