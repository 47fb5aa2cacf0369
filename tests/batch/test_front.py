"""Cover and contents: what records share is made once, what is a record's own stays its own."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pypdf
import pytest
from msgspec.structs import replace

from generator.batch.job import Job
from generator.batch.plan import plan_cases
from generator.batch.record import build_record
from generator.files import Beside
from generator.fill.archive import read_parts, write_archive
from generator.load.case import load_case
from generator.options import BuildOptions
from tests.builds import LUQUAN, XUNDIAN, write_case

DOCUMENT = "word/document.xml"
HEADING = "目\u3000\u3000录"  # of the contents
COLUMN = "起始页"
NAMES = ("禄劝县人民医院", "寻甸县人民医院")


@pytest.fixture
def jobs(tmp_path: Path) -> tuple[Job, ...]:
    case = write_case(tmp_path, LUQUAN, XUNDIAN)
    (plan,) = plan_cases([(load_case(case), ())], BuildOptions((case,), tmp_path / "out"))
    return tuple(plan.jobs)


def contents_of(job: Job) -> str:
    """The text of the packet's page of contents."""
    with Beside() as files:
        built = build_record(job, files)
        files.settle()
    assert built.packet is not None
    pages = pypdf.PdfReader(job.folder / built.packet.path).pages
    (found,) = [text for page in pages if COLUMN in (text := page.extract_text())]
    return found


def with_heading(job: Job, folder: Path, heading: str) -> Job:
    """The job with another heading in its contents' template."""
    assert job.packet.contents is not None
    form = job.forms[job.packet.contents]
    parts = read_parts(form.template.read_bytes())
    assert HEADING.encode() in parts[DOCUMENT]
    parts[DOCUMENT] = parts[DOCUMENT].replace(HEADING.encode(), heading.encode())
    template = folder / "template.docx"
    template.write_bytes(write_archive(parts))
    changed = dataclasses.replace(form, template=template)
    return replace(job, forms={**job.forms, form.id: changed})


def test_contents_of_the_same_documents_are_the_same(jobs: tuple[Job, ...]) -> None:
    first, second = map(contents_of, jobs)
    assert first == second
    assert "协议书" in first


def test_contents_that_ask_for_the_record_tell_each_its_own(
    jobs: tuple[Job, ...], tmp_path: Path
) -> None:
    own = [contents_of(with_heading(job, tmp_path, "{{ receiver }}目录")) for job in jobs]
    told = [[name in text for name in NAMES] for text in own]
    assert told == [[True, False], [False, True]]


def test_contents_follow_their_template(jobs: tuple[Job, ...], tmp_path: Path) -> None:
    before = contents_of(jobs[0])
    after = contents_of(with_heading(jobs[0], tmp_path, "{{ title }}总目"))
    assert "总目" in after
    assert "总目" not in before
