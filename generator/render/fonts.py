"""The faces documents are drawn with: a requested name becomes a font file with its measures.

Documents name the official faces (仿宋_GB2312, …); the first of the declared chain that is
installed draws them, and `substitutions` tells which stand in. All measures are in em. Nobody here
kerns: the advance of a text is the sum of its characters' advances.
"""

from __future__ import annotations

import logging
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path

from msgspec import Struct

from generator.errors import EngineError
from generator.i18n import _
from generator.render.fontcatalogue import FaceFile, catalogue
from generator.render.fontchains import Chains, OfficialFace, StandIn, load_chains
from generator.render.fontmetrics import Metrics, load_metrics
from generator.render.fontplaces import own_folder, system_folders

log = logging.getLogger(__name__)

_REGULAR, _BOLD, _LOOKS_BOLD = 400, 700, 600  # weights as in CSS and OS/2 usWeightClass


class Face(Struct, frozen=True):
    """A face ready to set text with; `family`, `weight` and `style` are as Typst knows them.

    `synthetic_bold` and `synthetic_italic`: the text asks for it and the file has no such face, so
    whoever draws must thicken or slant. `requested` is the name the document used.
    """

    family: str
    path: Path
    index: int
    weight: int
    style: str
    metrics: Metrics
    synthetic_bold: bool = False
    synthetic_italic: bool = False
    requested: str = ""

    def __eq__(self, other: object) -> bool:
        """Whether both draw alike, whichever name the document asked for."""
        if self is other:
            return True
        return isinstance(other, Face) and self._drawing == other._drawing

    def __hash__(self) -> int:
        return hash((self.family, self.index, self.weight, self.style))

    def __repr__(self) -> str:
        """Without the measures of its thousands of characters."""
        return f"Face({self.family!r}, {self.weight}, {self.style!r})"

    @property
    def _drawing(self) -> tuple[object, ...]:
        thickened = (self.synthetic_bold, self.synthetic_italic)
        return (self.family, self.path, self.index, self.weight, self.style, *thickened)

    @property
    def typst_family(self) -> str:
        """The family name Typst finds the face by."""
        return self.family

    @property
    def ascent(self) -> float:
        """Height of a natural line above the baseline, em, as LibreOffice computes it on Linux."""
        return self.metrics.ascent / self.metrics.units_per_em

    @property
    def descent(self) -> float:
        """Depth of a natural line below the baseline, em, positive downwards."""
        return self.metrics.descent / self.metrics.units_per_em

    @property
    def line_gap(self) -> float:
        """Space Writer puts above the ascent of a natural line, em (measured: Fandol's 0.2)."""
        return self.metrics.line_gap / self.metrics.units_per_em

    @property
    def line_height(self) -> float:
        """Height of a natural line, em: gap, ascent and descent."""
        return self.line_gap + self.ascent + self.descent

    def covers(self, char: str) -> bool:
        """Whether the face can draw the character; characters that print nothing always count."""
        return _width(self.metrics, char) is not None

    def advance(self, char: str) -> float:
        """The character's width in em; EngineError where the face does not have it."""
        width = _width(self.metrics, char)
        if width is None:
            raise EngineError(
                _("{face} has no {character}", face=self.family, character=describe(char))
            )
        return width


class Substitution(Struct, frozen=True):
    """A face a document names and the one that draws it."""

    requested: str
    used: str


class FontSet(Struct, frozen=True, eq=False):
    """The fonts of this machine under the declared chains."""

    faces: tuple[FaceFile, ...]
    chains: Chains
    folders: tuple[Path, ...]

    def resolve(self, requested: str, bold: bool = False, italic: bool = False) -> Face:
        """The face that draws text set in `requested`; EngineError where not one font is there."""
        return _resolve(self, requested, bold, italic)

    def for_char(self, face: Face, char: str) -> Face:
        """`face`, or the first of its chain and the common fallbacks that has the character.

        Raises EngineError naming the character when no font has it; the caller knows its place.
        """
        return face if face.covers(char) else _for_char(self, face, face.requested, char)

    def substitution(self, requested: str, bold: bool = False) -> Substitution | None:
        """What stands in for the face, or None where the face itself is installed."""
        return _substitution(self, requested, bold)

    def substitutions(self, requested: Iterable[str]) -> tuple[Substitution, ...]:
        """The stand-ins among the requested names, each once, in their order."""
        found = (self.substitution(name) for name in dict.fromkeys(requested))
        return tuple(substitution for substitution in found if substitution)

    def font_paths(self) -> tuple[Path, ...]:
        """The folders Typst has to look into, the project's own first."""
        return self.folders

    def chain(self, requested: str) -> tuple[StandIn, ...]:
        """Everything that may draw text set in `requested`, best first, the fallbacks last."""
        official = self.chains.official(requested)
        default = self.chains.official(self.chains.default)
        parts = [StandIn(family=requested.strip())]
        for face in (official, default):
            parts += _candidates(face) if face else []
        return (*parts, *self.chains.fallback)

    def find(self, stand_in: StandIn, bold: bool, italic: bool) -> FaceFile | None:
        """The installed face of that family nearest to the weight and style; None without one."""
        wanted = stand_in.weight or (_BOLD if bold else _REGULAR)
        family = stand_in.family.lower()
        same = [face for face in self.faces if family in face.names]
        return min(
            same,
            key=lambda face: ((face.style != "normal") != italic, abs(face.weight - wanted)),
            default=None,
        )


@cache
def load_fonts() -> FontSet:
    """This machine's fonts; read once a process."""
    folders = tuple(folder for folder in (own_folder(), *system_folders()) if folder.is_dir())
    return FontSet(catalogue(folders), load_chains(), folders)


def describe(char: str) -> str:
    """A character as messages name it.

    >>> describe("蔈")
    '“蔈” (U+8508)'
    """
    return f"“{char}” (U+{ord(char):04X})"


def _candidates(face: OfficialFace) -> list[StandIn]:
    return [*(StandIn(family=name) for name in (face.name, *face.aliases)), *face.chain]


@cache
def _resolve(fonts: FontSet, requested: str, bold: bool, italic: bool) -> Face:
    for stand_in in fonts.chain(requested):
        if found := fonts.find(stand_in, bold, italic):
            return _face(found, requested, bold, italic)
    raise EngineError(
        _("no font for {face} is installed", face=requested),
        remedy=_(
            "Run `make fonts`, or install Noto Serif CJK; `bangfu doctor` lists what is there."
        ),
    )


@lru_cache(maxsize=1024)  # what documents name is theirs to choose
def _substitution(fonts: FontSet, requested: str, bold: bool) -> Substitution | None:
    used = fonts.resolve(requested, bold).family
    same = {requested.strip().lower()}
    if official := fonts.chains.official(requested):
        same |= official.own_names() if requested.strip().lower() in official.own_names() else set()
    names = next(face.names for face in fonts.faces if face.family == used)
    return None if same & set(names) else Substitution(requested, used)


@cache
def _for_char(fonts: FontSet, face: Face, requested: str, char: str) -> Face:
    # By the name asked for, too: faces that draw alike may have other stand-ins behind them.
    bold = face.synthetic_bold or face.weight >= _LOOKS_BOLD
    italic = face.synthetic_italic or face.style != "normal"
    for stand_in in fonts.chain(requested or face.family):
        found = fonts.find(stand_in, bold, italic)
        if found and (other := _face(found, requested, bold, italic)).covers(char):
            return other
    raise EngineError(
        _("no installed font can draw {character}", character=describe(char)),
        remedy=_("Install a font that has it, or write another character for it."),
    )


@cache
def _face(found: FaceFile, requested: str, bold: bool, italic: bool) -> Face:
    return Face(
        family=found.family,
        path=found.file.path,
        index=found.index,
        weight=found.weight,
        style=found.style,
        synthetic_bold=bold and found.weight < _LOOKS_BOLD,
        synthetic_italic=italic and found.style == "normal",
        requested=requested,
        metrics=_metrics(found),
    )


@cache
def _metrics(found: FaceFile) -> Metrics:
    return load_metrics(found.file.path, found.index, found.file.size, found.file.modified_ns)


@lru_cache(maxsize=65536)
def _width(metrics: Metrics, char: str) -> float | None:
    """The character's width in em; None where the face cannot draw it."""
    width = metrics.advance(ord(char))
    if width is None:
        return 0.0 if _prints_nothing(char) else None
    return width / metrics.units_per_em


def _prints_nothing(char: str) -> bool:
    """Format characters and variation selectors: text carries them, paper does not."""
    code = ord(char)
    return (
        unicodedata.category(char) == "Cf" or 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF
    )
