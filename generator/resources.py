"""Where forms/ and data/ are (beside the package in a checkout, inside it in a wheel), and the cache."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from platformdirs import user_cache_path

_PACKAGE = Path(__file__).resolve().parent


@cache
def root() -> Path:
    """The folder that holds `forms/` and `data/`."""
    bundled = _PACKAGE / "bundled"
    return bundled if bundled.is_dir() else _PACKAGE.parent


def forms_dir() -> Path:
    """`forms/<policy>/<form-id>/`."""
    return root() / "forms"


def data_dir() -> Path:
    """`data/policies`, `data/reference`, `data/cases`, `data/fonts.yaml`."""
    return root() / "data"


def cache_folder() -> Path:
    """The folder for what can be made again: fetched fonts, their measures, compiled templates."""
    return user_cache_path("bangfu", appauthor=False)


def data_files(policy: str) -> tuple[Path, ...]:
    """The data files that decide what is said of a policy's cases, whether they exist or not."""
    reference = data_dir() / "reference"
    return (
        data_dir() / "policies" / f"{policy}.yaml",
        reference / "hospitals.yaml",
        reference / "counties.yaml",
    )
