"""Postings: every save is a revision and stays; two people's changes are woven together; comments; approval."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from rolewright.errors import MissingError
from rolewright.model.record import NamedTuple
from rolewright.store import rows
from rolewright.store.engine import new_id, now
from rolewright.store.merge import Piece, merge, text_of
from rolewright.store.schema import comments, posting_versions, postings

if TYPE_CHECKING:
    from rolewright.store.rows import Row

_V = posting_versions


class Saved(NamedTuple):
    """What a save came to: the posting's revision and text now; `pieces` with a conflict mean that nothing was saved."""

    revision: int
    text: str
    merged: bool = False
    pieces: tuple[Piece, ...] = ()

    @property
    def conflict(self) -> bool:
        """Whether a person has to choose."""
        return bool(self.pieces)


def create(
    connection: sa.Connection, role: str, title: str, text: str, author: str | None, form: str = "markdown"
) -> Row:
    """A new posting of a role."""
    at = now()
    made = {"id": new_id(), "role": role, "title": title, "format": form, "revision": 1, "text": text, "state": "draft",
            "approved": None, "author": author, "created": at, "changed": at}  # fmt: skip
    rows.add(connection, postings, made)
    _keep(connection, made["id"], 1, text, author)  # type: ignore[arg-type]
    return made


def of_role(connection: sa.Connection, role: str) -> list[Row]:
    """A role's postings without their texts, the newest change first."""
    wanted = [column for column in postings.c if column.name != "text"]
    query = sa.select(*wanted).where(postings.c.role == role).order_by(postings.c.changed.desc(), postings.c.id)
    return rows.many(connection, query)


def get(connection: sa.Connection, posting: str) -> Row:
    """A posting. Raises MissingError if there is none."""
    return rows.by_id(connection, postings, posting)


def save(
    connection: sa.Connection, posting: str, text: str, base: int, author: str | None, tab: str = "", note: str = ""
) -> Saved:
    """Keep a text that was made from revision `base`; what others saved since is woven in, or is a conflict.

    `tab` names the editor: a save whose answer it never got isn't taken for somebody else's.
    """
    row = rows.locked(connection, postings, posting)
    if base > row["revision"] or base < 1:
        raise MissingError(f"there is no revision {base}", f"postings/{posting}", "open the posting anew")
    base = _own(connection, posting, base, tab)
    pieces: tuple[Piece, ...] = (Piece(text),)
    if base != row["revision"]:
        pieces = merge(_text(connection, posting, base), text, row["text"])
    made = text_of(pieces)
    if made is None:
        return Saved(row["revision"], row["text"], pieces=pieces)
    if made == row["text"]:
        return Saved(row["revision"], made, merged=made != text)
    revision = row["revision"] + 1
    rows.change(connection, postings, posting, {"revision": revision, "text": made, "changed": now()})
    _keep(connection, posting, revision, made, author, tab, merged=made != text, note=note)
    return Saved(revision, made, merged=made != text)


def _own(connection: sa.Connection, posting: str, base: int, tab: str) -> int:
    """The newest revision since `base` that holds exactly what this editor sent; `base` if there is none."""
    if not tab:
        return base
    query = sa.select(_V.c.revision).where(_V.c.posting == posting, _V.c.tab == tab, _V.c.revision > base, ~_V.c.merged)
    found = rows.one(connection, query.order_by(_V.c.revision.desc()))
    return base if found is None else int(found["revision"])


def _keep(
    connection: sa.Connection, posting: str, revision: int, text: str, author: str | None, tab: str = "", *,
    merged: bool = False, note: str = "",
) -> None:  # fmt: skip
    made = {"posting": posting, "revision": revision, "text": text, "author": author, "tab": tab, "merged": merged}
    rows.add(connection, _V, made | {"at": now(), "note": note})


def _text(connection: sa.Connection, posting: str, revision: int) -> str:
    return str(version(connection, posting, revision)["text"])


def version(connection: sa.Connection, posting: str, revision: int) -> Row:
    """A posting as it was at a revision. Raises MissingError if there is none."""
    found = rows.one(connection, sa.select(_V).where(_V.c.posting == posting, _V.c.revision == revision))
    if found is None:
        raise MissingError(f"there is no revision {revision}", f"postings/{posting}", "choose one of its versions")
    return found


def versions(connection: sa.Connection, posting: str) -> list[Row]:
    """Every revision without its text, the newest first."""
    query = sa.select(
        _V.c.revision, _V.c.author, _V.c.at, _V.c.note, _V.c.merged, sa.func.length(_V.c.text).label("size")
    )
    return rows.many(connection, query.where(_V.c.posting == posting).order_by(_V.c.revision.desc()))


def set_state(connection: sa.Connection, posting: str, state: str, approved: int | None) -> None:
    """`draft` or `approved`, and which revision was approved."""
    rows.change(connection, postings, posting, {"state": state, "approved": approved})


def comment(connection: sa.Connection, posting: str, line: int, quote: str, body: str, author: str | None) -> Row:
    """A remark on a line (from 1) of the posting as it is now; `quote` is the line, to find it again."""
    revision = get(connection, posting)["revision"]
    made = {"id": new_id(), "posting": posting, "revision": revision, "line": line, "quote": quote, "body": body, "author": author,
            "resolved": False, "at": now()}  # fmt: skip
    return rows.add(connection, comments, made)


def comments_on(connection: sa.Connection, posting: str) -> list[Row]:
    """The remarks on a posting, in order."""
    query = sa.select(comments).where(comments.c.posting == posting)
    return rows.many(connection, query.order_by(comments.c.at, comments.c.id))


def resolve(connection: sa.Connection, remark: str, *, resolved: bool) -> None:
    """Mark a remark as settled, or open it again."""
    rows.change(connection, comments, remark, {"resolved": resolved})


def comment_of(connection: sa.Connection, remark: str) -> Row:
    """A remark. Raises MissingError if there is none."""
    return rows.by_id(connection, comments, remark)
