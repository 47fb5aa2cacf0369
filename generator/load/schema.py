"""JSON Schemas of case files, out of the models: editors complete and check what is typed."""

from __future__ import annotations

from typing import Any

from generator.cases.kinds import KINDS
from generator.errors import UsageError
from generator.i18n import _
from generator.load.lists import DEFAULTS, FROM, ROWS, TITLES
from generator.load.shapes import closest

Schema = dict[str, Any]

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_PARTIAL = "Inherited"  # suffix of a row's schema where defaults may fill its required fields
_YES_NO = [True, False, "yes", "no", "是", "否"]
_REF = "#/$defs/"


def case_schema(kind: str) -> Schema:
    """The schema (draft 2020-12) of case files of that kind.

    A field may stand under its English key or its Chinese title; text may be any YAML scalar, for
    the loader reads them all as text; a list may be kept elsewhere. Raises UsageError for a kind
    there is not.
    """
    if kind not in KINDS:
        meant = closest(kind, KINDS)
        raise UsageError(
            _("there is no kind of case “{found}”", found=kind),
            remedy=_("Did you mean {name}?", name=meant)
            if meant
            else _("The kinds are: {kinds}.", kinds=", ".join(KINDS)),
        )
    source = KINDS[kind].model.model_json_schema()
    models: dict[str, Schema] = source.pop("$defs", {})
    definitions: Schema = {}
    for name, each in models.items():
        definitions[name] = _object(each, each.get("required", []), f"{_REF}{name}")
        definitions[name + _PARTIAL] = _inherited(definitions[name], f"{_REF}{name}")
    case = _object(source, ["kind", *source.get("required", [])], "#")
    return {"$schema": _DRAFT, **case, "$defs": definitions}


def _object(source: Schema, required: list[str], at: str) -> Schema:
    """A model's fields, each under its key or its title; `at` is the pointer to this schema."""
    properties: Schema = {}
    names_given_once: list[Schema] = []
    for key, field in source["properties"].items():
        title = field.get("title", key)
        properties[key] = _value(field)
        if key not in source.get("required", []) and "const" not in field:
            properties[key] = {**_notes(field), "anyOf": [properties[key], {"type": "null"}]}
        properties.setdefault(title, {"$ref": f"{at}/properties/{key}"})
        names = list(dict.fromkeys([key, title]))
        if key in required:
            names_given_once.append({"oneOf": [{"required": [name]} for name in names]})
        elif len(names) > 1:
            names_given_once.append({"not": {"required": names}})
    return {
        **_notes(source),
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        "allOf": names_given_once,
    }


def _inherited(whole: Schema, at: str) -> Schema:
    """The same fields, none required: of rows with defaults, and of the defaults themselves."""
    fields = f"{at}/properties/"
    properties = {
        name: value if value.get("$ref", "").startswith(fields) else {"$ref": fields + name}
        for name, value in whole["properties"].items()
    }
    return {
        **_notes(whole),
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }


def _value(source: Schema) -> Schema:
    """What may be written for a value of the model's schema `source`."""
    if "anyOf" in source:
        return {**_notes(source), "anyOf": [_value(each) for each in source["anyOf"]]}
    match source.get("type"):
        case "string" if "const" not in source and "enum" not in source:
            return {**source, "type": ["string", "number", "boolean"]}
        case "integer" | "number" as number:
            return {**source, "type": [number, "string"]}
        case "boolean":
            return {**_notes(source), "enum": _YES_NO}
        case "array":
            return _list(source)
        case "object" if isinstance(source.get("additionalProperties"), dict):
            return {**source, "additionalProperties": _value(source["additionalProperties"])}
    return source


def _list(source: Schema) -> Schema:
    """A list in place, or elsewhere, or spliced from several places."""
    item = _value(source["items"])
    elsewhere = _elsewhere(item)
    in_place = {**source, "items": {"anyOf": [item, elsewhere]}}
    return {**_notes(source), "anyOf": [in_place, elsewhere]}


def _elsewhere(item: Schema) -> Schema:
    """`{from: …}` or `{rows: […]}`, with `defaults:` where the rows have fields."""
    row = {"$ref": item["$ref"] + _PARTIAL} if "$ref" in item else item
    values: dict[str, Schema] = {
        FROM: {
            "type": "string",
            "description": _("a file: roster.xlsx#Sheet1, rows.csv, rows.yaml; or reference:…"),
            "examples": ["roster.xlsx#Sheet1", "rows.csv"],
        },
        ROWS: {"type": "array", "items": row},
    }
    if "$ref" in item:
        values[DEFAULTS] = {"anyOf": [row, {"type": "null"}], "description": _("what rows inherit")}
    properties = {name: value for key, value in values.items() for name in (key, TITLES[key])}
    one_of = [{"required": [name]} for key in (FROM, ROWS) for name in (key, TITLES[key])]
    return {
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        "oneOf": one_of,
    }


def _notes(source: Schema) -> Schema:
    """Title and description, which editors show; descriptions are marked by N_ in the models."""
    notes: Schema = {key: source[key] for key in ("title", "description") if key in source}
    description = notes.get("description")
    return {**notes, "description": _(description)} if description else notes
