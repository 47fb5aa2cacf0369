"""What all kinds of case share: frozen models whose fields have an English key and a Chinese title."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from generator.i18n import N_

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
"""Text with something in it."""


class Model(BaseModel):
    """A frozen part of a case; unknown keys are refused."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", arbitrary_types_allowed=False, allow_inf_nan=False
    )


class Case(Model):
    """The keys every case file has; each kind of case adds its own."""

    kind: str = Field(title="类型", description=N_("kind of case file"))
    policy: str = Field(title="政策", description=N_("id of the policy, as `yunnan-2022`"))
    name: Text = Field(title="名称", description=N_("name of the case, for reports and indexes"))
    waive: dict[str, Text] = Field(
        default_factory=dict,
        title="豁免",
        description=N_("rules that need not hold here, each with the reason: YN-1 → why"),
    )


def title_of(model: type[BaseModel], key: str) -> str:
    """The Chinese title 标题 of a model's field: the only source of labels and column headers."""
    return model.model_fields[key].title or key
