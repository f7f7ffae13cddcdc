"""A must-have tool that its makers gave up before the posting was written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Fix, Hit
from rolewright.model.rule import Case, Example, Rule
from rolewright.rules._samples import asking
from rolewright.rules._shared import example
from rolewright.rules._views import choices, must_skills

if TYPE_CHECKING:
    from collections.abc import Iterable


def _check(case: Case) -> Iterable[Hit]:
    table = case.tables.tables["checks"]["retired"]["skills"]
    found = [s for name, s in must_skills(case).items() if name in table]
    if not found:
        return
    either = choices(case)
    today = case.date or case.tables.tables["checks"]["years_of"]["as_of"]
    gone = [s for s in found if s.id not in either and table[s.id]["since"] < today and not example(case, s)]
    for skill in sorted(gone, key=lambda s: s.start)[:_SHOWN]:
        entry = table[skill.id]
        instead = f" or its successor {entry['instead']}" if entry.get("instead") else ""
        fix = Fix(skill.start, skill.end, entry["instead"], "show") if entry.get("instead") else None
        message = f"{skill.name} is required; {entry['what']} on {entry['since']}"
        yield Hit(
            skill.start,
            skill.end,
            message,
            f"Ask for the kind of tool{instead}; say so if old systems still run on it.",
            fix,
        )


_SHOWN = 2


RULE = Rule(
    code="RW416",
    name="retired-tool-required",
    topic="requirements",
    severity="note",
    since="0.1",
    evidence="field practice",
    sources=(
        "knowledge/checks.toml: notices of the projects themselves",
        "domain.md 1F item 83: the language that candidates recognise",
    ),
    why=(
        "Who knows the field sees that the list was copied from an old posting; who learned the trade lately has never "
        "touched the tool and doesn't apply."
    ),
    advice="Ask for the kind of tool; if an old system has to be kept or moved, say exactly that.",
    bad=(
        asking("Experience with Theano."),
        asking("Knowledge of MXNet and Python."),
        asking("Caffe2 in production."),
    ),
    good=(
        asking("Experience with PyTorch."),
        Example(asking("Knowledge of MXNet and Python."), date="2020-01-15"),
        asking("Experience with Theano, PyTorch or TensorFlow."),
        asking("Deep learning libraries such as Theano and PyTorch."),
    ),
    check=_check,
    points=-1,
    most=-2,
)
