"""Fetching fonts: what is missing, nothing done twice, and a clear word where it cannot be."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from generator.errors import EngineError
from generator.render import fontfetch
from generator.render.fontfetch import PACKAGES, Package, fetch, main, missing

LIBERATION = next(package for package in PACKAGES if package.name == "fonts-liberation")

APT = """#!/bin/sh
case "$*" in
*"Dir::State=$PWD/state"*"Dir::Cache=$PWD/cache"*) ;;
*) echo "not private"; exit 9;;
esac
for word; do last=$word; done
[ "$last" = update ] || touch "${last}_1_all.deb"
"""
DPKG = """#!/bin/sh
mkdir -p "$3/usr/share/fonts/x" "$3/usr/share/doc/one"
echo glyphs > "$3/usr/share/fonts/x/One.ttf"
echo free > "$3/usr/share/doc/one/copyright"
"""
ONE = Package("one", ("One.ttf",), ("usr/share/doc/one/copyright",))


def tools(folder: Path, monkeypatch: pytest.MonkeyPatch, **scripts: str) -> None:
    """Put programs of ours before the system's."""
    for name, script in scripts.items():
        program = folder / name.replace("_", "-")
        program.write_text(script, encoding="utf-8")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}/usr/bin{os.pathsep}/bin")


def test_only_packages_with_a_missing_font_are_fetched(tmp_path: Path) -> None:
    assert missing((tmp_path,)) == PACKAGES
    for font in LIBERATION.fonts:
        (tmp_path / "deep").mkdir(exist_ok=True)
        (tmp_path / "deep" / font).write_bytes(b"x")
    assert LIBERATION not in missing((tmp_path,))
    assert len(missing((tmp_path,))) == len(PACKAGES) - 1
    (tmp_path / "deep" / LIBERATION.fonts[0]).unlink()
    assert LIBERATION in missing((tmp_path,))


def test_fonts_and_licences_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tools(tmp_path, monkeypatch, apt_get=APT, dpkg_deb=DPKG)
    target = tmp_path / "target"
    fetch((ONE,), target)
    kept = sorted(str(path.relative_to(target)) for path in target.rglob("*") if path.is_file())
    assert kept == ["One.ttf", "licences/one/copyright"]
    assert (target / "One.ttf").read_bytes() == b"glyphs\n"


@pytest.mark.parametrize(
    ("apt", "dpkg", "says"),
    [
        ("#!/bin/sh\necho 'E: Unable to fetch'; exit 100\n", DPKG, "Unable to fetch"),
        ("#!/bin/sh\nexit 0\n", DPKG, "did not arrive"),
        (APT, "#!/bin/sh\necho corrupt >&2; exit 2\n", "corrupt"),
        (APT, '#!/bin/sh\nmkdir -p "$3"\n', "has no One.ttf"),
    ],
)
def test_a_failure_says_why_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, apt: str, dpkg: str, says: str
) -> None:
    tools(tmp_path, monkeypatch, apt_get=apt, dpkg_deb=dpkg)
    with pytest.raises(EngineError, match=says):
        fetch((ONE,), tmp_path / "target")
    assert not (tmp_path / "target").exists()


def test_an_apt_that_hangs_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tools(tmp_path, monkeypatch, apt_get="#!/bin/sh\nexec sleep 30\n", dpkg_deb=DPKG)
    monkeypatch.setattr(fontfetch, "_TIME_LIMIT", 0.2)
    with pytest.raises(EngineError, match="apt-get failed"):
        fetch((ONE,), tmp_path / "target")


def test_without_apt_it_reports_and_ends_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BANGFU_FONTS", str(tmp_path / "fonts"))
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(fontfetch, "system_folders", lambda: ())
    assert main() == 0
    said = capsys.readouterr().out
    assert "apt-get" in said
    assert str(tmp_path / "fonts") in said


def test_a_second_run_does_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for package in PACKAGES:
        for font in package.fonts:
            (tmp_path / font).write_bytes(b"x")
    monkeypatch.setenv("BANGFU_FONTS", str(tmp_path))
    monkeypatch.setenv("PATH", "")
    assert main() == 0
    assert "All fonts are here" in capsys.readouterr().out
