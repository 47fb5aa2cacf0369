"""Reading data/reference into a Reference, once."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from generator.errors import FormError
from generator.i18n import _
from generator.reference.model import County, HospitalEntry, Reference, RelationRow
from generator.reference.yamlfile import read_yaml
from generator.resources import data_dir


@cache
def load_reference() -> Reference:
    """The reference data of the installation.

    Raises FormError when a file of it is missing or broken.
    """
    return read_reference(data_dir() / "reference")


def read_reference(folder: Path) -> Reference:
    """The reference data in `folder`: hospitals.yaml, counties.yaml and relations/*.yaml."""
    hospitals, counties = folder / "hospitals.yaml", folder / "counties.yaml"
    try:
        return Reference.of(
            _hospitals(read_yaml(hospitals)),
            _counties(read_yaml(counties)),
            {path.stem: path for path in sorted((folder / "relations").glob("*.yaml"))},
        )
    except (ValidationError, KeyError, TypeError, AttributeError) as fault:
        raise _broken(folder, fault) from fault


@cache
def relation_rows(path: Path) -> tuple[RelationRow, ...]:
    """The rows of one list of relations, as `Reference.relations` names its file.

    Raises FormError when the list is broken.
    """
    try:
        return tuple(RelationRow.model_validate(row) for row in read_yaml(path))
    except (ValidationError, TypeError) as fault:
        raise _broken(path, fault) from fault


def _hospitals(content: dict[str, list[dict[str, Any]]]) -> tuple[HospitalEntry, ...]:
    """The entries of hospitals.yaml, which groups them by kind."""
    return tuple(
        HospitalEntry.model_validate({**entry, "kind": kind})
        for kind, entries in content.items()
        for entry in entries
    )


def _counties(content: dict[str, list[dict[str, Any]]]) -> tuple[County, ...]:
    """The entries of counties.yaml; a prefecture is its own prefecture."""
    legal = {entry["name"]: entry["legal_name"] for entry in content["prefectures"]}
    rows = [{**entry, "prefecture": entry["name"]} for entry in content["prefectures"]]
    rows += content["counties"]
    return tuple(
        County.model_validate({**row, "prefecture_legal": legal[row["prefecture"]]}) for row in rows
    )


def _broken(path: Path, fault: Exception) -> FormError:
    return FormError(
        _("reference data is broken: {reason}", reason=str(fault)),
        where=str(path),
        remedy=_("Mend the entry, or restore the file."),
    )
