"""What the embedded engine does not draw, called as a clerk knows it; other tags keep their name."""

from __future__ import annotations

from generator.i18n import _


def feature_name(tag: str) -> str:
    """The name of a WordprocessingML element for messages: `framePr` → frame."""
    return _names().get(tag, tag)


def _names() -> dict[str, str]:
    return {
        "AlternateContent": _("text box or shape"),
        "pict": _("VML picture or watermark"),
        "object": _("OLE object"),
        "oMath": _("equation"),
        "oMathPara": _("equation"),
        "footnoteReference": _("footnote"),
        "endnoteReference": _("endnote"),
        "framePr": _("frame"),
        "tblpPr": _("floating table"),
        "altChunk": _("embedded document"),
        "ptab": _("alignment tab"),
        "ruby": _("phonetic guide 拼音指南"),
        "em": _("emphasis mark 着重号"),
        "bdr": _("border around characters"),
        "effect": _("text effect"),
        "eastAsianLayout": _("combined characters 双行合一"),
        "fitText": _("text fitted to a width 调整宽度"),
        "textDirection": _("vertical text"),
        "pgBorders": _("page border"),
        "lnNumType": _("line numbers"),
        "vAlign": _("vertical alignment of the page"),
        "background": _("page colour"),
        "tblPrEx": _("table settings of a single row"),
        "tblCellSpacing": _("space between cells"),
        "bidiVisual": _("right-to-left table"),
        "specVanish": _("run-in paragraph"),
        "outline": _("hollow characters"),
        "shadow": _("characters with a shadow"),
        "emboss": _("embossed characters"),
        "imprint": _("engraved characters"),
        "rtl": _("right-to-left text"),
        "bidi": _("right-to-left paragraph"),
        "hidden": _("hidden row"),
        "tcFitText": _("text fitted to its cell"),
        "hideMark": _("cell that may be lower than a line"),
        "autoHyphenation": _("automatic hyphenation"),
        "mirrorMargins": _("mirrored margins"),
        "gutterAtTop": _("gutter at the top"),
        "bookFoldPrinting": _("book fold"),
        "printTwoOnOne": _("two pages on a sheet"),
        "displayBackgroundShape": _("page background"),
        "noLineBreaksAfter": _("own set of marks that may not end a line"),
        "noLineBreaksBefore": _("own set of marks that may not begin a line"),
    }
