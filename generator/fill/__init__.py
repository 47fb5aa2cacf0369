"""Stage 3, fill: a record's fields into a form's template; templates can compute but never act."""

from generator.fill.docx import fill_docx
from generator.fill.objects import Picture, SubDocument
from generator.fill.template import fill, filled_text
from generator.fill.text import document_text

__all__ = ["Picture", "SubDocument", "document_text", "fill", "fill_docx", "filled_text"]
