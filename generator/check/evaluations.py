"""What must hold in an evaluation 效果评估: no more came back than was given out, counts that add up."""

from __future__ import annotations

from collections.abc import Iterator

from generator.cases.evaluation import Evaluation, counted
from generator.cases.training import TrainingCase
from generator.check.finding import Finding
from generator.i18n import _
from generator.problems import Severity


def evaluation_findings(case: TrainingCase) -> Iterator[Finding]:
    """Everything wrong with the evaluation of a course."""
    evaluation = case.evaluation
    if evaluation is None:
        return
    yield from _sheets(evaluation)
    yield from _against_roster(evaluation, len(case.trainees))
    yield from _counts(evaluation)
    yield from _answers(evaluation, case)


def _sheets(evaluation: Evaluation) -> Iterator[Finding]:
    """回收 ≤ 发放, 有效 ≤ 回收."""
    given, back, valid = evaluation.handed_out, evaluation.collected, evaluation.valid
    if given is not None and back is not None and back > given:
        yield Finding(
            ("evaluation", "collected"),
            _("{back} questionnaires came back of {given}", back=back, given=given),
            _("Correct 发放份数 (handed_out) or 回收份数 (collected)."),
        )
    most = back if back is not None else given
    if valid is not None and most is not None and valid > most:
        yield Finding(
            ("evaluation", "valid"),
            _("{valid} valid questionnaires of {most}", valid=valid, most=most),
            _("Correct 回收份数 (collected) or 有效份数 (valid)."),
        )


def _against_roster(evaluation: Evaluation, people: int) -> Iterator[Finding]:
    """More questionnaires than trainees."""
    if evaluation.handed_out is not None and evaluation.handed_out > people:
        yield Finding(
            ("evaluation", "handed_out"),
            _("{given} questionnaires for {people} trainees",
              given=evaluation.handed_out, people=people),
            _("Correct the number, or add who is missing to the roster."),
            Severity.WARNING,
        )  # fmt: skip


def _counts(evaluation: Evaluation) -> Iterator[Finding]:
    """An item that more answered than there are valid questionnaires."""
    valid = evaluation.valid
    if valid is None:
        return
    for index, item in enumerate(evaluation.items):
        if (answered := sum(item.counts)) > valid:
            yield Finding(
                ("evaluation", "items", index),
                _("{item}: {answered} answers on {valid} valid questionnaires",
                  item=item.item, answered=answered, valid=valid),
                _("Correct the counts or 有效份数 (valid)."),
            )  # fmt: skip


def _answers(evaluation: Evaluation, case: TrainingCase) -> Iterator[Finding]:
    """Answers that are not as many as stated, are to no question, or are counted otherwise."""
    answers = evaluation.answers
    if not answers:
        return
    if evaluation.valid is not None and evaluation.valid != len(answers):
        yield Finding(
            ("evaluation", "valid"),
            _("{valid} valid questionnaires stated, {count} given",
              valid=evaluation.valid, count=len(answers)),
            _("Correct the number, or leave it out: it is counted."),
        )  # fmt: skip
    asked = len(case.questions)
    for row, answer in enumerate(answers):
        for number, score in enumerate(answer.scores[asked:], asked + 1):
            if score is not None:
                yield Finding(
                    ("evaluation", "answers", row, f"q{number}"),
                    _("an answer to question {number}, there are {asked}",
                      number=number, asked=asked),
                    _("Write all questions in questions (评估问卷)."),
                )  # fmt: skip
    if evaluation.items:
        own = [item.counts for item in counted(case.questions, answers)]
        if own != [item.counts for item in evaluation.items]:
            yield Finding(
                ("evaluation", "items"),
                _("the counts are not those of the questionnaires given"),
                _("Leave items (各项评价) out: they are counted from answers (问卷)."),
            )
