"""The interview as data: steps with a path, a question, help, examples and the kind of answer; how an answer is read.

A face (terminal, studio) asks; nothing here prints. The answers are the tables of an unfinished role file.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from rolewright.knowledge.shelf import shelf
from rolewright.model.record import NamedTuple
from rolewright.model.role import Duty
from rolewright.scoping.agree import disagreements
from rolewright.scoping.conditions import Facts, holds
from rolewright.scoping.facts import vague_words
from rolewright.scoping.fields import LISTS, NUMBERS, Field, fields
from rolewright.scoping.parse import Problem, role_of, value_of
from rolewright.scoping.propose import complete_duty

if TYPE_CHECKING:
    from collections.abc import Sequence

Table = dict[str, Any]


class Step(NamedTuple):
    """A question. `field` says the kind of its answer, its choices and limits; `each` are the questions about one entry.

    `good` and `bad` are examples; `five` names which of the five questions it belongs to; `propose` what is proposed.
    """

    path: str
    chapter: str
    asks: str
    field: Field
    help: str = ""
    good: tuple[str, ...] = ()
    bad: tuple[str, ...] = ()
    five: str = ""
    propose: str = ""
    when: tuple[tuple[str, Any], ...] = ()
    each: tuple[Step, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Plain data for a face that isn't written in Python."""
        made = self.field
        out = {"path": self.path, "chapter": self.chapter, "asks": self.asks, "help": self.help or made.help, "good": [*self.good],
               "bad": [*self.bad], "five": self.five, "kind": made.kind, "choices": dict(made.choices), "need": made.need,
               "when": dict(self.when), "each": [one.as_dict() for one in self.each]}  # fmt: skip
        return out | ({"least": made.least, "most": made.most} if made.kind in NUMBERS else {})


@cache
def steps() -> tuple[Step, ...]:
    """Every step, in order."""
    chapters = shelf("scoping/flow")["chapter"]
    return tuple(_step(row, chapter["name"]) for chapter in chapters for row in chapter["step"])


def field_at(path: str) -> Field:
    """The field that a path of names leads to, from the role on."""
    record, found = "Role", None
    for name in path.split("."):
        found = next(field for field in fields(record) if field.name == name)
        record = found.record
    assert found is not None  # noqa: S101 - a path has at least one name
    return found


def _step(row: dict[str, Any], chapter: str) -> Step:
    field = field_at(row["path"])
    inner = {one.name: one for one in fields(field.record)} if field.record else {}
    each = tuple(
        _made(one, f"{row['path']}.{one['field']}", chapter, inner[one["field"]]) for one in row.get("each", ())
    )
    return _made(row, row["path"], chapter, field)._replace(each=each)


def _made(row: dict[str, Any], path: str, chapter: str, field: Field) -> Step:
    return Step(
        path, chapter, row["asks"], field, row.get("help", ""), tuple(row.get("good", ())), tuple(row.get("bad", ())),
        row.get("five", ""), row.get("propose", ""), tuple(row.get("when", {}).items()),
    )  # fmt: skip


def wanted(step: Step, answers: Table) -> bool:
    """Whether a step is to be asked, after the answers so far."""
    return holds(dict(step.when), _seen(answers)) if step.when else True


def get(answers: Table, path: str) -> Any:
    """The answer at a path; None if there is none."""
    value: Any = answers
    for name in path.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    return value


def put(answers: Table, path: str, value: Any) -> None:
    """Set the answer at a path; None takes it away."""
    *tables, last = path.split(".")
    if value is None and get(answers, path) is None:
        return
    for name in tables:
        answers = answers.setdefault(name, {})
    if value is None:
        answers.pop(last, None)
    else:
        answers[last] = value


def take(answers: Table, step: Step, value: Any) -> Problem | None:
    """Put an answer at its step; or leave the answers as they were and say what it contradicts. Duties get their ids."""
    old = get(answers, step.path)
    put(answers, step.path, _named(value) if step.path == "duties" else value)
    role, _ = role_of(answers, complete=False)
    table = step.path.partition(".")[0]
    clash = next((one for one in disagreements(role, complete=False) if re.split(r"[.\[]", one.path)[0] == table), None)
    if clash is not None:
        put(answers, step.path, old)
    return clash


def _named(duties: Any) -> Any:
    """Duties with an id each, made from their words, so that must-haves can refer to them."""
    out: list[Table] = []
    for entry in duties or ():
        made = complete_duty(Duty(text=entry.get("text", ""), id=entry.get("id", "")), [one["id"] for one in out])
        out.append({"id": made.id, **entry})
    return out or None


def with_choices(step: Step, answers: Table) -> Step:
    """The step; where it asks for a duty, with the duties that there are as its choices."""
    duties = get(answers, "duties") or ()
    if not step.path.endswith(".duty") or not duties:
        return step
    choices = {duty["id"]: duty.get("text", "") for duty in duties if duty.get("id")}
    return step._replace(field=step.field._replace(kind="choice", choices=choices))


def read_answer(step: Step, written: str) -> tuple[Any, Problem | None]:
    """What was typed, as the value of the step's field, or the problem. Lists are separated by semicolons or lines."""
    field, text = step.field, written.strip()
    value: Any = text
    if field.kind in LISTS:
        value = [_member(field, part) for part in _parts(field, text)]
    elif field.kind == "choice":
        value = _chosen(field, text)
    elif field.kind in NUMBERS:
        value = _figure(text)
    elif field.kind == "flag":
        value = {"y": True, "yes": True, "true": True, "n": False, "no": False, "false": False}.get(text.lower(), text)
    else:
        value = _member(field, text)
    return value_of(field, value, step.path)


def _parts(field: Field, text: str) -> list[str]:
    """The members of a list; names and codes hold no commas, so a comma parts them too."""
    text = text.replace("\n", ";")
    if field.kind in {"choices", "codes"}:
        text = text.replace(",", ";")
    return [part.strip() for part in text.split(";") if part.strip()]


def _member(field: Field, text: str) -> str:
    """A text as its field has it: a choice by its name, a code of capitals in capitals."""
    if field.kind == "choices":
        return _chosen(field, text)
    return text.upper() if field.kind in {"code", "codes"} and field.pattern.startswith("[A-Z") else text


def _chosen(field: Field, text: str) -> str:
    """A choice by number, name or the beginning of it."""
    names = list(field.choices)
    if text.isascii() and text.isdigit() and 1 <= int(text[:6]) <= len(names):
        return names[int(text) - 1]
    begun = [name for name in names if name.startswith(text.lower())] if text else []
    return text.lower() if text.lower() in names else begun[0] if len(begun) == 1 else text


def _figure(text: str) -> Any:
    """`128,000`, `128 000`, `128k`, `7.5`: a number; else the text."""
    bare = text.lower().replace(",", "").replace(" ", "").replace("_", "")
    thousand = 1000 if bare.endswith("k") else 1
    try:
        value = float(bare.removesuffix("k")) * thousand
        return int(value) if value.is_integer() else value
    except (ValueError, OverflowError):
        return text


def shown(value: Any) -> str:
    """An answer in one line, for a review."""
    if isinstance(value, dict):
        return ", ".join(shown(one) for one in value.values())
    if isinstance(value, list | tuple):
        return "; ".join(shown(one) for one in value)
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)


def begin_at(answers: Table, asked: Sequence[Step]) -> int:
    """Where to go on: after the last step that has an answer."""
    done = [number for number, step in enumerate(asked) if get(answers, step.path) is not None]
    return done[-1] + 1 if done else 0


def remark(step: Step, value: Any) -> str:
    """What to think again about an answer to one of the five questions; "" if nothing."""
    if not step.five or step.field.kind not in {"text", "prose", "many"}:
        return ""
    words = vague_words(shown(value))
    return f"“{words[0]}” fits any project: what happens, and to whom?" if words else ""


def _seen(answers: Table) -> Facts:
    """The facts that steps depend on."""
    paid = get(answers, "pay.min") is not None or get(answers, "pay.max") is not None
    owners = {
        f"{stage}_owner": get(answers, f"ownership.{stage}.owner") or ""
        for stage in ("data", "model", "deploy", "operate")
    }
    exercise = "yes" if get(answers, "process.take_home") else "no"
    return {**owners, "mode": get(answers, "place.mode") or "", "paid": "yes" if paid else "no", "exercise": exercise}
