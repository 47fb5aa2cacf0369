"""Packets: order, outline, labels, numbers, links and metadata, read back by another library."""

from __future__ import annotations

import io
from itertools import count

import pikepdf
import pypdf
import pypdfium2
import pytest

from generator.bind.metadata import PRODUCER, Metadata
from generator.bind.packet import Part, bind, contents_entries
from generator.errors import EngineError
from generator.pdf.reading import read_pdf
from generator.stamp.stamp import Stamps, stamp_bytes
from tests.stamp.sheets import LANDSCAPE, PORTRAIT, anchor, document

METADATA = Metadata(
    "禄劝县人民医院 ← 昆明市延安医院 & <co>", subject="对口帮扶协议", keywords="帮扶"
)


def part(title: str, content: bytes, **more: object) -> Part:
    return Part(title, read_pdf(content), **more)  # type: ignore[arg-type]


def parts() -> list[Part]:
    """Cover, contents with two lines, an agreement of three pages with an inner link, a table."""
    lines = anchor("contents_1", 28, 60) + anchor("contents_2", 28, 72)
    linked = "#link(<goal>)[去第三页]" + anchor("seal_helper", 30, 100)
    goal = "#heading(outlined: false, bookmarked: false)[第三页]<goal>"
    return [
        part("封面", document("封面"), numbered=False),
        part("目录", document(lines + "目录"), numbered=False, contents=True),
        part("协议书", document(linked, "第二页", goal)),
        part("附表", document("表", sizes=(LANDSCAPE,)), level=1),
    ]  # fmt: skip


def read(content: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(content))


def text(page: pypdf.PageObject) -> str:
    return "".join(page.extract_text().split())


def test_parts_follow_each_other() -> None:
    packet = read(bind(parts(), METADATA))
    assert [text(page) for page in packet.pages] == [
        "封面", "目录", "去第三页", "第二页", "第三页", "表"
    ]  # fmt: skip
    assert [float(page.mediabox.width) > 600 for page in packet.pages] == [False] * 5 + [True]


def test_the_outline_names_the_parts() -> None:
    packet = read(bind(parts(), METADATA))
    found = []
    for item in packet.outline:
        for level, entry in enumerate(item if isinstance(item, list) else [item], 0):
            depth = 1 if isinstance(item, list) else 0
            found.append((entry.title, packet.get_destination_page_number(entry), depth))
            assert level < 2
    assert found == [("封面", 0, 0), ("目录", 1, 0), ("协议书", 2, 0), ("附表", 5, 1)]


@pytest.mark.parametrize(
    ("numbering", "labels", "printed"),
    [
        ("own", ["封面", "目录", "1", "2", "3", "1"], [None] * 6),
        ("continuous", ["1", "2", "3", "4", "5", "6"], [None, None, 3, 4, 5, 6]),
    ],
)
def test_numbering(numbering, labels: list[str], printed: list[int | None]) -> None:
    packet = read(bind(parts(), METADATA, numbering=numbering))
    assert packet.page_labels == labels
    for page, number in zip(packet.pages, printed, strict=True):
        assert ("—" in text(page)) == (number is not None)
        assert number is None or f"—{number}—" in text(page)


def test_stamped_parts_are_not_numbered_twice_by_own() -> None:
    numbered = part("协议书", stamp_bytes(document("甲", "乙"), Stamps(numbers=[1, 2])))
    packet = read(bind([numbered], METADATA, numbering="own"))
    assert [text(page).count("—") for page in packet.pages] == [2, 2]


def test_metadata_is_complete_and_has_no_clock() -> None:
    packet = read(bind(parts(), METADATA))
    assert dict(packet.metadata) == {
        "/Title": METADATA.title,
        "/Subject": METADATA.subject,
        "/Keywords": METADATA.keywords,
        "/Producer": PRODUCER,
    }
    xmp = packet.xmp_metadata
    assert xmp.dc_title == {"x-default": METADATA.title}
    assert xmp.dc_description == {"x-default": METADATA.subject}
    assert xmp.dc_language == ["zh-CN"]
    assert xmp.pdf_producer == PRODUCER
    assert xmp.xmp_create_date is None
    assert xmp.dc_creator == []


def test_named_places_do_not_come_along() -> None:
    assert read(bind(parts(), METADATA)).named_destinations == {}


def links(packet: pypdf.PdfReader, page: int) -> list[int]:
    """The pages that a page's links lead to, from the top down."""
    numbers = {p.indirect_reference.idnum: index for index, p in enumerate(packet.pages)}
    found = []
    for annotation in packet.pages[page].get("/Annots", []):
        link = annotation.get_object()
        goal = link["/Dest"] if "/Dest" in link else link["/A"]["/D"]
        found.append((-float(link["/Rect"][3]), numbers[goal[0].idnum]))
    return [target for _height, target in sorted(found)]


def test_lines_of_the_contents_lead_to_their_parts() -> None:
    packet = read(bind(parts(), METADATA))
    assert links(packet, 1) == [2, 5]
    rectangle = [float(v) * 25.4 / 72 for v in packet.pages[1]["/Annots"][0]["/Rect"]]
    assert rectangle == pytest.approx([28, 297 - 60 - 10, 210 - 26, 297 - 60], abs=0.1)


def test_links_inside_a_document_still_lead_there() -> None:
    assert links(read(bind(parts(), METADATA)), 2) == [4]


@pytest.mark.parametrize("numbering", ["own", "continuous"])
@pytest.mark.parametrize("duplex", [False, True])
def test_two_runs_give_the_same_bytes(numbering, duplex: bool) -> None:
    made = [bind(parts(), METADATA, numbering=numbering, duplex=duplex) for _run in range(2)]
    assert made[0] == made[1]


def test_duplex_parts_begin_on_fronts() -> None:
    packet = read(bind(parts(), METADATA, numbering="continuous", duplex=True))
    assert [text(page) for page in packet.pages] == [
        "封面", "", "目录", "", "去第三页—5—", "第二页—6—", "第三页—7—", "", "表—9—", ""
    ]  # fmt: skip
    assert links(packet, 2) == [4, 8]


@pytest.mark.parametrize(("duplex", "pages"), [(False, [3, 6]), (True, [5, 9])])
def test_the_contents_name_the_pages_parts_begin_on(duplex: bool, pages: list[int]) -> None:
    given = parts()
    entries = contents_entries(given[2:], front_pages=4 if duplex else 2, duplex=duplex)
    assert [(e.title, e.pages, e.level) for e in entries] == [("协议书", 3, 0), ("附表", 1, 1)]
    assert [e.page for e in entries] == pages
    packet = read(bind(given, METADATA, duplex=duplex))
    for entry, first in zip(entries, ("去第三页", "表"), strict=True):
        assert text(packet.pages[entry.page - 1]) == first


def test_a_password_encrypts_with_aes_256() -> None:
    content = bind(parts(), METADATA, password="帮扶2022")
    assert "禄劝".encode("utf-16-be") not in content
    for wrong in (None, "wrong"):
        with pytest.raises(pypdfium2.PdfiumError, match="password"):
            pypdfium2.PdfDocument(content, password=wrong)
    assert len(pypdfium2.PdfDocument(content, password="帮扶2022")) == 6
    with pikepdf.open(io.BytesIO(content), password="帮扶2022") as packet:
        assert packet.encryption.R == 6
        assert packet.encryption.bits == 256
        assert packet.encryption.stream_method.name == "aesv3"


def test_a_part_that_is_no_pdf_is_refused() -> None:
    with pytest.raises(EngineError):
        bind([part("坏", b"not a PDF")], METADATA)


@pytest.mark.parametrize("levels", [(0, 0), (0, 1, 2, 0), (1, 3, 0), (0, 2, 1)])
def test_any_levels_give_an_outline(levels: tuple[int, ...]) -> None:
    body = document("")
    given = [part(f"第{n}件", body, level=level) for n, level in zip(count(), levels, strict=False)]
    outline = read(bind(given, METADATA)).outline

    def titles(items) -> list[str]:
        return [t for i in items for t in (titles(i) if isinstance(i, list) else [i.title])]

    assert titles(outline) == [part.title for part in given]


def test_pages_keep_their_sizes_when_padded() -> None:
    table = part("表", document("表", sizes=(LANDSCAPE,)))
    packet = read(
        bind([table, part("文", document("文", sizes=(PORTRAIT,)))], METADATA, duplex=True)
    )
    widths = [round(float(page.mediabox.width) * 25.4 / 72) for page in packet.pages]
    assert widths == [297, 297, 210, 210]
