"""How one is hired, in words: steps, weeks, days, the exercise, the last day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.writing.grammar import bare, counted, lower, tidy, words
from rolewright.writing.phrases import Fact
from rolewright.writing.where import countries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rolewright.model.role import Process, Role, Step


def facts(role: Role) -> Iterator[tuple[str, Fact]]:
    """`steps`, `count`, `weeks`, `reply_days`, `take_home_terms`, `deadline`, `vacancy`, `accommodation_mail`."""
    process = role.process
    if process.steps:
        yield "steps", Fact(tuple(step_text(step) for step in process.steps), ("process.steps",))
        yield "count", Fact(counted(len(process.steps)), ("process.steps",))
        if len(process.steps) == 1:
            yield "one_step", Fact("yes", ("process.steps",))
    if process.weeks is not None:
        yield "weeks", Fact(counted(process.weeks, "week"), ("process.weeks",))
    if process.reply_days is not None:
        yield "reply_days", Fact(counted(process.reply_days, "working day"), ("process.reply_days",))
    terms = take_home_terms(process)
    if terms:
        yield "take_home_terms", Fact(terms, ("process.take_home_hours", "process.take_home_paid"))
    if role.application.valid_through:
        yield "deadline", Fact(day(role.application.valid_through, role), ("application.valid_through",))
    if role.law.existing_vacancy is not None:
        yield "vacancy", Fact("yes" if role.law.existing_vacancy else "no", ("law.existing_vacancy",))
    if "@" in role.law.accommodation_contact and " " not in role.law.accommodation_contact.strip():
        yield "accommodation_mail", Fact("yes", ("law.accommodation_contact",))


def step_text(step: Step) -> str:
    """`design conversation (60 minutes, with two engineers)`."""
    what, who = tidy(step.what), tidy(step.who)
    about = [minutes(step.minutes)] if step.minutes else []
    about += [f"with {bare(who) or who}"] if who else []
    return (lower(what) or what) + (f" ({', '.join(about)})" if about else "")


def minutes(count: int) -> str:
    """`45 minutes`, `one hour`, `two hours`."""
    return counted(count // 60, "hour") if count % 60 == 0 else f"{count} minutes"


def take_home_terms(process: Process) -> str:
    """`two hours and is paid`, or "" without the hours."""
    if process.take_home_hours is None or not process.take_home:
        return ""
    hours = process.take_home_hours
    time = counted(int(hours), "hour") if hours == int(hours) else f"{hours:g} hours"
    paid = {None: "", True: " and is paid", False: " and is not paid"}[process.take_home_paid]
    return f"{time}{paid}"


def day(iso: str, role: Role) -> str:
    """`January 15, 2027` where the month comes first, else `15 January 2027`."""
    year, month, date = iso.split("-")
    name = words("months")[int(month) - 1]
    if countries(role) & set(words("dates")["month_first"]):
        return f"{name} {int(date)}, {year}"
    return f"{int(date)} {name} {year}"
