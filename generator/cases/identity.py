"""Identifiers as fields of a case: cleaned when loaded, verified by the check stage."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Struct
from pydantic import AfterValidator

from generator.cases.base import Text
from generator.identifiers.credit_code import clean_credit_code
from generator.identifiers.document_number import normal_document_number
from generator.identifiers.resident_id import clean_resident_id

IdentifierKind = Literal[
    "resident-id", "roster-id", "mobile", "phone", "credit-code", "person", "words"
]


class Identifier(Struct, frozen=True):
    """Marks a field whose value the check stage verifies."""

    kind: IdentifierKind


ResidentId = Annotated[Text, AfterValidator(clean_resident_id), Identifier("resident-id")]
"""An identity number 身份证号; stays text."""

RosterId = Annotated[Text, Identifier("roster-id")]
"""An identity number that only tells people apart: what is wrong with it is a warning."""

Mobile = Annotated[Text, Identifier("mobile")]
"""A mobile number 手机号."""

Phone = Annotated[Text, Identifier("phone")]
"""Any telephone number 联系电话."""

CreditCode = Annotated[Text, AfterValidator(clean_credit_code), Identifier("credit-code")]
"""A unified social credit code 统一社会信用代码."""

Person = Annotated[Text, Identifier("person")]
"""The name of a person 姓名."""

Words = Annotated[Text, Identifier("words")]
"""Text that is no number: a department, a hospital, a title; in a list a number is another column's."""

DocumentNumber = Annotated[Text, AfterValidator(normal_document_number)]
"""A document number 发文字号; other brackets become 〔〕."""

Gender = Literal["男", "女"]
