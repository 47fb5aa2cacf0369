"""Formulas of the kinds forms use: parsed into small trees, evaluated over the workbook's cells."""
