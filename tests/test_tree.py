"""The tree keeps its own rules: no addresses of elsewhere, small modules, forms never named in code."""

from __future__ import annotations

import ast
import re
import subprocess
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MAX_LINES = 400

# Where libraries come from, and where a checkout happens to stand, is nobody's business but the user's.
FOREIGN = re.compile(
    r"\bpy(?:pi|thonhosted)\.\w|\bregistry\.\w+\.\w|\bmirrors?\.\w+\.\w"
    r"|--(?:extra-)?index-url[ =]\S|--find-links[ =]\S"
    r"|(?<![\w.:/~])/(?:home|root|work|opt|Users|srv)/\w"
)


@cache
def tracked() -> tuple[Path, ...]:
    """The files that are, or would be, in version control."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "-co", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout.decode()
    return tuple(path for name in listed.split("\0") if name and (path := ROOT / name).is_file())


def modules(*folders: str) -> list[Path]:
    return [
        path
        for path in tracked()
        if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in folders
    ]


def texts(path: Path) -> Iterator[str]:
    """The text of a file: of an Office file the text of its parts, of a picture none."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                if name.endswith((".xml", ".rels")):
                    yield archive.read(name).decode("utf-8")
        return
    content = path.read_bytes()
    if b"\0" not in content and not content.startswith(b"%PDF"):
        yield content.decode("utf-8")


def test_no_file_holds_a_registry_or_a_path_of_a_machine() -> None:
    assert {"Makefile", "pyproject.toml", "lock.txt"} <= {path.name for path in tracked()}
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in tracked()
        for text in texts(path)
        for match in FOREIGN.finditer(text)
    ]
    assert not found


@pytest.mark.parametrize(
    "text",
    [
        "see " + "py" + "pi.org/project",
        "--index" + "-url https://example.test/simple",
        "open('" + "/ho" + "me/somebody/case.yaml')",
        "mirror" + "s.example.test",
    ],
)
def test_an_address_would_be_found(text: str) -> None:
    assert FOREIGN.search(text)


@pytest.mark.parametrize(
    "text", ["output/work/x", "https://example.test/home/x", "a/opt/b", "~/root/x"]
)
def test_an_innocent_text_would_not(text: str) -> None:
    assert not FOREIGN.search(text)


@pytest.mark.parametrize("lock", ["lock.txt", "dev.txt"])
def test_the_lock_holds_pins_and_hashes_only(lock: str) -> None:
    lines = (ROOT / "requirements" / lock).read_text(encoding="utf-8").splitlines()
    pin = re.compile(r"[a-z0-9-]+==[\w.]+( ; [^\\]+?)? \\")
    hashed = re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?")
    assert sum(bool(pin.fullmatch(line)) for line in lines) > 10
    assert [line for line in lines if not pin.fullmatch(line) and not hashed.fullmatch(line)] == []


def test_modules_are_small_and_say_what_they_are_for() -> None:
    code = modules("generator", "tools")
    assert len(code) > 40
    for path in code:
        text = path.read_text(encoding="utf-8")
        name = path.relative_to(ROOT)
        assert text.count("\n") <= MAX_LINES, f"{name}: does it hold one idea?"
        assert ast.get_docstring(ast.parse(text)), f"{name} opens without a docstring"


def form_ids() -> set[str]:
    return {path.parent.name for path in (ROOT / "forms").glob("*/*/form.yaml")}


def named_forms(code: str, ids: set[str]) -> set[str]:
    return {form for form in ids if re.search(rf"(?<![\w-]){re.escape(form)}(?![\w-])", code)}


def test_no_form_is_named_in_the_code() -> None:
    ids = form_ids()
    assert ids
    for path in modules("generator"):
        assert not named_forms(path.read_text(encoding="utf-8"), ids), path


def test_a_form_named_in_the_code_would_be_found() -> None:
    assert named_forms('form = "yunnan-2022/annex-9"', {"annex-9"})
    assert not named_forms("annex-99", {"annex-9"})
