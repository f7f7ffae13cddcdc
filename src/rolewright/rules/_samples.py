"""Posting texts that the examples of several rules stand on."""

from __future__ import annotations

LONG = """ML Engineer

Responsibilities
- Build and run the ranking service that shows each shop its best offers, from the data to the alert at night.
- Measure every release on live traffic, and take it back when the numbers fall.
- Agree data contracts with the data engineers before training starts.
- Write down what you decide, so that the next person can change it.
- Review the designs of two colleagues and help with their first releases.

Requirements
- You have run a model in production for a year.
- Python and SQL, with tests.
- You can say what a model must not do before it is launched.
"""
"""A sound posting that names no pay, no place, no manager, no process and no policy."""

BUILD = ("Build the ranking of our search.",)
PIPELINES = ("Build pipelines with Airflow.",)
"""Duties that no rule objects to."""


def asking(*lines: str, title: str = "ML Engineer", duties: tuple[str, ...] = BUILD) -> str:
    """A short posting with these requirements."""
    return f"{title}\n\nResponsibilities\n{_bullets(duties)}\n\nRequirements\n{_bullets(lines)}\n"


def doing(*lines: str, title: str = "ML Engineer", asked: tuple[str, ...] = ("Python.",)) -> str:
    """A short posting with these duties."""
    return asking(*asked, title=title, duties=lines)


def serving(*lines: str, title: str = "ML Engineer") -> str:
    """A short posting on the serving of models, with these duties besides."""
    return doing("Serve the ranking models of our search.", *lines, title=title)


def _bullets(lines: tuple[str, ...]) -> str:
    return "\n".join(f"- {line}" for line in lines)
