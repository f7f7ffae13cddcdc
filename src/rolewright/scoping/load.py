"""The bytes of a role file → Role."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rolewright.errors import RoleError
from rolewright.scoping.agree import disagreements
from rolewright.scoping.lines import line_of
from rolewright.scoping.parse import role_of

if TYPE_CHECKING:
    from rolewright.model.role import Role
    from rolewright.scoping.parse import Problem

LIMIT = 1 << 20
"""Bytes of the largest role file."""


def loads(data: bytes, name: str = "role.toml", *, complete: bool = True, agree: bool = True) -> Role:
    """The role in a file. Raises RoleError naming line, field and what to write; its `others` are further problems.

    Without `complete` a field may be missing: a draft that is still being filled in; without `agree` two fields may
    contradict each other, too.
    """
    text, table = toml(data, name)
    role, found = role_of(table, complete=complete)
    problems = found or (disagreements(role, complete=complete) if agree else ())
    if problems:
        first, *rest = [_line(problem, text, name) for problem in problems]
        more = f" ({len(rest)} more like this)" if rest else ""
        raise RoleError(
            problems[0].what, first, problems[0].do + more, tuple(_said(p, text, name) for p in problems[1:])
        )
    return role


def unfinished(role: Role) -> tuple[Problem, ...]:
    """What a role still lacks to be finished, and what in it disagrees; () if it would load."""
    _, found = role_of(role.as_dict())
    return (*found, *disagreements(role))


def toml(data: bytes, name: str) -> tuple[str, dict[str, Any]]:
    """The text and the tables of a TOML file. Raises RoleError if it isn't one."""
    import tomllib

    if len(data) > LIMIT:
        raise RoleError(f"{len(data):,} bytes", name, f"a role fits into {LIMIT:,}")
    try:
        text = data.decode("utf-8-sig")
        return text, tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise RoleError("it isn't UTF-8", name, "save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise RoleError(f"it isn't valid TOML: {error}", name, "mend the line that is named") from error
    except RecursionError as error:
        raise RoleError("it is nested too deep", name, "start from `rolewright scope`") from error


def _line(problem: Problem, text: str, name: str) -> str:
    number = line_of(text, problem.path)
    return f"{name}:{number}: {problem.path}" if number else f"{name}: {problem.path}"


def _said(problem: Problem, text: str, name: str) -> str:
    return f"{_line(problem, text, name)}: {problem.what}; {problem.do}"
