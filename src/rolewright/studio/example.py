"""The worked example that a new studio opens with: three roles, one with a posting that has problems and a good one."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from rolewright import api
from rolewright.store import postings, roles

if TYPE_CHECKING:
    import sqlalchemy as sa

FOLDER = os.path.join(os.path.dirname(__file__), "example")
_STATES = {"startup-ml-engineer.toml": "drafted"}
_POSTINGS = (("As it was pasted", "machine-learning-engineer.md"), ("Second draft", "good.md"))


def fill(connection: sa.Connection, author: str) -> None:
    """Put the example into an empty store."""
    for name in sorted(os.listdir(FOLDER)):
        if not name.endswith(".toml"):
            continue
        body = api.load_role(os.path.join(FOLDER, name)).as_dict()
        row = roles.create(connection, body, author, _STATES.get(name, "scoped"))
        for title, text in _POSTINGS if name in _STATES else ():
            with open(os.path.join(FOLDER, text), encoding="utf-8") as file:
                postings.create(connection, row["id"], title, file.read(), author)
