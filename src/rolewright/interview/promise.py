"""The process that the role file promises to candidates, laid beside the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.interview.bank import table
from rolewright.model.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rolewright.model.kit import Interview
    from rolewright.model.role import Role, Step


class Promise(NamedTuple):
    """What the role's process says of an interview; 0 and "" where it says nothing."""

    what: str
    minutes: int
    who: str


def promises(role: Role) -> dict[str, Promise]:
    """Interview id → the step of the process that promises it: the first whose words fit, in the order of the steps."""
    made: dict[str, Promise] = {}
    for step in role.process.steps:
        name = _kind(step, made)
        if name:
            made[name] = Promise(step.what, step.minutes or 0, step.who)
    return made


def notes(role: Role, made: Iterable[Interview], promised: Mapping[str, Promise]) -> list[str]:
    """Where plan and promise differ; nothing if the role promises nothing."""
    if not role.process.steps:
        return []
    known = {promise.what for promise in promised.values()}
    names = {one.id: one for one in made}
    said = [
        f"The process in the role file doesn't mention “{one.name}” ({one.minutes} minutes): add it, or tell candidates."
        for one in names.values() if one.id not in promised
    ]  # fmt: skip
    said += [
        f"The process in the role file has “{promise.what}”; nothing is left for it to test. Take it out."
        for name, promise in promised.items() if name not in names
    ]  # fmt: skip
    said += [
        f"The process in the role file gives “{promise.what}” {promise.minutes} minutes; {names[name].name} needs "
        f"{names[name].minutes}. Change the promise, or take a question out."
        for name, promise in promised.items()
        if name in names and 0 < promise.minutes < names[name].minutes
    ]
    said += [
        f"“{step.what}” in the role file's process is none of the interviews here: leave it unrated, or take it out."
        for step in role.process.steps if step.what not in known
    ]  # fmt: skip
    return said


def _kind(step: Step, taken: Mapping[str, Promise]) -> str:
    """The interview that a step's words mean, if it isn't taken yet."""
    words: dict[str, list[str]] = table("plan")["promised"]
    lower = step.what.casefold()
    return next((name for name, marks in words.items() if name not in taken and any(m in lower for m in marks)), "")
