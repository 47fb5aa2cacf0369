"""Layout: the page model set into lines, rows and pages, every piece with its place in pt."""
