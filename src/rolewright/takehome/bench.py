"""What a probe works with: the submission in its box, the running service, the assignment, the yardstick."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING, Any

from rolewright.model.grade import FAIL, PART, PASS, SKIP, Check, Evidence
from rolewright.takehome import issue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from rolewright.model.grade import Assignment
    from rolewright.takehome.variant import Field

_SHOWN = 700
"""Characters of a request or an answer that are kept as evidence."""
READY = 20.0
"""Seconds that a service has to start."""
JSON = {"Content-Type": "application/json"}


class Bench:
    """A submission on the bench. `service()` gives the running one, started if it isn't; `fresh()` starts it anew."""

    def __init__(
        self, assignment: Assignment, box: Any, tree: Path, settings: dict[str, Any], *,
        quick: bool = False, progress: Callable[[str], None] | None = None, measures: dict[str, Any] | None = None,
    ) -> None:  # fmt: skip
        from pathlib import Path

        self.assignment, self.box, self.tree, self.settings, self.quick = assignment, box, tree, settings, quick
        self.progress = progress or (lambda _: None)
        self.measures = measures or {}
        """What the reference service did on this machine, by name."""
        self.seen: dict[str, Any] = {}
        """What this one did, for the next probe and for the yardstick."""
        folder = Path(assignment.folder)
        self.facts = issue.facts(folder)
        self.fields: tuple[Field, ...] = issue.schema(folder)
        self.pairs = issue.held_out(folder)
        self.contract = json.loads((folder / "candidate/openapi.json").read_text(encoding="utf-8"))
        self.random = random.Random(f"bench {assignment.id}")  # noqa: S311 - the same requests each time
        self._running: Any = None

    def service(self) -> Any:
        """The running service; None if it doesn't start."""
        if self._running is not None and self._running.alive():
            return self._running
        return self.fresh()

    def fresh(self, env: dict[str, str] | None = None, wait: float = READY) -> Any:
        """A new start, the old one killed; None if it isn't ready in time."""
        self.end()
        self._running = self.box.serve(self.settings["start"], env or {})
        took = self._running.ready(wait)
        self.seen.setdefault("start", took)
        if took is None and not env:
            self.seen["log"] = self._running.log()
            self.end()
            return None
        return self._running

    def end(self) -> None:
        """Kill the service, if one runs."""
        if self._running is not None:
            self._running.kill()
            self._running = None

    def predict(self, rows: Sequence[Any], seconds: float = 10.0) -> Any:
        """The answer to rows, as the service gives it."""
        return self.post(json.dumps({"rows": list(rows)}).encode(), seconds=seconds)

    def post(self, body: bytes, headers: dict[str, str] | None = None, seconds: float = 10.0) -> Any:
        """The answer to a body of one's own."""
        running = self.service()
        return None if running is None else running.call("POST", "/predict", body, headers or JSON, seconds)

    def groups(self) -> list[list[tuple[dict[str, Any], dict[str, Any]]]]:
        """The held-out rows in requests: rows of one query together, no more than the limit."""
        size = 8 if self.assignment.kind == "ranking" else min(40, self.assignment.most_rows)
        return [self.pairs[at : at + size] for at in range(0, len(self.pairs), size)]

    def good(self) -> dict[str, Any]:
        """A row that the model can take."""
        return dict(self.pairs[0][0])


def body_of(answer: Any) -> Any:
    """The JSON of an answer; None if there is none."""
    if answer is None or answer.error:
        return None
    try:
        return json.loads(answer.body)
    except (ValueError, RecursionError):
        return None


def seen(asked: Any, answer: Any) -> Evidence:
    """What was sent and what came back."""
    text = asked if isinstance(asked, str) else json.dumps(asked, ensure_ascii=False)
    if answer is None:
        return Evidence(cut(text), "the service isn't running")
    got = answer.error or f"{answer.status} {answer.body.decode('utf-8', 'replace')}"
    return Evidence(cut(text), cut(got), round(answer.seconds, 4))


def cut(text: str) -> str:
    """Text as evidence: one line's worth, nothing that a terminal obeys."""
    clean = "".join(char if char.isprintable() else " " for char in text)
    return clean if len(clean) <= _SHOWN else f"{clean[: _SHOWN - 1]}…"


def verdict(name: str, row: str, share: float, said: str, *, weight: float = 1.0, evidence: Iterable[Evidence] = ()) -> Check:
    """A check by the share of it that holds."""
    kind = PASS if share >= 1 else FAIL if share <= 0 else PART
    return Check(name, row, kind, said, round(min(1.0, max(0.0, share)), 4), weight, tuple(evidence)[:3])


def skipped(name: str, row: str, said: str) -> Check:
    """A check that couldn't be tried; it counts neither way."""
    return Check(name, row, SKIP, said, 0.0, 0.0)
