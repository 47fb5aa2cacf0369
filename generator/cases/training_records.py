"""The records of a training case: one for each trainee who passed, to be given a certificate."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from generator.cases.base import Case, title_of
from generator.cases.handed import photo_of
from generator.cases.keys import record_key
from generator.cases.nothing import BLANK, Blank, Gap
from generator.cases.records import Party, Record, SealImage
from generator.cases.training import Trainee, TrainingCase
from generator.masking import masked
from generator.reference import Reference

ISSUER = "承办单位"
_OWN = frozenset({"name", "unit", "result", "number"})
_PHOTO, _PHOTOS = "photo", "photos"


def training_records(case: Case, reference: Reference, base: Path) -> tuple[Record, ...]:
    """One record for each trainee who passed, in the roster's order; `base` is the case's folder.

    Raises TypeError for another kind of case.
    """
    if not isinstance(case, TrainingCase):
        raise TypeError(f"not a training case: {type(case).__name__}")
    course, issuer = _course(case), _issuer(case, base)
    has_photos = any(trainee.photo for trainee in case.trainees)
    own = _OWN | {_PHOTO} if has_photos else _OWN
    course = {**course, _PHOTOS: has_photos}  # who lacks one glues it, and has the 钢印, too
    return tuple(
        _record(
            index, trainee, case, {**course, _PHOTO: photo_of(trainee.photo, base)}, issuer, own
        )
        for index, trainee in enumerate(case.trainees)
        if trainee.passed
    )


def twice(case: TrainingCase) -> tuple[tuple[int, ...], ...]:
    """The rows (indexes) of trainees whom nothing tells apart, each group in order."""
    keys = [_person(trainee) for trainee in case.trainees]
    again = [key for key, count in Counter(keys).items() if count > 1]
    return tuple(tuple(at for at, key in enumerate(keys) if key == each) for each in again)


def _course(case: TrainingCase) -> Mapping[str, Any]:
    """What the certificates of a course have in common."""
    named = {
        key: Gap(title_of(TrainingCase, key)) if value == Gap() else value
        for key, value in case
        if key in ("course", "issuer", "start", "end", "place", "hours", "date_style")
    }
    dated = Gap(title_of(TrainingCase, "issued")) if case.issued == Gap() else case.issued
    return {**named, "dated": dated, "code": BLANK, "qr": BLANK}


def _issuer(case: TrainingCase, base: Path) -> Party:
    """Who seals the certificates; `base` is the folder of the case file."""
    name = Gap(title_of(TrainingCase, "issuer")) if case.issuer == Gap() else case.issuer
    image = case.seals.get("issuer")
    if image is None:
        return Party("issuer", ISSUER, name)
    file = str((base / image.file).resolve())
    return Party("issuer", ISSUER, name, SealImage(file, image.owner, image.diameter_mm))


def _record(
    index: int,
    trainee: Trainee,
    case: TrainingCase,
    shared: Mapping[str, Any],
    issuer: Party,
    own: frozenset[str],
) -> Record:
    parties = (issuer,)
    fields = {
        **shared,
        "name": trainee.name,
        "unit": trainee.unit,
        "result": trainee.result,
        "number": trainee.number or Gap("编号"),
        "parties": parties,
    }
    return Record(
        key=record_key(index + 1, trainee.name),
        title=trainee.name if isinstance(trainee.unit, Blank) else _with_unit(trainee),
        path=("trainees", index),
        fields=fields,
        parties=parties,
        columns={
            title_of(Trainee, "name"): trainee.name,
            title_of(Trainee, "unit"): trainee.unit,
            title_of(Trainee, "id_number"): _shown(trainee.id_number),
            title_of(TrainingCase, "course"): shared["course"],
            title_of(TrainingCase, "start"): shared["start"],
            title_of(TrainingCase, "end"): shared["end"],
            title_of(TrainingCase, "issuer"): shared["issuer"],
        },
        identity=(*_same_course(case), *_person(trainee)),
        own=own,
        # Where a photo's file stands on this machine is nothing a certificate says.
        said=frozenset(fields) - {_PHOTO, _PHOTOS},
    )


def _with_unit(trainee: Trainee) -> str:
    return f"{trainee.name}（{_plain(trainee.unit)}）"


def _same_course(case: TrainingCase) -> tuple[str, ...]:
    """What makes it this course and no other: who held it, what it was, when it began."""
    return ("training", *(_plain(value) for value in (case.issuer, case.course, case.start)))


def _person(trainee: Trainee) -> tuple[str, ...]:
    """What makes it this person: the identity number, else name and unit.

    A number already masked is not enough by itself.
    """
    number = _plain(trainee.id_number).upper()
    if number and "*" not in number:
        return (number,)
    return (trainee.name, number, _plain(trainee.unit))


def _plain(value: object) -> str:
    """A value as it is compared: full-width digits as half-width, without spaces."""
    if isinstance(value, (Blank, Gap)):
        return ""
    return "".join(unicodedata.normalize("NFKC", str(value)).split())


def _shown(number: Any) -> Any:
    """An identity number as registers and reports show it."""
    if not isinstance(number, str):
        return number
    plain = _plain(number)
    hidden = masked(plain)
    # What does not look like one, a passport's perhaps, keeps its ends only.
    return hidden if "*" in hidden else f"{plain[:2]}{'*' * max(len(plain) - 4, 4)}{plain[-2:]}"
