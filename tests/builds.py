"""Small real builds: cases written by a test, built below a folder of its own, read back."""

from __future__ import annotations

import hashlib
import io
import json
from pathlib import Path
from typing import Any

import pypdf
import yaml

from generator import pipeline
from generator.batch.lock import NAME as LOCK
from generator.options import BuildOptions, CaseResult, Progress

LUQUAN = {"county": "禄劝县", "receiver": "禄劝县人民医院", "helpers": ["昆明市延安医院"]}
XUNDIAN = {"county": "寻甸县", "receiver": "寻甸县人民医院", "helpers": ["上海市肺科医院"]}
XUNDIAN_TOO = {"county": "寻甸县", "receiver": "寻甸县人民医院", "helpers": ["昆明市延安医院"]}
WEIXIN = {"county": "威信县", "receiver": "威信县中医医院", "helpers": ["待补：三级医院"]}

LUQUAN_KEY = "001-禄劝县人民医院-昆明市延安医院"
AGREEMENT = "01-三级医院对口帮扶县级医院协议书"
SUPPLEMENT = "02-三级医院对口帮扶县级医院补充协议"
AGREEMENT_FORM = "yunnan-2022/annex-3-agreement"
SUPPLEMENT_FORM = "yunnan-2022/supplementary-agreement"


def write_case(folder: Path, *pairs: dict[str, Any], name: str = "case", **more: Any) -> Path:
    """An agreement case file of these pairs, which last five years unless they say otherwise."""
    terms = {"start": "2021-01-01", "end": "2025-12-31"}
    content = {
        "kind": "agreement",
        "policy": "yunnan-2022",
        "name": "测试案卷",
        "pairs": [terms | pair for pair in pairs],
        **more,
    }
    path = folder / f"{name}.yaml"
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), "utf-8")
    return path


def build_all(output: Path, *cases: Path, **options: Any) -> tuple[CaseResult, ...]:
    """Build cases, in this process unless `workers` says otherwise."""
    settings = {"workers": 1, **options}
    return pipeline.build(BuildOptions(cases, output, **settings), lambda _step: None)


def build(output: Path, case: Path, **options: Any) -> CaseResult:
    """Build one case."""
    (result,) = build_all(output, case, **options)
    return result


def steps(output: Path, case: Path, **options: Any) -> list[Progress]:
    """Build one case and give what was told on the way."""
    told: list[Progress] = []
    pipeline.build(BuildOptions((case,), output, **{"workers": 1, **options}), told.append)
    return told


def files(folder: Path) -> dict[str, Path]:
    """Every file below a folder by its path from there, hidden ones too, the empty lock aside."""
    return {
        path.relative_to(folder).as_posix(): path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != LOCK
    }


def digests(folder: Path, *suffixes: str) -> dict[str, str]:
    """SHA-256 of the files below a folder that have one of the suffixes."""
    return {
        name: hashlib.sha256(path.read_bytes()).hexdigest()
        for name, path in files(folder).items()
        if path.suffix in suffixes
    }


def mtimes(folder: Path) -> dict[str, int]:
    """When each file below a folder was written, in ns."""
    return {name: path.stat().st_mtime_ns for name, path in files(folder).items()}


def manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a case's folder."""
    content: dict[str, Any] = json.loads((folder / "manifest.json").read_text("utf-8"))
    return content


def listed(folder: Path) -> list[str]:
    """The keys of the records a case's manifest names."""
    return [record["key"] for record in manifest(folder)["records"]]


def page_texts(pdf: Path) -> list[str]:
    """The text of each page, without spaces."""
    reader = pypdf.PdfReader(io.BytesIO(pdf.read_bytes()))
    return ["".join(page.extract_text().split()) for page in reader.pages]


def outline(pdf: Path) -> list[tuple[str, int]]:
    """The outline's titles with their pages, from 1."""
    reader = pypdf.PdfReader(io.BytesIO(pdf.read_bytes()))
    found = []
    for item in reader.outline:
        assert not isinstance(item, list)
        number = reader.get_destination_page_number(item)
        assert number is not None
        found.append((str(item.title), number + 1))
    return found
