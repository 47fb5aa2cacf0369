"""What is kept by identity: made once for the same object, given up when it is asked for no more."""

from __future__ import annotations

from generator.render.kept import kept_by_identity


class Thing:
    """Told from others by identity alone."""


def test_made_once_for_the_same_object_and_arguments() -> None:
    made: list[tuple[Thing, int, bool]] = []

    @kept_by_identity(10)
    def make(thing: Thing, size: int, *, turned: bool = False) -> object:
        made.append((thing, size, turned))
        return object()

    one, other = Thing(), Thing()
    first = make(one, 1)
    assert make(one, 1) is first
    assert make(other, 1) is not first
    assert make(one, 2) is not first
    assert make(one, 1, turned=True) is not first
    assert len(made) == 4


def test_what_recurs_stays_whatever_else_comes() -> None:
    made: list[Thing] = []

    @kept_by_identity(10)
    def make(thing: Thing) -> int:
        made.append(thing)
        return len(made)

    form = Thing()
    for _document in range(200):
        assert make(form) == 1
        make(Thing())
    assert made.count(form) == 1


def test_what_does_not_recur_is_let_go() -> None:
    import weakref

    @kept_by_identity(10)
    def make(thing: Thing) -> int:
        return 1

    seen = []
    for _document in range(100):
        thing = Thing()
        make(thing)
        seen.append(weakref.ref(thing))
    del thing
    assert sum(each() is not None for each in seen) <= 10
