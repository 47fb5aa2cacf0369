"""Reading XLSX into laid-out pages: a sheet is a grid of known widths and heights."""
