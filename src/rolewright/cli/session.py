"""An interview that can be interrupted: each answer is kept in a draft beside the role file, and the next run goes on."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

from rolewright import api
from rolewright.cli.interview import COMMANDS, Interview, Left
from rolewright.cli.streams import say
from rolewright.reports.cells import clean, wrap
from rolewright.reports.paint import paint
from rolewright.scoping import flow
from rolewright.scoping.parse import role_of

if TYPE_CHECKING:
    from rolewright.model.role import Role
    from rolewright.reports.shape import Show

_GREETING = """\
Some sixty short questions turn “we need someone” into a role. Press Enter to leave one open; a dozen answers are enough
for a first diagnosis. Nothing leaves this machine."""


def draft_path(output: str) -> str:
    """`role.toml` → `role.draft.toml`."""
    base, ending = os.path.splitext(output)
    return f"{base}.draft{ending or '.toml'}"


def forget(output: str) -> None:
    """Remove the draft of a role file that is written."""
    if os.path.isfile(draft_path(output)):
        os.unlink(draft_path(output))


def ask(output: str, show: Show, *, fresh: bool = False) -> Role:
    """The answers of a person at the terminal. An interruption leaves them in the draft, and ends with KeyboardInterrupt."""
    path = draft_path(output)
    answers = {} if fresh or not os.path.isfile(path) else _kept(path)
    start = flow.begin_at(answers, flow.steps())
    talk = Interview(answers, _read, _print, lambda table: _keep(table, path), propose, show)
    _print(wrap(_GREETING if not start else f"Going on with {path}; --fresh starts over.", show.width))
    _print(COMMANDS)
    try:
        talk.run(start)
        _settle(talk, show)
    except (Left, KeyboardInterrupt):
        if answers:
            _print("")
            say(f"the answers are kept in {path}; the same command goes on")
        raise KeyboardInterrupt from None
    return _role(answers)


def _settle(talk: Interview, show: Show) -> None:
    """Ask about answers that contradict each other, until none is left or the person lets them be."""
    while questions := api.diagnose(api.scope(_role(talk.answers))[0]).questions:
        _print("\n" + paint("These answers leave a gap or contradict each other", "bold", show))
        for number, one in enumerate(questions, 1):
            _print(wrap(f"{one.asks} ({one.because})", show.width, "      ", f"  {number:>2}  "))
        chosen = talk.line("Type a number to change the answers, or press Enter to let them be: ")
        if not chosen:
            return
        if chosen.isascii() and chosen.isdigit() and 1 <= int(chosen[:6]) <= len(questions):
            for path in questions[int(chosen) - 1].fields:
                talk.change(path)


def propose(what: str, answers: dict[str, Any], entry: dict[str, Any]) -> str:
    """What is proposed for a step: see `propose` in the table of the flow."""
    from rolewright.model.role import Duty
    from rolewright.scoping.propose import complete_duty, duty_for

    if what == "stage":
        return complete_duty(Duty(text=entry.get("text", ""))).stage
    if what == "when":
        return "first-90-days"
    if what == "now":
        return "now"
    role = api.scope(_role(answers))[0]
    if what == "duty":
        return duty_for(" ".join((entry.get("skill", ""), entry.get("what", ""))), role.duties)
    return str(getattr(role, what))


def _kept(path: str) -> dict[str, Any]:
    """The answers that a draft holds; they may still contradict each other. Raises RoleError if it was spoilt."""
    from rolewright.engine.files import read_bytes
    from rolewright.scoping.load import LIMIT, loads

    data = read_bytes(path, LIMIT)
    return _table(loads(data or b"", path, complete=False, agree=False))


def _role(answers: dict[str, Any]) -> Role:
    return role_of(answers, complete=False)[0]


def _table(role: Role) -> dict[str, Any]:
    """The answers that a draft holds, without what every new role has."""
    return {name: value for name, value in role.as_dict().items() if name not in {"version", "language"}}


def _keep(answers: dict[str, Any], path: str) -> None:
    api.save_role(_role(answers), path)


def _read(prompt: str) -> str:
    """A line from the terminal, edited with the keys that one expects. Raises EOFError at its end."""
    from contextlib import suppress

    with suppress(ImportError):
        import readline  # noqa: F401 - it makes `input` edit lines

    code = sys.stdout.encoding or "utf-8"
    return input(clean(prompt).encode(code, "replace").decode(code))


def _print(text: str) -> None:
    code = sys.stdout.encoding or "utf-8"
    sys.stdout.write(f"{text}\n".encode(code, "replace").decode(code))
