"""Finds the forms and packets that stand in forms/; nothing is registered anywhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from generator.errors import FormError
from generator.forms.form import Form
from generator.forms.packets import Packet
from generator.i18n import _
from generator.ondisk import files_below, kept_on_disk
from generator.resources import forms_dir

PACKETS = "packets"  # reserved: forms/packets/ holds packets, not forms
SUFFIXES = (".docx", ".xlsx", ".html")


def discover_forms(folder: Path | None = None) -> Mapping[str, Form]:
    """Every form below `folder` (the project's own forms/ by default), by id.

    Raises FormError naming file and key when a form's description is broken or incomplete.
    """
    if folder is not None:
        return MappingProxyType(_read_forms(folder))
    own = forms_dir()
    forms = kept_on_disk("forms", files_below(own), lambda: _read_forms(own))
    return MappingProxyType(forms)


def discover_packets(folder: Path | None = None) -> Mapping[str, Packet]:
    """Every packet of `folder`/packets, by id, each naming only forms that exist.

    Raises FormError naming file and key.
    """
    if folder is not None:
        return MappingProxyType(_read_packets(folder))
    own = forms_dir()
    packets = kept_on_disk("packets", files_below(own), lambda: _read_packets(own))
    return MappingProxyType(packets)


def _read_forms(base: Path) -> dict[str, Form]:
    forms = {form.id: form for form in map(_read_form, _form_folders(base))}
    return dict(sorted(forms.items()))


def _read_packets(base: Path) -> dict[str, Packet]:
    from generator.forms.description import packet_of, read_description

    known = _read_forms(base)
    packets = {}
    for path in sorted((base / PACKETS).glob("*.yaml")):
        packet = packet_of({**read_description(path), "id": path.stem}, path)
        _require_forms(packet, known, path)
        packets[packet.id] = packet
    return packets


def _form_folders(base: Path) -> Iterator[Path]:
    for policy in sorted(base.iterdir()):
        if policy.is_dir() and policy.name != PACKETS and not policy.name.startswith("."):
            yield from sorted(
                path for path in policy.iterdir() if path.is_dir() and path.name[0] not in "._"
            )


def _read_form(folder: Path) -> Form:
    from generator.forms.description import form_of, read_description  # what is kept needs neither

    path = folder / "form.yaml"
    content = read_description(path)
    own = f"{folder.parent.name}/{folder.name}"
    if content.get("id") != own:
        raise FormError(
            _("id: expected {own}, found {found}", own=own, found=content.get("id")),
            where=str(path),
            remedy=_("A form's id is its folder's name after its policy's."),
        )
    return form_of({**content, "folder": folder, "template": _template(folder)}, path)


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
