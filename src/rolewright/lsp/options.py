"""What an editor may set: `initializationOptions`, or the section `rolewright` of its settings."""

from __future__ import annotations

from typing import Any

from rolewright.errors import ConfigError, suggest
from rolewright.model.record import NamedTuple

_LISTS = ("jurisdictions", "select", "ignore")


class Options(NamedTuple):
    """`role` is the path of a role file that postings are held against; `hints` shows the strength of requirements."""

    jurisdictions: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    role: str = ""
    hints: bool = True


def options_of(given: Any) -> Options:
    """The options in what a client sent; none if it sent nothing. Raises ConfigError for a wrong name or value."""
    given = {} if given is None else given
    if not isinstance(given, dict):
        raise ConfigError(
            "the options must be an object", "initializationOptions", 'write {"jurisdictions": ["US-CO"]}'
        )
    for name, value in given.items():
        if name not in Options._fields:
            do = suggest(name, Options._fields, f"known are {', '.join(Options._fields)}")
            raise ConfigError(f"there is no option {name!r}", "initializationOptions", do)
        wrong = _wrong(name, value)
        if wrong:
            raise ConfigError(f"{name} must be {wrong}", "initializationOptions", "change its value")
    values: dict[str, Any] = {name: tuple(value) if name in _LISTS else value for name, value in given.items()}
    return Options(**values)


def _wrong(name: str, value: Any) -> str:
    """What a value should have been, or ""."""
    if name in _LISTS:
        fits = isinstance(value, list | tuple) and all(isinstance(one, str) for one in value)
        return "" if fits else "a list of texts"
    if name == "role":
        return "" if isinstance(value, str) else "a path"
    return "" if isinstance(value, bool) else "true or false"
