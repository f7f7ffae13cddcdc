"""Several must-have tools that few postings of the field name."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rolewright.knowledge.loader import book
from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._shared import SHIPS, asks, example, family, listed
from rolewright.rules._views import TOOLS, choices, must_skills, open_ended, used_skills

if TYPE_CHECKING:
    from collections.abc import Iterable


def _check(case: Case) -> Iterable[Hit]:
    most = case.limits["requirements.rare_share"]
    market = case.tables.tables["market"]
    shares = market["share"]
    asked = must_skills(case)
    few = [*filter(_rare(case.tables.version, most).__contains__, asked)]
    if len(few) < case.limits["requirements.rare_count"] or family(case.reading) not in SHIPS:
        return
    either, used, similar = choices(case), used_skills(case), open_ended(case)
    rare = {
        name: asked[name] for name in few
        if asked[name].kind in TOOLS and name not in either and name not in used and asked[name].statement not in similar
    }  # fmt: skip
    clouds = case.tables.tables["checks"]["clouds"]["skills"]
    rare = {
        name: s
        for name, s in rare.items()
        if not any(of in clouds for of in case.tables.skills[name].get("implies", ()))
    }
    everyday = case.tables.tables["checks"]["everyday"]["skills"]
    rare = {
        name: s for name, s in rare.items() if name not in everyday and asks(case, s.statement) and not example(case, s)
    }
    if len(rare) < case.limits["requirements.rare_count"]:
        return
    first = next(iter(rare.values()))
    names = listed([f"{s.name} ({_range(shares[s.id])})" for s in rare.values()], 5)
    counted = f"n = {market['n'][0]}, {market['from'][:7]} to {market['to'][:7]}"
    yield Hit(first.start, first.end, f"{len(rare)} must-have tools that few AI postings name: {names}; {counted}")


@lru_cache(maxsize=16)
def _rare(version: str, most: float) -> frozenset[str]:
    """The skills that fewer than `most` in a hundred postings of every corpus name."""
    del version
    return frozenset([name for name, shares in book().tables["market"]["share"].items() if max(shares) < most])


def _range(share: tuple[float, ...]) -> str:
    low, high = min(share), max(share)
    return f"{low:g} %" if low == high else f"{low:g}–{high:g} %"


_POSTING = """Machine Learning Engineer

Responsibilities
- Train and evaluate the ranking models of our search with Python.
- Serve models behind an API and monitor them in production.
- {duty}

Requirements
- Python and PyTorch.
- {line}
"""

RULE = Rule(
    code="RW402",
    name="rare-must-haves",
    topic="requirements",
    severity="warning",
    since="0.1",
    evidence="field practice",
    sources=(
        "own count over AI postings of early 2026, one of near duplicates (knowledge/market.toml: n, dates, inputs)",
        "domain.md 7",
    ),
    why=(
        "People who bring three or more rare tools at once are few; each is learned on the job in weeks by someone who "
        "knows its kind. Shares differ by 15 to 25 points between sources, so read them as ranges."
    ),
    advice="Ask for the kind of tool (“a workflow orchestrator”), name yours as an example, and require only what can’t be learned.",
    bad=(
        _POSTING.format(duty="Retrain them weekly.", line="Experience with Prefect, Feast, Seldon Core and Flyte."),
        _POSTING.format(
            duty="Retrain them weekly.", line="You have worked with BentoML, KServe, Flyte and Seldon Core."
        ),
    ),
    good=(
        _POSTING.format(duty="Retrain them weekly.", line="Experience with AWS, Docker and Kubernetes."),
        _POSTING.format(
            duty="Run Kubeflow, Feast, Seldon Core and Flyte.",
            line="Experience with Kubeflow, Feast, Seldon Core and Flyte.",
        ),
        _POSTING.format(duty="Retrain them weekly.", line="Experience with Feast, Flyte or Seldon Core."),
        _POSTING.format(duty="Retrain them weekly.", line="Orchestration tools (Kubeflow, Flyte, Seldon Core, Feast)."),
        _POSTING.format(duty="Retrain them weekly.", line="Linux, Bash, Jira and GitHub."),
    ),
    check=_check,
    points=-3,
    most=-3,
)
