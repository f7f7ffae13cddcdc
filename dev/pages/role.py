"""The fields of a role file."""

from __future__ import annotations

from pages import NOTE
from rolewright.model.role import RECORDS
from rolewright.scoping.fields import Field, fields

ROLE_INTRO = """\
A role file (TOML) holds what is hired for, and why. `rolewright scope` writes one, `rolewright scope --blank` prints an
empty one, and `examples/roles` has three. A field in bold must be there in a finished role; whatever
else is left out counts as not said, and nothing is made up in its place.
"""


def role_page() -> str:
    """The fields of a role file, a table a record."""
    lines = [
        NOTE,
        "# The role file\n",
        ROLE_INTRO,
    ]
    for name in RECORDS:
        title = "The role" if name == "Role" else name
        lines += [f"## {title}\n", "| field | what it is | what it is for |", "|---|---|---|"]
        lines += [field_row(field) for field in fields(name)] + [""]
    return "\n".join(lines).rstrip() + "\n"


def field_row(field: Field) -> str:
    """A row of the table: name, kind, what it is for."""
    kinds = {"texts": "texts", "codes": "codes", "choices": "some of", "choice": "one of", "whole": "a whole number",
             "number": "a number", "flag": "true or false", "date": "a date", "prose": "text", "text": "text", "code": "a code"}  # fmt: skip
    if field.record:
        kind = f"{'a table' if field.kind == 'one' else 'tables'}: [{field.record}](#{field.record.lower()})"
    else:
        kind = kinds[field.kind] + "".join(f"<br>`{value}`: {meaning}" for value, meaning in field.choices.items())
    name = f"**`{field.name}`**" if field.need else f"`{field.name}`"
    return f"| {name} | {kind} | {field.help} |"
