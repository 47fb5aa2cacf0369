"""`manifest.json`: every file a run made, what from and what with, without clock or machine."""

from __future__ import annotations

import json
import platform
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import generator
from generator.bind.results import CaseResult, DocumentResult, FileEntry, RecordResult
from generator.problems import Severity

_LIBRARIES = (
    "docxtpl",
    "openpyxl",
    "pikepdf",
    "pillow",
    "pypdf",
    "python-docx",
    "typst",
    "weasyprint",
)


@cache
def versions() -> Mapping[str, str]:
    """The versions that decide what the documents look like."""
    found = {"bangfu": generator.__version__, "python": platform.python_version()}
    for library in _LIBRARIES:
        try:
            found[library] = version(library)
        except PackageNotFoundError:  # a library a later version may not need
            continue
    return found


def manifest_json(case: CaseResult, extra_versions: Mapping[str, str] | None = None) -> bytes:
    """The manifest as UTF-8 JSON: same results, same bytes.

    `extra_versions` names what else took part (`{"libreoffice": "24.2"}`).
    """
    manifest = {
        "case": {"name": case.name, "kind": case.kind, "policy": case.policy},
        "summary": {
            "records": len(case.records),
            "drafts": case.drafts,
            "pages": case.pages,
            "problems": _counts(case.all_problems),
        },
        "records": [_record(record) for record in case.records],
        "files": [_file(entry) for entry in case.files],
        "inputs": [_file(entry) for entry in sorted(case.inputs, key=lambda e: e.path)],
        "versions": {**versions(), **(extra_versions or {})},
    }
    parts = (f"{_json(key)}: {_lines(value)}" for key, value in manifest.items())
    return ("{\n" + ",\n".join(parts) + "\n}\n").encode()


def _lines(value: Any) -> str:
    """A list with one line for each of its items, which people look for and tools compare."""
    if not isinstance(value, list) or not value:
        return _json(value)
    return "[\n" + ",\n".join(map(_json, value)) + "\n]"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _record(record: RecordResult) -> dict[str, Any]:
    return {
        "key": record.key,
        "title": record.title,
        "status": record.status.value,
        "fingerprint": record.fingerprint,
        "engines": list(record.engines),
        "fonts": dict(record.fonts),
        "problems": _counts(record.problems),
        **built_entry(record.documents, record.packet, record.packet_pages),
    }


def built_entry(
    documents: Sequence[DocumentResult], packet: FileEntry | None, packet_pages: int
) -> dict[str, Any]:
    """A record's files as the manifest has them."""
    return {
        "packet": _file(packet, pages=packet_pages) if packet else None,
        "documents": [_document(document) for document in documents],
    }


def _document(document: DocumentResult) -> dict[str, Any]:
    return {
        "title": document.title,
        "form": document.form,
        "pages": document.pages,
        "files": [_file(entry) for entry in document.files],
    }


def _file(entry: FileEntry, **more: Any) -> dict[str, Any]:
    return {"path": entry.path, "sha256": entry.sha256, "size": entry.size, **more}


def _counts(problems: tuple[Any, ...]) -> dict[str, int]:
    found = Counter(problem.severity for problem in problems)
    return {severity.value: found[severity] for severity in Severity if found[severity]}
