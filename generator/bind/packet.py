"""The packet 材料包: documents in a row, with outline, page labels, numbers and metadata."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from generator.bind.encrypt import encrypted
from generator.bind.links import contents_links
from generator.bind.metadata import Metadata, catalog_entries, information
from generator.bind.outline import outline
from generator.pdf.document import Document, Page
from generator.pdf.objects import Obj, Value, array, dictionary, text_string
from generator.stamp.ink import Ink
from generator.stamp.numbers import number_pages

Numbering = Literal["own", "continuous"]


class Part(Struct, frozen=True):
    """One document of a packet, already stamped."""

    title: str
    document: Document
    level: int = 0  # depth in the outline
    numbered: bool = True  # cover and contents are counted but carry no number
    contents: bool = False  # the contents 目录 itself, whose lines become links

    @property
    def pages(self) -> int:
        """How many there are."""
        return len(self.document.pages)


class ContentsEntry(Struct, frozen=True):
    """A line of the contents: a part, and the packet's page it begins on, counted from 1."""

    title: str
    page: int
    pages: int
    level: int = 0


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
        entries.append(ContentsEntry(part.title, page, part.pages, part.level))
        page += _padded(part.pages, duplex)
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
    """
    pages, ranges = _in_a_row(parts, duplex)
    pages = _linked(pages, parts, ranges)
    packet = Document(
        tuple(pages),
        catalog={
            **catalog_entries(metadata),
            "PageMode": "/UseOutlines",
            "Outlines": outline(
                [(p.title, p.level, pages[r.start].obj) for p, r in zip(parts, ranges, strict=True)]
            ),
            "PageLabels": _labels(parts, ranges, numbering),
        },
        info=information(metadata),
    )
    if numbering == "continuous":
        ink = Ink(packet)
        number_pages(ink, _continuous_numbers(len(pages), parts, ranges))
        packet = ink.laid()
    content = packet.to_bytes()
    return encrypted(content, password) if password else content


def _padded(pages: int, duplex: bool) -> int:
    return pages + pages % 2 if duplex else pages


def _in_a_row(parts: Sequence[Part], duplex: bool) -> tuple[list[Page], list[range]]:
    """All pages, and which of them are each part's, padding aside."""
    pages: list[Page] = []
    ranges = []
    seen: set[Obj] = set()
    for part in parts:
        start = len(pages)
        for page in part.document.pages:
            # A document bound in twice has pages of its own each time.
            pages.append(replace(page, obj=Obj()) if page.obj in seen else page)
            seen.add(pages[-1].obj)
        ranges.append(range(start, len(pages)))
        if duplex and (len(pages) - start) % 2:
            last = pages[-1].box
            pages.append(Page((0, 0, last[2] - last[0], last[3] - last[1]), ()))
    return pages, ranges


def _continuous_numbers(
    count: int, parts: Sequence[Part], ranges: Sequence[range]
) -> list[int | None]:
    numbers: list[int | None] = [None] * count
    for part, pages in zip(parts, ranges, strict=True):
        if part.numbered:
            for index in pages:
                numbers[index] = index + 1
    return numbers


def _labels(parts: Sequence[Part], ranges: Sequence[range], numbering: Numbering) -> Value:
    """Page labels: what a viewer shows as the page's number is what the page carries."""
    found: list[Value] = []
    for part, pages in zip(parts, ranges, strict=True):
        if numbering == "continuous":
            label = {"S": "/D", "St": str(pages.start + 1)}
        elif part.numbered:
            label = {"S": "/D", "St": "1"}
        else:
            label = {"P": text_string(part.title)}
        found += [str(pages.start), dictionary(label)]
    return dictionary({"Nums": array(found)})


def _linked(pages: list[Page], parts: Sequence[Part], ranges: Sequence[range]) -> list[Page]:
    """Lines of the contents lead to the parts after them, in the contents' order."""
    pages = list(pages)
    for number, part in enumerate(parts):
        if part.contents:
            targets = [pages[after.start].obj for after in ranges[number + 1 :]]
            for index, link in contents_links(part.document, targets):
                page = pages[ranges[number].start + index]
                pages[ranges[number].start + index] = replace(
                    page, annotations=(*page.annotations, link)
                )
    return pages
