"""The page model: a document as its file describes it, before it is laid out; all lengths in pt.

Both readers (DOCX, XLSX) write it, the layout reads it. What it cannot say is refused by the
readers by name, so nothing in a file is dropped silently.
"""

from __future__ import annotations

from enum import Enum, StrEnum

from msgspec import Struct, field
from msgspec.structs import replace

from generator.render.drawing import Border, Borders, Floating, PageBorder


class Align(StrEnum):
    """How a paragraph's lines fill their width."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"
    BOTH = "both"  # 两端对齐: every line but a paragraph's last
    DISTRIBUTE = "distribute"  # 分散对齐: every line


class PitchRule(StrEnum):
    """How the line pitch 行距 is meant."""

    MULTIPLE = "multiple"  # times the natural height
    EXACT = "exact"
    AT_LEAST = "at_least"


class Fonts(Struct, frozen=True):
    """Face names as the file has them, by script."""

    latin: str
    cjk: str


class Underline(StrEnum):
    """How an underline is drawn; named as WordprocessingML names them (ECMA-376 §17.18.99)."""

    SINGLE = "single"
    WORDS = "words"  # not under spaces
    DOUBLE = "double"
    THICK = "thick"
    DOTTED = "dotted"
    DOTTED_HEAVY = "dottedHeavy"
    DASH = "dash"
    DASHED_HEAVY = "dashedHeavy"
    DASH_LONG = "dashLong"
    DASH_LONG_HEAVY = "dashLongHeavy"
    DOT_DASH = "dotDash"
    DASH_DOT_HEAVY = "dashDotHeavy"
    DOT_DOT_DASH = "dotDotDash"
    DASH_DOT_DOT_HEAVY = "dashDotDotHeavy"
    WAVE = "wave"
    WAVY_HEAVY = "wavyHeavy"
    WAVY_DOUBLE = "wavyDouble"


class Script(StrEnum):
    """Small characters above or below the others."""

    NONE = ""
    SUPER = "superscript"
    SUB = "subscript"


class Look(Struct, frozen=True):
    """What few characters have done to them."""

    fill: str = ""  # RRGGBB behind them: highlight 突出显示 or shading
    underline: Underline = Underline.SINGLE  # where the style underlines
    underline_color: str = ""  # "": the text's
    double_strike: bool = False
    scale: float = 1.0  # of their width 字符缩放
    script: Script = Script.NONE
    dotted: bool = False  # 着重号: a dot below each character
    border: Border | None = None  # 字符边框 around all of them


class CharStyle(Struct, frozen=True):
    """How a run's characters look."""

    fonts: Fonts
    size: float = 10.5
    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    color: str = "000000"
    spacing: float = 0.0  # added after each character 字符间距
    raised: float = 0.0  # baseline shift upwards
    cjk_hint: bool = False  # w:hint=eastAsia: doubtful characters (quotes, dashes) are CJK
    look: Look | None = None  # None where nothing of it is asked for: most text


class Field(Enum):
    """What a field shows when the page is known."""

    PAGE = "page"
    PAGES = "pages"
    SECTION_PAGES = "section pages"


class Text(Struct, frozen=True):
    """Characters in one style."""

    text: str
    style: CharStyle


class PageField(Struct, frozen=True):
    """A page number or page count, filled in by the layout."""

    kind: Field
    style: CharStyle
    format: str = ""  # of `numberformats`; "": the section's for its number, else plain digits


class LineBreak(Struct, frozen=True):
    """A manual line break."""

    style: CharStyle


class Tab(Struct, frozen=True):
    """A jump to the next tab stop."""

    style: CharStyle


class Bookmark(Struct, frozen=True):
    """A named point in the text; becomes a named destination of the PDF."""

    name: str


class Picture(Struct, frozen=True):
    """An inline image."""

    data: bytes
    width: float
    height: float
    style: CharStyle


Inline = Text | PageField | LineBreak | Tab | Bookmark | Picture | Floating


class TabStop(Struct, frozen=True):
    """A tab stop 制表位, from the paragraph's left margin."""

    position: float
    align: Align = Align.LEFT
    leader: str = ""
    decimal: bool = False  # numbers stand with their points at it


class ParagraphStyle(Struct, frozen=True):
    """How a paragraph's lines stand."""

    align: Align = Align.LEFT
    left: float = 0.0
    right: float = 0.0
    first_line: float = 0.0  # negative: hanging
    before: float = 0.0
    after: float = 0.0
    pitch: float = 1.0  # pt for EXACT and AT_LEAST, a factor for MULTIPLE
    pitch_rule: PitchRule = PitchRule.MULTIPLE
    keep_next: bool = False
    keep_lines: bool = False
    page_break_before: bool = False
    widow_control: bool = True  # 孤行控制, on unless switched off
    tabs: tuple[TabStop, ...] = ()
    borders: Borders | None = None
    shading: str = ""  # RRGGBB from the left indent to the right one
    kinsoku: bool = True  # 行首行尾禁则
    auto_space_letters: bool = True  # script space between CJK and Latin letters
    auto_space_digits: bool = True  # and between CJK and digits
    overflow_punct: bool = True  # 标点溢出边界: one stop may hang
    snap_to_grid: bool = True
    contextual_spacing: bool = False  # no space between paragraphs of one style
    style_id: str = ""


class ListItem(Struct, frozen=True):
    """Which list and level a paragraph is of; its number is known when all before it are counted."""

    list_id: str
    level: int
    style: CharStyle  # of its label


class Paragraph(Struct, frozen=True):
    """One paragraph."""

    inlines: tuple[Inline, ...]
    style: ParagraphStyle
    mark: CharStyle  # of the paragraph mark: gives an empty paragraph its height
    place: str = ""  # where it stands in the file, for messages
    item: ListItem | None = None  # until its label is put before its text

    @property
    def text(self) -> str:
        """The characters alone."""
        return "".join(item.text for item in self.inlines if isinstance(item, Text))


class PageBreak(Struct, frozen=True):
    """A manual page break."""


class VAlign(StrEnum):
    """Where a cell's content stands."""

    TOP = "top"
    CENTER = "center"
    BOTTOM = "bottom"


class Direction(StrEnum):
    """Which way a cell's text runs."""

    ACROSS = ""
    DOWN = "down"  # 竖排: lines from right to left, Chinese characters upright
    UP = "up"  # all turned to the left


class Cell(Struct, frozen=True):
    """One cell; a merged-away one does not appear."""

    blocks: tuple[Block, ...]
    column: int  # first grid column
    span: int = 1
    rows: int = 1  # vertical merge
    borders: Borders = field(default_factory=Borders)
    shading: str = ""
    valign: VAlign = VAlign.TOP
    margins: tuple[float, float, float, float] = (0.0, 5.4, 0.0, 5.4)  # top right bottom left
    falling: Border | None = None  # diagonal 斜线 from top left to bottom right
    rising: Border | None = None  # and from bottom left to top right
    direction: Direction = Direction.ACROSS


class HeightRule(StrEnum):
    """How a row's height is meant."""

    AUTO = "auto"
    AT_LEAST = "at_least"
    EXACT = "exact"


class Row(Struct, frozen=True):
    """One table row."""

    cells: tuple[Cell, ...]
    height: float = 0.0
    height_rule: HeightRule = HeightRule.AUTO
    header: bool = False  # repeated on every page
    cant_split: bool = False


class Table(Struct, frozen=True):
    """A table: grid widths and rows."""

    grid: tuple[float, ...]
    rows: tuple[Row, ...]
    align: Align = Align.LEFT
    indent: float = 0.0  # of the left edge from the text margin
    share: float = 0.0  # of the text's width it fills, its grid scaled; 0: as wide as its grid
    place: str = ""


Block = Paragraph | Table | PageBreak


class Banner(Struct, frozen=True):
    """Headers or footers of a section: for odd pages, and others where they differ."""

    default: tuple[Block, ...] = ()
    even: tuple[Block, ...] | None = None
    first: tuple[Block, ...] | None = None


class Geometry(Struct, frozen=True):
    """A section's paper and margins."""

    width: float = 595.3
    height: float = 841.9
    top: float = 72.0
    bottom: float = 72.0
    left: float = 90.0
    right: float = 90.0
    header: float = 36.0  # from the paper's top edge
    footer: float = 36.0  # from the paper's bottom edge
    grid_pitch: float = 0.0  # document grid 文档网格 line pitch; 0: none
    mirrored: bool = False  # 对称页边距: left and right change places on even pages

    @property
    def text_width(self) -> float:
        """Width between the margins."""
        return self.width - self.left - self.right


class SectionStart(StrEnum):
    """Where a section begins."""

    NEXT_PAGE = "next_page"
    ODD_PAGE = "odd_page"
    EVEN_PAGE = "even_page"
    CONTINUOUS = "continuous"


class Section(Struct, frozen=True):
    """A run of blocks on one kind of page."""

    geometry: Geometry
    blocks: tuple[Block, ...]
    headers: Banner = field(default_factory=Banner)
    footers: Banner = field(default_factory=Banner)
    first_page: int | None = None  # restart of the page number
    page_format: str = "decimal"  # of its page numbers, of `numberformats`
    start: SectionStart = SectionStart.NEXT_PAGE
    border: PageBorder | None = None


class Document(Struct, frozen=True):
    """A whole document."""

    sections: tuple[Section, ...]
    default_tab: float = 36.0
    even_and_odd: bool = False
    add_spaces: bool = False  # spaces after and before paragraphs add up; else the larger counts

    def without_page_numbers(self) -> Document:
        """The same with every paragraph that holds a page field emptied, for a packet's own numbers."""
        return replace(self, sections=tuple(_unnumbered(section) for section in self.sections))


def _unnumbered(section: Section) -> Section:
    return replace(
        section,
        headers=_unnumbered_banner(section.headers),
        footers=_unnumbered_banner(section.footers),
    )


def _unnumbered_banner(banner: Banner) -> Banner:
    def strip(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(
            replace(block, inlines=())
            if isinstance(block, Paragraph)
            and any(isinstance(item, PageField) for item in block.inlines)
            else block
            for block in blocks
        )

    return Banner(
        strip(banner.default),
        None if banner.even is None else strip(banner.even),
        None if banner.first is None else strip(banner.first),
    )
