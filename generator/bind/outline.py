"""The outline 书签 of a packet: its parts by title and level (ISO 32000-1, 12.3.3)."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field

from generator.pdf.objects import Obj, Value, array, dictionary, text_string

Entry = tuple[str, int, Obj]
"""Title, level from 0, page it leads to."""


class _Item(Struct):
    """An item while the tree is put together."""

    title: str = ""
    page: Obj | None = None
    obj: Obj = field(default_factory=Obj)
    children: list[_Item] = field(default_factory=list)


def outline(entries: Sequence[Entry]) -> Obj:
    """The outline with everything open; a level too deep for what stands above it is lessened."""
    root = _Item()
    path = [root]  # the last item of each level
    for title, level, page in entries:
        del path[min(level, len(path) - 1) + 1 :]
        item = _Item(title, page)
        path[-1].children.append(item)
        path.append(item)
    _tell(root, None)
    return root.obj


def _tell(item: _Item, parent: _Item | None) -> int:
    """Give an item's children their bodies and its own; how many items are open below it."""
    below = sum(1 + _tell(child, item) for child in item.children)
    found: dict[str, Value] = {}
    if parent is None:
        found["Type"] = "/Outlines"
    else:
        place = parent.children.index(item)
        found |= {"Title": text_string(item.title), "Parent": parent.obj}
        if place:
            found["Prev"] = parent.children[place - 1].obj
        if place + 1 < len(parent.children):
            found["Next"] = parent.children[place + 1].obj
        if item.page is not None:
            found["Dest"] = array((item.page, "/Fit"))
    if item.children:
        found |= {"First": item.children[0].obj, "Last": item.children[-1].obj, "Count": str(below)}
    item.obj.body = dictionary(found)
    return below
