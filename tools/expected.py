"""Write `expected.txt` of the forms named: the text of their filled samples, to be read by a person."""

from __future__ import annotations

import sys

from generator.files import write_whole
from generator.fill import fill, filled_text
from generator.fill.sample import sample_fields
from generator.forms import Form, discover_forms


def expected(form: Form) -> str:
    """The text of the form's filled sample."""
    return filled_text(fill(form.template, sample_fields(form)), form.template.suffix)


def main(names: list[str]) -> int:
    """Write one file for each form named; without names say how to use it."""
    forms = discover_forms()
    if not names or not set(names) <= set(forms):
        print("usage: python -m tools.expected FORM…, out of:", *forms, file=sys.stderr)
        return 2
    for name in names:
        write_whole(forms[name].expected, expected(forms[name]).encode())
        print(f"{forms[name].expected}: read it against the source")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
