"""Completion scripts for bash, zsh and fish, made from the parsers. They start no program when a key is pressed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rolewright.cli.parsers import Argument, Command


def bash(commands: Sequence[Command]) -> str:
    """The script for bash 4 or newer."""
    cases = "".join(_bash_case(command) for command in commands)
    names = " ".join(command.name for command in commands)
    return f"""\
# bash completion of rolewright
_rolewright() {{
    local cur=${{COMP_WORDS[COMP_CWORD]}} prev=${{COMP_WORDS[COMP_CWORD-1]}}
    local words='' values='' fills=file
    if [[ $COMP_CWORD -eq 1 ]]; then
        COMPREPLY=($(compgen -W "{names} --help --version" -- "$cur"))
        return
    fi
    case ${{COMP_WORDS[1]}} in
{cases}    esac
    if [[ $fills == words ]]; then
        COMPREPLY=($(compgen -W "$values" -- "$cur"))
    elif [[ $cur == -* ]]; then
        COMPREPLY=($(compgen -W "$words" -- "$cur"))
    elif [[ $fills == folder ]]; then
        COMPREPLY=($(compgen -d -- "$cur"))
    else
        COMPREPLY=($(compgen -W "$values" -- "$cur") $(compgen -f -- "$cur"))
    fi
}}
complete -o filenames -F _rolewright rolewright
"""


def _bash_case(command: Command) -> str:
    flags = " ".join(flag for one in command.options for flag in one.flags)
    values = " ".join(choice for one in command.positional for choice in one.choices)
    told = "".join(
        f"                {'|'.join(one.flags)}) {_bash_fill(one)} ;;\n" for one in command.options if one.value
    )
    inner = f"            case $prev in\n{told}            esac\n" if told else ""
    return f"        {command.name})\n            words='{flags}' values='{values}'\n{inner}            ;;\n"


def _bash_fill(one: Argument) -> str:
    if one.choices:
        return f"fills=words values='{' '.join(one.choices)}'"
    return (
        "fills=folder values=''"
        if one.fills == "folder"
        else "fills=file values=''"
        if one.fills
        else "fills=words values=''"
    )


def zsh(commands: Sequence[Command]) -> str:
    """The script for zsh; it goes into a file `_rolewright` on `fpath`."""
    names = "\n".join(f"        {_zsh_word(f'{_colons(one.name)}:{one.about}')}" for one in commands)
    cases = "".join(_zsh_case(command) for command in commands)
    return f"""\
#compdef rolewright
_rolewright() {{
    local -a commands=(
{names}
    )
    if (( CURRENT == 2 )); then
        _describe command commands
        _arguments '--help[tell about the commands]' '--version[print the version]'
        return
    fi
    local command=$words[2]
    shift words
    (( CURRENT-- ))
    case $command in
{cases}    esac
}}
if [[ $funcstack[1] == _rolewright ]]; then _rolewright "$@"; else compdef _rolewright rolewright; fi
"""


def _zsh_case(command: Command) -> str:
    rows = [_zsh_option(one, flag) for one in command.options for flag in one.flags]
    rows += [_zsh_position(one) for one in command.positional]
    return (
        f"        {command.name})\n            _arguments \\\n"
        + "".join(f"                {row} \\\n" for row in rows)
        + "            ;;\n"
    )


def _zsh_option(one: Argument, flag: str) -> str:
    told = _zsh_text(one.help)
    value = f":{_zsh_text(one.name)}:{_zsh_fill(one)}" if one.value else ""
    return _zsh_word(f"*{flag}[{told}]{value}")


def _zsh_position(one: Argument) -> str:
    return _zsh_word(f"{'*' if one.many else ''}:{_zsh_text(one.name)}:{_zsh_fill(one)}")


def _zsh_fill(one: Argument) -> str:
    if one.choices:
        return f"({' '.join(one.choices)})"
    return "_files -/" if one.fills == "folder" else "_files" if one.fills or not one.flags else ""


def _zsh_text(text: str) -> str:
    return _colons(text).replace("[", "\\[").replace("]", "\\]")


def _colons(text: str) -> str:
    return text.replace("\\", "\\\\").replace(":", "\\:")


def _zsh_word(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"


def fish(commands: Sequence[Command]) -> str:
    """The script for fish."""
    lines = ["# fish completion of rolewright", "complete -c rolewright -f -n __fish_use_subcommand -l help",
             "complete -c rolewright -f -n __fish_use_subcommand -l version -d 'print the version'"]  # fmt: skip
    for command in commands:
        lines.append(f"complete -c rolewright -f -n __fish_use_subcommand -a {command.name} -d {_fish(command.about)}")
        seen = f"complete -c rolewright -n '__fish_seen_subcommand_from {command.name}'"
        lines += [f"{seen} {_fish_option(one)} -d {_fish(one.help)}" for one in command.options]
        lines += [
            f"{seen} -f -a {_fish(' '.join(one.choices))} -d {_fish(one.help)}"
            for one in command.positional
            if one.choices
        ]
    return "\n".join(lines) + "\n"


def _fish_option(one: Argument) -> str:
    flags = " ".join(f"-l {flag[2:]}" if flag.startswith("--") else f"-s {flag[1:]}" for flag in one.flags)
    if not one.value:
        return f"{flags} -f"
    if one.choices:
        return f"{flags} -x -a {_fish(' '.join(one.choices))}"
    if one.fills == "folder":
        return f"{flags} -x -a '(__fish_complete_directories)'"
    return f"{flags} -r -F" if one.fills else f"{flags} -x"


def _fish(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
