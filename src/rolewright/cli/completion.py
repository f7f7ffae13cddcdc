"""`rolewright completion`: a script that completes commands, options and their choices in a shell."""

from __future__ import annotations

import argparse
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

from rolewright.cli.options import Parser

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

EXAMPLES = """\
  eval "$(rolewright completion bash)"                              in ~/.bashrc
  autoload -U +X bashcompinit && bashcompinit && eval "$(rolewright completion bash)"      in ~/.zshrc
  rolewright completion fish > ~/.config/fish/completions/rolewright.fish
"""


def main(words: Sequence[str]) -> int:
    """Print the script."""
    shell = parser().parse_args(words).shell
    sys.stdout.write(_bash() if shell == "bash" else _fish())
    return 0


def parser() -> Parser:
    """The options."""
    made = Parser(
        "completion", "Print a script that completes the commands and options. zsh takes that of bash.", EXAMPLES
    )
    made.add_argument("shell", choices=("bash", "fish"), help="for which shell")
    return made


def _actions() -> Iterator[tuple[str, list[argparse.Action]]]:
    """Each command with its arguments."""
    from rolewright.cli import COMMANDS

    for name in COMMANDS:
        made: Any = import_module(f"rolewright.cli.{name}").parser()
        actions = made._actions  # noqa: SLF001 - argparse shows them nowhere else
        yield name, [one for one in actions if one.help is not argparse.SUPPRESS]


def _bash() -> str:
    """One function; an option with choices completes those, the rest options and files."""
    from rolewright.cli import COMMANDS

    cases = []
    for name, actions in _actions():
        for one in actions:
            if one.choices and one.option_strings:
                cases += [f'    "{name} {flag}") words="{_words(one.choices)}" ;;' for flag in one.option_strings]
    options = [
        f'      {name}) words="{_words(flag for one in actions for flag in (one.option_strings or one.choices or ()))}" ;;'
        for name, actions in _actions()
    ]
    return (
        "_rolewright() {\n"
        '  local current="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD-1]}" words=""\n'
        f'  if [ "$COMP_CWORD" -eq 1 ]; then\n    words="{_words(COMMANDS)} --help --version"\n'
        '  else case "${COMP_WORDS[1]} $before" in\n' + "\n".join(cases) + '\n    *) case "${COMP_WORDS[1]}" in\n'
        + "\n".join(options) + "\n    esac ;;\n  esac; fi\n"
        '  COMPREPLY=($(compgen -W "$words" -- "$current"))\n}\n'
        "complete -o default -F _rolewright rolewright\n"
    )  # fmt: skip


def _fish() -> str:
    """One line a command and an option, each with its help."""
    from rolewright.cli import COMMANDS

    lines = [
        f"complete -c rolewright -n __fish_use_subcommand -a {name} -d {_quoted(about)}"
        for name, about in COMMANDS.items()
    ]
    for name, actions in _actions():
        start = f"complete -c rolewright -n '__fish_seen_subcommand_from {name}'"
        for one in actions:
            flags = " ".join(
                f"-l {flag[2:]}" if flag.startswith("--") else f"-s {flag[1:]}" for flag in one.option_strings
            )
            choices = f" -a {_quoted(_words(one.choices))}" if one.choices else ""
            takes = " -r" if flags and one.nargs != 0 else ""
            if flags or choices:
                lines.append(f"{start} {flags}{takes}{choices} -d {_quoted(one.help or '')}".replace("  ", " "))
    return "\n".join(lines) + "\n"


def _words(names: Any) -> str:
    return " ".join(map(str, names))


def _quoted(text: str) -> str:
    return "'" + text.replace("%%", "%").replace("\\", "\\\\").replace("'", "\\'") + "'"
