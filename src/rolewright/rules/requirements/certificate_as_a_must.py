"""A certificate is required."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from rolewright.model.finding import Fix, Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._samples import PIPELINES, asking
from rolewright.rules._shared import quoted, softened, wished

if TYPE_CHECKING:
    from collections.abc import Iterable


def _check(case: Case) -> Iterable[Hit]:
    reading = case.reading
    if len(case.posting.lines) < case.limits["requirements.lines_least"]:
        return
    for cue in reading.cues.get("certificate", ()):
        said = reading.statements[cue.statement]
        text = reading.text[said.start : said.end].lower()
        if (
            said.kinds != ("must",)
            or " or " in text[cue.end - said.start :]
            or wished(case, cue.statement)
            or softened(case, said.start, said.end + _NEXT)
            or _lawful(case, text)
        ):
            continue
        words = quoted(case, said.start, said.end)
        at = said.end - (reading.text[said.end - 1] in ".;,")
        fix = Fix(at, at, ", or the same knowledge shown in work", "show")
        yield Hit(
            cue.start,
            cue.end,
            f"{words}: a certificate is required, and work that shows the same is not enough",
            fix=fix,
        )
        return


_NEXT = 12
"""Characters after the statement: a lost line break can cut off its "preferred"."""


def _lawful(case: Case, text: str) -> bool:
    """Whether law or a licence asks for it (a nurse's, a clearance baseline), or the certificate is the product's own."""
    return any(word in text for word in case.tables.tables["checks"]["licences"]["words"])


_posting = partial(asking, "SQL.", title="Data Engineer", duties=PIPELINES)


RULE = Rule(
    code="RW415",
    name="certificate-as-a-must",
    topic="requirements",
    severity="note",
    since="0.1",
    evidence="field practice",
    sources=(
        "domain.md 2.3: a requirement is used in the first 90 days, needed by law, or can't be learned in three months",
    ),
    why=(
        "A vendor's certificate takes weeks and says that somebody sat an exam; those who ran the thing for years often "
        "have none. As a must it screens out experience and keeps diligence."
    ),
    advice="Ask for what was run or built; let the certificate be one way to show it.",
    bad=(_posting("AWS Solutions Architect certification required."), _posting("Certified Kubernetes Administrator.")),
    good=(
        _posting("AWS certification is a plus."),
        _posting("Security+ certification as DoD 8570 demands."),
        _posting("AWS certification or equivalent experience."),
        _posting("You have run services on AWS for two years."),
    ),
    check=_check,
    points=-2,
    most=-2,
    needs=("certificate",),
)
