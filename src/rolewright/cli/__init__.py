"""The command line: arguments in, bytes and an exit status out; one file a command, only the one in use is loaded.

Status 0: clean; 1: findings at or above the threshold, or rows that couldn't be read; 2: misuse; 130: interrupted.
"""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = {
    "ats": "pull postings from an applicant tracking system, push drafts to it",
    "audit": "selection rates and impact ratios of outcomes",
    "check": "check postings and say what to mend",
    "compare": "say what changed between two postings",
    "completion": "print a shell's completion script, or the manual page",
    "debrief": "lay the scorecards of a loop side by side",
    "desk": "lay many roles beside many profiles",
    "draft": "write the posting of a role file",
    "drift": "say where postings have parted from their role files",
    "feed": "write a feed of postings: Indeed, RSS, JSON-LD",
    "kit": "make the interview kit of a role",
    "lsp": "serve an editor",
    "market": "read a corpus of postings into a table, and count what it says",
    "match": "lay candidates' documents beside a role: evidence, not verdicts",
    "mcp": "serve an assistant",
    "profile": "what is read of a candidate's document; export and erase it",
    "read": "print what a posting says, every fact with its place",
    "rule": "explain a rule",
    "rules": "list the rules",
    "scope": "turn a need into a role: ask, diagnose, write a role file",
    "score": "fill in scorecards: new, fill, seal, show",
    "site": "make a careers page of a folder of postings",
    "studio": "open the whole flow in a browser",
    "summary": "sum up postings for a pull request",
    "takehome": "set the exercise that candidates do at home",
}
MISUSE, INTERRUPTED, BROKEN_PIPE = 2, 130, 141
_OTHERS = 12
"""So many further problems of a role file are listed after the first."""
_COLLECT_EVERY = 50_000
"""New objects between two garbage collections: with the book in memory each costs as much as reading a posting."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; the exit status.

    Without arguments it is the process's own main function: modules come from the bundle, and the process ends here.
    """
    if argv is not None:
        return _guarded(list(argv))
    from rolewright.cli.bundle import install, keep

    bundle = install()
    gc.set_threshold(_COLLECT_EVERY, 20, 50)
    status = _guarded(sys.argv[1:])
    keep(bundle)
    return _leave(status)


def _leave(status: int) -> int:
    """End the process without taking the book in memory apart piece by piece, which takes 10 ms, if nothing else runs."""
    if "threading" not in sys.modules:
        sys.stderr.flush()
        os._exit(status)
    return status


def _guarded(words: list[str]) -> int:
    """Run a command; an exception becomes one line on standard error and a status."""
    from rolewright.errors import RolewrightError

    debug = "--debug" in words
    try:
        status = _run(words)
        sys.stdout.flush()
    except RolewrightError as error:
        if debug:
            raise
        return _complain(error)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _silence()
        return BROKEN_PIPE
    except Exception as error:
        if debug:
            raise
        sys.stderr.write(f"rolewright: error: unexpected {type(error).__name__}: {_line(error)}; --debug shows where\n")
        return MISUSE
    return status


def _run(words: list[str]) -> int:
    """Hand the words to their command."""
    from rolewright.errors import ConfigError

    if not words or words[0] in {"-h", "--help", "help"}:
        sys.stdout.write(usage())
        return 0 if words else MISUSE
    if words[0] in {"-V", "--version"}:
        from rolewright import __version__

        sys.stdout.write(f"rolewright {__version__}\n")
        return 0
    name = words[0]
    if name not in COMMANDS:
        from rolewright.engine.select import suggest

        known = f"known are {', '.join(COMMANDS)}; see rolewright --help"
        raise ConfigError(f"there is no command {name!r}", "rolewright", suggest(name, COMMANDS, known))
    status: int = import_module(f"rolewright.cli.{name}").main(words[1:])
    return status


def usage() -> str:
    """The help of the program itself."""
    rows = "".join(f"  {name:<10} {about}\n" for name, about in COMMANDS.items())
    return (
        "usage: rolewright COMMAND …\n\nChecks job postings the way a linter checks code.\n\n"
        f"commands:\n{rows}\noptions:\n  --version  print the version\n\n"
        "examples:\n  rolewright check posting.md\n  rolewright check postings/ --quiet\n"
        "  rolewright rule RW101\n\n`rolewright COMMAND --help` tells more.\n"
    )


def _complain(error: Exception) -> int:
    sys.stderr.write(f"rolewright: error: {_line(error)}\n")
    for other in getattr(error, "others", ())[:_OTHERS]:
        sys.stderr.write(f"  also {_line(Exception(other))}\n")
    return MISUSE


def _line(error: Exception) -> str:
    """An exception's message on one line without control characters."""
    from rolewright.reports.cells import clean

    return clean(str(error))


def _silence() -> None:
    """Keep Python's own exit from writing to the closed pipe."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
