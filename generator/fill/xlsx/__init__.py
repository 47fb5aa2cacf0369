"""Fills XLSX templates: the sheets stay what they are, rows are repeated, left out and merged."""

from generator.fill.xlsx.text import sheet_text
from generator.fill.xlsx.workbook import fill_xlsx

__all__ = ["fill_xlsx", "sheet_text"]
