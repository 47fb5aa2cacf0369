"""Fills HTML templates and tells what a filled page says, a block a line, as goldens hold it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from generator.errors import FormError
from generator.fill.environment import environment, lenient_environment
from generator.fill.faults import UNPRINTABLE, template_fault, unprintable_fault
from generator.i18n import _

_SILENT = frozenset(("style", "script", "title", "template"))
_CELLS = frozenset(("td", "th"))
_INLINE = frozenset(
    (
        *("a", "abbr", "b", "em", "i", "mark", "small", "span", "strong", "sub", "sup", "u"),
        *("tspan", "wbr"),
    )
)
_SPACES = re.compile(r"[ \r\n\f]+")  # of the source; the wide space of a form stays
_LINE_BREAK = "↵"  # inside a block, which stays on one line


def fill_html(template: Path, context: Mapping[str, Any], *, lenient: bool = False) -> bytes:
    """The page filled with the context, in UTF-8; data never becomes markup.

    `lenient` leaves names without a value empty. Raises FormError naming template and line (wrong
    tag, unknown name, attempt to run code), CaseError naming the field whose text holds control
    characters.
    """
    source = page_source(template)
    jinja = lenient_environment() if lenient else environment()
    try:
        page = jinja.from_string(source).render(context)
    except Exception as fault:  # whatever an expression in a template may raise
        raise template_fault(fault, template, "HTML", source, context) from fault
    if found := UNPRINTABLE.search(page):
        raise unprintable_fault(template, found[0], context)
    return page.encode()


def page_source(template: Path) -> str:
    """The template's text. Raises FormError when it cannot be read as UTF-8."""
    try:
        return template.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        raise FormError(
            _("cannot be read: {reason}", reason=fault),
            where=str(template),
            remedy=_("Save the page in UTF-8."),
        ) from fault


def page_text(html: bytes) -> str:
    """The text of a page: a block a line, the cells of a table row with tabs between them.

    An element with an id `seal_…` shows as the bookmark of a DOCX does: ‹seal_issuer›.
    """
    reader = _Reader()
    reader.feed(html.decode())
    reader.close()
    return "".join(f"{line}\n" for line in reader.lines())


class _Reader(HTMLParser):
    """Collects the words of a page by block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._blocks: list[str] = [""]
        self._silent = 0
        self._in_cell = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block, a cell, or nothing."""
        name = dict(attrs).get("id") or ""
        if tag in _SILENT:
            self._silent += 1
        elif tag == "br":
            self._blocks[-1] += _LINE_BREAK
        elif tag in _CELLS:
            self._blocks[-1] += "\t" if self._in_row() else ""
            self._in_cell = True
        elif tag not in _INLINE and not self._in_cell:
            self._blocks.append("")
        if name.startswith("seal_"):
            self._blocks[-1] += f"‹{name}›"

    def handle_endtag(self, tag: str) -> None:
        """End a block or a cell."""
        if tag in _SILENT:
            self._silent -= 1
        elif tag in _CELLS:
            self._in_cell = False
            self._blocks[-1] += "\v"  # a cell stood here, empty perhaps
        elif tag not in _INLINE and not self._in_cell:
            self._blocks.append("")

    def handle_data(self, data: str) -> None:
        """Take in words; white space in the source is one space."""
        if not self._silent:
            self._blocks[-1] += _SPACES.sub(" ", data)

    def lines(self) -> list[str]:
        """The blocks that say something."""
        said = (_SPACES.sub(" ", block.replace("\v", "")).strip(" ") for block in self._blocks)
        return [line for line in said if line]

    def _in_row(self) -> bool:
        return self._blocks[-1].endswith("\v")
