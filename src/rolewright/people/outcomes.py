"""Outcomes in the library: the audit's figures and files."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from rolewright.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rolewright.model.audit import Audit


def audit_outcomes(path: str, by: Sequence[str], *, outcome: str = "", score: str = "") -> Audit:
    """Selection rates and impact ratios of a CSV of people; see `matching.audit`. Raises ConfigError."""
    from rolewright.matching.audit import audit
    from rolewright.people import audits

    if bool(outcome) == bool(score):
        raise ConfigError("it takes --outcome or --score", "rolewright audit", "name one column")
    return audit(audits.load(path, by, outcome or score), by, outcome, score)


def audit_files(made: Audit, formats: Sequence[str] = ("html", "txt", "json", "csv")) -> dict[str, bytes]:
    """An audit as files: html, md, txt, json, csv, docx, pdf."""
    from rolewright.people import audits, write
    from rolewright.reports.as_json import dumps

    own = {"json": lambda: dumps(audits.as_data(made)) + "\n", "csv": lambda: audits.as_csv(made)}
    return {
        f"audit.{form}": own[form]().encode() if form in own else write.rendered(audits.page(made), form)
        for form in formats
    }


def log_audit(folder: str, made: Audit, source: str) -> None:
    """Add to a folder's log what was computed, when and with which version; no attribute of a person stands in it."""
    from datetime import UTC, datetime

    from rolewright import __version__
    from rolewright.people import keep

    by = [list(one.by) for one in made.groupings]
    now = datetime.now(UTC).replace(microsecond=0).isoformat()
    keep.log(
        folder,
        {
            "when": now,
            "what": "audit",
            "rolewright": __version__,
            "source": os.path.basename(source),
            "people": made.people,
            "selected": made.selected,
            "by": by,
        },
    )


def four_fifths() -> float:
    """The line of 29 CFR 1607.4 D."""
    from rolewright.knowledge.shelf import shelf

    return float(shelf("matching/audit")["limits"]["four_fifths"])
