"""Checking items: read, run, lay the baseline over it, fix if asked, show. What the CLI hands to each process."""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING

from rolewright.engine import config, items, own
from rolewright.engine.plans import all_rules, plan, rules_for
from rolewright.engine.run import Plan, run, without
from rolewright.errors import RolewrightError
from rolewright.model.record import NamedTuple
from rolewright.reading.read import read
from rolewright.reports.shape import SEVERITIES, Show, Tally, format_of, tally

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rolewright.engine.baseline import Baseline
    from rolewright.engine.items import Item
    from rolewright.model.posting import Posting
    from rolewright.model.report import Report
    from rolewright.model.role import Role


class Task(NamedTuple):
    """What is asked of every posting; small and picklable.

    `settings` None means the nearest configuration of each file; `fail_on` and `baseline` "" mean the configuration's.
    `fix` is "" or one of `fix` (write), `diff` (show only).
    """

    form: str = "text"
    title: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    date: str = ""
    role: Role | None = None
    settings: config.Settings | None = None
    fail_on: str = ""
    baseline: str = ""
    marks: bool = False
    fix: str = ""
    unsafe: bool = False
    debug: bool = False
    show: Show = Show({})


class Outcome(NamedTuple):
    """What one item came to: what is to be shown, its counts, and what the end of the run must tell.

    `failed`: a finding reaches the threshold. `marks` are fingerprints for a new baseline. `notes` go to standard
    error. `source` is the fixed text of standard input.
    """

    output: str
    tally: Tally
    failed: bool
    unreadable: bool = False
    fixed: int = 0
    marks: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    source: bytes | None = None


def check_all(task: Task, some: Sequence[Item]) -> list[Outcome]:
    """The outcome of each item."""
    return [check_one(task, item) for item in some]


def check_one(task: Task, item: Item) -> Outcome:
    """The outcome of one item; a fault of ours in one posting is a finding about that posting."""
    posting = items.posting_of(item)
    try:
        return _checked(task, item, posting)
    except RolewrightError:
        raise
    except Exception as error:
        if task.debug:
            raise
        message = (
            f"Rolewright itself failed on it ({type(error).__name__}: {error}); please report it, --debug shows more"
        )
        return _failed(task, item, message)


def lost(task: Task, item: Item) -> list[Outcome]:
    """The outcome of an item that ended the process which read it."""
    return [_failed(task, item, "reading it ended the process (too large, or damaged)")]


def ready() -> None:
    """Load what every check needs, before the work is shared out."""
    all_rules()


def settings_for(task: Task, name: str) -> config.Settings:
    """The task's settings, or the nearest configuration of a file."""
    return config.find(os.path.dirname(name)) if task.settings is None else task.settings


def show_of(task: Task, settings: config.Settings) -> Show:
    """How to show, with the rules, a team's own too."""
    return task.show._replace(rules={rule.code: rule for rule in rules_for(settings)})


def _failed(task: Task, item: Item, message: str) -> Outcome:
    """The outcome of an item that can't be checked, by the document rules alone."""
    posting = items.unreadable(item.name, message)
    report = run(posting, read(posting), Plan(own.RULES, own.RULES))
    output = "" if task.fix == "diff" else format_of(task.form).one(report, show_of(task, config.NOTHING))
    return Outcome(output, tally(report), failed=True, unreadable=True)


def _checked(task: Task, item: Item, posting: Posting) -> Outcome:
    settings = settings_for(task, item.name)
    made = plan(task.select, task.ignore, settings, places=task.places, date=task.date, role=task.role, path=item.name)

    def check(found: Posting) -> Report:
        return run(found, read(found, task.title), made)

    report = check(posting)
    output, fixed, source = "", 0, None
    notes: tuple[str, ...] = ()
    if task.fix == "diff" and items.is_unreadable(posting):
        notes = tuple(f"{item.name}: {trouble.message}" for trouble in posting.troubles)
    elif task.fix:
        report, fixed, notes, output, source = _fix(task, item, report, check)
    report, marks = _known(task, task.baseline or settings.baseline, report)
    if task.fix != "diff":
        output = format_of(task.form).one(report, show_of(task, settings))
    return Outcome(
        output, tally(report), fails(report, task.fail_on or settings.fail_on), items.is_unreadable(posting), fixed,
        marks, report.stale, notes, source,
    )  # fmt: skip


def report_on(
    posting: Posting,
    settings: config.Settings,
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    places: Sequence[str] = (),
    role: Role | None = None,
) -> Report:
    """The report on a posting by a configuration, less what its baseline knows; for faces that show one posting."""
    from rolewright.engine.baseline import load

    made = plan(select, ignore, settings, places=places, role=role, path=posting.name)
    report = run(posting, read(posting), made)
    return without(report, *load(settings.baseline).split(report)) if settings.baseline else report


def fails(report: Report, threshold: str) -> bool:
    """Whether a finding is at or above a severity."""
    least = SEVERITIES.index(threshold)
    return any(SEVERITIES.index(finding.severity) <= least for finding in report.findings)


def _known(task: Task, path: str, report: Report) -> tuple[Report, tuple[str, ...]]:
    """(the report less what the baseline at `path` knows, the fingerprints for a new one)."""
    if task.marks:
        from rolewright.reports.fingerprints import fingerprints

        return report, tuple(mark for _, mark in fingerprints(report))
    if not path:
        return report, ()
    known, stale = _loaded(path).split(report)
    return without(report, known, stale), ()


def _fix(
    task: Task, item: Item, report: Report, check: Callable[[Posting], Report]
) -> tuple[Report, int, tuple[str, ...], str, bytes | None]:
    """(the report on what is left, fixes applied, notes, the diff, the fixed standard input)."""
    from rolewright.engine import fixes

    name = report.name
    is_input = item.data is not None and not item.row
    if not fixes.fixable(report, unsafe=task.unsafe):
        return report, 0, (), "", item.data if is_input else None
    reason = "fixes can't be written into a row" if item.row else fixes.refusal(report.posting)
    if reason:
        return report, 0, (f"{name}: {reason}; apply them by hand",), "", item.data if is_input else None

    def again(source: str) -> Report:
        from rolewright.documents.load import from_text

        return check(from_text(source, name, report.posting.format))

    done = fixes.fix_source(report, again, unsafe=task.unsafe)
    if task.fix == "diff":
        return report, done.applied, (), fixes.diff(done.before, done.after, name), None
    if is_input:
        return done.report, done.applied, (), "", done.after.encode("utf-8", "surrogatepass")
    fixes.write(name, done.before, done.after)
    return done.report, done.applied, (), "", None


@cache
def _loaded(path: str) -> Baseline:
    """The baseline, read once a process."""
    from rolewright.engine.baseline import load

    return load(path)
