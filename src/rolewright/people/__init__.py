"""Candidates in the library: profiles, matches, what would settle a gap. Part of `rolewright.api`, which hands these on.

Each function imports what it needs when it is called, so that `check` loads none of it.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from rolewright.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from rolewright.interview.page import Page
    from rolewright.model.audit import Audit
    from rolewright.model.match import Matching, Row, Vetted
    from rolewright.model.profile import Profile
    from rolewright.model.role import Role
    from rolewright.people.keep import Named

__all__ = [
    "audit_files",
    "audit_outcomes",
    "deletion_due",
    "erase_person",
    "export_person",
    "four_fifths",
    "gap_questions",
    "keep_matching",
    "load_vetted",
    "log_audit",
    "match",
    "match_files",
    "match_rows",
    "profile_row",
    "profile_text",
    "read_profile",
    "read_profiles",
    "redacted",
]

ENDINGS = (".md", ".markdown", ".html", ".htm", ".txt", ".docx", ".pdf", ".json", ".toml", ".zip", ".jsonl")
"""What is read in a folder of profiles."""
FORMATS = ("html", "md", "txt", "json", "docx", "pdf")
"""What a matching is written as."""


def read_profile(data: bytes, name: str = "") -> Profile:
    """The profile in a document's bytes: text, Markdown, HTML, PDF, DOCX, JSON Resume, TOML, LinkedIn's export (zip).

    `name` is the file's. What can't be read has `troubles` and nothing else. Strangers' files are better read by
    `read_profiles`, in a process of their own.
    """
    from rolewright.matching.read import read

    return read(data, name)


def read_profiles(
    paths: Sequence[str], *, processes: int | None = None, progress: Callable[[int], None] | None = None
) -> Iterator[Named]:
    """The profiles of files and folders, each with its file's name, read in processes with limits; no order is kept.

    `profiles.jsonl`, as `profile_row` writes it, gives the profiles that it holds. Raises DocumentError for a path that
    doesn't exist; trouble in a file is in its profile.
    """
    from rolewright.engine.pool import processes as usable
    from rolewright.people import apart, keep

    files = list(_files(paths))
    for path in (path for path in files if path.endswith(".jsonl")):
        yield from keep.rows(path)
    documents = [path for path in files if not path.endswith(".jsonl")]
    count = min(usable(processes), max(1, len(documents)))
    for done, (path, profile) in enumerate(apart.read_apart(documents, count), 1):
        if progress is not None and done % 10 == 0:
            progress(done)
        yield keep.Named(path, profile)


def profile_row(named: Named) -> bytes:
    """A profile as a line of `profiles.jsonl`."""
    from rolewright.people import keep

    return keep.row(named)


def profile_text(named: Named) -> str:
    """A profile as text: jobs and studies with dates and places, what is shown, what was left out."""
    from rolewright.people import plain

    return plain.profile(named)


def deletion_due(folder: str, today: str) -> tuple[str, bool]:
    """(the day by which a folder's data is to be deleted, whether it has come). `today` is ISO. Raises ConfigError."""
    from rolewright.people import keep

    return keep.due(folder, today)


def redacted(data: bytes, name: str = "") -> str:
    """What matching reads of a document, line by line; `█` stands for what is personal, and the end says what was left out."""
    from rolewright.matching.read import parse
    from rolewright.matching.redaction import view

    return view(parse(data, name))


def load_vetted(path: str) -> tuple[Vetted, ...]:
    """The vetted evidence in a TOML file. Raises ConfigError naming entry and field."""
    from rolewright.people import keep

    return keep.load_vetted(path)


def keep_matching(
    folder: str, made: Matching, files: Mapping[str, bytes], names: Mapping[str, str], days: int = 180
) -> None:
    """Write a matching's files into a folder, with the documents' names (file → id), a date of deletion and a log."""
    from rolewright.people import keep

    keep.keep_matching(folder, made, files, names, days)


def export_person(folder: str, who: str) -> dict[str, bytes]:
    """All that a folder of matches keeps about one person, by document id or file name. Raises ConfigError."""
    from rolewright.people import keep

    return keep.export(folder, who)


def erase_person(folder: str, who: str) -> list[str]:
    """Delete all that a folder of matches keeps about one person; the names of what went. Raises ConfigError."""
    from rolewright.people import keep

    return keep.erase(folder, who)


def match_rows(role: Role, weights: Mapping[str, int] | None = None) -> tuple[Row, ...]:
    """The rows of a role's matrix; `weights` change theirs by row id. Raises ConfigError for an unknown row."""
    from rolewright.interview.bank import bank
    from rolewright.interview.elements import elements
    from rolewright.matching.rows import rows, weighed
    from rolewright.model.terms import LIFECYCLE

    topics = {stage: [one.id for one in bank().topics.values() if one.stage == stage] for stage in LIFECYCLE}
    return weighed(rows(role, elements(role), topics), weights or {})


def match(
    role: Role,
    profiles: Iterable[Profile],
    *,
    day: str = "",
    weights: Mapping[str, int] | None = None,
    vetted: Sequence[Vetted] = (),
) -> Matching:
    """Each profile beside the role. `day` is what “present” means (ISO; by default the day the role was posted).

    The same input gives the same matching, whatever the order of the profiles. Raises ConfigError without a day.
    """
    from rolewright import __version__
    from rolewright.matching.dates import iso
    from rolewright.matching.match import match as lay
    from rolewright.model.match import Matching

    when = day or role.application.posted
    month = iso(when)
    if month is None or len(when) != len("2026-11-23"):
        what = f"{when!r} is no day" if when else "what day is it? “present” in a resume depends on it"
        raise ConfigError(what, "day", "add --day 2026-11-23, or `posted` to [application] of the role file")
    rows = match_rows(role, weights)
    asks = gap_questions(role, rows)
    seen = _by_profile(vetted)
    made = {one.id: lay(one, rows, month[0], seen.get(one.id, ()), asks) for one in profiles}
    return Matching(role.title, when, rows, tuple(made[name] for name in sorted(made)), __version__)


def match_files(made: Matching, formats: Sequence[str] = ("html", "txt", "json"), sort: str = "id") -> dict[str, bytes]:
    """A matching as files: the index, and each profile's matrix with its letter. `sort` is id or points.

    `formats` are of html, md, txt, json, docx, pdf. Raises ConfigError for another, MissingExtraError for pdf.
    """
    from rolewright.interview.files import render
    from rolewright.matching.show import as_data
    from rolewright.people.pages import index, letter, matrix
    from rolewright.reports.as_json import dumps

    files: dict[str, bytes] = {}
    for form in formats:
        if form == "json":
            files["matches.json"] = (dumps(as_data(made)) + "\n").encode()
            continue
        for page in (index(made, sort), *(matrix(one, made) for one in made.matches)):
            files[f"{page.name}.{form}"] = _rendered(page, form, render)
    for one in made.matches:
        page = letter(one, made)
        files[f"{page.name}.md"] = render(page, "md")
    return files


def audit_outcomes(path: str, by: Sequence[str], *, outcome: str = "", score: str = "") -> Audit:
    """Selection rates and impact ratios of a CSV of people; see `matching.audit`. Raises ConfigError."""
    from rolewright.matching.audit import audit
    from rolewright.people import audits

    if bool(outcome) == bool(score):
        raise ConfigError("it takes --outcome or --score", "rolewright audit", "name one column")
    return audit(audits.load(path, by, outcome or score), by, outcome, score)


def audit_files(made: Audit, formats: Sequence[str] = ("html", "txt", "json", "csv")) -> dict[str, bytes]:
    """An audit as files: html, md, txt, json, csv, docx, pdf."""
    from rolewright.interview.files import render
    from rolewright.people import audits
    from rolewright.reports.as_json import dumps

    own = {"json": lambda: dumps(audits.as_data(made)) + "\n", "csv": lambda: audits.as_csv(made)}
    return {
        f"audit.{form}": own[form]().encode() if form in own else _rendered(audits.page(made), form, render)
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


def gap_questions(role: Role, rows: Sequence[Row]) -> dict[str, str]:
    """Row id → the interview question or take-home row that would settle it; nothing for a role that has no kit."""
    from rolewright.errors import RoleError
    from rolewright.interview.build import build
    from rolewright.people import questions

    try:
        made = build(role)
    except RoleError:
        return {}
    return {row.id: said for row in rows if (said := questions.ask(made, row, role))}


def _files(paths: Sequence[str]) -> Iterator[str]:
    """Files, and those in folders whose endings are a profile's."""
    from rolewright.engine import files

    for path in paths:
        yield from files.walk(path, ENDINGS) if os.path.isdir(path) else files.expand([path])


def _by_profile(vetted: Sequence[Vetted]) -> dict[str, list[Vetted]]:
    found: dict[str, list[Vetted]] = {}
    for one in vetted:
        found.setdefault(one.profile, []).append(one)
    return found


def _rendered(page: Page, form: str, render: Callable[[Page, str], bytes]) -> bytes:
    """A page in a format; Raises ConfigError for one that there isn't."""
    from rolewright.errors import suggest
    from rolewright.people import plain

    if form not in FORMATS:
        raise ConfigError(
            f"there is no format {form!r}", "--format", suggest(form, FORMATS, f"one of {', '.join(FORMATS)}")
        )
    return plain.render(page).encode() if form == "txt" else render(page, form)
