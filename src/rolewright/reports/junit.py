"""JUnit XML: a suite a posting, a failed case a finding, one passed case for a clean posting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.reports.cells import shown
from rolewright.reports.shape import Format, Show, Tally

if TYPE_CHECKING:
    from rolewright.model.finding import Finding
    from rolewright.model.report import Report

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;"})


def _head(_: Show) -> str:
    return '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="rolewright">\n'


def _one(report: Report, _: Show) -> str:
    name = xml(report.name)
    problems = report.problems
    cases = [_case(report, finding) for finding in problems] or [f'  <testcase classname="{name}" name="clean"/>\n']
    head = f' <testsuite name="{name}" tests="{len(cases)}" failures="{len(problems)}" errors="0" skipped="0">\n'
    score = f'  <properties><property name="score" value="{report.score}"/></properties>\n'
    return head + score + "".join(cases) + " </testsuite>\n"


def _tail(_: list[Tally], __: Show) -> str:
    return "</testsuites>\n"


def _case(report: Report, finding: Finding) -> str:
    place = report.posting.place(finding.start)
    name = xml(f"{finding.code} {finding.name} at {place}")
    failure = f'<failure type="{finding.severity}" message="{xml(finding.message)}">{xml(finding.advice)}</failure>'
    return f'  <testcase classname="{xml(report.name)}" name="{name}">{failure}</testcase>\n'


def xml(text: str) -> str:
    """Text as XML 1.0 takes it, in an attribute as well: what it forbids is shown by a stand-in."""
    safe = "".join([c if c.isprintable() or c == "\n" else shown(c) for c in text])
    return safe.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd").translate(_ESCAPES)


FORMAT = Format(_head, _one, "", _tail)
