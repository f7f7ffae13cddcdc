"""A parser whose errors are ours and whose making doesn't cost start-up time."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING, NoReturn

from rolewright.errors import ConfigError

if TYPE_CHECKING:
    from rolewright.engine.config import Settings


class Parser(argparse.ArgumentParser):
    """An `ArgumentParser` for one command, with examples at the end of its help."""

    def __init__(self, command: str, about: str, examples: str) -> None:
        super().__init__(
            prog=f"rolewright {command}", description=about, epilog=f"examples:\n{examples}", formatter_class=_formatter,
            allow_abbrev=False,
        )  # fmt: skip
        self.command = command
        self.add_argument("--debug", action="store_true", help="show the traceback of an error")

    def error(self, message: str) -> NoReturn:
        """Raise ConfigError instead of printing the usage."""
        if message.startswith("unrecognized arguments: "):
            from rolewright.engine.select import suggest

            word = message.partition(": ")[2].split()[0].partition("=")[0]
            do = suggest(word, self._option_string_actions, f"see rolewright {self.command} --help")
            raise ConfigError(f"unknown option {word}", self.prog, do)
        raise ConfigError(message, self.prog, f"see rolewright {self.command} --help")


def codes(written: str) -> list[str]:
    """Names separated by commas."""
    return [name.strip() for name in written.split(",") if name.strip()]


def settings_of(args: argparse.Namespace) -> Settings:
    """The settings that `--config` and `--no-config` ask for, else those of this folder."""
    from rolewright.engine import config

    return config.NOTHING if args.no_config else config.load(args.config) if args.config else config.find(".")


def flat(lists: list[list[str]] | None) -> tuple[str, ...]:
    """The values of an option that may be given several times."""
    return tuple(name for names in lists or () for name in names)


def wants_color(choice: str) -> bool:
    """Whether standard output gets colours: as chosen, else `NO_COLOR`, `FORCE_COLOR`, else if it is a terminal."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def columns() -> int:
    """The width of the screen, 40 to 120; 100 where there is none."""
    try:
        found = int(os.environ.get("COLUMNS", "")) if os.environ.get("COLUMNS") else os.get_terminal_size(1).columns
    except (OSError, ValueError):
        found = 100
    return max(40, min(120, found))


def takes_unicode() -> bool:
    """Whether standard output can hold more than ASCII."""
    return (sys.stdout.encoding or "").lower().replace("-", "").startswith(("utf", "gb18030"))


def _formatter(prog: str) -> argparse.HelpFormatter:
    """With a width given, since argparse imports `shutil` to find one out."""
    return argparse.RawDescriptionHelpFormatter(prog, width=columns(), max_help_position=30)
