"""The part of JSON Schema that the role's schema uses, as a checker for tests."""

from __future__ import annotations

import re


def errors(value, schema, root, path="role"):
    """Every place where a value doesn't fit."""
    if "$ref" in schema:
        return errors(value, root["$defs"][schema["$ref"].rpartition("/")[2]], root, path)
    if "oneOf" in schema:
        return [] if sum(value == one["const"] for one in schema["oneOf"]) == 1 else [f"{path}: none of the choices"]
    kinds = {"object": dict, "array": list, "string": str, "integer": int, "number": (int, float), "boolean": bool}
    if not isinstance(value, kinds[schema["type"]]):
        return [f"{path}: not {schema['type']}"]
    return _OF_TYPE[schema["type"]](value, schema, root, path)


def _object(value, schema, root, path):
    found = [f"{path}.{name}: missing" for name in schema.get("required", ()) if name not in value]
    found += [f"{path}.{name}: unknown" for name in value if name not in schema["properties"]]
    known = ((name, one) for name, one in value.items() if name in schema["properties"])
    return found + [
        bad for name, one in known for bad in errors(one, schema["properties"][name], root, f"{path}.{name}")
    ]


def _array(value, schema, root, path):
    found = [] if schema.get("minItems", 0) <= len(value) <= schema["maxItems"] else [f"{path}: wrong length"]
    return found + [bad for i, one in enumerate(value) for bad in errors(one, schema["items"], root, f"{path}[{i}]")]


def _string(value, schema, root, path):
    fits = schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", 1e9)
    return [] if fits and re.search(schema.get("pattern", ""), value) else [f"{path}: {value!r} doesn't fit"]


def _number(value, schema, root, path):
    return [] if schema["minimum"] <= value <= schema["maximum"] else [f"{path}: out of range"]


def _flag(value, schema, root, path):
    return []


_OF_TYPE = {
    "object": _object,
    "array": _array,
    "string": _string,
    "integer": _number,
    "number": _number,
    "boolean": _flag,
}
