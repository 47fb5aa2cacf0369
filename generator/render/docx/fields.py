"""Fields: page numbers and counts are set anew, other fields show the result the file holds."""

from __future__ import annotations

from msgspec import Struct, field

from generator.render.model import CharStyle, Field, PageField
from generator.render.refusal import Refusals

_PAGE_FIELDS = {
    "PAGE": Field.PAGE,
    "NUMPAGES": Field.PAGES,
    "SECTIONPAGES": Field.SECTION_PAGES,
}
# Shown as they were when the file was saved, as Word shows and prints them until told to update.
_SHOWN = frozenset(
    [
        "=",
        "AUTHOR",
        "COMMENTS",
        "CREATEDATE",
        "DATE",
        "DOCPROPERTY",
        "DOCVARIABLE",
        "FILENAME",
        "FORMTEXT",
        "HYPERLINK",
        "IF",
        "KEYWORDS",
        "LASTSAVEDBY",
        "MERGEFIELD",
        "NOTEREF",
        "NUMCHARS",
        "NUMWORDS",
        "PAGEREF",
        "PRINTDATE",
        "QUOTE",
        "REF",
        "SAVEDATE",
        "SECTION",
        "SEQ",
        "STYLEREF",
        "SUBJECT",
        "TIME",
        "TITLE",
        "TOC",
        "USERADDRESS",
        "USERNAME",
    ]
)
_HARMLESS_SWITCHES = frozenset({"MERGEFORMAT", "CHARFORMAT"})
# What the switch \* calls a format (ECMA-376 Part 1 §17.16.4.3.1); roman and alphabetic by their case.
_FORMATS = {
    "ARABIC": "decimal",
    "ROMAN": "upperRoman",
    "roman": "lowerRoman",
    "ALPHABETIC": "upperLetter",
    "alphabetic": "lowerLetter",
    "ARABICDASH": "numberInDash",
    "CHINESENUM1": "chineseCounting",
    "CHINESENUM2": "chineseLegalSimplified",
    "CHINESENUM3": "chineseCountingThousand",
    "CIRCLENUM": "decimalEnclosedCircle",
    "DBCHAR": "decimalFullWidth",
    "GB1": "decimalEnclosedFullstop",
    "GB2": "decimalEnclosedParen",
    "GB3": "decimalEnclosedCircleChinese",
    "GB4": "ideographEnclosedCircle",
    "ORDINAL": "ordinal",
    "ZODIAC1": "ideographTraditional",
    "ZODIAC2": "ideographZodiac",
}


def page_field(instruction: str) -> tuple[Field, str] | None:
    """Which page field an instruction is and its format ("": the section's); None for any other."""
    words = instruction.replace("\\*", " \\* ").split()
    if not words or words[0].upper() not in _PAGE_FIELDS:
        return None
    kind = ""
    for word in (word for word in words[1:] if word != "\\*"):
        if word.upper() in _HARMLESS_SWITCHES:
            continue
        found = _FORMATS.get(word) or _FORMATS.get(word.upper())
        if found is None:
            return None
        kind = found
    return _PAGE_FIELDS[words[0].upper()], kind


def is_shown(instruction: str) -> bool:
    """Whether the field's kept result is what it shows."""
    words = instruction.replace("=", " = ", 1).split()
    return bool(words) and words[0].upper() in _SHOWN


class _Open(Struct):
    """A field that has begun."""

    instruction: str = ""
    in_result: bool = False
    pending: tuple[Field, str] | None = None  # a page field that has not been shown yet
    shows: bool = True  # its kept result


class FieldState(Struct):
    """Where complex fields (begin, instruction, separate, result, end) stand as runs go by."""

    refusals: Refusals
    in_body: bool  # outside headers and footers a page field is refused
    _open: list[_Open] = field(default_factory=list)

    def begin_or_end(self, kind: str, style: CharStyle, place: str) -> PageField | None:
        """Take one field character; at its end a page field is shown if its result was empty."""
        if kind == "begin":
            self._open.append(_Open())
        elif kind == "separate" and self._open:
            self._decide(self._open[-1], place)
        elif kind == "end" and self._open:
            if not self._open[-1].in_result:
                self._decide(self._open[-1], place)
            shown = self.shown(style)
            self._open.pop()
            return shown
        return None

    def instruct(self, text: str) -> None:
        """Take a part of the instruction."""
        if self._open and not self._open[-1].in_result:
            self._open[-1].instruction += text

    def finish(self, place: str) -> None:
        """At the paragraph's end: what a field shows further on is known, or it is refused."""
        if any(not one.in_result for one in self._open):
            self.refusals.add("field over several paragraphs", place)

    @property
    def hides(self) -> bool:
        """Whether what stands here is no text: an instruction, or the old number of a page field."""
        return any(not (one.in_result and one.shows) for one in self._open)

    def _decide(self, one: _Open, place: str) -> None:
        one.in_result = True
        found = page_field(one.instruction)
        one.shows = found is None
        if found is not None and any(not outer.in_result for outer in self._open[:-1]):
            self.refusals.add("nested field", place)
        elif self.checked(one.instruction, place):
            one.pending = found

    def checked(self, instruction: str, place: str) -> tuple[Field, str] | None:
        """The page field of the instruction; None for others, of which the unknown are refused."""
        found = page_field(instruction)
        if found is None and not is_shown(instruction):
            self.refusals.add(f"field {instruction.strip()}", place)
        elif found is not None and self.in_body:
            self.refusals.add("page number field in the text", place)
        return found

    def shown(self, style: CharStyle) -> PageField | None:
        """The page field in its result's style, once."""
        one = self._open[-1] if self._open else None
        if one is None or one.pending is None or not one.in_result:
            return None
        kind, one.pending = one.pending, None
        return PageField(kind[0], style, kind[1])
