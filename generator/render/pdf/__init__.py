"""Laid-out pages written straight to PDF: content streams over subsets of the fonts.

Typst embeds every glyph anew in every document, 20 to 50 µs each, most of it compression; that is
two thirds of a batch's time. Here the characters of a form's own text are embedded once a process
and only a record's own names and numbers for each document.
"""
