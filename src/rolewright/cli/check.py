"""`rolewright check`: postings in, a report out."""

from __future__ import annotations

from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from rolewright import __version__
from rolewright.cli.options import Parser, codes, columns, flat, takes_unicode, wants_color
from rolewright.cli.streams import Progress, Sink, first_of, say
from rolewright.engine import checking, config, items, plans
from rolewright.engine.checking import Outcome, Task
from rolewright.errors import ConfigError
from rolewright.reports.shape import FORMATS, Show, format_of

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

ALONE = 16
"""Up to so many postings are checked in this process."""
PIECE = 16
"""Postings handed to a process at once."""
EXAMPLES = """\
  rolewright check posting.md                      one posting
  rolewright check postings/ --quiet               a folder, a line a finding
  rolewright check posting.html --jurisdiction US-CO,US-NY
  rolewright check posting.md --select wording,RW4 --ignore RW607
  rolewright check posting.md --fix                apply the safe fixes
  rolewright check postings/ --format sarif --output report.sarif
  pbpaste | rolewright check - --title "ML Engineer"
"""


def main(words: Sequence[str]) -> int:
    """Check; 1 if a finding reaches the threshold; with `--diff` if it shows anything, or a posting can't be read."""
    args = parser().parse_args(words)
    task = _task(args)
    source = items.items(args.path, task.settings)
    head = first_of(source, ALONE + 1)
    if not head:
        raise ConfigError(
            "no postings are there", ", ".join(args.path), "name a file, or a folder with .md, .html, .txt …"
        )
    settings = checking.settings_for(task, head[0].name)
    plans.plan(task.select, task.ignore, settings)
    many = len(head) > 1
    if many and task.title is not None:
        raise ConfigError("--title is for one posting", f"{len(head)} or more postings", "check them one by one")
    task = task._replace(show=task.show._replace(many=many))
    progress = Progress(None, wanted=many and not args.no_progress)
    outcomes = _outcomes(task, head, source, args.processes)
    with Sink(args.output) as sink:
        ended = _write(task, checking.show_of(task, settings), outcomes, sink, progress)
    return _end(args, task, ended)


def parser() -> Parser:
    """The options."""
    made = Parser("check", "Check postings and say what to mend. Exit status: 0 clean, 1 findings, 2 misuse.", EXAMPLES)
    made.add_argument("path", nargs="+", metavar="PATH", help="files, folders, patterns, or - for standard input")
    add = made.add_argument_group("what is checked").add_argument
    add("--title", help="the posting's title, if the text doesn't hold it")
    add("--role", metavar="FILE", help="a role file (TOML) that the posting is held against")
    add("--jurisdiction", action="append", type=codes, metavar="US-CO", help="where the job may be done; repeatable")
    add("--date", default="", metavar="YYYY-MM-DD", help="the posting's date, if it doesn't say")
    add("--select", action="append", type=codes, metavar="CODE", help="only these codes, prefixes, topics or names")
    add("--ignore", action="append", type=codes, metavar="CODE", help="not these")
    add("--config", metavar="FILE", help="this configuration instead of the nearest rolewright.toml")
    add("--no-config", action="store_true", help="no configuration file")
    add("--baseline", default="", metavar="FILE", help="leave out the findings that this file knows")
    add("--write-baseline", metavar="FILE", help="write all findings to this file and report none")
    add = made.add_argument_group("what is done").add_argument
    add("--fix", action="store_true", help="apply the safe fixes to the files")
    add("--unsafe-fixes", action="store_true", help="with --fix or --diff: those too that may change meaning")
    add("--diff", action="store_true", help="show what --fix would change, and change nothing")
    add("--fail-on", choices=config.THRESHOLDS, default="", help="the least severity for status 1 (default: warning)")
    add("--exit-zero", action="store_true", help="status 0 whatever is found")
    add = made.add_argument_group("how it is shown").add_argument
    add("--format", choices=FORMATS, default="text", help="default: text")
    add("--output", metavar="FILE", help="write to this file")
    add("--quiet", "-q", action="store_true", help="one line a finding")
    add("--statistics", action="store_true", help="how often each rule fires, nothing else")
    add("--color", choices=("auto", "always", "never"), default="auto", help="default: auto")
    add("--no-progress", action="store_true", help="no progress bar")
    add("--processes", type=int, metavar="N", help="default: one a core")
    return made


def _task(args: argparse.Namespace) -> Task:
    """The options as a task."""
    settings = config.NOTHING if args.no_config else config.load(args.config) if args.config else None
    show = Show(
        {}, __version__, columns(), wants_color(args.color) and args.format == "text" and not args.output,
        takes_unicode() or bool(args.output), args.quiet, args.statistics,
    )  # fmt: skip
    return Task(
        form=args.format, title=args.title, select=flat(args.select), ignore=flat(args.ignore),
        places=_places(flat(args.jurisdiction)), date=_date(args.date), role=config.load_role(args.role) if args.role else None, settings=settings,
        fail_on=args.fail_on, baseline=args.baseline, marks=bool(args.write_baseline),
        fix="diff" if args.diff else "fix" if args.fix else "", unsafe=args.unsafe_fixes, debug=args.debug, show=show,
    )  # fmt: skip


def _places(written: tuple[str, ...]) -> tuple[str, ...]:
    for place in written:
        parts = place.split("-")
        if not (len(parts) <= 2 and len(parts[0]) == 2 and all(part.isalnum() and part.isascii() for part in parts)):
            raise ConfigError(f"{place!r} is no jurisdiction", "--jurisdiction", "write GB, DE or US-CO")
    return tuple(place.upper() for place in written)


def _date(written: str) -> str:
    if written:
        from datetime import date

        try:
            date.fromisoformat(written)
        except ValueError as error:
            raise ConfigError(f"{written!r} is no date", "--date", "write it as 2026-11-23") from error
    return written


def _outcomes(
    task: Task, head: list[items.Item], source: Iterator[items.Item], wanted: int | None
) -> Iterator[Outcome]:
    """The outcomes in order: here if there are few postings, else on all cores."""
    from rolewright.engine import pool

    count = pool.processes(wanted)
    if len(head) <= ALONE or count == 1:
        return (checking.check_one(task, item) for item in chain(head, source))
    pieces = pool.chunks(chain(head, source), PIECE)
    work, lost = partial(checking.check_all, task), partial(checking.lost, task)
    checking.ready()
    return chain.from_iterable(pool.work_through(work, lost, pieces, count, checking.ready))


def _write(task: Task, show: Show, outcomes: Iterator[Outcome], sink: Sink, progress: Progress) -> list[Outcome]:
    """Write the reports as they come; the outcomes without their output."""
    form = format_of(task.form)
    silent = task.marks
    plain = task.fix == "diff"
    ended: list[Outcome] = []
    written = False
    if not silent and not plain:
        sink.write(form.head(show))
    for outcome in outcomes:
        progress.add(1)
        if outcome.source is not None and task.fix == "fix":
            sink.write(outcome.source)
            silent = True
        elif outcome.output and not silent:
            sink.write(form.between + outcome.output if written and not plain else outcome.output)
            written = True
        ended.append(outcome._replace(output="", source=None))
    progress.end()
    if not silent and not plain:
        sink.write(form.tail([outcome.tally for outcome in ended], show))
    return ended


def _end(args: argparse.Namespace, task: Task, ended: list[Outcome]) -> int:
    """What the end of the run must tell; the exit status."""
    for outcome in ended:
        for note in outcome.notes:
            say(note)
    _tell_stale(ended)
    unreadable = sum(outcome.unreadable for outcome in ended)
    if unreadable and len(ended) > 1:
        say(f"{unreadable} of {len(ended)} postings could not be read")
    fixed = sum(outcome.fixed for outcome in ended)
    if args.write_baseline:
        from rolewright.engine import baseline

        marks: dict[str, list[str]] = {}
        for outcome in ended:
            marks.setdefault(outcome.tally.name, []).extend(outcome.marks)
        say(f"wrote {baseline.save(args.write_baseline, marks)} findings to {args.write_baseline}")
        return 0
    if task.fix == "diff":
        say(f"{fixed} fixes would be applied" if fixed else "nothing to fix")
        return 1 if (fixed or unreadable) and not args.exit_zero else 0
    if task.fix:
        say(f"{fixed} fixes applied" if fixed else "nothing to fix")
    return 1 if any(outcome.failed for outcome in ended) and not args.exit_zero else 0


def _tell_stale(ended: list[Outcome]) -> None:
    stale = [(outcome.tally.name, mark) for outcome in ended for mark in outcome.stale]
    if stale:
        name, mark = stale[0]
        more = f" and {len(stale) - 1} more" if len(stale) > 1 else ""
        say(f"the baseline knows findings that are gone ({name}: {mark}{more}); write it anew with --write-baseline")
