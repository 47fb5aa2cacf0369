"""Small DOCX templates the fill tests make."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml import parse_xml

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def saved(document: Any) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def of_paragraphs(*texts: str) -> bytes:
    """A document of these paragraphs."""
    document = Document()
    for text in texts:
        document.add_paragraph(text)
    return saved(document)


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def plain() -> bytes:
    return of_paragraphs("{{ name }}与{{ other }}", "{{ gap }}{{ blank }}", "没有标签")


def conditions() -> bytes:
    return of_paragraphs(
        "{%p if flag %}",
        "是：{{ name }}",
        "{%p else %}",
        "否",
        "{%p endif %}",
        "{% if flag %}一{% endif %}二",
    )


def paragraph_loop() -> bytes:
    return of_paragraphs("{%p for row in rows %}", "{{ loop.index }}.{{ row.a }}", "{%p endfor %}")


def row_loop() -> bytes:
    document = Document()
    table = document.add_table(rows=4, cols=2)
    texts = [
        ("甲", "乙"),
        ("{%tr for row in rows %}", ""),
        ("{{ row.a }}", "{{ row.b }}"),
        ("{%tr endfor %}", ""),
    ]
    for row, cells in zip(table.rows, texts, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    return saved(document)


def column_loop() -> bytes:
    document = Document()
    table = document.add_table(rows=2, cols=3)
    for row in table.rows:
        for cell, text in zip(
            row.cells, ("{%tc for row in rows %}", "{{ row.a }}", "{%tc endfor %}"), strict=True
        ):
            cell.text = text
    return saved(document)


def merged_cells() -> bytes:
    document = Document()
    table = document.add_table(rows=3, cols=2)
    table.rows[0].cells[0].text = "{%tr for row in rows %}"
    table.rows[1].cells[0].text = "{% vm %}{{ name }}"
    table.rows[1].cells[1].text = "{% cellbg row.b %}{{ row.a }}"
    table.rows[2].cells[0].text = "{%tr endfor %}"
    return saved(document)


def split_runs() -> bytes:
    """A tag that Word has cut into runs, with typographic quotes."""
    document = Document()
    paragraph = document.add_paragraph("前")
    for piece in ("{", "{ na", "me|default(“无”)", " }", "}", "后"):
        paragraph.add_run(piece).bold = True
    return saved(document)


def headers_and_footers() -> bytes:
    document = Document()
    document.add_paragraph("{{ name }}")
    document.sections[0].header.paragraphs[0].text = "页眉{{ other }}"
    document.sections[0].footer.paragraphs[0].text = "没有标签"
    return saved(document)


def properties() -> bytes:
    document = Document()
    document.add_paragraph("{{ name }}")
    document.core_properties.title = "{{ plain }}"
    document.core_properties.author = "固定"
    return saved(document)


def line_breaks() -> bytes:
    return of_paragraphs("{{ lines }}", "{{ pages }}", "{_{ 花括号 }_}")


def listing() -> bytes:
    return of_paragraphs("{{r rich }}", "{{ list }}")


def bookmarks() -> bytes:
    """A bookmark that a loop repeats, beside one that it does not."""
    document = Document()
    document.add_paragraph("{%p for row in rows %}")
    for number, name in ((1, "seal_helper"), (2, "contents_1")):
        paragraph = document.add_paragraph("{{ row.a }}")
        paragraph._p.append(parse_xml(f'<w:bookmarkStart {W} w:id="{number}" w:name="{name}"/>'))
        paragraph._p.append(parse_xml(f'<w:bookmarkEnd {W} w:id="{number}"/>'))
    document.add_paragraph("{%p endfor %}")
    return saved(document)


TEMPLATES: dict[str, Callable[[], bytes]] = {
    maker.__name__: maker
    for maker in (
        plain,
        conditions,
        paragraph_loop,
        row_loop,
        column_loop,
        merged_cells,
        split_runs,
        headers_and_footers,
        properties,
        line_breaks,
        listing,
        bookmarks,
    )
}
