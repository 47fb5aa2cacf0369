"""Merged areas, found by cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.errors import FormError
from generator.i18n import _
from generator.render.xlsx.values import Area

_BAND = 64  # rows kept together: a merged area is seldom higher
_MAX_ENTRIES = 2_000_000


class Merges:
    """A sheet's merged areas. Raises FormError for more of them than a sheet has room for."""

    def __init__(self, areas: Sequence[Area]) -> None:
        self._bands: dict[int, list[Area]] = {}
        entries = 0
        for area in areas:
            bands = range(area.top // _BAND, area.bottom // _BAND + 1)
            entries += len(bands)
            if entries > _MAX_ENTRIES:
                raise FormError(_("merged areas lie over each other"))
            for band in bands:
                self._bands.setdefault(band, []).append(area)

    def area(self, row: int, column: int) -> Area | None:
        """The merged area a cell belongs to; None for a cell of its own."""
        for area in self._bands.get(row // _BAND, ()):
            if area.holds(row, column):
                return area
        return None

    def meeting(self, block: Area) -> Iterable[Area]:
        """The merged areas that share cells with a block, each once."""
        found: dict[Area, None] = {}
        for band in range(block.top // _BAND, block.bottom // _BAND + 1):
            for area in self._bands.get(band, ()):
                if area.meets(block):
                    found[area] = None
        return found
