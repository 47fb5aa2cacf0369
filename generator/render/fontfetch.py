"""Fetches the open fonts as Debian packages, without root: `python -m generator.render.fontfetch`.

apt works in a private state folder and `dpkg-deb` unpacks into a temporary one, so nothing of the
system changes; only the wanted font files and their licences are kept.
"""

from __future__ import annotations

import logging
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from msgspec import Struct

from generator.errors import EngineError
from generator.files import write_whole
from generator.i18n import _
from generator.render.fontplaces import font_files, own_folder, system_folders

log = logging.getLogger(__name__)

_TIME_LIMIT = 600  # seconds for one run of apt-get; the packages come to some 160 MB


class Package(Struct, frozen=True):
    """A Debian package, the font files wanted out of it, and where its licence stands."""

    name: str
    fonts: tuple[str, ...]
    licences: tuple[str, ...]


def _copyright(package: str) -> str:
    return f"usr/share/doc/{package}/copyright"


PACKAGES = (
    Package(
        "texlive-lang-chinese",
        (
            "FandolFang-Regular.otf",
            "FandolHei-Bold.otf",
            "FandolHei-Regular.otf",
            "FandolKai-Regular.otf",
            "FandolSong-Bold.otf",
            "FandolSong-Regular.otf",
        ),
        (
            "usr/share/doc/texlive-doc/fonts/fandol/COPYING.gz",
            "usr/share/doc/texlive-doc/fonts/fandol/README",
        ),
    ),
    Package(
        "fonts-noto-cjk",
        (
            "NotoSansCJK-Bold.ttc",
            "NotoSansCJK-Regular.ttc",
            "NotoSerifCJK-Bold.ttc",
            "NotoSerifCJK-Regular.ttc",
        ),
        (_copyright("fonts-noto-cjk"),),
    ),
    Package(
        "fonts-lxgw-wenkai",
        ("LXGWWenKai-Bold.ttf", "LXGWWenKai-Regular.ttf"),
        (_copyright("fonts-lxgw-wenkai"),),
    ),
    Package(
        "fonts-liberation",
        tuple(
            f"Liberation{kind}-{style}.ttf"
            for kind in ("Sans", "Serif")
            for style in ("Bold", "BoldItalic", "Italic", "Regular")
        ),
        (_copyright("fonts-liberation"),),
    ),
)


def missing(folders: tuple[Path, ...]) -> tuple[Package, ...]:
    """The packages of which some font file is in none of the folders."""
    have = {file.path.name.lower() for file in font_files(folders)}
    return tuple(
        package for package in PACKAGES if not {font.lower() for font in package.fonts} <= have
    )


def fetch(packages: tuple[Package, ...], target: Path) -> None:
    """Put the packages' fonts and licences into `target`; each file appears whole.

    Raises EngineError where there is no apt, no network, or a package lacks a font.
    """
    for tool in ("apt-get", "dpkg-deb"):
        if shutil.which(tool) is None:
            raise EngineError(
                _("there is no {tool} on this system", tool=tool),
                remedy=_("Copy the font files into {folder} by hand.", folder=target),
            )
    with tempfile.TemporaryDirectory(prefix="bangfu-fonts-") as name:
        work = Path(name)
        _download(packages, work)
        for package in packages:
            _unpack(package, work, target)


def _download(packages: tuple[Package, ...], work: Path) -> None:
    """apt-get with its own lists and cache; the system's sources and list of installed packages."""
    for folder in ("state/lists/partial", "cache/archives/partial"):
        (work / folder).mkdir(parents=True)
    apt = [
        "apt-get",
        "-q",
        *("-o", f"Dir::State={work / 'state'}"),
        *("-o", f"Dir::Cache={work / 'cache'}"),
        *("-o", "Dir::State::status=/var/lib/dpkg/status"),
        *("-o", "APT::Sandbox::User="),  # the sandbox's user may not write to our folder
        *("-o", "APT::Update::Post-Invoke-Success::="),
        *("-o", "Acquire::Languages=none"),
        *("-o", "Acquire::Retries=2"),
    ]
    names = [package.name for package in packages]
    _say(_("reading the lists of packages …"))
    _run([*apt, "update"], work)
    _say(_("downloading {packages} …", packages=", ".join(names)))
    _run([*apt, "download", *names], work)


def _unpack(package: Package, work: Path, target: Path) -> None:
    archives = sorted(work.glob(f"{package.name}_*.deb"))
    if not archives:
        raise EngineError(_("package {package} did not arrive", package=package.name))
    tree = work / package.name
    _run(["dpkg-deb", "-x", str(archives[0]), str(tree)], work)
    for font in package.fonts:
        source = next(tree.rglob(font), None)
        if source is None:
            raise EngineError(
                _("package {package} has no {font}", package=package.name, font=font),
                remedy=_("Copy the font files into {folder} by hand.", folder=target),
            )
        write_whole(target / font, source.read_bytes())
        _say(f"  {font}")
    for licence in package.licences:
        source = tree / licence
        write_whole(target / "licences" / package.name / source.name, source.read_bytes())


def _run(command: list[str], work: Path) -> None:
    """One command in the work folder; its last words become the error's."""
    output = work / "output.txt"
    try:
        with output.open("wb") as stream:
            code = subprocess.run(
                command,
                cwd=work,
                stdin=subprocess.DEVNULL,
                stdout=stream,
                stderr=subprocess.STDOUT,
                timeout=_TIME_LIMIT,
                check=False,
            ).returncode
    except subprocess.TimeoutExpired:
        code = -1
    if code:
        lines = output.read_text(encoding="utf-8", errors="replace").strip().splitlines()
        raise EngineError(
            _("{tool} failed: {words}", tool=command[0], words=" / ".join(lines[-3:])),
            remedy=_("Check the network and the system's package sources, then run it again."),
        )


def _say(line: str) -> None:
    print(line, flush=True)


def main() -> int:
    """Fetch what is missing, say what was done; always 0, as the system's own fonts may serve."""
    target = own_folder()
    wanted = missing((target, *system_folders()))
    if not wanted:
        _say(_("All fonts are here: {folder}", folder=target))
        return 0
    try:
        fetch(wanted, target)
    except EngineError as fault:
        _say(_("Fonts were not fetched: {reason}", reason=fault))
        _say(
            _("The system's own fonts serve instead; `bangfu doctor` tells which stands for which.")
        )
        return 0
    _say(_("Fonts are in {folder}", folder=target))
    return 0


if __name__ == "__main__":
    sys.exit(main())
