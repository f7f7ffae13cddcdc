"""`rolewright compare role.toml posting.md`: where a posting and its role have parted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright import api
from rolewright.cli.streams import Sink, first_of
from rolewright.engine import items
from rolewright.errors import DocumentError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from rolewright.model.drift import Drift, Parted
    from rolewright.model.posting import Posting

_HEADS = {
    "only_posting": "the posting says it, the role doesn't",
    "only_role": "the role says it, the posting doesn't",
    "changed": "they say it differently",
}


def is_role(path: str) -> bool:
    """Whether a path names a role file."""
    return path.lower().endswith(".toml")


def main(args: argparse.Namespace) -> int:
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
