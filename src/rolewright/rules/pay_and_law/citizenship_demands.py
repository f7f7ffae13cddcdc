"""Citizens only, without a law that asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules.pay_and_law import _laws

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rolewright.model.reading import Cue


def _check(case: Case) -> Iterable[Hit]:
    cues = case.reading.cues
    if "citizens_only" not in cues:
        return
    cue = cues["citizens_only"][0]
    lawful = _lawful(case, cue)
    found = case.reading.text[cue.start : cue.end]
    if lawful:
        yield Hit(cue.start, cue.end, f"“{found}”: lawful only because of the clearance or contract; name it in the same sentence",
                  points=-1, severity="note")  # fmt: skip
    else:
        yield Hit(
            cue.start, cue.end, f"“{found}” shuts out people who may work here; 8 USC 1324b forbids it.{_laws.CLOSED}"
        )


def _lawful(case: Case, cue: Cue) -> bool:
    """Whether a clearance, an export rule or a contract is named: anywhere but in legal lines, or right beside."""
    cues = case.reading.cues
    for other in (*cues.get("lawful_citizenship", ()), *cues.get("clearance", ())):
        if abs(other.statement - cue.statement) <= 1 or case.reading.statements[other.statement].kinds[0] != "legal":
            return True
    return False


RULE = Rule(
    code="RW706",
    name="citizenship-demands",
    topic="pay and law",
    severity="error",
    since="0.1",
    evidence="law",
    sources=("8 USC 1324b (US Department of Justice)", "settlements up to 910,000 dollars (Kforce)"),
    why="US law forbids preferring citizens, or citizens and green card holders, to others who may work, unless a law, regulation, order or government contract asks for it. Settlements have reached 910,000 dollars.",
    advice="Write “must be authorised to work in the US for any employer”; say separately and for everyone alike whether you sponsor visas.",
    bad=(
        """ML Engineer

US citizens only.

Responsibilities
- Build and run the ranking service.

Requirements
- Python and SQL.
""",
        """ML Engineer

Must be a US citizen or green card holder.

Responsibilities
- Build and run the ranking service.

Requirements
- Python and SQL.
""",
        """ML Engineer

Active Secret clearance is needed for this government contract, so US citizenship is required.

Responsibilities
- Build and run the ranking service.

Requirements
- Python and SQL.
""",
    ),
    good=(
        """ML Engineer

You must be authorized to work in the US for any employer. We can't sponsor visas.

Responsibilities
- Build and run the ranking service.

Requirements
- Python and SQL.
""",
        """ML Engineer

US citizens and all others authorized to work in the US are encouraged to apply.

Responsibilities
- Build and run the ranking service.

Requirements
- Python and SQL.
""",
        """ML Engineer

Equal opportunity
We hire without regard to race, sex or citizenship status.

Responsibilities
- Build and run the ranking service.

Requirements
- Python and SQL.
""",
    ),
    check=_check,
    needs=("citizens_only",),
    points=-8,
    most=-8,
)
