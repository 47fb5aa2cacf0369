"""A trainee with what is said of them: what one 学员鉴定表 is filled with."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from generator.cases.nothing import BLANK, Blank
from generator.cases.training import TrainingCase
from generator.cases.training_parts import Trainee, TraineeAppraisal


class Appraised(Struct, frozen=True):
    """A trainee with what is said of them: one 学员鉴定表."""

    ordinal: str  # in the roster, 07: files of them sort as the roster does
    trainee: Trainee
    said: TraineeAppraisal  # with nothing but the name where nobody has said anything yet
    birth: str | Blank  # 1990年1月

    @property
    def name(self) -> str:
        """The trainee's name, for the file's."""
        return self.trainee.name

    @property
    def unit(self) -> Any:
        """Where the trainee comes from."""
        return self.trainee.unit

    @property
    def attendance(self) -> str:
        """应出勤、实际出勤、请假, with room to write where one is not known."""
        days = (self.said.due, self.said.present, self.said.leave)
        due, present, leave = (day if isinstance(day, int) else "　　" for day in days)
        return f"应出勤 {due} 天，实际出勤 {present} 天，请假 {leave} 天"


def appraised(case: TrainingCase) -> tuple[Appraised, ...]:
    """Every trainee of the roster with their appraisal, if there is one."""
    width = max(2, len(str(len(case.trainees))))
    return tuple(
        Appraised(
            f"{row:0{width}}",
            trainee,
            appraisal_of(case, trainee) or TraineeAppraisal(name=trainee.name),
            _birth(trainee),
        )
        for row, trainee in enumerate(case.trainees, 1)
    )


def appraisal_of(case: TrainingCase, trainee: Trainee) -> TraineeAppraisal | None:
    """The first appraisal of that name, and of that unit where the appraisal names one."""
    return next(
        (
            each
            for each in case.appraisals
            if each.name == trainee.name
            and (isinstance(each.unit, Blank) or each.unit == trainee.unit)
        ),
        None,
    )


def _birth(trainee: Trainee) -> str | Blank:
    """Year and month of birth: as given, else out of an identity number that is not masked."""
    if isinstance(trainee.birth, str):
        return trainee.birth
    number = trainee.id_number
    digits = number[6:12] if isinstance(number, str) and len(number) == 18 else ""
    if not digits.isdigit() or not 1 <= int(digits[4:]) <= 12:
        return BLANK
    return f"{digits[:4]}年{int(digits[4:])}月"
