"""The declared chains of faces: `data/fonts.yaml` as frozen models."""

from __future__ import annotations

from functools import cache
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from generator.errors import FormError
from generator.i18n import _
from generator.reference.yamlfile import LOADER
from generator.resources import data_dir


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class StandIn(_Model):
    """A family that may stand in; `weight` where it has to be another than the text asks for."""

    family: str
    weight: int | None = None


class OfficialFace(_Model):
    """A face documents name, the other names of the same face, and what may stand in for it.

    `also`: other faces of the class, which this face and its chain may stand in for.
    """

    name: str
    aliases: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    chain: tuple[StandIn, ...]

    def own_names(self) -> frozenset[str]:
        """The names of this very face, in lower case."""
        return frozenset(name.lower() for name in (self.name, *self.aliases))


class Chains(_Model):
    """The whole of `data/fonts.yaml`."""

    faces: tuple[OfficialFace, ...]
    fallback: tuple[StandIn, ...]
    default: str

    def official(self, requested: str) -> OfficialFace | None:
        """The face that goes by this name or serves for it, case aside; None where none does."""
        wanted = requested.strip().lower()
        for face in self.faces:
            if wanted in face.own_names() or wanted in (name.lower() for name in face.also):
                return face
        return None


@cache
def load_chains() -> Chains:
    """The chains; FormError where the file is broken or its default names no face."""
    path = data_dir() / "fonts.yaml"
    try:
        content: Any = yaml.load(path.read_bytes(), Loader=LOADER)
        chains = Chains.model_validate(content)
    except (OSError, yaml.YAMLError, ValidationError) as fault:
        raise FormError(_("cannot be read: {reason}", reason=fault), where=str(path)) from fault
    if chains.official(chains.default) is None:
        raise FormError(
            _("the default {face} is none of the faces", face=chains.default), where=str(path)
        )
    return chains
