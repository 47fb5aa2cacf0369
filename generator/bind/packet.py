"""The packet 材料包: documents in a row, with outline, page labels, numbers and metadata."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import pikepdf

from generator.bind.links import link_contents, resolve_links
from generator.bind.metadata import Metadata, write_metadata
from generator.stamp.ink import Ink
from generator.stamp.numbers import number_pages
from generator.stamp.stamp import open_pdf, save

Numbering = Literal["own", "continuous"]


@dataclass(frozen=True, slots=True)
class Part:
    """One document of a packet, already stamped."""

    title: str
    pdf: bytes
    level: int = 0  # depth in the outline
    numbered: bool = True  # cover and contents are counted but carry no number
    contents: bool = False  # the contents 目录 itself, whose lines become links
    pages: int = 0  # counted where not given


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of the contents: a part, and the packet's page it begins on, counted from 1."""

    title: str
    page: int
    pages: int
    level: int = 0


def page_count(content: bytes) -> int:
    """How many pages a PDF has. Raises EngineError when it is none."""
    with open_pdf(content) as pdf:
        return len(pdf.pages)


def contents_entries(
    parts: Sequence[Part], *, front_pages: int, duplex: bool = False
) -> tuple[ContentsEntry, ...]:
    """The lines of the contents for `parts`, which follow `front_pages` of cover and contents.

    How many pages the contents take is known only once they are rendered: render them, count, and
    render again if the guess was wrong. With `duplex` parts begin on fronts, as `bind` does it.
    """
    entries = []
    page = 1 + _padded(front_pages, duplex)
    for part in parts:
        pages = part.pages or page_count(part.pdf)
        entries.append(ContentsEntry(part.title, page, pages, part.level))
        page += _padded(pages, duplex)
    return tuple(entries)


def bind(
    parts: Sequence[Part],
    metadata: Metadata,
    *,
    numbering: Numbering = "own",
    duplex: bool = False,
    password: str | None = None,
) -> bytes:
    """The packet of the parts in their order; same parts, same bytes unless encrypted.

    `own` keeps the page numbers the documents bring; `continuous` counts through the packet,
    cover and contents included, and puts the number on the pages of numbered parts, which were
    rendered without. With `duplex` every part begins on a sheet's front: an empty page follows
    parts of an odd page count (GB/T 9704—2012, 7.5: it has no number). `password` encrypts with
    AES-256 and is needed to open the packet.
    Raises EngineError when a part is no PDF.
    """
    packet = pikepdf.new()
    starts = [_append(packet, part, duplex) for part in parts]
    if numbering == "continuous":
        ink = Ink(packet)
        number_pages(ink, _continuous_numbers(packet, parts, starts))
        ink.lay()
    _write_outline(packet, parts, starts)
    _write_labels(packet, parts, starts, numbering)
    _link_contents(packet, parts, starts)
    write_metadata(packet, metadata)
    encryption = pikepdf.Encryption(owner=password, user=password, R=6) if password else None
    return save(packet, encryption)


def _padded(pages: int, duplex: bool) -> int:
    return pages + pages % 2 if duplex else pages


def _append(packet: pikepdf.Pdf, part: Part, duplex: bool) -> range:
    """Add a part's pages; which pages of the packet they became, padding aside."""
    start = len(packet.pages)
    with open_pdf(part.pdf) as document:
        resolve_links(document)
        packet.pages.extend(document.pages)
        end = len(packet.pages)
        if duplex and (end - start) % 2:
            last = packet.pages[-1].mediabox
            size = float(last[2]) - float(last[0]), float(last[3]) - float(last[1])
            packet.add_blank_page(page_size=size)
    return range(start, end)


def _continuous_numbers(
    packet: pikepdf.Pdf, parts: Sequence[Part], starts: Sequence[range]
) -> list[int | None]:
    numbers: list[int | None] = [None] * len(packet.pages)
    for part, pages in zip(parts, starts, strict=True):
        if part.numbered:
            for index in pages:
                numbers[index] = index + 1
    return numbers


def _write_outline(packet: pikepdf.Pdf, parts: Sequence[Part], starts: Sequence[range]) -> None:
    with packet.open_outline() as outline:
        above: list[pikepdf.OutlineItem] = []  # the last item of each level
        for part, pages in zip(parts, starts, strict=True):
            item = pikepdf.OutlineItem(part.title, pages.start)
            level = min(part.level, len(above))
            siblings = above[level - 1].children if level else outline.root
            siblings.append(item)
            above[level:] = [item]
    packet.Root.PageMode = pikepdf.Name.UseOutlines


def _write_labels(
    packet: pikepdf.Pdf, parts: Sequence[Part], starts: Sequence[range], numbering: Numbering
) -> None:
    """Page labels: what a viewer shows as the page's number is what the page carries."""
    ranges: list[pikepdf.Object | int] = []
    for part, pages in zip(parts, starts, strict=True):
        if numbering == "continuous":
            label = pikepdf.Dictionary(S=pikepdf.Name.D, St=pages.start + 1)
        elif part.numbered:
            label = pikepdf.Dictionary(S=pikepdf.Name.D, St=1)
        else:
            label = pikepdf.Dictionary(P=pikepdf.String(part.title))
        ranges += [pages.start, label]
    packet.Root.PageLabels = pikepdf.Dictionary(Nums=pikepdf.Array(ranges))


def _link_contents(packet: pikepdf.Pdf, parts: Sequence[Part], starts: Sequence[range]) -> None:
    """Lines of the contents lead to the parts after them, in the contents' order."""
    for number, part in enumerate(parts):
        if part.contents:
            targets = [pages.start for pages in starts[number + 1 :]]
            link_contents(packet, starts[number].start, part.pdf, targets)
