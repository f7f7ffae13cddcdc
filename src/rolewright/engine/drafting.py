"""Role → a posting that was checked: what a rule objects to is led back to the field of the role that says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.documents import markdown as markdown_reader
from rolewright.engine import plans
from rolewright.engine.run import run
from rolewright.errors import RoleError
from rolewright.knowledge.shelf import shelf
from rolewright.model.drafted import Drafted, Gap
from rolewright.reading.read import read
from rolewright.writing import markdown
from rolewright.writing.compose import compose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rolewright.model.finding import Finding
    from rolewright.model.report import Report
    from rolewright.model.role import Role
    from rolewright.model.written import Sentence, Written

GRAVE = frozenset({"warning", "error"})
LANGUAGE = "en"


def draft(role: Role) -> Drafted:
    """The posting, and its gaps: findings at warning or above, and ends of ranges that are open.

    Raises RoleError for a role in a language other than English, which can't be written.
    """
    if role.language and not role.language.startswith(LANGUAGE):
        raise RoleError(
            f"postings are written in English, not in {role.language!r}", "language", 'write language = "en"'
        )
    return checked(role, compose(role))


def checked(role: Role, written: Written) -> Drafted:
    """A posting written from a role, with what a check says of it."""
    text = markdown.render(written)
    posting = markdown_reader.read(text, "draft.md")
    plan = plans.plan(places=places_of(role), date=role.application.posted)
    report = run(posting, read(posting), plan)
    return Drafted(written, text, (*_open_ends(role), *_gaps(written, report)), report)


def places_of(role: Role) -> tuple[str, ...]:
    """Every jurisdiction in which the work may be done: as said, of the offices, of remote places."""
    sites = (f"{site.country}-{site.region}" if site.region else site.country for site in role.place.sites)
    return tuple(dict.fromkeys((*role.law.jurisdictions, *role.place.remote_from, *sites)))


def _open_ends(role: Role) -> Iterator[Gap]:
    """Half a range of pay is no range, and is left out of the draft."""
    for name, other in (("min", "max"), ("max", "min")):
        if getattr(role.pay, name) is None and getattr(role.pay, other) is not None:
            yield Gap(f"pay.{name}", "the range has one end only, and is left out", f"write pay.{name}, too")


def _gaps(written: Written, report: Report) -> Iterator[Gap]:
    table = shelf("writing/gaps")
    for finding in report.problems:
        if finding.severity not in GRAVE:
            continue
        known = table.get(finding.code)
        sentence = _sentence(written, report, finding)
        if known is not None:
            yield Gap(known["field"], finding.message, known["do"], finding.code)
        elif sentence is not None:
            yield Gap(", ".join(sentence.fields), finding.message, finding.advice, finding.code)
        else:
            yield Gap("the role", finding.message, finding.advice, finding.code)


def _sentence(written: Written, report: Report, finding: Finding) -> Sentence | None:
    """The sentence that a finding points at: the one with its words, in the line that it stands in."""
    text = report.posting.text
    words = text[finding.start : finding.end]
    start = text.rfind("\n", 0, finding.start) + 1
    line = text[start : text.find("\n", finding.end) % (len(text) + 1)]
    near = [one for _, one in written.sentences() if one.text and (one.text in line or line in one.text)]
    return next((one for one in near if words in one.text), near[0] if near else None)
