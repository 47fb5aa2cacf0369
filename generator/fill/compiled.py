"""DOCX templates compiled: ready to be rendered many times, and to be kept from run to run."""

from __future__ import annotations

import marshal
from collections.abc import Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from types import CodeType
from typing import Any
from xml.parsers import expat

from jinja2 import Template
from lxml import etree
from msgspec import Struct

from generator.errors import BangfuError, CaseError, FormError
from generator.fill.environment import environment
from generator.fill.faults import UNPRINTABLE, template_fault, unprintable_fault
from generator.i18n import _
from generator.ondisk import kept_on_disk
from generator.resources import forms_dir
from generator.systemfaults import reason

LISTED = "\t\n\a\f"
"""What docxtpl turns into tabs, lines, paragraphs, pages."""

_KEPT_TEMPLATES = 64


class Tags(Struct, frozen=True, dict=True):
    """The tags of a text as code of Jinja's."""

    code: bytes  # marshalled
    escape: bool = True  # what they print is set into XML

    @classmethod
    def of(cls, code: CodeType, *, escape: bool = True) -> Tags:
        """What Jinja has compiled."""
        return cls(marshal.dumps(code), escape)

    @cached_property
    def template(self) -> Template:
        """For rendering."""
        jinja = environment(escape=self.escape)
        return Template.from_code(jinja, marshal.loads(self.code), jinja.make_globals(None))


class PartTemplate(Struct, frozen=True):
    """One XML part of a template, compiled."""

    path: Path
    name: str
    source: str  # each paragraph begins a line, so that a line number names it
    tags: Tags
    names: frozenset[str]  # that stand in the tags, in branches not taken too

    def render(self, context: Mapping[str, Any]) -> str:
        """The filled part, as docxtpl would have it.

        Whether it is whole `parse` and `verify` say. Raises FormError naming the paragraph,
        CaseError for pictures that cannot be used.
        """
        try:
            xml = self.tags.template.render(context)
        except CaseError:
            raise
        except Exception as fault:  # whatever an expression in a template may raise
            raise template_fault(fault, self.path, self.name, self.source, context) from fault
        xml = xml.replace("\n<w:p ", "<w:p ").replace("\n<w:p>", "<w:p>")
        return _listed(xml) if any(char in xml for char in LISTED) else xml

    def parse(self, xml: str, context: Mapping[str, Any]) -> Any:
        """The filled part as a tree.

        Raises CaseError for characters of the context that cannot be printed, FormError where tags
        have torn the markup apart.
        """
        try:
            return etree.fromstring(xml)
        except (etree.XMLSyntaxError, UnicodeEncodeError) as fault:
            raise self._broken(xml, context, str(fault)) from fault

    def verify(self, xml: str, context: Mapping[str, Any]) -> None:
        """Raises as `parse`, in half the time: nobody needs the tree."""
        try:
            expat.ParserCreate().Parse(xml, True)
        except (expat.ExpatError, UnicodeEncodeError) as fault:
            raise self._broken(xml, context, str(fault)) from fault

    def _broken(self, xml: str, context: Mapping[str, Any], reason: str) -> BangfuError:
        if found := UNPRINTABLE.search(xml):
            return unprintable_fault(self.path, found[0], context)
        return FormError(
            _("the filled document is torn: {reason}", reason=reason),
            where=f"{self.path}: {self.name}",
            remedy=_("A tag that opens in one paragraph or cell must not close in another."),
        )


class CompiledDocx(Struct, frozen=True):
    """A template ready to be filled many times."""

    path: Path
    body: PartTemplate
    head: bytes  # the document part before its body
    tail: bytes  # and after it
    parts: tuple[PartTemplate, ...]  # headers, footers, footnotes that hold tags
    properties: Mapping[str, Tags]  # document properties that hold tags
    core: tuple[str, bytes]  # name and content of the part with the properties; empty: none
    pictured: Mapping[str, bytes]  # by part that may show pictures, its relationships without them
    static: Mapping[str, bytes]  # everything else, by name
    archive: bytes  # and packed

    @property
    def templates(self) -> tuple[PartTemplate, ...]:
        """All parts that are templates."""
        return (self.body, *self.parts)

    @property
    def names(self) -> frozenset[str]:
        """All names their tags ask the context for."""
        return frozenset().union(*(part.names for part in self.templates))


def compiled_docx(path: Path) -> CompiledDocx:
    """The template, compiled once and again when its file has changed.

    Raises FormError when it is no DOCX or a tag is wrong.
    """
    try:
        state = path.stat()
    except OSError as fault:
        raise FormError(
            _("cannot be read: {reason}", reason=reason(fault)),
            where=str(path),
            remedy=_("Check the path of the template."),
        ) from fault
    return _compile(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=_KEPT_TEMPLATES)
def _compile(path: Path, _mtime: int, _size: int) -> CompiledDocx:
    def compiled() -> CompiledDocx:
        from generator.fill.compiling import compile_template  # what is kept needs no docxtpl

        return compile_template(path, path.read_bytes())

    if not path.is_relative_to(forms_dir()):
        return compiled()
    name = "-".join(path.relative_to(forms_dir()).parts)
    return kept_on_disk(f"compiled-{name}", (path,), compiled)


def _listed(xml: str) -> str:
    from generator.fill.compiling import resolve_listing  # few texts hold any

    return resolve_listing(xml)
