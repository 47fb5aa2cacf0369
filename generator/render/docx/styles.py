"""Styles: docDefaults, inheritance by basedOn, theme faces; settings merged from general to particular."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from generator.render.docx.package import Element, Package, W
from generator.render.docx.properties import (
    Settings,
    Theme,
    inherit,
    paragraph_settings,
    run_settings,
    val,
)
from generator.render.refusal import Refusals, Unsupported

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


@dataclass(frozen=True)
class Style:
    """One style with everything it inherits merged in, defaults aside."""

    kind: str
    run: Settings
    paragraph: Settings
    table: Element | None = None
    refused: tuple[Unsupported, ...] = ()


@dataclass(frozen=True)
class Styles:
    """All styles of a document, ready to be looked up by id."""

    theme: Theme
    default_run: Settings
    default_paragraph: Settings
    by_id: dict[str, Style]
    default_ids: dict[str, str]  # kind → id

    def get(self, style_id: str, kind: str) -> Style:
        """A style by id, else the default of its kind, else an empty one."""
        found = self.by_id.get(style_id)
        if found is None or found.kind != kind:
            found = self.by_id.get(self.default_ids.get(kind, ""))
        return found or Style(kind, {}, {})


@lru_cache(maxsize=64)
def _read(styles_xml: bytes, theme_xml: bytes) -> Styles:
    # Templates repeat: the same bytes give the same styles, read once a process.
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    theme = _theme(etree.fromstring(theme_xml, parser)) if theme_xml else Theme({})
    if not styles_xml:
        return Styles(theme, {}, {}, {}, {})
    root = etree.fromstring(styles_xml, parser)
    aside = Refusals()
    defaults = root.find(W + "docDefaults")
    run = paragraph = None
    if defaults is not None:
        run = defaults.find(f"{W}rPrDefault/{W}rPr")
        paragraph = defaults.find(f"{W}pPrDefault/{W}pPr")
    elements = {val(item, "styleId"): item for item in root.iter(W + "style")}
    merged: dict[str, Style] = {}
    for style_id in elements:
        _merge(style_id, elements, merged, theme, depth=0)
    default_ids = {
        val(item, "type"): style_id
        for style_id, item in elements.items()
        if val(item, "default") in ("1", "true", "on")
    }
    return Styles(
        theme,
        run_settings(run, theme, aside, "docDefaults"),
        paragraph_settings(paragraph, aside, "docDefaults"),
        merged,
        default_ids,
    )


def _merge(
    style_id: str, elements: dict[str, Element], merged: dict[str, Style], theme: Theme, depth: int
) -> Style:
    if style_id in merged:
        return merged[style_id]
    element = elements[style_id]
    parent_id = element.find(W + "basedOn")
    parent: Style | None = None
    if parent_id is not None and val(parent_id) in elements and depth < 50:
        parent = _merge(val(parent_id), elements, merged, theme, depth + 1)
    refusals = Refusals()
    place = f"style {style_id}"
    style = Style(
        kind=val(element, "type"),
        run=inherit(
            parent.run if parent else {},
            run_settings(element.find(W + "rPr"), theme, refusals, place),
        ),
        paragraph=inherit(
            parent.paragraph if parent else {},
            paragraph_settings(element.find(W + "pPr"), refusals, place),
        ),
        table=element if val(element, "type") == "table" else None,
        refused=(parent.refused if parent else ()) + tuple(refusals.findings),
    )
    merged[style_id] = style
    return style


def _theme(root: Element) -> Theme:
    faces: dict[str, str] = {}
    for group, prefix in (("minorFont", "minor"), ("majorFont", "major")):
        font = root.find(f".//{_A}{group}")
        if font is None:
            continue
        for child, names in (("latin", ("HAnsi", "Ascii")), ("ea", ("EastAsia",))):
            face = font.find(_A + child)
            typeface = "" if face is None else face.get("typeface", "")
            if not typeface and child == "ea":
                hans = font.find(f"{_A}font[@script='Hans']")
                typeface = "" if hans is None else hans.get("typeface", "")
            if typeface:
                faces.update({prefix + name: typeface for name in names})
    return Theme(faces)


def read_styles(package: Package, main_part: str) -> Styles:
    """The styles of a document. Raises FormError when a part is not well formed."""
    found = {"styles": b"", "theme": b""}
    for relation in package.relationships(main_part).values():
        for name in found:
            if relation.kind.endswith("/" + name) and package.has(relation.target):
                package.xml(relation.target)  # checked here, so that the cached reading cannot fail
                found[name] = package.read(relation.target)
    return _read(found["styles"], found["theme"])
