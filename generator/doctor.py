"""What works on this machine and what to install: engines, fonts and libraries, by trying them."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

from msgspec import Struct

from generator import __version__
from generator.errors import BangfuError
from generator.i18n import _
from generator.render.fonts import FontSet, load_fonts
from generator.render.libreoffice import LibreOffice
from generator.render.pdf.embedding import embed
from generator.render.typst.compiler import compile_pdf

_COMMON = "国"  # a character every font for Chinese has


class EngineState(Struct, frozen=True):
    """An engine: whether it works, its version and place; `reason` and `remedy` where it fails."""

    name: str
    works: bool
    version: str = ""
    place: str = ""
    reason: str = ""
    remedy: str = ""


class FontState(Struct, frozen=True):
    """An official face and the file that draws it; `used` is empty where none can."""

    requested: str
    used: str = ""
    file: str = ""
    stands_in: bool = False


class LibraryState(Struct, frozen=True):
    """A library; an optional one that does not load takes away only what `purpose` says."""

    name: str
    works: bool
    purpose: str
    version: str = ""
    optional: bool = False
    reason: str = ""
    remedy: str = ""


class Report(Struct, frozen=True):
    """The whole examination."""

    engines: tuple[EngineState, ...]
    fonts: tuple[FontState, ...]
    libraries: tuple[LibraryState, ...]

    @property
    def works(self) -> bool:
        """Whether packets can be made here: our own engines, every official face, every library.

        Typst draws the stamps, whichever engine draws the pages.
        """
        return (
            all(engine.works for engine in self.engines if engine.name != "libreoffice")
            and all(font.used for font in self.fonts)
            and all(library.works or library.optional for library in self.libraries)
        )

    @property
    def remedies(self) -> tuple[str, ...]:
        """What to install or mend, each once, the needed before the optional."""
        needed = [library for library in self.libraries if not library.optional]
        optional = [library for library in self.libraries if library.optional]
        found = [library.remedy for library in needed]
        found += [engine.remedy for engine in self.engines]
        found += [library.remedy for library in optional]
        if not all(font.used for font in self.fonts):
            found.insert(0, _("Run `make fonts`, or install Noto Serif CJK."))
        return tuple(dict.fromkeys(remedy for remedy in found if remedy))


def examine() -> Report:
    """Try everything; never raises for what is missing, that is the answer."""
    fonts = tuple(_fonts())
    return Report((_embedded(), _typst(), _libreoffice()), fonts, tuple(_libraries()))


def _embedded() -> EngineState:
    try:
        fonts = load_fonts()
        embed(fonts.for_char(fonts.resolve("宋体"), _COMMON), frozenset(_COMMON))
    except BangfuError as fault:
        return EngineState(
            "embedded", False, __version__, reason=fault.message, remedy=fault.remedy
        )
    return EngineState("embedded", True, __version__, place=_("built in"))


def _typst() -> EngineState:
    try:
        fonts = load_fonts()
        face = fonts.for_char(fonts.resolve("宋体"), _COMMON)
        compile_pdf(f'#set text(font: "{face.typst_family}")\n{_COMMON}')
    except BangfuError as fault:
        return EngineState(
            "typst", False, version("typst"), reason=fault.message, remedy=fault.remedy
        )
    return EngineState("typst", True, version("typst"), place=_("built in"))


def _libreoffice() -> EngineState:
    office = LibreOffice()
    remedy = _("LibreOffice is optional: install it for templates the built-in engine refuses.")
    if office.soffice is None:
        return EngineState("libreoffice", False, reason=_("not installed"), remedy=remedy)
    found = office.probe()
    if found is None:
        reason = _("it does not answer to --version")
        return EngineState("libreoffice", False, "", str(office.soffice), reason, remedy)
    return EngineState("libreoffice", True, found, str(office.soffice))


def _fonts() -> Iterator[FontState]:
    fonts = load_fonts()
    for official in fonts.chains.faces:
        yield _font(fonts, official.name)


def _font(fonts: FontSet, name: str) -> FontState:
    try:
        face = fonts.resolve(name)
        fonts.for_char(face, _COMMON)  # a font without hanzi draws no document
    except BangfuError:
        return FontState(name)
    stands_in = fonts.substitution(name) is not None
    used = f"{face.family} Bold" if face.weight > 600 else face.family
    return FontState(name, used, str(face.path), stands_in)


def _libraries() -> Iterator[LibraryState]:
    for name, module, purpose in (
        ("docxtpl", "docxtpl", _("filling DOCX templates")),
        ("python-docx", "docx", _("filling DOCX templates")),
        ("openpyxl", "openpyxl", _("reading and filling XLSX")),
        ("lxml", "lxml.etree", _("reading DOCX")),
        ("fonttools", "fontTools.ttLib", _("measuring fonts")),
        ("typst", "typst", _("making PDF")),
        ("pikepdf", "pikepdf", _("stamping and binding")),
        ("pypdf", "pypdf", _("fillable PDF")),
    ):
        yield _library(name, module, purpose)
    yield _library("weasyprint", "weasyprint", _("HTML forms and run reports as PDF"), True)


def _library(name: str, module: str, purpose: str, optional: bool = False) -> LibraryState:
    """Import it: being installed is not enough, WeasyPrint needs the system's Pango to load."""
    try:
        found = version(name)
    except PackageNotFoundError:
        extra = "bangfu[html]" if optional else name
        remedy = _("Install {library} with pip.", library=extra)
        return LibraryState(name, False, purpose, "", optional, _("not installed"), remedy)
    try:
        importlib.import_module(module)
    except (ImportError, OSError) as fault:
        first = next(iter(str(fault).strip().splitlines()), type(fault).__name__)
        remedy = _("Reinstall {library} with pip.", library=name)
        if optional:
            remedy = _("Install the system's Pango library (Debian: libpango-1.0-0).")
        return LibraryState(name, False, purpose, found, optional, first, remedy)
    return LibraryState(name, True, purpose, found, optional)
