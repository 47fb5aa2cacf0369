"""The workbook part: sheets in order, defined names, print areas and titles; the way into a file."""

from __future__ import annotations

import re

from msgspec.structs import replace

from generator.errors import FormError
from generator.i18n import _
from generator.render.docx.package import Element
from generator.render.refusal import Refusals
from generator.render.xlsx.book import Book, Place, Sheet
from generator.render.xlsx.colors import read_palette
from generator.render.xlsx.features import PARTS, feature_name
from generator.render.xlsx.package import BookPackage
from generator.render.xlsx.strings import read_shared
from generator.render.xlsx.styles import read_styles
from generator.render.xlsx.values import (
    MAX_COLUMN,
    MAX_ROW,
    STRICT,
    Area,
    S,
    flag,
    read_area,
    whole,
)
from generator.render.xlsx.worksheet import SheetReading, read_sheet

_PRINT_AREA, _PRINT_TITLES = "_XLNM.PRINT_AREA", "_XLNM.PRINT_TITLES"
_SEAL, _FIELD = "SEAL_", "FIELD_"
_SHEET = re.compile(r"(?:'((?:[^']|'')+)'|([^'!,]+))!")
_REFERENCE = re.compile(r"(?:'(?:[^']|'')+'|[^'!,]+)!([$A-Za-z0-9:]+)")


def read_book(source: bytes, name: str, refusals: Refusals) -> Book:
    """The workbook of a file. Raises FormError when it is damaged or no XLSX."""
    package = BookPackage(source, name)
    main = package.workbook_part()
    root = package.xml(main)
    if root.tag.startswith("{" + STRICT):
        raise FormError(
            _("a workbook in the Strict format"),
            where=name,
            remedy=_("Save the file again as .xlsx from Excel or WPS."),
        )
    _refuse_parts(package, refusals, name)
    if not flag(root.find(f"{S}calcPr"), "fullPrecision", True):
        refusals.add(_("formulas worked out with the precision displayed"), name or main)
    styles_root, theme, strings = (
        package.xml(part) if (part := package.related(main, kind)) else None
        for kind in ("styles", "theme", "sharedStrings")
    )
    palette = read_palette(theme, styles_root)
    styles = read_styles(styles_root, palette)
    shared = read_shared(strings, palette, styles.normal)
    names, local = _defined_names(root)
    places = _seal_places(names, local, refusals, name)
    fields = _field_areas(names, local)
    sheets = []
    for number, element in enumerate(root.findall(f"{S}sheets/{S}sheet")):
        part = package.target(main, element)
        if not part or "worksheets/" not in part:
            continue  # a chart or dialog sheet, refused by its part above
        title = element.get("name", "")
        hidden = element.get("state", "visible") != "visible"
        reading = SheetReading(package, part, title, styles, shared, refusals, hidden)
        sheet = read_sheet(reading)
        sheet = _with_print_ranges(sheet, local.get(number, {}), refusals)
        sheet = replace(sheet, fields=tuple(fields.get(title.upper(), ())))
        sheets.append(replace(sheet, places=tuple(places.pop(title.upper(), ()))))
    for kept in places.values():
        for place, _cell in kept:
            refusals.add(_("place {name} on no sheet", name=place), name or main)
    properties = root.find(f"{S}workbookPr")
    return Book(tuple(sheets), styles, names, flag(properties, "date1904"))


def _refuse_parts(package: BookPackage, refusals: Refusals, name: str) -> None:
    found = dict.fromkeys(
        (feature_name(kind), part)
        for part in package.part_names()
        for start, kind in PARTS
        if part.startswith(start) and not part.endswith(".rels")
    )
    for feature, part in found:
        refusals.add(feature, f"{name}:{part}" if name else part)


def _defined_names(root: Element) -> tuple[dict[str, str], dict[int, dict[str, str]]]:
    """The names of the whole workbook, and those of single sheets by the sheet's number."""
    everywhere: dict[str, str] = {}
    local: dict[int, dict[str, str]] = {}
    for element in root.findall(f"{S}definedNames/{S}definedName"):
        name, meaning = element.get("name", "").upper(), element.text or ""
        sheet = element.get("localSheetId")
        if sheet is None:
            everywhere[name] = meaning
        else:
            local.setdefault(whole(sheet), {})[name] = meaning
    return everywhere, local


def _seal_places(
    names: dict[str, str], local: dict[int, dict[str, str]], refusals: Refusals, file: str
) -> dict[str, list[tuple[str, Place]]]:
    """By sheet in upper case: the cells that names `seal_<role>` stand for, as bookmarks in Word."""
    found: dict[str, list[tuple[str, Place]]] = {}
    for scope in (names, *local.values()):
        for name, meaning in scope.items():
            if not name.startswith(_SEAL):
                continue
            target = _cells(meaning)
            if target is None:
                refusals.add(_("place {name} that is no cell", name=name.lower()), file)
                continue
            title, area = target
            found.setdefault(title, []).append((name.lower(), (area.top, area.left)))
    return found


def _field_areas(
    names: dict[str, str], local: dict[int, dict[str, str]]
) -> dict[str, list[tuple[str, Area]]]:
    """By sheet in upper case: the cells that names `field_<name>` stand for.

    One whose rows filling has left out has none, which is no fault: only blanks have all.
    """
    found: dict[str, list[tuple[str, Area]]] = {}
    for scope in (names, *local.values()):
        for name, meaning in scope.items():
            if name.startswith(_FIELD) and (target := _cells(meaning)):
                found.setdefault(target[0], []).append((name.lower(), target[1]))
    return found


def _cells(meaning: str) -> tuple[str, Area] | None:
    """The sheet, in upper case, and the cells that a name stands for; None where it is no cells."""
    sheet = _SHEET.match(meaning)
    area = read_area(meaning[sheet.end() :]) if sheet else None
    if sheet is None or area is None:
        return None
    return (sheet[1] or sheet[2]).replace("''", "'").upper(), area


def _with_print_ranges(sheet: Sheet, names: dict[str, str], refusals: Refusals) -> Sheet:
    areas = _areas(names.get(_PRINT_AREA, ""), sheet, _("print area"), refusals)
    titles = _areas(names.get(_PRINT_TITLES, ""), sheet, _("print titles"), refusals)
    rows = next((area for area in titles if area.right == MAX_COLUMN), None)
    columns = next((area for area in titles if area.bottom == MAX_ROW), None)
    return replace(
        sheet,
        print_areas=areas,
        title_rows=(rows.top, rows.bottom) if rows else None,
        title_columns=(columns.left, columns.right) if columns else None,
    )


def _areas(meaning: str, sheet: Sheet, what: str, refusals: Refusals) -> tuple[Area, ...]:
    """The areas a built-in name lists; a name that is a formula is refused."""
    found = []
    rest = meaning.strip()
    while rest:
        match = _REFERENCE.match(rest)
        area = read_area(match[1]) if match else None
        if match is None or area is None or rest[match.end() :][:1] not in ("", ","):
            if not sheet.hidden:
                refusals.add(_("{what} given by a formula", what=what), sheet.name)
            return ()
        found.append(area)
        rest = rest[match.end() + 1 :]
    return tuple(found)
