"""The wheel carries forms and data, and builds elsewhere the very packets a checkout builds.

To be quick and need no network, the libraries come from the environment the tests run in, by a
`.pth` file; bangfu itself comes from the wheel alone, which the test makes sure of.
"""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from tests.builds import LUQUAN, WEIXIN, build, digests, write_case

ROOT = Path(__file__).resolve().parent.parent

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check"]
    command += ["--no-deps", "--no-build-isolation", "--no-index", "-w", str(folder), str(ROOT)]
    subprocess.run(command, check=True, cwd=folder)
    (built,) = folder.glob("bangfu-*.whl")
    return built


def inside(folder: str) -> set[str]:
    """The files of a folder of the checkout, by their path in the wheel."""
    return {
        f"generator/bundled/{path.relative_to(ROOT).as_posix()}"
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and not path.name.startswith((".", "~"))
    }


def test_the_wheel_carries_forms_and_data(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    forms, data = inside("forms"), inside("data")
    assert len(forms) > 15
    assert len(data) > 5
    assert forms | data <= names
    assert "generator/py.typed" in names
    assert not [name for name in names if name.startswith(("tests/", "tools/", "output/"))]


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of a new environment that has the wheel, and the libraries by reference."""
    folder = tmp_path_factory.mktemp("elsewhere") / "venv"
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    own = Path(answer(python, "import sysconfig; print(sysconfig.get_path('purelib'))"))
    with zipfile.ZipFile(wheel) as archive:  # unpacking is what installing a pure wheel is
        archive.extractall(own)
    libraries = dict.fromkeys(sysconfig.get_path(kind) for kind in ("purelib", "platlib"))
    (own / "libraries.pth").write_text("\n".join(libraries) + "\n", encoding="utf-8")
    return python


def answer(python: Path, code: str) -> str:
    """What a line of Python prints in another environment, in a folder of its own."""
    return run(python, "-c", code).strip()


def run(python: Path, *arguments: str) -> str:
    outside = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run(
        [str(python), *arguments],
        cwd=python.parent,
        env={**outside, "BANGFU_LANG": "en"},
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    return done.stdout


def test_the_wheel_builds_the_packets_of_the_checkout(environment: Path, tmp_path: Path) -> None:
    home = environment.parent.parent.resolve()
    package = Path(answer(environment, "import generator; print(generator.__file__)")).resolve()
    assert package.is_relative_to(home)
    forms = "from generator.resources import forms_dir; print(forms_dir())"
    assert Path(answer(environment, forms)).resolve().is_relative_to(home)
    case = write_case(tmp_path, LUQUAN, WEIXIN)
    build(tmp_path / "checkout", case)
    elsewhere = tmp_path / "elsewhere"
    run(environment, "-m", "generator.cli", "build", str(case), "-o", str(elsewhere))
    ours = digests(tmp_path / "checkout", ".pdf", ".docx")
    assert len(ours) == 10
    assert digests(elsewhere, ".pdf", ".docx") == ours
