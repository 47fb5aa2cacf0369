"""The declared chains of faces: `data/fonts.yaml` as frozen models."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from generator.errors import FormError
from generator.i18n import _
from generator.ondisk import kept_on_disk
from generator.resources import data_dir


class _Strict:
    """Pydantic, which reads them, refuses keys they do not have."""

    __slots__ = ()
    __pydantic_config__ = MappingProxyType({"extra": "forbid"})


@dataclass(frozen=True, slots=True)
class StandIn(_Strict):
    """A family that may stand in; `weight` where it has to be another than the text asks for."""

    family: str
    weight: int | None = None


@dataclass(frozen=True, slots=True)
class OfficialFace(_Strict):
    """A face documents name, the other names of the same face, and what may stand in for it.

    `also`: other faces of the class, which this face and its chain may stand in for.
    """

    name: str
    chain: tuple[StandIn, ...]
    aliases: tuple[str, ...] = ()
    also: tuple[str, ...] = ()

    def own_names(self) -> frozenset[str]:
        """The names of this very face, in lower case."""
        return frozenset(name.lower() for name in (self.name, *self.aliases))


@dataclass(frozen=True, slots=True)
class Chains(_Strict):
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
    return kept_on_disk("chains", (path,), lambda: _read_chains(path))


def _read_chains(path: Path) -> Chains:
    import yaml  # what is kept needs neither
    from pydantic import TypeAdapter, ValidationError

    from generator.reference.yamlfile import LOADER

    try:
        chains = TypeAdapter(Chains).validate_python(yaml.load(path.read_bytes(), Loader=LOADER))
    except (OSError, yaml.YAMLError, ValidationError) as fault:
        raise FormError(_("cannot be read: {reason}", reason=fault), where=str(path)) from fault
    if chains.official(chains.default) is None:
        raise FormError(
            _("the default {face} is none of the faces", face=chains.default), where=str(path)
        )
    return chains
