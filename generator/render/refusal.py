"""What a file holds beyond the page model: collected by name and place, never dropped."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct, field

from generator.errors import EngineError
from generator.i18n import _


class Unsupported(Struct, frozen=True):
    """One feature the embedded engine does not render, and where it stands in the file."""

    feature: str
    place: str

    def __str__(self) -> str:
        return f"{self.place}: {self.feature}"


class BeyondPageModel(EngineError):
    """The file uses features outside the page model; LibreOffice may render it."""

    def __init__(self, findings: tuple[Unsupported, ...]) -> None:
        self.findings = findings
        listed = "; ".join(str(finding) for finding in findings[:5])
        more = len(findings) - 5
        if more > 0:
            listed += _(" … and {count} more", count=more)
        super().__init__(
            _("beyond the embedded engine: {features}", features=listed),
            remedy=_("Install LibreOffice and use --engine libreoffice, or take the feature out."),
        )


class Refusals(Struct):
    """The findings of one reading, in the order of the file."""

    _found: dict[Unsupported, None] = field(default_factory=dict)  # a set in order

    @property
    def findings(self) -> list[Unsupported]:
        """What was found, each once."""
        return list(self._found)

    def add(self, feature: str, place: str) -> None:
        """Record a feature once for each place."""
        self._found[Unsupported(feature, place)] = None

    def extend(self, findings: Iterable[Unsupported]) -> None:
        """Record what was found elsewhere, as in a style."""
        for finding in findings:
            self._found[finding] = None

    def raise_any(self) -> None:
        """Raise BeyondPageModel if anything was found."""
        if self._found:
            raise BeyondPageModel(tuple(self._found))
