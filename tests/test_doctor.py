"""The doctor's report: what works, what is missing and what to do, without ever failing itself."""

from __future__ import annotations

import importlib
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from types import ModuleType

import pytest

from generator import doctor
from generator.errors import EngineError
from generator.render.fontchains import load_chains
from generator.render.fonts import FontSet


def test_a_machine_without_libreoffice_still_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BANGFU_SOFFICE", str(tmp_path / "absent"))
    report = doctor.examine()
    embedded, typst, office = report.engines
    assert (embedded.name, embedded.works) == ("embedded", True)
    assert (typst.name, typst.works) == ("typst", True)
    assert typst.version
    assert (office.name, office.works, office.reason) == ("libreoffice", False, "not installed")
    assert office.remedy in report.remedies
    assert report.works


def test_a_libreoffice_that_does_not_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("BANGFU_SOFFICE", str(program))
    office = doctor.examine().engines[2]
    assert not office.works
    assert office.place == str(program)
    assert "--version" in office.reason


@pytest.mark.oracle
def test_the_installed_libreoffice_is_named() -> None:
    office = doctor.examine().engines[2]
    assert office.works
    assert office.version[0].isdigit()
    assert Path(office.place).is_file()


def test_every_official_face_is_listed_with_what_draws_it(no_office: None) -> None:
    fonts = {font.requested: font for font in doctor.examine().fonts}
    assert set(fonts) == {face.name for face in load_chains().faces}
    assert len(fonts) > 5
    for font in fonts.values():
        assert Path(font.file).is_file()
        assert font.used


def test_without_fonts_nothing_works_and_the_remedy_comes_first(
    no_office: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "load_fonts", lambda: FontSet((), load_chains(), ()))
    report = doctor.examine()
    assert not report.works
    assert {font.used for font in report.fonts} == {""}
    assert not report.engines[0].works
    assert "make fonts" in report.remedies[0]


def test_an_engine_that_fails_says_why(no_office: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(source: str) -> bytes:
        raise EngineError("no luck", remedy="try again")

    monkeypatch.setattr(doctor, "compile_pdf", refuse)
    report = doctor.examine()
    embedded, typst, _office = report.engines
    assert (typst.works, typst.reason) == (False, "no luck")
    assert embedded.works
    assert not report.works  # Typst draws the stamps
    assert "try again" in report.remedies


def test_weasyprint_without_pango_takes_nothing_else_away(
    no_office: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = importlib.import_module

    def without_pango(name: str) -> ModuleType:
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'\nmore words")
        return real(name)

    monkeypatch.setattr(importlib, "import_module", without_pango)
    monkeypatch.setattr(doctor, "version", lambda name: "1.0")
    report = doctor.examine()
    state = report.libraries[-1]
    assert (state.name, state.works, state.optional) == ("weasyprint", False, True)
    assert state.reason == "cannot load library 'libpango-1.0-0'"
    assert "Pango" in state.remedy
    assert state.remedy in report.remedies
    assert report.works


def test_a_needed_library_that_is_missing(no_office: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def version(name: str) -> str:
        if name in ("openpyxl", "weasyprint"):
            raise PackageNotFoundError(name)
        return "1.0"

    monkeypatch.setattr(doctor, "version", version)
    report = doctor.examine()
    missing = [library.name for library in report.libraries if not library.works]
    assert missing == ["openpyxl", "weasyprint"]
    assert not report.works
    assert "openpyxl" in report.remedies[0]
    assert any("bangfu[html]" in remedy for remedy in report.remedies)


@pytest.fixture
def no_office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave LibreOffice out: starting it takes longer than all the rest."""
    monkeypatch.setenv("BANGFU_SOFFICE", str(tmp_path / "absent"))
