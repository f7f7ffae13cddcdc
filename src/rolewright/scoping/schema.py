"""The JSON Schema (draft 2020-12) of a role file, made from its table of fields; editors complete and check by it."""

from __future__ import annotations

from typing import Any

from rolewright.model.role import RECORDS, VERSION
from rolewright.scoping.fields import Field, fields, most_entries

ID = f"urn:rolewright:role:{VERSION}"
_NUMBER = {"whole": "integer", "number": "number"}


def schema() -> dict[str, Any]:
    """The whole schema, as plain data."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": ID,
        "title": "Role file of Rolewright",
        **_record("Role"),
        "$defs": {name: _record(name) for name in RECORDS if name != "Role"},
    }


def _record(name: str) -> dict[str, Any]:
    made = fields(name)
    need = [field.name for field in made if field.need]
    out = {
        "type": "object",
        "additionalProperties": False,
        "properties": {field.name: {**_shape(field), "description": field.help} for field in made},
    }
    return {**out, "required": need} if need else out


def _shape(field: Field) -> dict[str, Any]:
    if field.kind == "one":
        return {"$ref": f"#/$defs/{field.record}"}
    if field.kind == "many":
        few = {"minItems": 1} if field.need else {}
        return {"type": "array", "items": {"$ref": f"#/$defs/{field.record}"}, "maxItems": most_entries(), **few}
    if field.kind in {"texts", "codes", "choices"}:
        return {"type": "array", "items": _single(field._replace(kind=field.kind[:-1])), "maxItems": most_entries()}
    return _single(field)


def _single(field: Field) -> dict[str, Any]:
    if field.kind == "choice":
        return {"oneOf": [{"const": value, "description": meaning} for value, meaning in field.choices.items()]}
    if field.kind in _NUMBER:
        return {"type": _NUMBER[field.kind], "minimum": field.least, "maximum": field.most}
    if field.kind == "flag":
        return {"type": "boolean"}
    if field.kind == "date":
        return {"type": "string", "format": "date"}
    out: dict[str, Any] = {"type": "string", "minLength": 1, "maxLength": field.longest}
    return {**out, "pattern": f"^(?:{field.pattern})$"} if field.kind == "code" else out
