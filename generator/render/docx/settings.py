"""A document's settings that change the page; those the layout does not follow are refused."""

from __future__ import annotations

from msgspec import Struct

from generator.render.docx.features import feature_name
from generator.render.docx.package import Element, Package, W
from generator.render.docx.values import count, flag, is_on, tag_of, twips, val
from generator.render.refusal import Refusals

_OLD_WORD = 12  # what Word takes a file for that does not say
_WORD_2013 = 15
# Each changes where lines or pages end, or what is printed.
_REFUSED_IF_ON = frozenset(
    [
        "autoHyphenation",
        "gutterAtTop",
        "bookFoldPrinting",
        "printTwoOnOne",
        "displayBackgroundShape",
        "noLineBreaksAfter",
        "noLineBreaksBefore",
    ]
)

# Of editing, viewing, saving, merging, forms, protection and the grid for drawing; what is said of
# notes, which are refused, and of complex scripts, which are too; extensions by their own names.
_HARMLESS = frozenset(
    [
        "writeProtection",
        "view",
        "zoom",
        "removePersonalInformation",
        "removeDateAndTime",
        "doNotDisplayPageBoundaries",
        "printPostScriptOverText",
        "printFractionalCharacterWidth",
        "printFormsData",
        "embedTrueTypeFonts",
        "embedSystemFonts",
        "saveSubsetFonts",
        "saveFormsData",
        "alignBordersAndEdges",
        "hideSpellingErrors",
        "hideGrammaticalErrors",
        "activeWritingStyle",
        "proofState",
        "formsDesign",
        "attachedTemplate",
        "linkStyles",
        "stylePaneFormatFilter",
        "stylePaneSortMethod",
        "documentType",
        "mailMerge",
        "revisionView",
        "trackRevisions",
        "doNotTrackMoves",
        "doNotTrackFormatting",
        "documentProtection",
        "autoFormatOverride",
        "styleLockTheme",
        "styleLockQFSet",
        "consecutiveHyphenLimit",
        "hyphenationZone",
        "doNotHyphenateCaps",
        "showEnvelope",
        "summaryLength",
        "clickAndTypeStyle",
        "defaultTableStyle",
        "bookFoldRevPrinting",
        "bookFoldPrintingSheets",
        "drawingGridHorizontalSpacing",
        "drawingGridVerticalSpacing",
        "displayHorizontalDrawingGridEvery",
        "displayVerticalDrawingGridEvery",
        "doNotUseMarginsForDrawingGridOrigin",
        "drawingGridHorizontalOrigin",
        "drawingGridVerticalOrigin",
        "doNotShadeFormData",
        "noPunctuationKerning",
        "characterSpacingControl",
        "savePreviewPicture",
        "doNotValidateAgainstSchema",
        "saveInvalidXml",
        "ignoreMixedContent",
        "alwaysShowPlaceholderText",
        "doNotDemarcateInvalidXml",
        "saveXmlDataOnly",
        "useXSLTWhenSaving",
        "saveThroughXslt",
        "showXMLTags",
        "alwaysMergeEmptyNamespace",
        "updateFields",
        "hdrShapeDefaults",
        "footnotePr",
        "endnotePr",
        "docVars",
        "rsids",
        "mathPr",
        "attachedSchema",
        "themeFontLang",
        "clrSchemeMapping",
        "doNotIncludeSubdocsInStats",
        "doNotAutoCompressPictures",
        "forceUpgrade",
        "captions",
        "readModeInkLockDown",
        "smartTagType",
        "schemaLibrary",
        "shapeDefaults",
        "doNotEmbedSmartTags",
        "decimalSymbol",
        "listSeparator",
        "strictFirstAndLastChars",
        "docId",
        "chartTrackingRefBased",
        "discardImageEditingData",
        "defaultImageDpi",
        "conflictMode",
    ]
)


class Settings(Struct):
    """What the settings part says."""

    default_tab: float = 36.0
    even_and_odd: bool = False
    own_edge: bool = False  # a table's edge, not its text, stands at the margin (Word 2013 on)
    add_spaces: bool = False  # spaces after and before paragraphs add up
    mirrored: bool = False  # 对称页边距
    around_header: bool = True  # page borders go around headers
    around_footer: bool = True


def read_settings(package: Package, main: str, refusals: Refusals) -> Settings:
    """The settings of a document; all at their defaults where it has none."""
    found = Settings()
    part = package.related(main, "settings")
    for child in package.xml(part) if part else ():
        name = tag_of(child)
        if name == "defaultTabStop":
            found.default_tab = twips(val(child)) or found.default_tab
        elif name == "evenAndOddHeaders":
            found.even_and_odd = is_on(child)
        elif name == "mirrorMargins":
            found.mirrored = is_on(child)
        elif name == "bordersDoNotSurroundHeader":
            found.around_header = not is_on(child)
        elif name == "bordersDoNotSurroundFooter":
            found.around_footer = not is_on(child)
        elif name == "compat":
            found.own_edge = _compatibility_mode(child) >= _WORD_2013
            found.add_spaces = flag(child, "doNotUseHTMLParagraphAutoSpacing")
        elif name in _REFUSED_IF_ON:
            if is_on(child):
                refusals.add(feature_name(name), "settings")
        elif name not in _HARMLESS:
            refusals.add(f"setting {name}", "settings")
    return found


def _compatibility_mode(compat: Element) -> int:
    for setting in compat.iterfind(W + "compatSetting"):
        if val(setting, "name") == "compatibilityMode":
            return count(val(setting), _OLD_WORD)
    return _OLD_WORD
