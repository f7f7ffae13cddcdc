"""Agents that act, and no word on what keeps them in bounds."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._samples import doing

if TYPE_CHECKING:
    from collections.abc import Iterable


_AGENTS = frozenset({"ai-agents", "multi-agent-systems", "agentic-ai", "tool-calling"})


def _check(case: Case) -> Iterable[Hit]:
    reading = case.reading
    if "agent_limits" in reading.cues:
        return
    named = {s.statement: s for s in reversed(reading.skills) if s.id in _AGENTS and s.strength == "context"}
    built = [s for i, s in named.items() if reading.statements[i].kinds[0] == "duty"]
    if len(built) >= case.limits["lifecycle.stage_duties"]:
        first = min(built, key=lambda s: s.start)
        said = f"{len(built)} duties build agents, and no line says what tests, limits or watches them"
        yield Hit(first.start, first.end, said)


_posting = partial(doing, title="AI Engineer")


RULE = Rule(
    code="RW510",
    name="agents-without-limits",
    topic="lifecycle",
    severity="note",
    since="0.1",
    evidence="field practice",
    sources=("domain.md 1C items 40, 42 and 43: safe release", "own count, 1,764 postings: agents in 52 %"),
    why=(
        "An agent that writes to systems fails in public. Permissions, tests, a person in the loop and a log are most of the "
        "work; a posting without them reads as one that hasn't met the problem yet."
    ),
    advice="Add what bounds them: permissions, evaluation, human approval, monitoring, a way to switch off.",
    bad=(
        _posting("Build AI agents that book travel.", "Design multi-agent systems with LangGraph."),
        _posting("Develop agentic AI for our CRM.", "Integrate AI agents with Slack."),
    ),
    good=(
        _posting(
            "Build AI agents that book travel.", "Design multi-agent systems.", "Add guardrails and human approval."
        ),
        _posting("Build AI agents that book travel.", "Test them on recorded cases.", "Extend AI agents to hotels."),
        _posting("Write Python services."),
    ),
    check=_check,
    points=-1,
    most=-1,
)
