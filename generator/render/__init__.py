"""Render: DOCX, XLSX and HTML into PDF, by the embedded Typst engine or by LibreOffice."""
