"""The HTML engine: WeasyPrint, where it and the system's Pango are installed; it follows no address.

Whatever a page needs stands in it (pictures as `data:`): an address to a file or to the network is
refused by name, never fetched and never left out in silence.
"""

from __future__ import annotations

import importlib
import logging
import os
import re
import tempfile
import threading
from functools import cache
from pathlib import Path
from typing import Any

from generator.errors import EngineError, EngineMissing, FormError
from generator.fill.html import page_text
from generator.i18n import _
from generator.render.fonts import load_fonts
from generator.render.officeprofile import font_configuration

SUFFIX = ".html"
MAX_SIZE = 20 * 1024 * 1024  # bytes, pictures included; a usual form has less than one MB
MAX_TAGS = 20_000  # some hundred pages; Python reads and sets some thousand in a second
MAX_DEPTH = 200  # elements in one another
_DEFAULT = "宋体"
_USUAL = (
    f"html {{ font-family: {_DEFAULT}; font-size: 12pt }}"  # where the page itself says nothing
)
_FAMILIES = re.compile(r"font(?:-family)?\s*:\s*([^;{}<>]+)")
_SHOWN = 30  # characters of a line that tell where a character stands
_COUNTED = re.compile(r"content\s*:[^;{}]*\bcounters?\(\s*pages?\b[^;{}]*")
# Elements whose end tag may be left out, or that have none; to stand deep they need others.
_UNCLOSED = frozenset(
    (
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source"),
        *("html", "head", "body", "p", "li", "dt", "dd", "option", "colgroup", "thead", "tbody"),
        *("tfoot", "tr", "td", "th", "track", "wbr"),
    )
)
_TAG = re.compile(rb"<(/?)([A-Za-z][A-Za-z0-9]*)[^>]*?(/?)>")

# The font configuration is read from the environment, and the log is everybody's.
_one_page = threading.Lock()


def render_html(source: bytes, name: str = "", *, page_numbers: bool = True) -> bytes:
    """The PDF of an HTML page; `name` is what messages call it.

    `page_numbers=False` leaves out the page margin boxes that count pages. Raises EngineMissing where
    WeasyPrint or Pango is missing, EngineError for a character that no font can draw, FormError for
    a page that needs something outside itself, is no UTF-8 or is too large or too deeply nested.
    """
    text = _text(source, name)
    _require_glyphs(source, name)
    if not page_numbers:
        text = _COUNTED.sub("content: none", text)
    weasyprint = _weasyprint()
    with _one_page, _Faults() as faults:
        try:
            page = weasyprint.HTML(string=text, url_fetcher=_closed_fetcher(faults))
            usual = weasyprint.CSS(string=_USUAL)
            pdf = page.write_pdf(stylesheets=[usual], font_config=_fonts())
        except RecursionError as fault:
            raise FormError(_("nested too deeply"), where=name) from fault
    if faults.said:
        raise FormError(
            _("the page needs what does not stand in it: {what}", what="; ".join(faults.said[:3])),
            where=name,
            remedy=_("Put pictures and styles into the page itself, pictures as data: addresses."),
        )
    assert isinstance(pdf, bytes)
    return pdf


def named_faces(source: bytes) -> tuple[str, ...]:
    """The official faces that a page's styles name, and the one it has where they are silent."""
    found = _FAMILIES.findall(source.decode("utf-8", "replace"))
    words = (word.strip(" \"'") for declared in found for word in declared.split(","))
    named = (face for word in words if (face := word.rpartition(" ")[2].strip(" \"'")))
    chains = load_fonts().chains
    return (_DEFAULT, *(face for face in dict.fromkeys(named) if chains.official(face)))


def _require_glyphs(source: bytes, name: str) -> None:
    """Pango draws a box where no font has a character, and says nothing."""
    fonts = load_fonts()
    base = fonts.resolve(_DEFAULT)
    for line in page_text(source).splitlines():
        for char in dict.fromkeys(line):
            try:
                fonts.for_char(base, char)
            except EngineError as fault:
                fault.where = f"{name}: {line[:_SHOWN]}"
                raise


def _text(source: bytes, name: str) -> str:
    if len(source) > MAX_SIZE or source.count(b"<") > MAX_TAGS:
        raise FormError(_("larger than any form: {size} bytes", size=len(source)), where=name)
    if _depth(source) > MAX_DEPTH:
        raise FormError(_("nested too deeply"), where=name)
    try:
        return source.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise FormError(
            _("not UTF-8: {reason}", reason=fault),
            where=name,
            remedy=_("Save the page in UTF-8."),
        ) from fault


def _depth(source: bytes) -> int:
    """How deep elements stand in one another at most, as their tags have it."""
    depth = deepest = 0
    for match in _TAG.finditer(source):
        if match[3] or match[2].lower().decode() in _UNCLOSED:
            continue
        if match[1]:
            depth = max(0, depth - 1)
        else:
            depth += 1
            deepest = max(deepest, depth)
    return deepest


def _weasyprint() -> Any:
    try:
        return importlib.import_module("weasyprint")
    except ImportError as fault:
        raise EngineMissing(
            _("WeasyPrint is not installed"),
            remedy=_("Install it: pip install 'bangfu[html]'; only HTML forms need it."),
        ) from fault
    except OSError as fault:  # it is there, but the libraries it loads are not
        raise EngineMissing(
            _("WeasyPrint cannot load Pango: {reason}", reason=str(fault).partition("\n")[0]),
            remedy=_("Install Pango (on Debian: libpango-1.0-0 libpangoft2-1.0-0)."),
        ) from fault


@cache
def _fonts() -> Any:
    """WeasyPrint's fonts: the very files that draw the official names everywhere else."""
    from weasyprint.text.fonts import FontConfiguration

    before = os.environ.get("FONTCONFIG_FILE")
    with tempfile.TemporaryDirectory(prefix="bangfu-html-") as folder:
        configuration = Path(folder) / "fonts.conf"
        configuration.write_text(font_configuration(load_fonts()), encoding="utf-8")
        os.environ["FONTCONFIG_FILE"] = str(configuration)
        try:
            return FontConfiguration()
        finally:
            del os.environ["FONTCONFIG_FILE"]
            if before is not None:
                os.environ["FONTCONFIG_FILE"] = before


def _closed_fetcher(faults: _Faults) -> Any:
    """A fetcher that reads what stands in the address itself, and nothing else."""
    from weasyprint.urls import URLFetcher

    class Closed(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            if not url.startswith("data:"):
                faults.say(url)
                raise ValueError(url)
            return super().fetch(url, headers)

    return Closed()


class _Faults(logging.Handler):
    """Collects what WeasyPrint says it left out; it goes on without it, and says so in its log."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one message, once."""
        self.say(record.getMessage())

    def say(self, message: str) -> None:
        """Keep what was left out, once."""
        if not any(message[:200] in other or other in message for other in self.said):
            self.said.append(message[:200])

    def __enter__(self) -> _Faults:
        logging.getLogger("weasyprint").addHandler(self)
        return self

    def __exit__(self, *_fault: object) -> None:
        logging.getLogger("weasyprint").removeHandler(self)
