"""What every format is made of: a head, a piece a report, a tail, so that ten thousand reports stream through."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from rolewright.errors import ConfigError
from rolewright.model.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from rolewright.model.report import Report
    from rolewright.model.rule import Rule


FORMATS = ("text", "json", "sarif", "github", "gitlab", "junit", "html")
SEVERITIES = ("error", "warning", "note", "credit")
"""The order of telling."""


class Show(NamedTuple):
    """How to show: the rules by code, columns of the screen, colour, whether it can show more than ASCII.

    `quiet` is one line a finding; `statistics` counts by rule instead of findings; `many` says that more than one
    posting follows; `version` is the program's.
    """

    rules: Mapping[str, Rule]
    version: str = ""
    width: int = 100
    color: bool = False
    unicode: bool = True
    quiet: bool = False
    statistics: bool = False
    many: bool = False


class Tally(NamedTuple):
    """What is kept of a report when its findings have been shown."""

    name: str
    score: int
    band: str
    codes: Mapping[str, int]
    severities: Mapping[str, int]
    suppressed: int = 0
    baselined: int = 0


class Format(NamedTuple):
    """A format: `head(show)`, `one(report, show)` each with `between` in between, `tail(tallies, show)`."""

    head: Callable[[Show], str]
    one: Callable[[Report, Show], str]
    between: str
    tail: Callable[[list[Tally], Show], str]


def format_of(name: str) -> Format:
    """A format by name. Raises ConfigError if there is none."""
    if name not in FORMATS:
        raise ConfigError(f"there is no format {name!r}", "--format", f"use one of {', '.join(FORMATS)}")
    module = import_module(f"rolewright.reports.{'as_json' if name == 'json' else name}")
    made: Format = module.FORMAT
    return made


def tally(report: Report) -> Tally:
    """The counts of a report."""
    codes: dict[str, int] = {}
    severities = dict.fromkeys(SEVERITIES, 0)
    for finding in report.findings:
        codes[finding.code] = codes.get(finding.code, 0) + 1
        severities[finding.severity] += 1
    return Tally(report.name, report.score, report.band, codes, severities, report.suppressed, report.baselined)


def render(reports: Iterable[Report], name: str, show: Show) -> Iterator[str]:
    """The pieces of a whole document in a format."""
    form = format_of(name)
    yield form.head(show)
    tallies: list[Tally] = []
    for report in reports:
        piece = form.one(report, show)
        yield form.between + piece if tallies and piece else piece
        tallies.append(tally(report))
    yield form.tail(tallies, show)


def nothing(_: Show) -> str:
    """The head of a format that has none."""
    return ""


def no_tail(_: list[Tally], __: Show) -> str:
    """The tail of a format that has none."""
    return ""
