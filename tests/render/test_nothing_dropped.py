"""Whatever a file holds is rendered or refused: an element nobody knows is named wherever it stands."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from generator.render.docx.package import W
from generator.render.docx.reader import read_docx
from tests.render.docxmaker import (
    A4,
    MODERN,
    docx_file,
    field,
    lists,
    lvl,
    of_list,
    p,
    r,
    sdt,
    section,
    tbl,
    tc,
    tr,
    unzipped,
    zipped,
)

# Where an unknown element may stand, and the part it stands in.
CONTAINERS = [
    "w:body",
    "w:p",
    "w:pPr",
    "w:r",
    "w:rPr",
    "w:tbl",
    "w:tblPr",
    "w:tr",
    "w:trPr",
    "w:tc",
    "w:tcPr",
    "w:sdtContent",
    "w:hyperlink",
    "w:ins",
    "w:smartTag",
    "w:fldSimple",
    "w:sectPr",
    "w:settings",
    "w:hdr",
    "w:ftr",
    "w:lvl",
]
NAMES = st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyz"), min_size=3, max_size=12).map(
    lambda name: f"x{name}"
)


def whole() -> bytes:
    """A document that has every container."""
    references = "".join(
        f'<w:{kind}Reference w:type="default" r:id="{kind}1"/>' for kind in ("header", "footer")
    )
    inside = (
        r("甲", "<w:b/>")
        + '<w:hyperlink w:anchor="a">'
        + r("乙")
        + "</w:hyperlink>"
        + '<w:ins w:id="1">'
        + r("丙")
        + '</w:ins><w:smartTag w:element="x">'
        + r("丁")
        + '</w:smartTag><w:fldSimple w:instr="REF a">'
        + r("戊")
        + "</w:fldSimple>"
    )
    return docx_file(
        p(inside, of_list(1)) + sdt(p("己")) + tbl([4000], tr(tc("庚"))),
        numbering=lists(lvl(0, "decimal", "%1.")),
        banners={"header1": p("页眉"), "footer1": p(field("PAGE"))},
        page=section(references, A4),
        settings=MODERN,
    )


WHOLE = unzipped(whole())


def places(container: str) -> list[tuple[str, int]]:
    """All elements of a name: part, and which of that name there."""
    tag = W + container.removeprefix("w:")
    found = []
    for part, content in WHOLE.items():
        if part.startswith("word/") and part.endswith(".xml") and part != "word/styles.xml":
            found += [(part, n) for n, _e in enumerate(etree.fromstring(content).iter(tag))]
    return found


def with_unknown(part: str, container: str, which: int, position: int, name: str) -> bytes:
    root = etree.fromstring(WHOLE[part])
    element = list(root.iter(W + container.removeprefix("w:")))[which]
    element.insert(min(position, len(element)), etree.Element(W + name))
    return zipped(WHOLE | {part: etree.tostring(root)})


def test_the_document_itself_is_all_known() -> None:
    assert read_docx(whole())[1].findings == []
    assert all(places(container) for container in CONTAINERS)


@given(st.data(), NAMES, st.integers(0, 6))
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_an_unknown_element_is_refused_by_name(
    data: st.DataObject, name: str, position: int
) -> None:
    container = data.draw(st.sampled_from(CONTAINERS))
    part, which = data.draw(st.sampled_from(places(container)))
    _document, refusals = read_docx(with_unknown(part, container, which, position, name))
    assert any(name in finding.feature for finding in refusals.findings)
    assert all(finding.place for finding in refusals.findings)


@pytest.mark.parametrize("container", CONTAINERS)
def test_every_container_refuses_it(container: str) -> None:
    for part, which in places(container):
        _document, refusals = read_docx(with_unknown(part, container, which, 0, "xnew"))
        assert any("xnew" in finding.feature for finding in refusals.findings), part
