"""What the examples of a team's own rules came to, for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rolewright.reports.cells import clean, wrap
from rolewright.reports.paint import counted, paint, sign

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rolewright.reports.shape import Show

_CUT = 70


def proofs_text(proofs: Sequence[Any], show: Show) -> str:
    """A line a rule, the examples that failed below it, and the sum."""
    lines: list[str] = []
    for proof in proofs:
        mark = paint(sign("✓", show), "good", show) if proof.holds else paint("x", "bad", show)
        count = dict.fromkeys(("bad", "good"), 0)
        for trial in proof.trials:
            count[trial.kind] += 1
        told = f"{count['bad']} bad, {counted(count['good'], 'good example', 'good examples')}"
        head = f"{mark} {paint(proof.rule.code, 'code', show)} {clean(proof.rule.name)}"
        lines.append(f"{head}  {paint(told, 'dim', show)}")
        lines += [_lack(kind, show) for kind in proof.lacks]
        lines += [_failure(trial, show) for trial in proof.trials if not trial.right]
    failed = sum(not proof.holds for proof in proofs)
    rules = counted(len(proofs), "rule")
    lines.append("")
    lines.append(paint(f"{failed} of {rules} failed", "bad", show) if failed else f"{rules}, all examples hold")
    return "\n".join(lines) + "\n"


def _lack(kind: str, show: Show) -> str:
    what = "must fire on" if kind == "bad" else "must leave alone: a near miss"
    return wrap(f"no {kind} example; add one that the rule {what}", show.width, "    ", "    ")


def _failure(trial: Any, show: Show) -> str:
    """What was expected of an example and what happened."""
    line = clean(trial.line)
    shown = line if len(line) <= _CUT else line[: _CUT - 1] + "…"
    head = f"{trial.kind} example {trial.number}, “{shown}”"
    if trial.kind == "bad":
        return wrap(f"{head}: the rule doesn't fire", show.width, "      ", "    ")
    said = "; ".join(dict.fromkeys(finding.message for finding in trial.found))
    return wrap(f"{head}: the rule fires: {said}", show.width, "      ", "    ")


def proofs_data(proofs: Sequence[Any]) -> list[dict[str, Any]]:
    """The same as plain data."""
    return [
        {
            "code": proof.rule.code, "name": proof.rule.name, "holds": proof.holds, "lacks": list(proof.lacks),
            "examples": [
                {"kind": t.kind, "number": t.number, "right": t.right, "messages": [f.message for f in t.found]}
                for t in proof.trials
            ],
        }
        for proof in proofs
    ]  # fmt: skip
