"""`careers.toml`: the address of the site, facts that hold for every posting, and what one posting doesn't say itself."""

from __future__ import annotations

import os
from typing import Any

from rolewright.engine.files import read_bytes
from rolewright.errors import ConfigError, suggest
from rolewright.model.record import NamedTuple
from rolewright.scoping.load import LIMIT, toml
from rolewright.scoping.parse import role_of

FILE = "careers.toml"
_KEYS = ("url", "leave-out", "role", "postings")


class Careers(NamedTuple):
    """`url` of the site (ends in a slash, or ""), patterns to leave out, facts as tables of a role file."""

    url: str = ""
    leave_out: tuple[str, ...] = ()
    role: dict[str, Any] = {}  # noqa: RUF012 - a record's default is never changed
    postings: dict[str, dict[str, Any]] = {}  # noqa: RUF012


def load(folder: str, url: str = "") -> Careers:
    """The settings of a folder; `url` wins over the file's. Raises ConfigError naming the key that is wrong."""
    path = os.path.join(folder, FILE)
    table: dict[str, Any] = {}
    if os.path.exists(path):
        try:
            data = read_bytes(path, LIMIT)
        except OSError as error:
            raise ConfigError(f"can't be read ({error.strerror})", path, "check its permissions") from error
        table = toml(data if data is not None else b" " * (LIMIT + 1), path)[1]
    for key in table:
        if key not in _KEYS:
            raise ConfigError(f"there is no key {key!r}", path, suggest(key, _KEYS, f"use one of {', '.join(_KEYS)}"))
    tables = _tables(table.get("postings", {}), path)
    _checked(table.get("role", {}), "role", path)
    for name, one in tables.items():
        _checked({key: value for key, value in one.items() if key != "file"}, f'postings."{name}"', path)
    patterns = table.get("leave-out", [])
    if not isinstance(patterns, list) or not all(isinstance(one, str) for one in patterns):
        raise ConfigError("leave-out is no list of texts", path, 'write leave-out = ["drafts/*"]')
    return Careers(_address(url or table.get("url", ""), path), tuple(patterns), table.get("role", {}), tables)


def _tables(value: Any, path: str) -> dict[str, dict[str, Any]]:
    if not isinstance(value, dict) or not all(isinstance(one, dict) for one in value.values()):
        raise ConfigError("postings isn't a table of tables", path, 'write [postings."engineer.md"]')
    return value


def _checked(table: Any, where: str, path: str) -> None:
    """Raise ConfigError for the first field that a role file couldn't hold."""
    if not isinstance(table, dict):
        raise ConfigError(f"{where} isn't a table", path, f"write [{where}.application]")
    _, problems = role_of(table, complete=False)
    if problems:
        raise ConfigError(problems[0].what, f"{path}: {where}.{problems[0].path}", problems[0].do)


def _address(url: Any, path: str) -> str:
    """With a slash at its end; "" if there is none."""
    from urllib.parse import urlsplit

    try:
        good = not url or (
            isinstance(url, str) and urlsplit(url).scheme in {"http", "https"} and urlsplit(url).hostname
        )
    except ValueError:
        good = False
    if not good or any(char <= " " or char in '<>"' for char in url):
        raise ConfigError(f"url {url!r} is no web address", path, "write https://your.site/careers/")
    return url if not url or url.endswith("/") else f"{url}/"
