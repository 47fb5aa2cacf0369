"""Render: DOCX, XLSX and HTML into PDF, by the embedded engine, with or without Typst, or by LibreOffice."""
