"""Innocent sentences stay clear, and guilty ones are found: every line of `tests/documents/traps.md`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from rolewright import api
from rolewright.model.finding import Finding

TRAPS = Path(__file__).resolve().parents[1] / "documents/traps.md"
DATE = "2026-11-23"
SOUND = {
    "title": "Machine Learning Engineer",
    "place": "Location: Austin, Texas. Hybrid, two days a week in the office.",
    "about": "",
    "duty": "",
    "must": "",
    "nice": "",
    "pay": "Salary: $150,000 to $180,000 a year.",
    "benefit": "",
    "process": "",
    "legal": "",
}
"""What stands in each place of the frame when no trap does."""
FRAME = """{title}

{place}

About us
We sell route planning to 400 hospitals. 60 people work here, and your team has five.
{about}

What you'll do
- Build and run the service that ranks delivery routes, from the data to the alert at night.
- Measure every release on live traffic, and take it back when the numbers fall.
- Own the evaluation set, and review it with the dispatch team every week.
- Agree data contracts with the data engineers; the platform team runs the cluster.
- Write down what you decide, so that the next person can change it.
- Show the numbers to the hospitals every month, with what went wrong.
{duty}

What we're looking for (must have)
- You have run a model in production for a year.
- Python and SQL, with tests.
- You can say what a model must not do before it is launched.
{must}

Nice to have
- Route planning or another kind of optimisation.
{nice}

Pay and benefits
- {pay}
- Health insurance, 401(k), 25 days of paid time off.
{benefit}

How we hire
- A call, a work sample of two hours, and a talk with the team. You report to the head of routing.
{process}

Equal opportunity
- We are an equal opportunity employer. If you need an accommodation, write to access@example.com.
{legal}
"""
BULLETS = frozenset({"duty", "must", "nice", "benefit", "process", "legal"})
GUILTY = "guilty"


def traps() -> Iterator[tuple[str, str, str]]:
    """(topic, place, sentence) of every line of the file."""
    topic = place = ""
    for line in TRAPS.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            topic, _, place = line.removeprefix("## ").partition(": ")
        elif line.startswith("- "):
            yield topic, place, line.removeprefix("- ")


ALL = list(traps())
INNOCENT = [pytest.param(place, said, id=f"{topic}-{said[:40]}") for topic, place, said in ALL if topic != GUILTY]
CAUGHT = [pytest.param(place, *said.split(": ", 1), id=said[:50]) for topic, place, said in ALL if topic == GUILTY]


def posting(place: str = "", said: str = "") -> str:
    """The sound posting with a sentence in one of its places."""
    written = f"- {said}" if place in BULLETS else said
    text = FRAME.format(**(SOUND | ({place: written} if place else {})))
    return text.replace("\n\n\n", "\n\n")


def findings(text: str) -> tuple[Finding, ...]:
    """The findings on a posting of a fixed day."""
    return api.check(text, date=DATE).findings


@cache
def sound_codes() -> frozenset[str]:
    """What the frame itself is told."""
    return frozenset(f.code for f in findings(posting()))


def test_the_frame_is_sound() -> None:
    """Without a trap there is no warning and no error."""
    assert [f.message for f in findings(posting()) if f.severity in {"warning", "error"}] == []


def test_there_are_enough() -> None:
    """At least 320 innocent sentences, and 60 guilty ones."""
    assert len(INNOCENT) >= 320
    assert len(CAUGHT) >= 60
    assert len({said for _, _, said in ALL}) == len(ALL)


@pytest.mark.parametrize(("place", "said"), INNOCENT)
def test_innocent_sentence_stays_clear(place: str, said: str) -> None:
    """No warning or error comes of it, and no note on wording touches it."""
    text = posting(place, said)
    start = text.index(said)
    end = start + len(said)
    told = [
        f"{f.code} {f.severity} {f.message} at {text[f.start : f.end]!r}"
        for f in findings(text)
        if (f.severity in {"warning", "error"} and (f.code not in sound_codes() or (f.start < end and f.end > start)))
        or (f.severity == "note" and f.code.startswith("RW6") and f.start < end and f.end > start)
    ]
    assert told == []


@pytest.mark.parametrize(("place", "code", "said"), CAUGHT)
def test_guilty_sentence_is_found(place: str, code: str, said: str) -> None:
    """The rule that its line names finds it."""
    assert code in {f.code for f in findings(posting(place, said))}
