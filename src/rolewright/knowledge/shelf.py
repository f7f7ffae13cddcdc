"""Tables that `check` and `read` never need: one TOML file each, read when asked for, outside the cached book."""

from __future__ import annotations

import os
from functools import cache
from typing import Any

from rolewright.errors import KnowledgeError
from rolewright.knowledge.loader import FOLDER


@cache
def shelf(name: str) -> dict[str, Any]:
    """A table by folder and name (`scoping/role`); don't change it. Raises KnowledgeError if it is missing or wrong."""
    import tomllib

    path = os.path.join(FOLDER, *name.split("/")) + ".toml"
    try:
        with open(path, "rb") as file:
            return tomllib.load(file)
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"can't be read: {error}", path, "mend the line it names") from error
