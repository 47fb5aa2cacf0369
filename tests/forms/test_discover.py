"""Forms and packets are found in folders; a broken description is named by file and key."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.cases.nothing import BLANK, Gap
from generator.errors import ExitCode, FormError, UsageError
from generator.forms import choose_packet, discover_forms, discover_packets

FORM = """
id: some-policy/some-form
titles: {zh: 表, en: Form}
edition: 试用
status: official
case: agreement
file_name: "{receiver} {number}"
seals:
  helper: {label: 支援医院, diameter_mm: 42}
"""
PACKET = """
titles: {zh: 包, en: Packet}
case: agreement
documents:
  - form: some-policy/some-form
"""


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.i18n.language", lambda: "en")


@pytest.fixture
def base(tmp_path: Path) -> Path:
    write_form(tmp_path, FORM)
    (tmp_path / "packets").mkdir()
    return tmp_path


def write_form(base: Path, form: str, name: str = "some-policy/some-form") -> Path:
    folder = base / name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "form.yaml").write_text(form, encoding="utf-8")
    (folder / "template.docx").touch()
    return folder


def write_packet(base: Path, packet: str, name: str = "one") -> None:
    (base / "packets" / f"{name}.yaml").write_text(packet, encoding="utf-8")


def fault_of(base: Path) -> FormError:
    with pytest.raises(FormError) as caught:
        discover_packets(base)
    assert caught.value.exit_code is ExitCode.FORM
    return caught.value


def test_a_folder_is_a_form(base: Path) -> None:
    write_form(base, FORM.replace("some-form", "other"), "some-policy/other")
    assert list(discover_forms(base)) == ["some-policy/other", "some-policy/some-form"]


@pytest.mark.parametrize(
    ("change", "key"),
    [
        (("status: official", "status: perhaps"), "status"),
        (("edition: 试用", "editoin: 试用"), "editoin"),
        (("edition: 试用", "editoin: 试用"), "edition"),
        (("diameter_mm: 42", "diameter_mm: 420"), "seals.helper.diameter_mm"),
        (("diameter_mm: 42", "diameter_mm: 42, offset_mm: 3"), "seals.helper.offset_mm"),
        (("diameter_mm: 42", "diameter_mm: 42, offset_mm: [3]"), "seals.helper.offset_mm"),
        (("diameter_mm: 42", "diameter_mm: 42, offset_mm: [0, 61]"), "seals.helper.offset_mm.1"),
        (("diameter_mm: 42", "diameter_mm: 42, of: nobody"), "helper.of: nobody"),
        (("diameter_mm: 42", "diameter_mm: 42, of: helper"), "helper.of: helper"),
        (("id: some-policy/some-form", "id: some-form"), "id"),
        (("titles: {zh: 表, en: Form}", "titles: [表]"), "titles"),
        (("titles: {zh", "titles: {zh: {"), "cannot be read"),
    ],
)
def test_a_broken_description_is_named(base: Path, change: tuple[str, str], key: str) -> None:
    folder = write_form(base, FORM.replace(*change))
    fault = fault_of(base)
    assert fault.where == str(folder / "form.yaml")
    assert key in fault.message


def test_a_folder_without_description_is_named(base: Path) -> None:
    (base / "some-policy" / "empty").mkdir()
    assert fault_of(base).where == str(base / "some-policy" / "empty" / "form.yaml")


def test_two_templates_are_refused(base: Path) -> None:
    (base / "some-policy" / "some-form" / "template.html").touch()
    assert "exactly one template" in fault_of(base).message


def test_packet_of_an_unknown_form(base: Path) -> None:
    write_packet(base, PACKET.replace("some-form", "some-from"))
    fault = fault_of(base)
    assert "documents.0.form" in fault.message
    assert "some-policy/some-from" in fault.message


def test_packet_with_a_straddle_seal_nobody_has(base: Path) -> None:
    write_packet(base, PACKET + "    straddle: [receiver]\n")
    assert "receiver" in fault_of(base).message


def test_choosing_a_packet(base: Path) -> None:
    write_packet(base, PACKET, "general-one")
    write_packet(base, f"policy: yunnan-2022\n{PACKET}", "own")
    packets = discover_packets(base)
    assert choose_packet(packets, "yunnan-2022", "agreement").id == "own"
    assert choose_packet(packets, "pudong-2024", "agreement").id == "general-one"
    assert choose_packet(packets, "yunnan-2022", "agreement", "general-one").id == "general-one"
    with pytest.raises(UsageError, match="general-one"):
        choose_packet(packets, "pudong-2024", "agreement", "own")
    with pytest.raises(UsageError, match="dispatch"):
        choose_packet(packets, "yunnan-2022", "dispatch")


def test_document_names_fit_every_system(base: Path) -> None:
    form = discover_forms(base)["some-policy/some-form"]
    assert form.document_name({"receiver": "甲/乙:医院", "number": Gap("编号")}) == "甲_乙_医院"
    assert form.document_name({"receiver": BLANK}) == "表"
