"""Fingerprints: everything a record's documents depend on changes them, and nothing else does."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from msgspec.structs import replace

from generator.batch import uptodate
from generator.batch.job import Job
from generator.batch.plan import plan_cases
from generator.batch.uptodate import Earlier, fingerprint
from generator.options import BuildOptions
from generator.pipeline import check
from tests.builds import LUQUAN, LUQUAN_KEY, build, write_case


def job(folder: Path, **options: object) -> Job:
    case = write_case(folder, LUQUAN)
    (plan,) = plan_cases(check((case,)), BuildOptions((case,), folder / "out", **options))
    return plan.jobs[0]


def test_the_same_job_has_the_same_fingerprint(tmp_path: Path) -> None:
    one = job(tmp_path)
    assert fingerprint(one) == fingerprint(job(tmp_path))
    assert fingerprint(one) == fingerprint(replace(one, folder=tmp_path / "elsewhere"))
    assert fingerprint(one) == fingerprint(replace(one, only=tuple(one.forms)[:1]))


def changed(one: Job) -> dict[str, Job]:
    return {
        "record": replace(one, record=replace(one.record, title="别的")),
        "programme": replace(one, programme="别的"),
        "packet": replace(one, packet=dataclasses.replace(one.packet, duplex=False)),
        "engine": replace(one, engine="typst"),
        "draft": replace(one, draft=True),
        "forms": replace(one, forms=dict(list(one.forms.items())[1:])),
    }


def test_what_the_documents_depend_on_changes_it(tmp_path: Path) -> None:
    one = job(tmp_path)
    digests = {name: fingerprint(other) for name, other in changed(one).items()}
    assert len({*digests.values(), fingerprint(one)}) == len(digests) + 1


def test_a_changed_template_changes_it(tmp_path: Path) -> None:
    one = job(tmp_path)
    form_id, form = next(iter(one.forms.items()))
    copy = tmp_path / "template.docx"
    copy.write_bytes(form.template.read_bytes())
    same = replace(one, forms={**one.forms, form_id: dataclasses.replace(form, template=copy)})
    assert fingerprint(same) == fingerprint(one)
    copy.write_bytes(form.template.read_bytes() + b"\n")
    assert fingerprint(same) != fingerprint(one)


@pytest.mark.parametrize("part", ["_program", "versions"])
def test_another_program_changes_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    one = job(tmp_path)
    before = fingerprint(one)
    monkeypatch.setattr(uptodate, part, lambda: {"another": "one"})
    uptodate.surroundings.cache_clear()
    try:
        assert fingerprint(one) != before
    finally:
        uptodate.surroundings.cache_clear()


def test_nothing_stands_where_nothing_was_built(tmp_path: Path) -> None:
    assert Earlier(tmp_path).standing(LUQUAN_KEY, "") is None


def test_what_was_built_stands_there_until_it_changes(tmp_path: Path) -> None:
    one = job(tmp_path)
    build(tmp_path / "out", tmp_path / "case.yaml")
    built = Earlier(one.folder).standing(LUQUAN_KEY, fingerprint(one))
    assert built is not None
    assert {entry.path for entry in built.files()} == set(one.files())
    assert (built.engines, "宋体" in built.fonts) == (("embedded",), True)
    assert Earlier(one.folder).standing(LUQUAN_KEY, "another") is None
    (one.folder / LUQUAN_KEY / "packet.pdf").unlink()
    left = Earlier(one.folder).standing(LUQUAN_KEY, fingerprint(one))
    assert left is not None
    assert (left.packet, left.packet_pages, len(left.documents)) == (None, 0, 2)
