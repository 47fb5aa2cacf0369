"""What the embedded engine does not draw of a workbook, called as a clerk knows it."""

from __future__ import annotations

from generator.i18n import _

# Children of a worksheet that are read elsewhere, or change nothing on paper.
HARMLESS = frozenset(
    (
        "sheetPr",
        "dimension",
        "sheetViews",
        "sheetFormatPr",
        "cols",
        "sheetData",
        "sheetCalcPr",
        "sheetProtection",
        "protectedRanges",
        "scenarios",
        "autoFilter",
        "sortState",
        "dataConsolidate",
        "customSheetViews",
        "mergeCells",
        "phoneticPr",
        "dataValidations",
        "hyperlinks",
        "printOptions",
        "pageMargins",
        "pageSetup",
        "headerFooter",
        "rowBreaks",
        "colBreaks",
        "customProperties",
        "cellWatches",
        "ignoredErrors",
        "smartTags",
        "drawing",
        "legacyDrawing",
        "picture",
        "webPublishItems",
        "tableParts",
        "extLst",
    )
)
# Extensions of a worksheet that change nothing on paper, by what they hold.
HARMLESS_EXTENSIONS = frozenset(
    {"dataValidations", "ignoredErrors", "protectedRanges", "webExtensions", "timelineRefs"}
)
# Parts whose presence alone says that the engine would leave something out.
PARTS = (
    ("xl/pivotTables/", "pivotTable"),
    ("xl/externalLinks/", "externalLink"),
    ("xl/vbaProject", "macro"),
    ("xl/macrosheets/", "macro"),
    ("xl/dialogsheets/", "dialogsheet"),
    ("xl/chartsheets/", "chartsheet"),
    ("xl/slicers/", "slicer"),
    ("xl/timelines/", "timeline"),
    ("xl/embeddings/", "oleObjects"),
    ("xl/ctrlProps/", "controls"),
    ("xl/activeX/", "controls"),
)


def feature_name(tag: str) -> str:
    """The name of a SpreadsheetML or DrawingML element for messages; others keep their own."""
    return _names().get(tag, tag)


def _names() -> dict[str, str]:
    return {
        "conditionalFormatting": _("conditional format"),
        "conditionalFormattings": _("conditional format"),
        "sparklineGroups": _("sparklines 迷你图"),
        "slicerList": _("slicer"),
        "slicer": _("slicer"),
        "timeline": _("timeline"),
        "pivotTable": _("pivot table"),
        "externalLink": _("link to another workbook"),
        "macro": _("macros"),
        "dialogsheet": _("dialog sheet"),
        "chartsheet": _("chart sheet"),
        "oleObjects": _("OLE object"),
        "controls": _("form control"),
        "legacyDrawingHF": _("picture in a header or footer"),
        "drawingHF": _("picture in a header or footer"),
        "graphicFrame": _("chart or diagram"),
        "sp": _("shape or text box"),
        "cxnSp": _("connecting line"),
        "grpSp": _("group of shapes"),
        "contentPart": _("ink"),
        "AlternateContent": _("shape, slicer or control"),
    }
