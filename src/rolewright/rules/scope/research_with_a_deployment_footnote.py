"""An engineer's title over duties that are mostly research."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._shared import SHIPS, plain

if TYPE_CHECKING:
    from collections.abc import Iterable


_SHIPPED = frozenset({"deploy", "operate", "platform"})


def _check(case: Case) -> Iterable[Hit]:
    title = case.reading.title
    if title is None or title.family not in SHIPS or title.level == "intern" or "esearch" in title.text:
        return
    duties = [s for s in case.reading.statements if s.kinds[0] == "duty" and s.strands]
    research = [s for s in duties if s.strands[0] == "research"]
    if len(research) < case.limits["scope.research_duties"]:
        return
    shipped = sum(not _SHIPPED.isdisjoint(s.strands) for s in duties)
    if len(research) > shipped and len(research) >= case.limits["scope.research_share"] * len(duties):
        said = f"{len(research)} of {len(duties)} duties are research and {shipped} bring it into a product"
        yield Hit(research[0].start, research[0].end, f"the title says {plain(title.family)}, but {said}")


_RESEARCH = """{title}

Responsibilities
- Conduct original research on new algorithms and publish the results.
- Publish novel research papers at NeurIPS and ICML.
- Research novel methods and publish peer-reviewed papers.
- Conduct research on state of the art deep learning algorithms.
- {last}
"""


RULE = Rule(
    code="RW109",
    name="research-with-a-deployment-footnote",
    topic="scope",
    severity="warning",
    since="0.1",
    evidence="field practice",
    sources=("domain.md 1B items 16, 17 and 60",),
    why=(
        "Research and delivery draw different people. Under an engineer's title the researchers don't find the posting, "
        "and the engineers who come find a laboratory."
    ),
    advice="Call it research engineer or scientist, or put the path into the product first and keep research to one line.",
    bad=(
        _RESEARCH.format(title="Machine Learning Engineer", last="Deploy models."),
        _RESEARCH.format(title="Senior AI Engineer", last="Write clean code."),
    ),
    good=(
        _RESEARCH.format(title="Research Scientist", last="Deploy models."),
        (
            "Machine Learning Engineer\n\nResponsibilities\n- Read papers and try what is promising.\n- Train ranking models for our search.\n"
            "- Deploy models behind an API.\n- Monitor drift in production.\n"
        ),
    ),
    check=_check,
    points=-3,
    most=-3,
)
