"""`rolewright completion`: completion scripts and the manual page on standard output."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from rolewright.cli.options import Parser

if TYPE_CHECKING:
    from collections.abc import Sequence

EXAMPLES = """\
  rolewright completion bash > ~/.local/share/bash-completion/completions/rolewright
  rolewright completion zsh > ~/.zfunc/_rolewright
  rolewright completion fish > ~/.config/fish/completions/rolewright.fish
  rolewright completion man > ~/.local/share/man/man1/rolewright.1
"""
KINDS = ("bash", "zsh", "fish", "man")


def main(words: Sequence[str]) -> int:
    """Print a script or the page."""
    from rolewright.cli import manual, shells
    from rolewright.cli.parsers import commands

    kind = parser().parse_args(words).kind
    made = {"bash": shells.bash, "zsh": shells.zsh, "fish": shells.fish, "man": manual.manual}[kind]
    sys.stdout.buffer.write(made(commands()).encode())
    return 0


def parser() -> Parser:
    """The options."""
    made = Parser("completion", "Print a shell's completion script, or the manual page.", EXAMPLES)
    made.add_argument("kind", choices=KINDS, help="the shell, or man")
    return made
