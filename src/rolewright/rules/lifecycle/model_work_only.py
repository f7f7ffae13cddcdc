"""An engineer's title over work that ends with a trained model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._shared import SHIPS, plain

if TYPE_CHECKING:
    from collections.abc import Iterable

_LATER = frozenset({"deploy", "operate", "platform"})


def _check(case: Case) -> Iterable[Hit]:
    reading = case.reading
    done, title = reading.lifecycle, reading.title
    if "model" not in done or "deploy" in done or "operate" in done or title is None or title.family not in SHIPS:
        return
    if "after_launch" in reading.cues or len(reading.of_kind("duty")) < case.limits["lifecycle.duties"]:
        return
    if any(s.kinds[0] in {"duty", "role"} and not _LATER.isdisjoint(s.strands) for s in reading.statements):
        return
    start, end = done["model"][0]
    yield Hit(start, end, f"the title says {plain(title.family)}, and no duty brings a model into a product")


_POSTING = """{title}

Responsibilities
- Train and tune machine learning models on customer data.
- Explore new features and test hypotheses.
- Compare models with statistical tests.
- Evaluate deep learning models on held-out data.
- Present findings to stakeholders.
{duty}
Requirements
- Python and statistics.
"""

RULE = Rule(
    code="RW505",
    name="model-work-only",
    topic="lifecycle",
    severity="warning",
    since="0.1",
    evidence="field practice",
    sources=("domain.md 1B items 16 to 18 and 24", "own count, 1,764 postings: 95 % name deployment, 75 % production"),
    why=(
        "What marks this engineer is the way into the product; almost every posting of the field names it. Without it you "
        "attract people with good notebooks and hire nobody who ships."
    ),
    advice="Add how models reach users (service, batch, who calls them), or call the job data scientist.",
    bad=(_POSTING.format(title="Machine Learning Engineer", duty=""), _POSTING.format(title="AI Engineer", duty="- Read papers and share ideas.\n")),
    good=(
        _POSTING.format(title="Machine Learning Engineer", duty="- Deploy the models behind an API and monitor them in production.\n"),
        _POSTING.format(title="Data Scientist", duty=""),
    ),
    check=_check,
    points=-4,
    most=-4,
)
