"""Document numbers 发文字号, with the year in the brackets 〔〕 of GB/T 9704—2012, 7.2.5."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.i18n import _
from generator.identifiers.fault import Fault

_OPEN, _CLOSE = r"[〔\[【［(（﹝]", r"[〕\]】］)）﹞]"
_NUMBER = re.compile(rf"([\u4e00-\u9fff]+){_OPEN}((?:19|20)\d{{2}}){_CLOSE}第?0*([1-9]\d*)号")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A document number: the issuer's mark 机关代字, the year and the number in it."""

    mark: str
    year: int
    serial: int

    def __str__(self) -> str:
        return f"{self.mark}〔{self.year}〕{self.serial}号"


def read_document_number(text: str) -> DocumentNumber | None:
    """The number behind any of the brackets people use, with or without 第, zeros and spaces."""
    found = _NUMBER.fullmatch(_SPACES.sub("", text))
    return DocumentNumber(found[1], int(found[2]), int(found[3])) if found else None


def normal_document_number(text: str) -> str:
    """The number as it is printed, `沪卫计财务〔2018〕146号`; what is no number stays as it is."""
    return str(read_document_number(text) or text)


def faults_of_document_number(text: str) -> list[Fault]:
    """What is wrong with a number: none at all, or not written as the standard wants it."""
    read = read_document_number(text)
    if read is None:
        example = "沪浦卫〔2024〕5号"
        return [
            Fault(
                _("not a document number: {text}", text=text),
                _("Write mark, year and number, as {example}.", example=example),
            )
        ]
    if str(read) != text:
        message = _("the document number is not written as the standard wants it")
        return [Fault(message, _("Write {number}.", number=read), certain=False)]
    return []
