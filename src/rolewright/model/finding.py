"""What a rule objects to or credits, and the fix that goes with it."""

from __future__ import annotations

from typing import Any

from rolewright.model.record import NamedTuple


class Fix(NamedTuple):
    """Replace `text[start:end]` of the posting by `text`.

    `grade`: `safe` never changes meaning and `--fix` applies it; `unsafe` may and needs `--unsafe-fixes`; `show`
    is a suggestion only.
    """

    start: int
    end: int
    text: str
    grade: str


class Hit(NamedTuple):
    """What a rule's check yields: a span, a message, and what to write instead if the rule's own advice is too
    general. `points` and `severity` override the rule's for this hit.
    """

    start: int
    end: int
    message: str
    advice: str | None = None
    fix: Fix | None = None
    points: int | None = None
    severity: str | None = None


class Finding(NamedTuple):
    """A hit with everything of its rule that a reader needs. Credits have positive points, the rest negative."""

    code: str
    name: str
    topic: str
    severity: str
    start: int
    end: int
    message: str
    advice: str
    evidence: str
    points: int
    fix: Fix | None = None
    source: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Plain data for JSON; `fix` is None or start, end, text, grade."""
        out = self._asdict()
        out["fix"] = None if self.fix is None else self.fix._asdict()
        return out
