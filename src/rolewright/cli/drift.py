"""`rolewright drift`: where postings and the role files beside them have parted; one pair for `rolewright compare`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright import api
from rolewright.cli.options import Parser
from rolewright.cli.streams import Sink, first_of, say
from rolewright.engine import items
from rolewright.engine.pairs import ROLE, pairs
from rolewright.errors import DocumentError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from rolewright.model.drift import Drift, Parted
    from rolewright.model.posting import Posting

EXAMPLES = """\
  rolewright drift postings/                       every posting against a.role.toml, a.toml or role.toml beside it
  rolewright drift postings/ml/posting.md
  rolewright drift postings/ml/role.toml           the postings that belong to it
  rolewright compare role.toml posting.md          one pair, wherever the two are
"""
_HEADS = {
    "only_posting": "the posting says it, the role doesn't",
    "only_role": "the role says it, the posting doesn't",
    "changed": "they say it differently",
}


def is_role(path: str) -> bool:
    """Whether a path names a role file."""
    return path.lower().endswith(".toml")


def main(words: Sequence[str]) -> int:
    """Hold each posting against the role file beside it; 1 if any have parted."""
    args = parser().parse_args(words)
    found, alone = pairs(args.path)
    for posting in alone:
        if not args.ignore_missing:
            say(f"{posting}: no role file is beside it")
    if not found:
        if args.ignore_missing:
            return 0
        raise DocumentError("no posting with a role file is there", ", ".join(args.path), f"put {ROLE} beside it")
    made = [(role, posting, api.drift(api.load_role(role), _posting(posting))) for role, posting in found]
    with Sink(args.output) as sink:
        sink.write(_json(made) if args.format == "json" else _text(made))
    return 0 if args.exit_zero or all(drift.same for _, _, drift in made) else 1


def parser() -> Parser:
    """The options."""
    about = (
        "Say where postings have parted from the role files beside them. Exit status: 0 nowhere, 1 somewhere, 2 misuse."
    )
    made = Parser("drift", about, EXAMPLES)
    add = made.add_argument
    add("path", nargs="+", metavar="PATH", help="postings, folders of postings, or role files")
    add("--ignore-missing", action="store_true", help="pass over postings that have no role file")
    add("--exit-zero", action="store_true", help="status 0 even so")
    add("--format", choices=("text", "json"), default="text", help="default: text")
    add("--output", metavar="FILE", help="write to this file")
    return made


def _text(made: list[tuple[str, str, Drift]]) -> str:
    lines: list[str] = []
    for role, posting, found in made:
        lines.append(f"{posting} and {role}: {'the same' if found.same else 'parted'}")
        lines += [f"  {line}" for line in _lines(found, _posting(posting))] if not found.same else []
    parted = sum(not found.same for _, _, found in made)
    return "".join(f"{line}\n" for line in [*lines, f"{parted} of {len(made)} have parted"])


def _json(made: list[tuple[str, str, Drift]]) -> str:
    from rolewright.reports.as_json import dumps

    return dumps([{"role": role, "posting": posting, **found.as_dict()} for role, posting, found in made]) + "\n"


def between(args: argparse.Namespace) -> int:
    """Compare a role file (`args.old`) with a posting (`args.new`); 1 if they have parted."""
    role = api.load_role(args.old)
    posting = _posting(args.new)
    found = api.drift(role, posting, args.title)
    if args.format == "json":
        from rolewright.reports.as_json import dumps

        text = dumps(found.as_dict()) + "\n"
    else:
        text = "".join(f"{line}\n" for line in _lines(found, posting))
    with Sink(args.output) as sink:
        sink.write(text)
    return 0 if args.exit_zero or found.same else 1


def _posting(path: str) -> Posting:
    found = first_of(items.items([path]), 2)
    if len(found) != 1:
        raise DocumentError(f"{'more than' if found else 'not'} one posting is there", path, "name one file")
    posting = items.posting_of(found[0])
    if items.is_unreadable(posting):
        raise DocumentError("; ".join(trouble.message for trouble in posting.troubles), path)
    return posting


def _lines(found: Drift, posting: Posting) -> Iterator[str]:
    if found.same:
        yield "the posting says what the role says"
    for name, head in _HEADS.items():
        parted: tuple[Parted, ...] = getattr(found, name)
        if parted:
            yield f"{head} ({len(parted)})"
            yield from (f"  {_line(one, posting)}" for one in parted)


def _line(one: Parted, posting: Posting) -> str:
    from rolewright.reports.cells import clean

    where = f"{posting.name or 'posting'}:{posting.place(one.start)}" if one.start >= 0 else one.field
    field = f" ({one.field})" if one.start >= 0 and one.field else ""
    other = f"; the role says {one.other}" if one.other else ""
    return clean(f"{where} {one.kind}: {one.text}{other}{field}")
