"""The quick look at a body's tables agrees with what docxtpl would mend."""

from __future__ import annotations

import pytest

from generator.fill.tables import tables_are_even

CELL = "<w:tc><w:p/></w:tc>"
WIDE = '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p/></w:tc>'


def table(columns: int, *rows: str) -> str:
    grid = "".join('<w:gridCol w:w="100"/>' for _ in range(columns))
    body = "".join(f"<w:tr>{row}</w:tr>" for row in rows)
    return f"<w:body><w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl></w:body>"


@pytest.mark.parametrize(
    ("xml", "even"),
    [
        ("<w:body><w:p/></w:body>", True),
        (table(2, CELL * 2, CELL * 2), True),
        (table(2, CELL * 2, WIDE), True),
        (table(3, CELL + WIDE), True),
        (table(2, CELL * 3), False),
        (table(2, CELL), False),
        (table(2, CELL * 2, CELL), False),
        (table(2), False),
        (table(1, f"<w:tc>{table(1, CELL)}</w:tc>"), False),
    ],
)
def test_even_tables(xml: str, even: bool) -> None:
    assert tables_are_even(xml) is even
