"""The workbooks that both engines draw, each about one or two features."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.oracle.workbooks.cells import CELLS
from tests.oracle.workbooks.pages import PAGES
from tests.oracle.workbooks.quirks import QUIRKS, Quirk
from tests.oracle.workbooks.values import VALUES

CORPUS: dict[str, Callable[[], Any]] = {
    build.__name__: build for build in (*VALUES, *CELLS, *PAGES)
}

__all__ = ["CORPUS", "QUIRKS", "Quirk"]
