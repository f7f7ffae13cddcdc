"""The OpenAPI document of an assignment's service."""

from __future__ import annotations

from typing import Any

_TYPES = {
    "number": "number",
    "integer": "integer",
    "category": "string",
    "text": "string",
    "date": "string",
    "id": "string",
}
_NAME = 64
"""Characters of a category or an id."""
_ANSWERS: dict[str, dict[str, Any]] = {
    "classification": {"label": {"enum": ["late", "on time"]}, "score": {"type": "number", "minimum": 0, "maximum": 1}},
    "ranking": {"score": {"type": "number", "minimum": 0, "maximum": 1}, "rank": {"type": "integer", "minimum": 1}},
    "forecasting": {"values": {"type": "array", "items": {"type": "number"}, "minItems": 7, "maxItems": 7}},
    "text": {
        "label": {"enum": ["account", "billing", "delivery", "returns", "technical"]},
        "score": {"type": "number", "minimum": 0, "maximum": 1},
    },
}


def openapi(made: dict[str, Any]) -> dict[str, Any]:
    """The contract of `assignment.json`'s facts, OpenAPI 3.1."""
    errors = {status: _answer(said, "Errors") for status, said in (
        ("400", "the body is no JSON"), ("413", "more rows or bytes than the limit"), ("415", "not application/json"),
        ("422", "JSON that is not a request, or a row that the model can't take"))}  # fmt: skip
    predict = {
        "operationId": "predict", "summary": "A prediction for each row, in the order of the rows",
        "requestBody": {"required": True, "content": _json("Request")},
        "responses": {"200": _answer("all rows predicted", "Predictions"), **errors},
    }  # fmt: skip
    health = {"200": _answer("the model is loaded", "Health"), "503": _answer("it is not, or not yet", "Health")}
    return {
        "openapi": "3.1.0",
        "info": {"title": made["title"], "version": "1"},
        "paths": {
            "/predict": {"post": predict},
            "/health": {"get": {"operationId": "health", "summary": "Whether it can predict", "responses": health}},
            "/version": {"get": {"operationId": "version", "summary": "Which model it is",
                                 "responses": {"200": _answer("the version", "Version")}}},
        },
        "components": {"schemas": _schemas(made)},
    }  # fmt: skip


def _schemas(made: dict[str, Any]) -> dict[str, Any]:
    answer = _ANSWERS[made["kind"]]
    error = {
        "row": {"type": ["integer", "null"]},
        "field": {"type": "string"},
        "message": {"type": "string", "minLength": 1},
    }
    return {
        "Row": _object({field["name"]: _field(field) for field in made["fields"]}, closed=True),
        "Request": _object({"rows": {"type": "array", "minItems": 1, "maxItems": made["most_rows"], "items": _ref("Row")}}, closed=True),
        "Prediction": _object(answer),
        "Predictions": _object({"predictions": {"type": "array", "items": _ref("Prediction")}, "model_version": {"type": "string"}}),
        "Errors": _object({"errors": {"type": "array", "minItems": 1, "items": _object(error)}}),
        "Health": _object({"status": {"type": "string"}}),
        "Version": _object({"model_version": {"const": made["model_version"]}}),
    }  # fmt: skip


def _object(fields: dict[str, Any], *, closed: bool = False) -> dict[str, Any]:
    made: dict[str, Any] = {"type": "object", "required": list(fields), "properties": fields}
    return {**made, "additionalProperties": False} if closed else made


def _field(field: dict[str, Any]) -> dict[str, Any]:
    bounds = {key: field[end] for key, end in (("minimum", "low"), ("maximum", "high")) if field[end] is not None}
    if field["type"] == "numbers":
        return {"description": field["says"], "type": "array", "minItems": field["length"], "maxItems": field["length"],
                "items": {"type": "number", **bounds}}  # fmt: skip
    kind = _TYPES[field["type"]]
    made: dict[str, Any] = {
        "description": field["says"],
        "type": [kind, "null"] if field["nullable"] else kind,
        **bounds,
    }
    if field["type"] == "date":
        made["format"] = "date"
    elif kind == "string":
        made |= {"minLength": 1, "maxLength": field["length"] or _NAME, "pattern": r"\S"}
    if field["values"]:
        made["examples"] = list(field["values"])
    return made


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def _json(name: str) -> dict[str, Any]:
    return {"application/json": {"schema": _ref(name)}}


def _answer(said: str, name: str) -> dict[str, Any]:
    return {"description": said, "content": _json(name)}
