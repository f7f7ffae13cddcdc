"""The commands with their arguments as plain records, read off the parsers: what completion and manual are made from."""

from __future__ import annotations

import argparse
from importlib import import_module

from rolewright.model.record import NamedTuple

_FILES = frozenset({"FILE", "PATH", "ROLE", "POSTING", "OLD", "NEW", "CARD", "KIT"})
_FOLDERS = frozenset({"FOLDER", "DIR"})


class Argument(NamedTuple):
    """An argument: its `flags` (none for a positional one), what it is called, its choices, whether it takes a value.

    `fills` is what may stand for it: `file`, `folder` or "".
    """

    flags: tuple[str, ...]
    name: str
    help: str
    choices: tuple[str, ...] = ()
    value: bool = False
    fills: str = ""
    many: bool = False


class Command(NamedTuple):
    """A command with its groups of arguments: (title, arguments)."""

    name: str
    about: str
    description: str
    groups: tuple[tuple[str, tuple[Argument, ...]], ...]
    examples: str

    @property
    def options(self) -> tuple[Argument, ...]:
        """The arguments with flags."""
        return tuple(one for _, some in self.groups for one in some if one.flags)

    @property
    def positional(self) -> tuple[Argument, ...]:
        """The arguments without."""
        return tuple(one for _, some in self.groups for one in some if not one.flags)


def commands() -> tuple[Command, ...]:
    """Every command, by name."""
    from rolewright.cli import COMMANDS

    return tuple(_command(name, about) for name, about in COMMANDS.items())


def _command(name: str, about: str) -> Command:
    made: argparse.ArgumentParser = import_module(f"rolewright.cli.{name}").parser()
    groups = []
    for group in made._action_groups:  # noqa: SLF001 - argparse shows its groups nowhere else
        actions = [one for one in group._group_actions if one.help is not argparse.SUPPRESS]  # noqa: SLF001
        if actions:
            title = "arguments" if group.title == "positional arguments" else group.title or ""
            groups.append((title, tuple(map(_argument, actions))))
    return Command(name, about, made.description or "", tuple(groups), made.epilog or "")


def _argument(action: argparse.Action) -> Argument:
    metavar = action.metavar if isinstance(action.metavar, str) else action.dest.upper()
    fills = "file" if metavar in _FILES else "folder" if metavar in _FOLDERS else ""
    help_ = (action.help or "").replace("%%", "%")
    choices = tuple(map(str, action.choices or ()))
    many = action.nargs in {"+", "*"}
    return Argument(tuple(action.option_strings), metavar, help_, choices, action.nargs != 0, fills, many)
