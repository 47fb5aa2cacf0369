"""A small case's results: three records, of them one draft with problems, texts that bite."""

from __future__ import annotations

from generator.bind.results import CaseResult, DocumentResult, FileEntry, RecordResult, Status
from generator.places import Place
from generator.problems import Problem, Severity

BITING = "<script>alert(1)</script> & \"引号\" '单'"


def entry(path: str) -> FileEntry:
    return FileEntry(path, "ab" * 32, 1234)


def record(key: str, title: str, *problems: Problem, **columns: str) -> RecordResult:
    draft = any(problem.makes_draft for problem in problems)
    files = (entry(f"{key}/01-协议书.docx"), entry(f"{key}/01-协议书.pdf"))
    return RecordResult(
        key,
        title,
        ("pairs", 0),
        Status.DRAFT if draft else Status.FINAL,
        (DocumentResult("协议书", "yunnan-2022/form", files, 6),),
        entry(f"{key}/packet.pdf"),
        10,
        problems,
        columns,
    )


GAP = Problem(
    Severity.GAP,
    Place("/somewhere/cases/agreements.yaml", 57, 5),
    "the tertiary hospital is missing",
    "Write it as `helpers`.",
    "YN-07",
    "附件1",
)
WARNING = Problem(Severity.WARNING, Place("roster.xlsx", sheet="Sheet1", cell="C7"), BITING)

CASE = CaseResult(
    name="云南省三级医院对口帮扶协议",
    kind="agreement",
    policy="yunnan-2022",
    records=(
        record("001-禄劝", "禄劝县人民医院 ← 昆明市延安医院", 县名称="禄劝县", 备注="=1+1"),
        record("002-威信", "威信县中医医院 ← 【待补：三级医院】", GAP, 县名称="威信县"),
        record("003#?%", BITING, WARNING, 县名称=BITING, 备注="@SUM(A1)"),
    ),
    problems=(Problem(Severity.INFO, Place("agreements.yaml"), "148 rows"),),
    inputs=(entry("relations.yaml"), entry("agreements.yaml")),
    files=(entry("index.xlsx"),),
)
