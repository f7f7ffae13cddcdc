"""The manual page (man, section 1), made from the parsers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rolewright.cli.parsers import Argument, Command

_STATUS = "0: clean or done. 1: findings at or above the threshold, or what the command's description says. 2: misuse."
_FILES = (
    ("rolewright.toml, pyproject.toml", "the configuration of the nearest folder above a posting"),
    ("$ROLEWRIGHT_CACHE", "where the tables are kept that it builds for itself"),
)


def manual(commands: Sequence[Command]) -> str:
    """The page as roff."""
    return "\n".join(_lines(commands)) + "\n"


def _lines(commands: Sequence[Command]) -> Iterator[str]:
    yield f'.TH ROLEWRIGHT 1 "" "rolewright {__version__}" "User commands"'
    yield ".SH NAME\nrolewright \\- checks job postings the way a linter checks code"
    yield ".SH SYNOPSIS\n.B rolewright\n.I COMMAND\n[\\fIoption\\fR ...] [\\fIargument\\fR ...]"
    yield ".SH COMMANDS"
    for command in commands:
        yield f".SS rolewright {_text(command.name)}"
        yield _text(command.description)
        for _, some in command.groups:
            for one in some:
                yield f".TP\n{_head(one)}\n{_text(one.help) or chr(92) + '&'}"
        yield f".PP\n.nf\n{_text(command.examples.rstrip())}\n.fi"
    yield f".SH EXIT STATUS\n{_text(_STATUS)}"
    yield ".SH FILES"
    for name, about in _FILES:
        yield f".TP\n.I {_text(name)}\n{_text(about)}"


def _head(one: Argument) -> str:
    """How an argument is written: flags bold, its value in italics."""
    value = "|".join(one.choices) or one.name if one.value else ""
    if not one.flags:
        return f"\\fI{_text(value)}\\fR"
    flags = ", ".join(f"\\fB{_text(flag)}\\fR" for flag in one.flags)
    return f"{flags} \\fI{_text(value)}\\fR" if value else flags


def _text(text: str) -> str:
    """Text that roff shows as it is."""
    safe = (
        text.replace("\\", "\\e").replace("-", "\\-").replace("’", "\\(cq").replace("“", "\\(lq").replace("”", "\\(rq")
    )
    return "\n".join("\\&" + line if line.startswith((".", "'")) else line for line in safe.split("\n"))
