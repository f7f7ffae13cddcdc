"""What is wrong with a request: an error names the row, the field, and what would be right. Part of our reference submission."""

import datetime
import math

LONGEST = 64
"""Characters of a category or an id."""


def errors_of(rows, facts):
    """[{row, field, message}] of a list of rows; [] if the model can take all of them."""
    found = []
    for number, row in enumerate(rows):
        if not isinstance(row, dict):
            found.append(_error(number, "", "a row is an object"))
            continue
        names = {field["name"] for field in facts["fields"]}
        found += [_error(number, str(name), "there is no such field") for name in row if name not in names]
        for field in facts["fields"]:
            said = _missing(row, field) or _wrong(row[field["name"]], field)
            if said:
                found.append(_error(number, field["name"], said))
    return found


def _error(number, field, message):
    return {"row": number, "field": field, "message": message}


def _missing(row, field):
    return "" if field["name"] in row else "is missing"


def _wrong(value, field):
    if value is None:
        return "" if field["nullable"] else "must not be null"
    return {"number": _number, "integer": _integer, "date": _date, "numbers": _numbers}.get(field["type"], _text)(
        value, field
    )


def _is_number(value):
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _number(value, field):
    if not _is_number(value):
        return "must be a finite number"
    return "" if field["low"] <= value <= field["high"] else f"must be from {field['low']:g} to {field['high']:g}"


def _integer(value, field):
    if not _is_number(value) or value != int(value):
        return "must be a whole number"
    return _number(value, field)


def _date(value, _):
    try:
        datetime.date.fromisoformat(value)
    except (TypeError, ValueError):
        return "must be a date such as 2026-03-14"
    return "" if len(value) == len("2026-03-14") else "must be a date such as 2026-03-14"


def _numbers(value, field):
    if not isinstance(value, list) or len(value) != field["length"]:
        return f"must be a list of {field['length']} numbers"
    return next((said for item in value if (said := _number(item, field))), "")


def _text(value, field):
    most = field["length"] or LONGEST
    if not isinstance(value, str) or not value.strip():
        return "must be a text that is not empty"
    return "" if len(value) <= most else f"must have at most {most} characters"
