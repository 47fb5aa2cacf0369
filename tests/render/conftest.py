"""What the rendering tests share: the open fonts have to be here."""

from __future__ import annotations

import pytest

from generator.render.fontfetch import missing
from generator.render.fontplaces import own_folder, system_folders


@pytest.fixture(scope="session")
def fetched_fonts() -> None:
    """Fails with what to do where the open fonts are not here."""
    absent = missing((own_folder(), *system_folders()))
    assert not absent, f"run `make fonts` first: {[package.name for package in absent]}"
