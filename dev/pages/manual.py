"""The manual page, from the same parsers as docs/cli.md: `man -l docs/rolewright.1`."""

from __future__ import annotations

import argparse
from importlib import import_module
from typing import Any

from rolewright import __version__, cli


def manual() -> str:
    """Troff with the man macros."""
    lines = [
        ".\\\" Made by dev/docs.py; don't edit.",
        f'.TH ROLEWRIGHT 1 "" "rolewright {__version__}" "User Commands"',
        ".SH NAME",
        "rolewright \\- checks job postings the way a linter checks code",
        ".SH SYNOPSIS",
        ".B rolewright",
        ".I COMMAND",
        "\\&...",
        ".SH COMMANDS",
    ]
    for name in cli.COMMANDS:
        made: Any = import_module(f"rolewright.cli.{name}").parser()
        lines += [f".SS {name}", troff(made.description)]
        for action in made._actions:  # noqa: SLF001 - argparse shows them nowhere else
            if action.help is not argparse.SUPPRESS and "--debug" not in action.option_strings:
                lines += [".TP", f".B {written(action)}", troff(action.help or "")]
        lines += [".PP", ".nf", troff(made.epilog.rstrip()), ".fi"]
    lines += [".SH EXIT STATUS", "0: clean; 1: findings at or above the threshold; 2: misuse."]
    return "\n".join(lines) + "\n"


def written(action: argparse.Action) -> str:
    """An argument as it is typed."""
    value = ""
    if action.nargs != 0:
        value = "|".join(map(str, action.choices)) if action.choices else str(action.metavar or action.dest.upper())
    flags = ", ".join(action.option_strings)
    return troff(f"{flags} {value}".strip())


def troff(text: str) -> str:
    """Text that is no request: backslashes, hyphens, leading dots and quotes, and all beyond ASCII are escaped."""
    lines = text.replace("%%", "%").replace("\\", "\\e").replace("-", "\\-").splitlines()
    safe = (f"\\&{line}" if line[:1] in {".", "'"} else line for line in lines)
    return "".join(char if char < "\x80" else f"\\[u{ord(char):04X}]" for char in "\n".join(safe))
