"""The four notices' full texts set as GB/T 9704—2012 asks: 仿宋 16 pt, 22 lines of 28 characters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.render.docxmaker import docx_file, field, fonts, p, r, section, tbl, tc, tr
from tests.seedtext import (
    CQ,
    HEADING,
    P23,
    P24,
    SECOND,
    YUNNAN,
    paragraphs,
    repaired_lines,
    table,
)


@dataclass(frozen=True, slots=True)
class Layout:
    """Margins and pitch in twips, what is added after each character, and the face of Latin text."""

    top: int
    bottom: int
    pitch: int
    spacing: int = 0
    latin: str = ""
    align: str = "both"


LAYOUTS = {
    # domain.md §1.1: what Word's dialogs show (A), and the exact recipe (B)
    "A": Layout(2098, 1984, 579),
    "A 28 字": Layout(2098, 1984, 579, spacing=-5),
    "B": Layout(1961, 1847, 592, spacing=-5, latin="Times New Roman"),
    "28 磅": Layout(2098, 1984, 560, latin="Times New Roman", align="left"),
}


@dataclass(frozen=True, slots=True)
class Quirk:
    """Lines that LibreOffice ends elsewhere (ours, its), and the rule by which it should not."""

    reason: str
    lines: tuple[tuple[str, str], ...]


_SLASH = Quirk(
    "LibreOffice ends a line with a slash between full-width characters; GB/T 15834—2011 §5.1 "
    "lets none stand at a line's beginning or end",
    (
        (
            "1: 省卫生健康委杜某某/邓某＊＊＊＊-＊＊＊＊＊＊＊",
            "1: 省卫生健康委杜某某/邓某＊＊＊＊-＊＊＊＊＊＊＊＊/",
        ),
        ("1: ＊/＊＊＊＊＊＊＊＊", "1: ＊＊＊＊＊＊＊＊"),
    ),
)
QUIRKS = {"yunnan_2022 A": _SLASH, "yunnan_2022 A 28 字": _SLASH}


class Setter:
    """Lines of a notice as paragraphs in one layout."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        spacing = f'<w:spacing w:val="{layout.spacing}"/>' if layout.spacing else ""
        self.look = spacing
        self.pitch = f'<w:spacing w:line="{layout.pitch}" w:lineRule="exact"/>'

    def line(self, text: str, align: str, face: str = "", size: int = 32) -> str:
        """A title, number, addressee, signature …: no indent."""
        look = (fonts(face) if face else "") + self.look + f'<w:sz w:val="{size}"/>'
        return p(r(text, look), f'{self.pitch}<w:jc w:val="{align}"/>')

    def body(self, text: str) -> str:
        """A paragraph of the body, its number and heading in the level's face (7.3.3)."""
        style = f'{self.pitch}<w:ind w:firstLine="640"/><w:jc w:val="{self.layout.align}"/>'
        if HEADING.match(text):
            return p(r(text, fonts("黑体") + self.look), style)
        if match := SECOND.match(text):
            end = text.find("。", match.end()) + 1 or len(text)
            heading = r(text[:end], fonts("楷体_GB2312") + self.look)
            return p(heading + (r(text[end:], self.look) if text[end:] else ""), style)
        return p(r(text, self.look), style)

    def rows(self, first: int, last: int, widths: list[int]) -> str:
        """A table out of the Yunnan notice's annexes, its head repeated."""
        head = tr(
            *(tc(text) for text in ("序号", "县名称", "县级医院", "三级医院")),
            properties="<w:tblHeader/>",
        )
        body = (
            tr(*(tc(p(r(cell))) for cell in (cells + [""] * 4)[:4]), properties="<w:cantSplit/>")
            for _number, cells in table(first, last)
        )
        return tbl(widths, head, *body)

    def file(self, body: str) -> bytes:
        """The DOCX: page numbers 4号 outside at the foot, odd right and even left (7.5)."""
        layout = self.layout
        number = r("— ", '<w:sz w:val="28"/>') + field("PAGE") + r(" —", '<w:sz w:val="28"/>')
        page = (
            '<w:pgSz w:w="11906" w:h="16838"/>'
            f'<w:pgMar w:top="{layout.top}" w:bottom="{layout.bottom}" w:left="1588" w:right="1474"'
            ' w:header="851" w:footer="1400"/>'
        )
        reference = '<w:footerReference w:type="{}" r:id="{}"/>'
        return docx_file(
            body,
            latin=layout.latin,
            settings="<w:evenAndOddHeaders/>"
            + '<w:compat><w:compatSetting w:name="compatibilityMode" '
            'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>',
            banners={
                "footer1": p(number, '<w:jc w:val="right"/>'),
                "footer2": p(number, '<w:jc w:val="left"/>'),
            },
            page=section(
                reference.format("default", "footer1") + reference.format("even", "footer2"), page
            ),
        )


def pudong_2024(s: Setter) -> str:
    return "".join(
        (
            *(s.body(text) for text in paragraphs(P24, 1, 191)),
            s.line(repaired_lines(P24)[218].strip(), "left"),
        )
    )


def pudong_2023(s: Setter) -> str:
    lines = repaired_lines(P23)
    return "".join(
        (
            s.line(lines[12], "center"),
            *(s.line(lines[n], "center", "方正小标宋简体", 44) for n in (18, 20)),
            s.line(lines[24], "left"),
            *(s.body(text) for text in paragraphs(P23, 27, 41)),
            *(s.line(lines[n], "right") for n in (46, 48)),
            p("", "<w:pageBreakBefore/>" + s.pitch),
            s.line(lines[76], "left", "黑体"),
            *(s.line(lines[n], "center", "方正小标宋简体", 44) for n in (80, 82)),
            *(s.body(text) for text in paragraphs(P23, 85, 147)),
        )
    )


def yunnan_2022(s: Setter) -> str:
    lines = repaired_lines(YUNNAN)
    annex = "<w:pageBreakBefore/>" + s.pitch
    return "".join(
        (
            s.line(lines[4], "center"),
            s.line(lines[6], "center", "方正小标宋简体", 44),
            s.line(lines[8], "left"),
            *(s.body(text) for text in paragraphs(YUNNAN, 11, 15)),
            *(s.body(lines[n]) for n in (16, 18, 20, 22)),
            s.line(lines[26], "center", "方正小标宋简体", 44),
            *(s.body(text) for text in paragraphs(YUNNAN, 29, 89)),
            p(r(lines[90], fonts("黑体")), annex),
            s.line(lines[92], "center", "方正小标宋简体", 44),
            s.rows(95, 257, [900, 1900, 3000, 3000]),
            p(r(lines[258], fonts("黑体")), annex),
            s.line(lines[260], "center", "方正小标宋简体", 44),
            s.rows(263, 291, [900, 1500, 2400, 4000]),
            p(r(lines[292], fonts("黑体")), annex),
            s.line(lines[294], "center", "方正小标宋简体", 44),
            *(s.body(text) for text in paragraphs(YUNNAN, 297, 357)),
            *(s.line(lines[n], "left") for n in (358, 360, 362, 364)),
            s.line(lines[366], "right"),
        )
    )


def yubei_2021(s: Setter) -> str:
    lines = repaired_lines(CQ)
    return "".join(
        (
            s.line(lines[0], "center"),
            *(s.line(lines[n], "center", "方正小标宋简体", 44) for n in (1, 3, 4)),
            s.line(lines[6], "left"),
            *(s.body(text) for text in paragraphs(CQ, 9, 47)),
            *(s.line(lines[n], "right") for n in (48, 50)),
            s.body(lines[52]),
            s.line(lines[53], "left", size=28),
        )
    )


NOTICES: dict[str, Callable[[Setter], str]] = {
    make.__name__: make for make in (pudong_2024, pudong_2023, yunnan_2022, yubei_2021)
}


def notices() -> dict[str, Callable[[], bytes]]:
    """Every notice in every layout, by name."""

    def maker(make: Callable[[Setter], str], layout: Layout) -> Callable[[], bytes]:
        def build() -> bytes:
            setter = Setter(layout)
            return setter.file(make(setter))

        return build

    return {
        f"{name} {which}": maker(make, layout)
        for name, make in NOTICES.items()
        for which, layout in LAYOUTS.items()
    }
