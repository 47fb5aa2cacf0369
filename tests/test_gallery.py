"""The gallery: every form has its picture, none is stale, and the sample packet is what a build gives."""

from __future__ import annotations

import dataclasses
import io
from functools import cache

import pypdf
import pytest
from PIL import Image

from generator.forms import discover_forms
from tools.gallery import (
    GALLERY,
    PACKET,
    SAMPLE,
    Document,
    Origin,
    documents,
    gallery_page,
    packet_text,
    picture_name,
    recorded,
    stale,
)

FORMS = discover_forms()
LARGEST = 150_000  # bytes; people read these on slow lines


@cache
def drawn() -> dict[str, Document]:
    return documents()


def origins() -> dict[str, Origin]:
    return {name: document.origin for name, document in drawn().items()}


def test_no_picture_is_stale() -> None:
    assert set(FORMS) | {PACKET} == set(origins())
    assert stale(recorded(), origins()) == [], "run `make gallery` and look at the pictures"


@pytest.mark.parametrize("form", FORMS)
def test_every_form_has_a_picture_of_its_pages(form: str) -> None:
    content = (GALLERY / picture_name(form)).read_bytes()
    pages = len(pypdf.PdfReader(io.BytesIO(drawn()[form].pdf)).pages)
    with Image.open(io.BytesIO(content)) as picture:
        assert len(content) <= LARGEST
        assert picture.width > 330 * min(pages, 4)
        assert len(picture.convert("L").getcolors() or []) > 8, "the picture is empty"


def test_nothing_else_lies_in_the_gallery() -> None:
    names = {path.name for path in GALLERY.iterdir()}
    assert names == {picture_name(form) for form in FORMS} | {"README.md", "digests.json"}


def test_the_page_shows_every_picture() -> None:
    page = (GALLERY / "README.md").read_text(encoding="utf-8")
    assert page == gallery_page(FORMS.values())
    assert all(f"({picture_name(form)})" in page for form in FORMS)


def test_the_sample_packet_is_what_a_build_gives() -> None:
    then = (SAMPLE / "packet.pdf").read_bytes()
    assert packet_text(then) == packet_text(drawn()[PACKET].pdf)
    assert "甲市示范医院" in packet_text(then)


@pytest.mark.parametrize("name", ["packet.png", "signing.png", "straddle.png"])
def test_the_sample_has_its_pictures(name: str) -> None:
    content = (SAMPLE / name).read_bytes()
    assert content.startswith(b"\x89PNG")
    assert 10_000 < len(content) <= LARGEST


OLD = Origin(fonts=("FandolFang R",), source="s", text="t")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, []),
        ({"text": "another"}, ["a/form"]),
        ({"source": "another"}, ["a/form"]),
        ({"source": "another", "fonts": ("SimSun",)}, []),
        ({"text": "another", "fonts": ("SimSun",)}, ["a/form"]),
    ],
)
def test_staleness_is_seen(change: dict[str, str], expected: list[str]) -> None:
    assert stale({"a/form": OLD}, {"a/form": dataclasses.replace(OLD, **change)}) == expected


def test_new_and_vanished_forms_are_seen() -> None:
    assert stale({"a/gone": OLD}, {"a/new": OLD}) == ["a/gone", "a/new"]
