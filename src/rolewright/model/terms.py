"""The closed vocabularies of a reading, as the codebook of the gold set defines them.

The order is part of the trained model's file format: append, never reorder.
"""

from __future__ import annotations

KINDS = (
    "heading", "company", "role", "duty", "must", "nice", "pay", "benefit", "process", "legal", "logistics", "other",
)  # fmt: skip
STRANDS = (
    "research", "model", "llm", "data", "analytics", "software", "deploy", "operate", "platform", "product",
    "lead", "soft", "edu", "domain",
)  # fmt: skip
FAMILIES = (
    "data-analyst", "data-scientist", "data-engineer", "ml-engineer", "ai-engineer", "mlops-engineer",
    "research-scientist", "software-engineer", "other",
)  # fmt: skip
LEVELS = ("intern", "junior", "mid", "senior", "lead", "manager", "unknown")
STAGES = ("startup", "scaleup", "enterprise", "public", "agency", "unknown")
LIFECYCLE = ("data", "model", "deploy", "operate")
FLAGS = (
    "title_mismatch", "level_mismatch", "impossible_hire", "vague_use_case", "no_ownership", "wish_list",
    "keyword_soup", "research_for_engineering",
)  # fmt: skip
SEVERITIES = ("credit", "note", "warning", "error")
GRADES = ("law", "replicated study", "single study", "field practice", "house style")
WORK = frozenset({"duty", "must", "nice"})
"""The kinds that carry strands."""


def by_kind(**factors: float) -> tuple[float, ...]:
    """A number for each kind of statement, 0 where none is given; in the order of `KINDS`."""
    return tuple(factors.get(kind, 0.0) for kind in KINDS)
