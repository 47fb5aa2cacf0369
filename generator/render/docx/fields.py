"""Fields: page numbers and counts of headers and footers are known, all others refused by name."""

from __future__ import annotations

from dataclasses import dataclass

from generator.render.model import CharStyle, Field, PageField
from generator.render.refusal import Refusals

_PAGE_FIELDS = {"PAGE": Field.PAGE, "NUMPAGES": Field.PAGES}
_HARMLESS_SWITCHES = frozenset({"MERGEFORMAT", "CHARFORMAT", "ARABIC"})


def page_field(instruction: str) -> Field | None:
    """Which page field an instruction is, None for any other or one with a format of its own."""
    words = instruction.upper().replace("\\*", " \\* ").split()
    if not words or words[0] not in _PAGE_FIELDS:
        return None
    switches = {word for word in words[1:] if word != "\\*"}
    return _PAGE_FIELDS[words[0]] if switches <= _HARMLESS_SWITCHES else None


@dataclass
class FieldState:
    """Where a complex field (begin, instruction, separate, result, end) stands as runs go by."""

    refusals: Refusals
    in_body: bool  # outside headers and footers a page field is refused
    instruction: str = ""
    depth: int = 0
    in_result: bool = False
    pending: CharStyle | None = None  # of a page field that has not been shown yet

    def begin_or_end(self, kind: str, style: CharStyle, place: str) -> PageField | None:
        """Take one field character; at its end a page field is shown if its result was empty."""
        if kind == "begin":
            self.depth += 1
            if self.depth > 1:
                self.refusals.add("nested field", place)
            self.instruction, self.in_result, self.pending = "", False, None
        elif kind == "separate":
            self._decide(style, place)
            self.in_result = True
        elif kind == "end" and self.depth:
            if not self.in_result:
                self._decide(style, place)
            self.depth -= 1
            self.in_result = False
            return self.shown(style)
        return None

    def _decide(self, style: CharStyle, place: str) -> None:
        if self.depth == 1 and self.checked(place):
            self.pending = style

    def checked(self, place: str) -> Field | None:
        """The page field of the instruction; None, and refused by name, for all others."""
        kind = page_field(self.instruction)
        if kind is None:
            self.refusals.add(f"field {self.instruction.strip()}", place)
        elif self.in_body:
            self.refusals.add("page number field in the text", place)
            kind = None
        return kind

    def shown(self, style: CharStyle) -> PageField | None:
        """The page field in its result's style, once."""
        kind = page_field(self.instruction)
        if self.pending is None or kind is None:
            return None
        self.pending = None
        return PageField(kind, style)
