"""Styles: docDefaults, inheritance by basedOn, theme faces; settings merged from general to particular."""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct, field

from generator.errors import FormError
from generator.render.docx.numbering import List, read_numbering
from generator.render.docx.package import Element, Package, W, parse_part
from generator.render.docx.paragraphs import inherit, paragraph_settings
from generator.render.docx.runs import run_settings
from generator.render.docx.theme import Theme, read_theme
from generator.render.docx.values import Settings, child_val, val
from generator.render.refusal import Refusals, Unsupported


class Style(Struct, frozen=True):
    """One style with everything it inherits merged in, defaults aside."""

    kind: str
    style_id: str = ""
    run: Settings = field(default_factory=dict)
    paragraph: Settings = field(default_factory=dict)
    tables: tuple[Element, ...] = ()  # a table style's element after those it is based on
    refused: tuple[Unsupported, ...] = ()


class Styles(Struct, frozen=True, eq=False):
    """All styles of a document, ready to be looked up by id; the same styles are one object."""

    theme: Theme
    default_run: Settings = field(default_factory=dict)
    default_paragraph: Settings = field(default_factory=dict)
    by_id: dict[str, Style] = field(default_factory=dict)
    default_ids: dict[str, str] = field(default_factory=dict)  # kind → id
    refused: tuple[Unsupported, ...] = ()  # of the document's defaults
    lists: dict[str, List] = field(default_factory=dict)  # automatic numbering by its number

    def get(self, style_id: str, kind: str) -> Style:
        """A style by id, else the default of its kind, else an empty one."""
        found = self.by_id.get(style_id)
        if found is None or found.kind != kind:
            found = self.by_id.get(self.default_ids.get(kind, ""))
        return found or Style(kind)


def read_styles(package: Package, main_part: str) -> Styles:
    """The styles of a document. Raises FormError when a part is not well formed."""
    parts = (package.related(main_part, kind) for kind in ("styles", "theme", "numbering"))
    try:
        return _read(*(package.read(part) if part else b"" for part in parts))
    except FormError as fault:
        fault.where = package.name
        raise


@lru_cache(maxsize=64)
def _read(styles_xml: bytes, theme_xml: bytes, numbering_xml: bytes) -> Styles:
    # Templates repeat: the same bytes give the same styles, read once a process.
    theme = read_theme(parse_part(theme_xml, "theme")) if theme_xml else Theme()
    numbering = parse_part(numbering_xml, "numbering") if numbering_xml else ()
    if not styles_xml:
        return Styles(theme, lists=_lists(numbering, {}, theme))
    root = parse_part(styles_xml, "styles")
    run, paragraph = (
        root.find(f"{W}docDefaults/{W}{name}Default/{W}{name}") for name in ("rPr", "pPr")
    )
    elements = {val(item, "styleId"): item for item in root.iter(W + "style")}
    merged: dict[str, Style] = {}
    for style_id in elements:
        _merge(style_id, elements, merged, theme, ())
    refusals = Refusals()
    return Styles(
        theme=theme,
        default_run=run_settings(run, theme, refusals, "docDefaults"),
        default_paragraph=paragraph_settings(paragraph, refusals, "docDefaults"),
        by_id=merged,
        default_ids={
            val(item, "type"): style_id
            for style_id, item in elements.items()
            if val(item, "default") in ("1", "true", "on")
        },
        refused=tuple(refusals.findings),
        lists=_lists(numbering, elements, theme),
    )


def _lists(root: Element, elements: dict[str, Element], theme: Theme) -> dict[str, List]:
    """The lists of a numbering part; numbering styles stand for some of them."""
    if not len(root):
        return {}
    links = {
        style_id: child_val(item.find(f"{W}pPr/{W}numPr"), "numId")
        for style_id, item in elements.items()
        if val(item, "type") == "numbering"
    }
    return read_numbering(root, links, theme)


def _merge(
    style_id: str,
    elements: dict[str, Element],
    merged: dict[str, Style],
    theme: Theme,
    children: tuple[str, ...],
) -> Style:
    """The style over the one it is based on; `children` are those that asked, against circles."""
    if style_id in merged:
        return merged[style_id]
    element = elements[style_id]
    parent = Style("")
    parent_id = child_val(element, "basedOn")
    if parent_id in elements and parent_id not in (*children, style_id) and len(children) < 50:
        parent = _merge(parent_id, elements, merged, theme, (*children, style_id))
    refusals = Refusals()
    place = f"style {style_id}"
    style = Style(
        kind=val(element, "type"),
        style_id=style_id,
        run=inherit(parent.run, run_settings(element.find(W + "rPr"), theme, refusals, place)),
        paragraph=inherit(
            parent.paragraph, paragraph_settings(element.find(W + "pPr"), refusals, place)
        ),
        tables=(*parent.tables, element) if val(element, "type") == "table" else (),
        refused=parent.refused + tuple(refusals.findings),
    )
    merged[style_id] = style
    return style
