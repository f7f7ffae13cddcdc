"""The question bank, read when asked for and checked entry by entry; `check` never loads it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from rolewright.errors import KnowledgeError, suggest
from rolewright.knowledge.shelf import shelf
from rolewright.model.kit import CHECKS, FORMS, Flag, Question, Topic
from rolewright.model.record import NamedTuple
from rolewright.model.terms import FAMILIES, LEVELS, LIFECYCLE, STAGES

if TYPE_CHECKING:
    from collections.abc import Iterable

FILES = ("data", "model", "deploy", "operate", "across", "people", "exercises", "designs")
"""Tables under knowledge/questions that hold questions."""
ACROSS = "across"
PROVES = ("practical", "design", "failure", "judgement")
DIMENSIONS = ("data_flow", "deployment", "monitoring", "rollback", "maintenance", "cost")
TEXTS = ("id", "ask", "check", "stage", "levels", "strong", "adequate", "weak")
LISTS = ("families", "topics", "follow", "signals", "flags")
MAY = (
    "form",
    "minutes",
    "covers_stages",
    "kinds",
    "stages",
    "proves",
    "given",
    "general",
    "listen",
    "constraints",
    "worked",
)
_FORM = {"technical": "depth", "system": "depth", "communication": "experience", "behavioural": "experience"}


class Bank(NamedTuple):
    """Every question by id, every topic and flag by id."""

    questions: dict[str, Question]
    topics: dict[str, Topic]
    flags: dict[str, Flag]


def table(name: str) -> dict[str, Any]:
    """A table of knowledge/questions."""
    return shelf(f"questions/{name}")


@cache
def bank() -> Bank:
    """The whole bank. Raises KnowledgeError naming file and entry of the first thing that is wrong."""
    topics = {entry["id"]: _topic(entry) for entry in table("topics")["topic"]}
    flags = {entry["id"]: Flag(**entry) for entry in table("signals")["flag"]}
    questions: dict[str, Question] = {}
    for name in FILES:
        for entry in table(name)["question"]:
            made = question(entry, f"questions/{name}.toml", topics, flags)
            if made.id in questions:
                raise _wrong(f"questions/{name}.toml: {made.id}", "the id is there twice", "choose another")
            questions[made.id] = made
    return Bank(questions, topics, flags)


def question(entry: dict[str, Any], file: str, topics: dict[str, Topic], flags: dict[str, Flag]) -> Question:
    """A checked question from its table entry."""
    where = f"{file}: {entry.get('id', 'an entry without id')}"
    _fields(entry, where)
    form = entry.get("form", _FORM.get(entry["check"], ""))
    _known(entry["check"], CHECKS, "check", where)
    _known(form, FORMS, "form", where)
    _known(entry["stage"], (*LIFECYCLE, ACROSS), "stage", where)
    for field, known in (("topics", topics), ("covers_stages", LIFECYCLE), ("stages", STAGES), ("proves", PROVES)):
        for value in entry.get(field, ()):
            _known(value, known, field, where)
    if form == "design":
        _design(entry, where)
    rest = {k: v for k, v in entry.items() if k not in {"levels", "families", "signals", "flags", "form"}}
    return Question(
        **{k: _plain(v) for k, v in rest.items()}, form=form, levels=levels(entry["levels"], where),
        families=families(entry["families"], where), signals=signals(entry["signals"], where),
        flags=tuple(flags[_known(one, flags, "flags", where)] for one in entry["flags"]),
    )  # fmt: skip


def levels(written: str, where: str) -> tuple[str, ...]:
    """`junior-lead` → the levels from one to the other."""
    first, _, last = written.partition("-")
    start, end = (LEVELS.index(_known(one, LEVELS, "levels", where)) for one in (first, last or first))
    if start > end:
        raise _wrong(where, f"levels {written!r} run backwards", "write the lower one first")
    return LEVELS[start : end + 1]


def families(names: Iterable[str], where: str) -> tuple[str, ...]:
    """Families, with the short names of topics.toml spelled out."""
    groups: dict[str, list[str]] = table("topics")["families"]
    found = [one for name in names for one in groups.get(name, [_known(name, [*FAMILIES, *groups], "families", where)])]
    return tuple(dict.fromkeys(found))


def signals(names: Iterable[str], where: str) -> tuple[str, ...]:
    """The words of signals."""
    known: dict[str, str] = table("signals")["signal"]
    return tuple(known[_known(name, known, "signals", where)] for name in names)


def _topic(entry: dict[str, Any]) -> Topic:
    plain: dict[str, Any] = {name: _plain(value) for name, value in entry.items()}
    return Topic(**plain)


def _fields(entry: dict[str, Any], where: str) -> None:
    """Nothing missing, empty, unknown or of the wrong kind."""
    for name in TEXTS:
        if not isinstance(entry.get(name), str) or not entry[name].strip():
            raise _wrong(where, f"{name} is missing or empty", "write it")
    for name in LISTS:
        value = entry.get(name)
        if not value or not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
            raise _wrong(where, f"{name} has to be a list of texts", "write at least one")
    if not isinstance(entry.get("minutes"), int) or not 3 <= entry["minutes"] <= 75:
        raise _wrong(where, "minutes has to be a whole number from 3 to 75", "say how long it takes")
    unknown = set(entry) - {*TEXTS, *LISTS, *MAY}
    if unknown:
        name = min(unknown)
        raise _wrong(where, f"unknown field {name!r}", suggest(name, (*TEXTS, *LISTS, *MAY), "take it out"))
    if entry.get("form") == "exercise" and not entry.get("given"):
        raise _wrong(where, "given is missing", "say what the candidate gets")


def _design(entry: dict[str, Any], where: str) -> None:
    """A design guide has what to listen for, constraints and worked answers."""
    for name, keys in (("listen", DIMENSIONS), ("worked", ("strong", "adequate", "weak"))):
        if tuple(entry.get(name, ())) != keys:
            raise _wrong(where, f"{name} needs {', '.join(keys)}, in this order", "write them")
    if len(entry.get("constraints", ())) < 3:
        raise _wrong(where, "fewer than three constraints", "write what is told when asked for")


def _known(value: str, known: Iterable[str], field: str, where: str) -> str:
    if value not in known:
        raise _wrong(where, f"{field}: {value!r} isn't known", suggest(value, known, f"known are {', '.join(known)}"))
    return value


def _plain(value: Any) -> Any:
    """Lists as tuples, tables as pairs."""
    if isinstance(value, dict):
        return tuple(value.items())
    return tuple(value) if isinstance(value, list) else value


def _wrong(where: str, what: str, do: str) -> KnowledgeError:
    return KnowledgeError(what, where, do)
