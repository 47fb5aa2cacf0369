"""The DOCX reader: WordprocessingML into the page model; what it cannot say is refused by name."""
