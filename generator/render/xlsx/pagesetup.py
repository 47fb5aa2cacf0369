"""How a sheet is printed: paper, margins, scale, centring, breaks, headers and footers."""

from __future__ import annotations

from collections.abc import Callable

from generator.i18n import _
from generator.render.docx.package import Element
from generator.render.xlsx.book import BannerCodes, PageSetup
from generator.render.xlsx.values import S, decimal, flag, unescaped, whole

_INCH, _MM = 72.0, 72 / 25.4
_LETTER = 1
# Papers by Excel's numbers (ECMA-376 Part 1 §18.3.1.63), mm; upright. B4, B5 and B6 are the
# Japanese ones that Windows means by these numbers, whatever the standard says.
_PAPERS = {
    1: (215.9, 279.4),
    3: (279.4, 431.8),
    5: (215.9, 355.6),
    6: (139.7, 215.9),
    7: (184.15, 266.7),
    8: (297.0, 420.0),
    9: (210.0, 297.0),
    11: (148.0, 210.0),
    12: (257.0, 364.0),
    13: (182.0, 257.0),
    20: (104.775, 241.3),
    27: (110.0, 220.0),
    28: (162.0, 229.0),
    33: (250.0, 353.0),
    34: (176.0, 250.0),
    66: (420.0, 594.0),
    70: (105.0, 148.0),
    88: (128.0, 182.0),
}
Refuse = Callable[[str], None]


def read_setup(root: Element, refuse: Refuse) -> PageSetup:
    """A sheet's page setup; what of it the engine does not do is given to `refuse`."""
    setup = root.find(f"{S}pageSetup")
    options = root.find(f"{S}printOptions")
    width, height = _paper(setup, refuse)
    if setup is not None and setup.get("orientation") == "landscape":
        width, height = height, width
    for name, what in (("gridLines", _("printed grid lines")), ("headings", _("printed headings"))):
        if flag(options, name):
            refuse(what)
    _refuse_others(setup, refuse)
    margins = root.find(f"{S}pageMargins")
    sides = {
        name: _INCH * decimal(None if margins is None else margins.get(name), usual)
        for name, usual in (
            ("left", 0.7),
            ("right", 0.7),
            ("top", 0.75),
            ("bottom", 0.75),
            ("header", 0.3),
            ("footer", 0.3),
        )
    }
    number = {} if setup is None else setup.attrib
    first = whole(number.get("firstPageNumber"), 1)
    return PageSetup(
        width=width,
        height=height,
        **sides,
        scale=min(max(whole(number.get("scale"), 100), 10), 400),
        fits=flag(root.find(f"{S}sheetPr/{S}pageSetUpPr"), "fitToPage"),
        fit_width=max(0, whole(number.get("fitToWidth"), 1)),
        fit_height=max(0, whole(number.get("fitToHeight"), 1)),
        center_across=flag(options, "horizontalCentered"),
        center_down=flag(options, "verticalCentered"),
        over_then_down=number.get("pageOrder") == "overThenDown",
        first_page=first if flag(setup, "useFirstPageNumber") else None,
        row_breaks=_breaks(root, "rowBreaks"),
        column_breaks=_breaks(root, "colBreaks"),
    )


def _paper(setup: Element | None, refuse: Refuse) -> tuple[float, float]:
    """Width and height in pt: A4 where nothing is said of printing at all."""
    if setup is None:
        return 595.304, 841.89
    number = whole(setup.get("paperSize"), _LETTER)
    if number not in _PAPERS:
        refuse(_("paper size {number}", number=number))
    width, height = _PAPERS.get(number, _PAPERS[9])
    return width * _MM, height * _MM


def _refuse_others(setup: Element | None, refuse: Refuse) -> None:
    if setup is None:
        return
    if flag(setup, "blackAndWhite"):
        refuse(_("printing in black and white"))
    if setup.get("cellComments", "none") != "none":
        refuse(_("printed comments"))
    if setup.get("errors", "displayed") != "displayed":
        refuse(_("printing errors as something else"))


def _breaks(root: Element, kind: str) -> frozenset[int]:
    found = root.findall(f"{S}{kind}/{S}brk")
    return frozenset(whole(one.get("id")) for one in found if whole(one.get("id")) > 0)


def read_banners(root: Element, refuse: Refuse) -> BannerCodes:
    """The header and footer codes of a sheet."""
    element = root.find(f"{S}headerFooter")
    if element is None:
        return BannerCodes()

    def codes(when: str) -> tuple[str, str]:
        header, footer = element.find(f"{S}{when}Header"), element.find(f"{S}{when}Footer")
        return _text(header), _text(footer)

    if not flag(element, "alignWithMargins", True):
        refuse(_("headers and footers not aligned with the margins"))
    return BannerCodes(
        odd=codes("odd"),
        even=codes("even") if flag(element, "differentOddEven") else None,
        first=codes("first") if flag(element, "differentFirst") else None,
        scaled=flag(element, "scaleWithDoc", True),
    )


def _text(element: Element | None) -> str:
    return "" if element is None else unescaped(element.text or "")
