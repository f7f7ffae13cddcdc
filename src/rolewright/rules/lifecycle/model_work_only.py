"""An engineer's title over work that ends with a trained model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._shared import SHIPS, plain
from rolewright.rules._views import work

if TYPE_CHECKING:
    from collections.abc import Iterable

_MODEL = (("model",), ("llm",), ("research",))
_LATER = frozenset({"deploy", "operate", "platform"})
_SHIPPED = ("ships", "after_launch", "on_call")


def _check(case: Case) -> Iterable[Hit]:
    reading = case.reading
    title = reading.title
    if title is None or title.family not in SHIPS or any(name in reading.cues for name in _SHIPPED):
        return
    if title.level == "intern" or "deploy" in reading.lifecycle or "operate" in reading.lifecycle:
        return
    done = work(case)
    if len(done) < case.limits["lifecycle.duties"] or any(not _LATER.isdisjoint(s.strands) for s in done):
        return
    duties = [s for s in done if s.kinds[0] == "duty"]
    model = [s for s in duties if s.strands[:1] in _MODEL]
    if len(model) >= case.limits["lifecycle.model_share"] * len(duties) > 0:
        yield Hit(
            model[0].start,
            model[0].end,
            f"the title says {plain(title.family)}, and no duty brings a model into a product",
        )


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
        "attract people with good notebooks and hire nobody who ships. Off by default: “into a product” is said in too many "
        "ways to be sure that it isn’t (4 of 7 reviewed hits were right)."
    ),
    advice="Add how models reach users (service, batch, who calls them), or call the job data scientist.",
    bad=(
        _POSTING.format(title="Machine Learning Engineer", duty=""),
        _POSTING.format(title="AI Engineer", duty="- Read papers and share ideas.\n"),
    ),
    good=(
        _POSTING.format(
            title="Machine Learning Engineer",
            duty="- Deploy the models behind an API and monitor them in production.\n",
        ),
        _POSTING.format(title="Data Scientist", duty=""),
    ),
    check=_check,
    points=-4,
    most=-4,
    on=False,
)
