"""The commands with their arguments."""

from __future__ import annotations

import argparse
from importlib import import_module
from typing import Any

from pages import NOTE
from rolewright import cli


def command_line() -> str:
    """The program's own help, then each command's arguments; not argparse's text, which differs between Pythons."""
    lines = [NOTE, "# The command line\n", fenced("rolewright --help", cli.usage())]
    for name in cli.COMMANDS:
        made: Any = import_module(f"rolewright.cli.{name}").parser()
        lines += [f"## {name}\n", f"{made.description}\n"]
        for group in made._action_groups:  # noqa: SLF001 - argparse shows its groups nowhere else
            actions = group._group_actions  # noqa: SLF001
            rows = [option(action) for action in actions if action.help is not argparse.SUPPRESS]
            if rows:
                title = "arguments" if group.title == "positional arguments" else group.title
                lines += [f"### {name}: {title}\n", "| | |\n|---|---|\n" + "\n".join(rows) + "\n"]
        lines.append(f"```text\n{made.epilog.rstrip()}\n```\n")
    return "\n".join(lines).rstrip() + "\n"


def option(action: argparse.Action) -> str:
    """A row of the table: how it is written, what it does."""
    value = ""
    if action.nargs != 0:
        value = "|".join(map(str, action.choices)) if action.choices else str(action.metavar or action.dest.upper())
    written = ", ".join(action.option_strings) + (" " if action.option_strings and value else "") + value
    return f"| `{written.replace('|', '/')}` | {(action.help or '').replace('|', '/')} |"


def fenced(command: str, output: str) -> str:
    """A command and what it prints."""
    return f"```text\n$ {command}\n{output.rstrip()}\n```\n"
