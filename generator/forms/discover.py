"""Finds the forms and packets that stand in forms/; nothing is registered anywhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError

from generator.errors import FormError
from generator.forms.form import Form, Strict
from generator.forms.packets import Packet
from generator.i18n import _
from generator.reference.yamlfile import LOADER
from generator.resources import forms_dir

PACKETS = "packets"  # reserved: forms/packets/ holds packets, not forms
SUFFIXES = (".docx", ".xlsx", ".html")

M = TypeVar("M", bound=Strict)


def discover_forms(folder: Path | None = None) -> Mapping[str, Form]:
    """Every form below `folder` (the project's own forms/ by default), by id.

    Raises FormError naming file and key when a form's description is broken or incomplete.
    """
    base = folder or forms_dir()
    forms = {form.id: form for form in map(_read_form, _form_folders(base))}
    return MappingProxyType(dict(sorted(forms.items())))


def discover_packets(
    folder: Path | None = None, forms: Mapping[str, Form] | None = None
) -> Mapping[str, Packet]:
    """Every packet of `folder`/packets, by id, each naming only forms that exist.

    Raises FormError naming file and key.
    """
    base = folder or forms_dir()
    known = discover_forms(base) if forms is None else forms
    packets = {}
    for path in sorted((base / PACKETS).glob("*.yaml")):
        packet = _validated(Packet, {**_read_yaml(path), "id": path.stem}, path)
        _require_forms(packet, known, path)
        packets[packet.id] = packet
    return MappingProxyType(packets)


def _form_folders(base: Path) -> Iterator[Path]:
    for policy in sorted(base.iterdir()):
        if policy.is_dir() and policy.name != PACKETS and not policy.name.startswith("."):
            yield from sorted(
                path for path in policy.iterdir() if path.is_dir() and path.name[0] not in "._"
            )


def _read_form(folder: Path) -> Form:
    path = folder / "form.yaml"
    content = _read_yaml(path)
    own = f"{folder.parent.name}/{folder.name}"
    if content.get("id") != own:
        raise FormError(
            _("id: expected {own}, found {found}", own=own, found=content.get("id")),
            where=str(path),
            remedy=_("A form's id is its folder's name after its policy's."),
        )
    return _validated(Form, {**content, "folder": folder, "template": _template(folder)}, path)


def _template(folder: Path) -> Path:
    """The form's template; Word's and WPS's lock files (`~$…`) beside it do not count."""
    found = [path for suffix in SUFFIXES if (path := folder / f"template{suffix}").is_file()]
    if len(found) == 1:
        return found[0]
    raise FormError(
        _("a form has exactly one template, this one has {count}", count=len(found)),
        where=str(folder),
        remedy=_("Put template.docx, template.xlsx or template.html there."),
    )


def _read_yaml(path: Path) -> dict[str, Any]:
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


def _validated(model: type[M], content: dict[str, Any], path: Path) -> M:
    try:
        return model.model_validate(content)
    except ValidationError as fault:
        faults = [f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in fault.errors()]
        raise FormError("; ".join(faults), where=str(path)) from fault


def _require_forms(packet: Packet, known: Mapping[str, Form], path: Path) -> None:
    named = {
        f"{key}.{index}.form": document.form
        for key in ("documents", "case_documents")
        for index, document in enumerate(getattr(packet, key))
        if document.form
    }
    fronts = ("cover", "contents", "checklist")
    named |= {key: form for key in fronts if (form := getattr(packet, key))}
    for key, form in named.items():
        if form not in known:
            raise FormError(
                _("{key}: there is no form {form}", key=key, form=form),
                where=str(path),
                remedy=_("There are: {forms}.", forms=", ".join(known) or "-"),
            )
    for index, document in enumerate(packet.forms):
        unsealed = set(document.straddle or ()) - set(known[document.form].seals)
        if unsealed:
            raise FormError(
                _(
                    "documents.{index}.straddle: {form} has no seal of {roles}",
                    index=index,
                    form=document.form,
                    roles=", ".join(sorted(unsealed)),
                ),
                where=str(path),
            )
