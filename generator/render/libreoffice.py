"""The LibreOffice engine: `soffice` where it is installed, the reference for the embedded one.

`soffice` exits 0 on failure, loses files when two runs share a profile and may hang, so each
process has its own profile, each run a time limit, and a PDF counts only once it has been read.
"""

from __future__ import annotations

import logging
import os
import re
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pikepdf
from msgspec import Struct, field

from generator.errors import BangfuError, EngineError, OutputError
from generator.i18n import _
from generator.officefiles import refuse_unfit
from generator.pdf.reading import read_pdf
from generator.render.destinations import with_plain_seal_names
from generator.render.facenames import face_names
from generator.render.fonts import load_fonts
from generator.render.officeprofile import write_profile
from generator.render.pagefields import without_page_numbers
from generator.render.process import run_bounded
from generator.render.rendered import Rendered
from generator.systemfaults import reason

log = logging.getLogger(__name__)

SUFFIXES = frozenset({".docx", ".xlsx", ".doc", ".xls", ".odt", ".ods", ".rtf"})
_ATTEMPTS = 3
_RUN_FILES = 100  # of one run: it silently ends after some 246 files
_LARGEST_PDF = 512 * 1024 * 1024  # bytes; what is larger is no document of ours
_FILE_SECONDS = 20.0  # a usual file takes 0.4 s
_START_FILES = 3  # a first start on a slow disk may take as long as so many files
_PROBE_SECONDS = 30.0
_CLOSED = "http://127.0.0.1:9"  # the discard port: nothing listens there

# What LibreOffice says of every run: it has no Java, and libxml2 found the network closed.
_NOISE = re.compile(r"(Warning: failed to launch javaldx[^/]*|error : Unknown IO error)( / |$)")

# Two runs of one profile lose each other's files.
_one_run = threading.Lock()


def find_soffice() -> Path | None:
    """`BANGFU_SOFFICE`, else `soffice` on the path, else where installers put it."""
    if chosen := os.environ.get("BANGFU_SOFFICE"):
        return Path(chosen) if Path(chosen).is_file() else None
    for name in ("soffice", "libreoffice"):
        if found := shutil.which(name):
            return Path(found)
    return next((place for place in _usual_places() if place.is_file()), None)


def _usual_places() -> Iterable[Path]:
    if sys.platform == "win32":
        for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)"):
            if root := os.environ.get(variable):
                # soffice.com waits for the end; soffice.exe does not.
                yield Path(root) / "LibreOffice" / "program" / "soffice.com"
    elif sys.platform == "darwin":
        yield Path("/Applications/LibreOffice.app/Contents/MacOS/soffice")
    else:
        yield Path("/usr/lib/libreoffice/program/soffice")
        yield from sorted(Path("/opt").glob("libreoffice*/program/soffice"), reverse=True)


def _file_seconds() -> float:
    """`BANGFU_SOFFICE_SECONDS`, for slow machines, else the usual limit."""
    try:
        return float(os.environ["BANGFU_SOFFICE_SECONDS"])
    except (KeyError, ValueError):
        return _FILE_SECONDS


class LibreOffice(Struct, frozen=True):
    """Converts office files to PDF with this machine's LibreOffice, or the one named.

    One run may take `file_seconds` for each of its files, and three times that to start.
    """

    soffice: Path | None = field(default_factory=find_soffice)
    file_seconds: float = field(default_factory=_file_seconds)

    def probe(self) -> str | None:
        """The version, as `7.4.7.2`; None where LibreOffice is missing or does not answer."""
        if self.soffice is None:
            return None
        with _work_folder() as work:
            command = [str(self.soffice), f"-env:UserInstallation={work.as_uri()}", "--version"]
            try:
                outcome = run_bounded(
                    command, seconds=_PROBE_SECONDS, cwd=work, env=_environment(work)
                )
            except OSError:
                return None
        version = re.search(r"LibreOffice\D*(\d+(?:\.\d+)+)", outcome.words)
        return version[1] if version else None

    def render(self, source: bytes, suffix: str, *, page_numbers: bool = True) -> Rendered:
        """One document's PDF; `page_numbers=False` leaves page fields of DOCX and XLSX empty.

        Raises EngineError where LibreOffice is missing, fails or does not know the suffix.
        """
        if not page_numbers:
            source = without_page_numbers(source, suffix)
        with _work_folder() as folder:
            path = folder / f"document{suffix}"
            path.write_bytes(source)
            try:
                pdf = self.convert([path])[path]
            except BangfuError as fault:
                if fault.where == str(path):
                    fault.where = ""  # the caller knows what the document is really called
                raise
        stand_ins = load_fonts().substitutions(face_names(source, suffix))
        return Rendered(read_pdf(pdf), "libreoffice", stand_ins)

    def convert(self, files: Sequence[Path]) -> dict[Path, bytes]:
        """The PDF of each file, a hundred in one run of LibreOffice.

        A run that fails is tried again for what it left out, at most three times in all. Raises
        EngineError naming the files that LibreOffice could not convert, FormError for a file that
        is not what its suffix says, OutputError when the temporary folder cannot be written.
        """
        if self.soffice is None:
            raise _missing()
        for file in files:
            _check_kind(file)
        done: dict[Path, bytes] = {}
        once = list(dict.fromkeys(files))
        for start in range(0, len(once), _RUN_FILES):
            done |= self._convert_some(self.soffice, once[start : start + _RUN_FILES])
        return {file: done[file] for file in files}

    def _convert_some(self, soffice: Path, files: Sequence[Path]) -> dict[Path, bytes]:
        """The PDFs of as many files as one run takes, in up to three runs."""
        done: dict[Path, bytes] = {}
        left = list(files)
        words = ""
        with _one_run:
            for attempt in range(_ATTEMPTS):
                if not left:
                    break
                if attempt:
                    log.info("LibreOffice left out %d of %d files", len(left), len(files))
                made, words = self._run(soffice, left)
                done |= made
                left = [file for file in left if file not in made]
                # The first one left out is the suspect; let it not hold up the others again.
                left = left[1:] + left[:1]
        if left:
            raise EngineError(
                _("LibreOffice made no PDF of it: {reason}", reason=words or _("it said nothing")),
                where=", ".join(str(file) for file in left[:3]),
                remedy=_("Open the file in LibreOffice to see why, or use the embedded engine."),
            )
        return done

    def _run(self, soffice: Path, files: Sequence[Path]) -> tuple[dict[Path, bytes], str]:
        """One run over the files: the PDFs that came of it, and why others did not."""
        with _work_folder() as work:
            profile = _profile(os.getpid())
            # Copied under plain names: same stems do not collide, and no path leads elsewhere.
            copies = {
                file: work / "in" / f"{number:05}{file.suffix.lower()}"
                for number, file in enumerate(files)
            }
            (work / "in").mkdir()
            for file, copy in copies.items():
                shutil.copyfile(file, copy)
            limit = self.file_seconds * (_START_FILES + len(files))
            try:
                outcome = run_bounded(
                    _command(soffice, profile, work / "out", copies.values()),
                    seconds=limit,
                    cwd=work,
                    env=_environment(profile, work),
                )
            except OSError as fault:
                raise EngineError(
                    _("LibreOffice cannot be started: {reason}", reason=fault), where=str(soffice)
                ) from fault
            made = {file: pdf for file, copy in copies.items() if (pdf := _made(work, copy))}
        if outcome.code is None:
            reached = _("it did not finish within {seconds} s", seconds=round(limit))
            return made, reached + _(
                " (BANGFU_SOFFICE_SECONDS gives a file more than {seconds})",
                seconds=round(self.file_seconds),
            )
        return made, _NOISE.sub("", outcome.words)


def _check_kind(file: Path) -> None:
    """Refuse unknown kinds, and what is no Office file: LibreOffice would print it as text."""
    suffix = file.suffix.lower()
    if suffix not in SUFFIXES:
        raise EngineError(
            _("LibreOffice is not used for {suffix} files", suffix=suffix), where=str(file)
        )
    if suffix in (".docx", ".xlsx"):
        refuse_unfit(file.read_bytes(), suffix, str(file))


def _missing() -> EngineError:
    return EngineError(
        _("LibreOffice is not installed"),
        remedy=_("Install it, or set BANGFU_SOFFICE to its soffice; or use --engine typst."),
    )


def _command(soffice: Path, profile: Path, out: Path, files: Iterable[Path]) -> list[str | Path]:
    return [
        soffice,
        f"-env:UserInstallation={profile.as_uri()}",
        *("--headless", "--invisible", "--norestore", "--nolockcheck", "--nodefault"),
        *("--nologo", "--nofirststartwizard", "--convert-to", "pdf", "--outdir", out),
        *files,
    ]


def _environment(profile: Path, work: Path | None = None) -> dict[str, str]:
    """Ours, with our fonts, no display, no way to the network and its own temporary folder."""
    temporary = str(work or profile)
    chosen = {"SAL_USE_VCLPLUGIN": "svp", "FONTCONFIG_FILE": str(profile / "fonts.conf")}
    chosen |= dict.fromkeys(("TMPDIR", "TMP", "TEMP"), temporary)
    chosen |= dict.fromkeys(("http_proxy", "https_proxy", "ftp_proxy"), _CLOSED)
    return {**os.environ, **chosen}


def _made(work: Path, copy: Path) -> bytes | None:
    """The PDF made of the copy, its seals' destinations named plainly; None if there is no such."""
    made = work / "out" / f"{copy.stem}.pdf"
    try:
        if made.stat().st_size > _LARGEST_PDF:
            return None
        return with_plain_seal_names(made.read_bytes())
    except (OSError, pikepdf.PdfError):
        return None


@contextmanager
def _work_folder() -> Iterator[Path]:
    """A folder for one run, removed after it.

    Raises OutputError for whatever the body cannot write there.
    """
    try:
        with tempfile.TemporaryDirectory(
            prefix="bangfu-office-", ignore_cleanup_errors=True
        ) as folder:
            yield Path(folder)
    except OSError as fault:
        raise OutputError(
            _("cannot write: {reason}", reason=reason(fault)),
            where=str(fault.filename or os.environ.get("TMPDIR", "")),
            remedy=_("Make room in the temporary folder, or name another by TMPDIR."),
        ) from fault


@cache
def _profile_folder(process: int) -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix=f"bangfu-profile-{process}-")


@cache
def _profile(process: int) -> Path:
    """This process's profile, made at its first run and removed when it ends (not a fork's)."""
    folder = Path(_profile_folder(process).name)
    write_profile(folder, load_fonts())
    return folder
