"""`rolewright market`: a corpus of postings read into a table, and what the table says."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from rolewright.cli.options import Parser, codes, columns, flat
from rolewright.cli.streams import Progress, Sink, say
from rolewright.errors import ConfigError, MissingExtraError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

ACTIONS = ("read", "table", "compare", "report", "open", "baseline", "pool", "fetch")
EXAMPLES = """\
  rolewright market read postings/ more.jsonl.gz -o readings.parquet      again after a kill: it goes on
  rolewright market read export.csv --text description --date listed_at -o readings.parquet
  rolewright market read s3://bucket/postings/ -o readings.parquet --ray 10.0.0.5:6379
  rolewright market table readings.parquet --of skill --by level,year --strength must
  rolewright market table readings.parquet --of pay --where "family=ml-engineer" --rates rates.toml
  rolewright market table readings.parquet --of pair --format csv -o pairs.csv
  rolewright market compare 2025.parquet 2026.parquet --of skill --strength must
  rolewright market report readings.parquet -o report.html --where "family=ml-engineer,ai-engineer"
  rolewright market open readings.parquet "aifg-51bd723b63@3009-3015"
  rolewright market fetch greenhouse:acme lever:acme -o boards/          then: market read boards/ -o readings.parquet
  rolewright market baseline readings.parquet -o baseline.toml
  rolewright market pool role.toml --survey survey_results_public.csv

Files: Markdown, HTML, text, DOCX, PDF, e-mail; JSON Lines, CSV, Parquet, JSON of job boards, WARC, N-Quads. Needs the extra
`market`. See docs/market.md. Exit status: 0 done, 1 rows that couldn't be read, 2 misuse.
"""


def main(words: Sequence[str]) -> int:
    """Do what is asked."""
    args = parser().parse_args(words)
    try:
        import daft  # noqa: F401 - says at once what is missing
        import pyarrow.parquet  # noqa: F401
        import rensa  # noqa: F401
    except ImportError as error:
        do = "pip install 'rolewright[market]'"
        raise MissingExtraError(f"{error.name} is not installed", "rolewright market", do) from error
    does = {
        "read": _read,
        "table": _table,
        "compare": _compare,
        "report": _report,
        "open": _open,
        "baseline": _baseline,
        "pool": _pool,
        "fetch": _fetch,
    }
    return int(does[args.action](args))


def parser() -> Parser:
    """The options."""
    made = Parser("market", "Read a corpus of postings into a table, and count what it says.", EXAMPLES)
    made.add_argument("action", choices=ACTIONS, help="what to do")
    made.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="read: files, folders, addresses; pool: a role file; fetch: SYSTEM:NAME; else the table of readings, compare: two",
    )
    made.add_argument("-o", "--output", metavar="FILE", help="where it goes")
    add = made.add_argument_group("read").add_argument
    add("--text", type=codes, metavar="COLUMN", help="the column of the text; several are joined (default: guessed)")
    for name in ("title", "id", "company", "date", "url"):
        add(f"--{name}", default="", metavar="COLUMN", help=f"the column of the {name} (default: guessed)")
    add("--findings", action="store_true", help="keep which rules object, too; about twice the time")
    add("--engine", choices=("daft", "pool"), default="daft", help="default: daft")
    add("--ray", default="", metavar="ADDRESS", help="read on this Ray cluster (extra ray)")
    add("--processes", type=int, default=0, metavar="N", help="default: one a core")
    add("--restart", action="store_true", help="throw away what an earlier run left")
    add("--no-progress", action="store_true", help="no progress bar")
    add = made.add_argument_group("table, compare, report, baseline").add_argument
    add(
        "--of",
        default="skill",
        help="skill, pair, family, level, stage, mode, degree, strand, lifecycle, place, pay, years, words, finding …",
    )
    add(
        "--by",
        action="append",
        type=codes,
        metavar="COLUMN",
        help="level, year, month, family, stage, mode, company …; repeatable",
    )
    add(
        "--where",
        action="append",
        metavar="FILTER",
        help="level=senior,lead, year>=2025, title~engineer, skill=python; repeatable",
    )
    add("--strength", default="", help="must, nice or context: of skills and pairs")
    add("--weights", default="kept", help="kept: one of near duplicates (default); all; cluster: copies share one")
    add("--least", type=int, metavar="N", help="hide cells with fewer postings (default: 30)")
    add("--rates", metavar="FILE", help="pay in one currency: TOML with USD = 1, EUR = 1.08 …")
    add("--rows", type=int, metavar="N", help="rows of a group that are shown as text; 0: all (default: 40)")
    add("--heading", default="", help="of the report")
    add("--survey", metavar="FILE", help="pool: the public CSV of the Stack Overflow survey")
    add("--gateway", default="", metavar="URL", help="fetch: an address of your own that passes requests on")
    add("--format", default="text", choices=("text", "csv", "json", "parquet"), help="default: text")
    return made


def _read(args: argparse.Namespace) -> int:
    from rolewright.market.corpus import read
    from rolewright.market.item import Columns

    if not args.output:
        raise ConfigError("read needs -o", "rolewright market", "add -o readings.parquet")
    named = Columns(tuple(args.text or ()), args.title, args.id, args.company, args.date, args.url)
    progress = Progress(None, wanted=not args.no_progress)
    made = read(
        args.files, args.output, columns=named, findings=args.findings, engine=args.engine, ray=args.ray,
        processes=args.processes, progress=progress.add, restart=args.restart,
    )  # fmt: skip
    progress.end()
    _tell(made, args.output)
    return int(made["counts"]["error"] > 0)


def _tell(made: dict[str, Any], output: str) -> None:
    """The counts, which add up."""
    n = made["counts"]
    say(
        f"{output}: {n['in']:,} rows in = {n['kept']:,} kept + {n['duplicate']:,} near duplicates + {n['error']:,} errors"
    )
    if made["truncated"]:
        say(f"{made['truncated']:,} texts seem cut")
    other = sum(count for language, count in made["languages"].items() if language != "en")
    if other:
        say(f"{other:,} are not in English, which the reader knows best; --where language=en leaves them out")


def _table(args: argparse.Namespace) -> int:
    from rolewright.market.pay import load_rates
    from rolewright.market.shown import shown
    from rolewright.market.table import table

    made = table(
        _one(args), args.of, flat(args.by), args.where or (), strength=args.strength, weights=args.weights,
        least=args.least, rates=load_rates(args.rates) if args.rates else None,
    )  # fmt: skip
    if args.format == "parquet" and not args.output:
        raise ConfigError("Parquet needs a file", "--format", "add -o table.parquet")
    with Sink(args.output) as sink:
        sink.write(shown(made, args.format, columns(), args.rows))
    return 0


def _compare(args: argparse.Namespace) -> int:
    from rolewright.market.compare import compare
    from rolewright.market.shown import shown

    if len(args.files) != 2:
        raise ConfigError("compare takes two tables of readings", "rolewright market", "name the earlier one first")
    made = compare(
        args.files[0],
        args.files[1],
        args.of,
        args.where or (),
        strength=args.strength,
        least=args.least,
        weights=args.weights,
    )
    with Sink(args.output) as sink:
        sink.write(shown(made, args.format, columns(), args.rows))
    return 0


def _report(args: argparse.Namespace) -> int:
    from rolewright.market.pay import load_rates
    from rolewright.market.report import report

    if not args.output or not args.output.endswith(".html"):
        raise ConfigError("report needs -o", "rolewright market", "add -o report.html")
    rates = load_rates(args.rates) if args.rates else None
    for name in report(
        _one(args),
        args.output,
        args.where or (),
        title=args.heading,
        least=args.least,
        weights=args.weights,
        rates=rates,
    ):
        say(f"wrote {name}")
    return 0


def _baseline(args: argparse.Namespace) -> int:
    from rolewright.market.baseline import baseline

    with Sink(args.output) as sink:
        sink.write(baseline(_one(args), args.where or (), weights=args.weights))
    return 0


def _pool(args: argparse.Namespace) -> int:
    from rolewright import api
    from rolewright.market.survey import pool, text

    if not args.survey:
        raise ConfigError("pool needs --survey", "rolewright market", "name the survey's CSV")
    made = pool(api.load_role(_one(args), complete=False), args.survey, where=args.where or ())
    with Sink(args.output) as sink:
        sink.write(text(made))
    return 0


def _fetch(args: argparse.Namespace) -> int:
    from rolewright.market.boards import fetch

    if not args.output:
        raise ConfigError("fetch needs -o", "rolewright market", "add -o boards/")
    _, wrong = fetch(args.files, args.output, gateway=args.gateway, told=say)
    for one in wrong:
        say(one)
    return int(bool(wrong))


def _open(args: argparse.Namespace) -> int:
    from rolewright.market.look import look

    if len(args.files) < 2:
        raise ConfigError(
            "open needs a table and an id", "rolewright market", "write open readings.parquet ID or ID@START-END"
        )
    for address in args.files[1:]:
        sys.stdout.write(look(args.files[0], address))
    return 0


def _one(args: argparse.Namespace) -> str:
    if len(args.files) != 1:
        raise ConfigError(
            f"{args.action} takes one table of readings", "rolewright market", "see rolewright market --help"
        )
    return str(args.files[0])
