"""Opening an XLSX: its parts and relationships, within the limits every package has."""

from __future__ import annotations

import posixpath

from generator.errors import FormError
from generator.i18n import _
from generator.render.docx.package import Element, Package
from generator.render.xlsx.values import REL


class BookPackage(Package):
    """The parts of one XLSX. Raises FormError when the file is damaged, too large or no XLSX."""

    suffix = ".xlsx"

    def _broken(self, message: str) -> FormError:
        return FormError(message, where=self.name, remedy=_remedy())

    def xml(self, part: str) -> Element:
        """A part's root element. Raises FormError when it is not well formed or has a DTD."""
        try:
            return super().xml(part)
        except FormError as fault:
            fault.remedy = _remedy()
            raise

    def workbook_part(self) -> str:
        """The workbook part, usually `xl/workbook.xml`. Raises FormError without one."""
        for relation in self.relationships("").values():
            if relation.kind.endswith("/officeDocument") and self.has(relation.target):
                return relation.target
        raise self._broken(_("no workbook part: not an XLSX file"))

    def part_names(self) -> tuple[str, ...]:
        """All parts, in the order of the file's directory."""
        return tuple(self._zip.namelist())

    def target(self, part: str, element: Element) -> str:
        """The part an element's `r:id` points to; "" where it points nowhere or out of the file."""
        relation = self.relationships(part).get(element.get(f"{REL}id", ""))
        if relation is None or relation.external or not self.has(relation.target):
            return ""
        return posixpath.normpath(relation.target)


def _remedy() -> str:
    return _("Save the file again as .xlsx from Excel or WPS.")
