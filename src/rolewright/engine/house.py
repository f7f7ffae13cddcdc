"""A team's own rules, from the files that its configuration names, and the proof that their examples give."""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING

from rolewright.documents import plain
from rolewright.engine.run import Plan, run
from rolewright.errors import ConfigError
from rolewright.knowledge.loader import book
from rolewright.model.record import NamedTuple
from rolewright.model.rule import Example
from rolewright.reading.read import read
from rolewright.rules.house import rules_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rolewright.model.finding import Finding
    from rolewright.model.role import Role
    from rolewright.model.rule import Rule


class Trial(NamedTuple):
    """One example put to its rule: its kind (`bad` or `good`), number from 1, first line, the findings, if it is right."""

    kind: str
    number: int
    line: str
    found: tuple[Finding, ...]
    right: bool


class Proof(NamedTuple):
    """A rule, what its examples came to, and the kinds of example that it lacks."""

    rule: Rule
    trials: tuple[Trial, ...]
    lacks: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether there are examples both ways and all are right."""
        return not self.lacks and all(trial.right for trial in self.trials)


@cache
def load(patterns: tuple[str, ...], file: str = "") -> tuple[Rule, ...]:
    """The rules in files, folders and patterns relative to a configuration file ("": to here).

    Raises ConfigError if nothing is there, KnowledgeError for a wrong file or a name that a built-in rule has.
    """
    base = os.path.dirname(file)
    paths = list(dict.fromkeys(path for pattern in patterns for path in _paths(pattern, base, file)))
    return parsed([(path, _bytes(path)) for path in paths])


def parsed(files: Sequence[tuple[str, bytes]]) -> tuple[Rule, ...]:
    """The rules of some files, (path, content) each. Raises KnowledgeError as `load` does."""
    from rolewright.engine.plans import all_rules
    from rolewright.errors import KnowledgeError

    found = rules_of(files)
    names = {rule.name: rule.code for rule in all_rules()}
    for rule in found:
        if rule.name in names:
            raise KnowledgeError(f"{rule.name!r} is the name of {names[rule.name]}", rule.code, "choose another name")
    return found


def prove(rule: Rule) -> Proof:
    """Run a rule over its examples."""
    trials = [_trial(rule, "bad", n, example) for n, example in enumerate(rule.bad, 1)]
    trials += [_trial(rule, "good", n, example) for n, example in enumerate(rule.good, 1)]
    lacks = tuple(kind for kind, shown in (("bad", rule.bad), ("good", rule.good)) if not shown)
    return Proof(rule, tuple(trials), lacks)


def _trial(rule: Rule, kind: str, number: int, written: Example | str) -> Trial:
    example = written if isinstance(written, Example) else Example(written)
    posting, table = plain.read(example.text), book()
    role = _role(example.role) if example.role else None
    plan = Plan((rule,), (rule,), frozenset(example.places), example.date, table.limits, table, role)
    found = run(posting, read(posting, example.title), plan).findings
    line = example.text.strip().partition("\n")[0]
    return Trial(kind, number, line, found, bool(found) == (kind == "bad"))


def _role(text: str) -> Role:
    from rolewright.scoping.load import loads

    return loads(text.encode(), "the example's role", complete=False)


def _paths(pattern: str, base: str, file: str) -> Iterator[str]:
    """The TOML files that a pattern stands for, relative to here where they lie below."""
    from glob import glob

    where = os.path.join(base, pattern)
    if os.path.isdir(where):
        where = os.path.join(where, "*.toml")
    found: Sequence[str] = [where] if os.path.exists(where) else sorted(glob(where, recursive=True))
    if not found:
        raise ConfigError(f"no rules are at {pattern!r}", file, "check the path; rules are TOML files")
    for path in found:
        near = os.path.relpath(path)
        yield path if near.startswith("..") else near


def _bytes(path: str) -> bytes:
    from rolewright.engine.files import read_bytes

    try:
        data = read_bytes(path, 1 << 20)
    except OSError as error:
        raise ConfigError(f"can't read the rule ({error.strerror})", path, "check the path") from error
    if data is None:
        raise ConfigError("a rule's file is at most one megabyte", path, "split it")
    return data
