"""Rolewright checks job postings the way a linter checks code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from rolewright.api import (
        all_rules,
        check,
        compare,
        diagnose,
        fix,
        infer_role,
        load,
        load_role,
        read,
        read_batch,
        scope,
    )

__all__ = [
    "all_rules",
    "check",
    "compare",
    "diagnose",
    "fix",
    "infer_role",
    "load",
    "load_role",
    "read",
    "read_batch",
    "scope",
]


def __getattr__(name: str) -> Any:
    """Import the library on first use, so that `import rolewright` stays free."""
    if name in __all__:
        from rolewright import api

        return getattr(api, name)
    message = f"module 'rolewright' has no attribute {name!r}"
    raise AttributeError(message)
