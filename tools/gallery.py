"""Draw docs/gallery: the pages of every form's filled sample, as the embedded engine renders them."""

from __future__ import annotations

import sys
from pathlib import Path

from generator.files import write_whole
from generator.fill import fill_docx
from generator.fill.sample import sample_fields
from generator.forms import Form, discover_forms
from generator.render.engine import preview

GALLERY = Path(__file__).resolve().parent.parent / "docs/gallery"
PPI = 60.0  # enough to see a page's layout, some 30 KB a page


def pictures(form: Form) -> dict[str, bytes]:
    """The PNG pages of one form by file name."""
    filled = fill_docx(form.template, sample_fields(form))
    pages = preview(filled, form.template.suffix, form.id, PPI)
    stem = form.id.replace("/", "-")
    return {f"{stem}-{number}.png": page for number, page in enumerate(pages, start=1)}


def main() -> int:
    """Write every picture, and remove those that no form has any more."""
    drawn = {name: page for form in discover_forms().values() for name, page in pictures(form).items()}
    for name, page in drawn.items():
        write_whole(GALLERY / name, page)
    for old in GALLERY.glob("*.png"):
        if old.name not in drawn:
            old.unlink()
    print(f"{GALLERY.name}: {len(drawn)} pages")
    return 0


if __name__ == "__main__":
    sys.exit(main())
