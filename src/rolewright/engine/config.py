"""Configuration: `rolewright.toml`, or `[tool.rolewright]` in `pyproject.toml`, of the nearest parent folder."""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING, Any

from rolewright.engine.select import suggest
from rolewright.errors import ConfigError
from rolewright.model.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rolewright.model.role import Role

FILES = ("rolewright.toml", "pyproject.toml")
THRESHOLDS = ("note", "warning", "error")
KEYS = (
    "select", "ignore", "exclude", "fail-on", "jurisdictions", "per-file-ignores", "baseline", "limits", "points", "rules",
)  # fmt: skip

_MOST = 100
"""Points of a hit."""


class Settings(NamedTuple):
    """What a configuration file says. `file` is its path ("" if there is none); paths in it are relative to it.

    `rules` are the files, folders and patterns of the team's own rules, `points` what a hit of a rule adds, by its code,
    `exclude` the patterns of what isn't taken from a folder.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: str = "warning"
    jurisdictions: tuple[str, ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    baseline: str = ""
    limits: tuple[tuple[str, float], ...] = ()
    rules: tuple[str, ...] = ()
    file: str = ""
    points: tuple[tuple[str, int], ...] = ()
    exclude: tuple[str, ...] = ()

    def ignored_in(self, path: str) -> tuple[str, ...]:
        """What `ignore` and the patterns of `per-file-ignores` that fit a path say together."""
        if not self.per_file_ignores:
            return self.ignore
        fitting = [codes for pattern, codes in self.per_file_ignores if self._fits(path, pattern)]
        return (*self.ignore, *(code for codes in fitting for code in codes))

    def excludes(self, path: str) -> bool:
        """Whether a file that a folder or a pattern gave is left out."""
        return any(self._fits(path, pattern) for pattern in self.exclude)

    def _fits(self, path: str, pattern: str) -> bool:
        """Whether a pattern fits a path from the configuration's folder on, a folder that it is in, or its name."""
        from fnmatch import fnmatch

        full = os.path.abspath(path)
        inside = os.path.relpath(full, os.path.dirname(os.path.abspath(self.file))).replace(os.sep, "/")
        below = f"{pattern.rstrip('/')}/*"
        return fnmatch(inside, pattern) or fnmatch(os.path.basename(full), pattern) or fnmatch(inside, below)


NOTHING = Settings()


@cache
def find(folder: str) -> Settings:
    """The settings for files in a folder: the nearest parent's that has any. Raises ConfigError for a wrong key."""
    here = os.path.abspath(folder)
    for name in FILES:
        path = os.path.join(here, name)
        try:
            with open(path, "rb") as file:
                data = file.read()
        except OSError:
            continue
        if name == FILES[0] or b"tool.rolewright" in data:
            settings = parse(data, path)
            if settings is not None:
                return settings
    above = os.path.dirname(here)
    return NOTHING if above == here else find(above)


def load(path: str) -> Settings:
    """The settings in a named file. Raises ConfigError if it can't be read or a key in it is wrong."""
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError as error:
        raise ConfigError(f"can't read the configuration ({error.strerror})", path, "check the path") from error
    return parse(data, path) or NOTHING


def parse(data: bytes, path: str) -> Settings | None:
    """The settings in a file's bytes; None for a `pyproject.toml` without a table of ours."""
    table = _toml(data, path)
    if os.path.basename(path) == FILES[1]:
        table = table.get("tool", {}).get("rolewright")
        if table is None:
            return None
    _check_keys(table, KEYS, path)
    fail_on = table.get("fail-on", "warning")
    if fail_on not in THRESHOLDS:
        raise ConfigError(f"fail-on can't be {fail_on!r}", path, f"use one of {', '.join(THRESHOLDS)}")
    ignores = table.get("per-file-ignores", {})
    _need(isinstance(ignores, dict), "per-file-ignores", 'a table: "old/*.md" = ["RW6"]', path)
    baseline = table.get("baseline", "")
    _need(isinstance(baseline, str), "baseline", "a path", path)
    return Settings(
        select=_strings(table, "select", path),
        ignore=_strings(table, "ignore", path),
        fail_on=fail_on,
        jurisdictions=_strings(table, "jurisdictions", path),
        per_file_ignores=tuple((pattern, _strings(ignores, pattern, path)) for pattern in ignores),
        baseline=os.path.join(os.path.dirname(os.path.abspath(path)), baseline) if baseline else "",
        limits=tuple(sorted(_limits(table.get("limits", {}), path))),
        rules=_strings(table, "rules", path),
        file=path,
        points=tuple(sorted(_points(table.get("points", {}), path))),
        exclude=_strings(table, "exclude", path),
    )


def dumps(settings: Settings) -> str:
    """Settings as a `rolewright.toml`; paths as they were written."""
    import json

    lists = {
        "select": settings.select,
        "ignore": settings.ignore,
        "jurisdictions": settings.jurisdictions,
        "rules": settings.rules,
    }
    lines = [f"{name} = {json.dumps(list(value))}" for name, value in lists.items() if value]
    for name, pairs in (("limits", settings.limits), ("points", settings.points)):
        if pairs:
            lines += ["", f"[{name}]", *(f"{json.dumps(key)} = {value}" for key, value in pairs)]
    return "\n".join(lines) + "\n"


def with_limits(settings: Settings, limits: Mapping[str, float]) -> Mapping[str, float]:
    """The book's thresholds with those of the configuration. Raises ConfigError for one that doesn't exist."""
    for name, _ in settings.limits:
        if name not in limits:
            do = suggest(name, limits, f"known are {', '.join(sorted(limits)) or 'none'}")
            raise ConfigError(f"unknown limit {name!r}", settings.file, do)
    return {**limits, **dict(settings.limits)} if settings.limits else limits


def load_role(path: str) -> Role:
    """The role in a file, finished or not. Raises ConfigError if it can't be read, RoleError if it is wrong."""
    from rolewright.engine.files import read_bytes
    from rolewright.scoping.load import LIMIT, loads

    try:
        data = read_bytes(path, LIMIT)
    except OSError as error:
        raise ConfigError(f"can't read the role file ({error.strerror})", path, "check the path") from error
    if data is None:
        raise ConfigError("a role file is at most one megabyte", path, "name another file")
    return loads(data, path, complete=False)


def _toml(data: bytes, path: str) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"not valid TOML: {error}", path, "mend the line it names") from error


def _check_keys(table: Mapping[str, Any], known: Iterable[str], path: str) -> None:
    _need(isinstance(table, dict), "tool.rolewright", "a table", path)
    for key in table:
        if key not in KEYS:
            raise ConfigError(f"unknown key {key!r}", path, suggest(key, known, f"known are {', '.join(KEYS)}"))


def _strings(table: Mapping[str, Any], key: str, path: str) -> tuple[str, ...]:
    value = table.get(key, [])
    _need(isinstance(value, list) and all(isinstance(item, str) for item in value), key, "a list of strings", path)
    return tuple(value)


def _limits(table: Any, path: str, prefix: str = "") -> list[tuple[str, float]]:
    """Limits by dotted name, from `[limits.topic] name = 3` or `"topic.name" = 3`."""
    _need(isinstance(table, dict), "limits", "a table", path)
    out: list[tuple[str, float]] = []
    for key, value in table.items():
        if isinstance(value, dict):
            out += _limits(value, path, f"{prefix}{key}.")
            continue
        _need(isinstance(value, int | float) and not isinstance(value, bool), f"limits.{prefix}{key}", "a number", path)
        out.append((prefix + key, value))
    return out


def _points(table: Any, path: str) -> list[tuple[str, int]]:
    """Points by code, from `[points] RW607 = -4`."""
    _need(isinstance(table, dict), "points", "a table", path)
    for code, value in table.items():
        whole = isinstance(value, int) and not isinstance(value, bool) and abs(value) <= _MOST
        _need(whole, f"points.{code}", f"a whole number from -{_MOST} to {_MOST}", path)
    return list(table.items())


def _need(holds: bool, key: str, what: str, path: str) -> None:  # noqa: FBT001 - a condition
    if not holds:
        raise ConfigError(f"{key} must be {what}", path, "change its value")
