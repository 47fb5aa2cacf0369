"""Reads a form's or packet's description: YAML, every key checked by pydantic."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, TypeVar

import yaml
from pydantic import Field, StringConstraints, TypeAdapter, ValidationError

from generator.errors import FormError
from generator.forms.form import Form
from generator.forms.packets import Packet
from generator.i18n import _
from generator.reference.yamlfile import LOADER

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Role = Annotated[str, StringConstraints(pattern=r"^[a-z]+(_[a-z]+)*$")]
Offset = Annotated[float, Field(ge=-60, le=60)]  # mm; farther, it is another place
Diameter = Annotated[float, Field(gt=10, le=60)]  # mm; 国发〔1999〕25号: at most 60

# Form and Packet only mention the names above, so that who fills forms need not load pydantic.
_NAMES = {"Text": Text, "Role": Role, "Offset": Offset, "Diameter": Diameter}
_FORMS, _PACKETS = TypeAdapter(Form), TypeAdapter(Packet)
for _adapter in (_FORMS, _PACKETS):
    _adapter.rebuild(_types_namespace=_NAMES)

M = TypeVar("M", Form, Packet)


def read_description(path: Path) -> dict[str, Any]:
    """The keys and values of a description. Raises FormError when there is none, or no such."""
    try:
        content = yaml.load(path.read_bytes(), Loader=LOADER)
    except FileNotFoundError as fault:
        raise FormError(
            _("the form's folder has no form.yaml"),
            where=str(path),
            remedy=_("Copy one from another form and adapt it."),
        ) from fault
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as fault:
        raise FormError(_("cannot be read: {reason}", reason=fault), where=str(path)) from fault
    if not isinstance(content, dict):
        raise FormError(_("must hold keys and values"), where=str(path))
    return content


def form_of(content: Mapping[str, Any], path: Path) -> Form:
    """The form a description tells of; `path` is its file. Raises FormError naming the keys."""
    return _validated(_FORMS, content, path)


def packet_of(content: Mapping[str, Any], path: Path) -> Packet:
    """The packet a description tells of; `path` is its file. Raises FormError naming the keys."""
    return _validated(_PACKETS, content, path)


def _validated(adapter: TypeAdapter[M], content: Mapping[str, Any], path: Path) -> M:
    try:
        return adapter.validate_python(content)
    except ValidationError as fault:
        faults = [f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in fault.errors()]
        raise FormError("; ".join(faults), where=str(path)) from fault
