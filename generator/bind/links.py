"""Links of the contents' lines to the parts they name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.pdf.document import Document
from generator.pdf.objects import Obj, Value, array, dictionary, number
from generator.stamp.geometry import PT_PER_MM, as_read
from generator.stamp.places import destinations

_LINE = re.compile(r"contents_([1-9]\d*)")
_LINE_HEIGHT = 10.0  # mm; one line of 28.95 pt is 10.2
_RIGHT_MARGIN = 26.0  # mm (GB/T 9704—2012, 5.2.1)


def contents_links(contents: Document, targets: Sequence[Obj]) -> Iterator[tuple[int, Obj]]:
    """For each line of the contents its page's index and a link to its part's first page.

    The bookmark `contents_<n>` of the contents' form stands in the line of the nth part, whose
    first page is `targets[n - 1]`. Contents without such bookmarks get no links.
    """
    for place in destinations(contents):
        line = _LINE.fullmatch(place.name)
        if line is None or int(line[1]) > len(targets):
            continue
        frame = as_read(contents.pages[place.page])
        width = max(frame.width - _RIGHT_MARGIN - place.x, 1.0) * PT_PER_MM
        box = frame.box_at(place.x, place.y, _LINE_HEIGHT)
        corners = (*box.apply(0, 0), *box.apply(width, _LINE_HEIGHT * PT_PER_MM))
        link: dict[str, Value] = {
            "Type": "/Annot",
            "Subtype": "/Link",
            "Rect": array(map(number, corners)),
            "Border": "[0 0 0]",
            "Dest": array((targets[int(line[1]) - 1], "/Fit")),
        }
        yield place.page, Obj(dictionary(link))
