"""What the parameters of all ideas share."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Parameters(BaseModel):
    """Parameters of an idea, as a policy file gives them; this one has none."""

    model_config = ConfigDict(frozen=True, extra="forbid")
