"""Three tools that stand in for one another, all of them required."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Fix, Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._samples import asking
from rolewright.rules._shared import asks, example, listed
from rolewright.rules._views import choices, must_swaps, open_ended

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rolewright.model.reading import Skill


def _check(case: Case) -> Iterable[Hit]:
    least = case.limits["requirements.alternatives"]
    groups = [(swap, members) for swap, members in must_swaps(case) if len(members) >= least]
    if not groups:
        return
    either, similar = choices(case), open_ended(case)
    for swap, members in groups:
        named = [s for s in members if s.id not in either]
        named = [s for s in named if s.statement not in similar and asks(case, s.statement) and not example(case, s)]
        if len(named) >= least:
            named.sort(key=lambda s: s.start)
            names = listed([s.name for s in named])
            last = named[-1]
            if not _all_meant(case, named):
                continue
            yield Hit(
                last.start, last.end, f"{names} are all required, and each is a {swap['name']}", fix=_fix(case, named)
            )


def _all_meant(case: Case, named: list[Skill]) -> bool:
    """Whether all are asked for: in lines of their own, or joined by "and" (a row of commas leaves it open)."""
    one, other = named[-2:]
    if one.statement != other.statement:
        return True
    end = case.reading.statements[other.statement].end
    joint = case.reading.text[one.end : other.start].lower()
    return (" and " in joint or "&" in joint) and " or " not in case.reading.text[named[0].start : end].lower()


def _fix(case: Case, named: list[Skill]) -> Fix | None:
    """`AWS, Azure and GCP` → `AWS, Azure or GCP`."""
    joint = case.reading.text[named[-2].end : named[-1].start]
    if named[-2].statement != named[-1].statement or joint.strip(" ,") not in {"and", "&", ""}:
        return None
    return Fix(named[-2].end, named[-1].start, " or ", "show")


RULE = Rule(
    code="RW414",
    name="alternatives-as-separate-musts",
    topic="requirements",
    severity="warning",
    since="0.1",
    evidence="field practice",
    sources=("domain.md 1D items 47 and 50", "own count, 1,764 postings: AWS 46 %, Azure 36 %, GCP 32 %"),
    why=(
        "Few people have worked with three clouds or three frameworks, because nobody needs to. Written with “and”, the "
        "list turns away everyone who knows one of them well."
    ),
    advice="Write “one of”, name the one that you run, or give the reason why all three are in use.",
    bad=(
        asking("Experience with AWS, Azure and GCP."),
        asking("Experience with PyTorch.", "Knowledge of TensorFlow.", "Knowledge of Keras."),
    ),
    good=(
        asking("Experience with AWS, Azure or GCP."),
        asking("Experience with a cloud (AWS, Azure, GCP)."),
        asking("Experience with AWS and Azure."),
        asking("Experience with AWS, GCP, Azure, or a data centre of your own."),
        asking("One or more of AWS, Azure and GCP."),
    ),
    check=_check,
    points=-3,
    most=-6,
)
