"""Suggested relations: sentences of documents that may be near what a role asks. A person confirms; nothing else counts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from rolewright.engine.files import read_bytes
from rolewright.errors import ConfigError, suggest
from rolewright.matching.words import normal, table
from rolewright.model.match import NONE, Confirmed
from rolewright.model.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from rolewright.matching.semantic import Encoder
    from rolewright.model.profile import Profile
    from rolewright.people.desk import Beside

_LIMIT = 8 * 1024 * 1024
_FIELDS = ("row", "asks", "quote", "score", "documents", "confirmed", "by")
_HEAD = """\
# Sentences that may be near what the role asks. A language model found them by the likeness of words; it knows nothing of the work.
# Nothing here counts until you write confirmed = true, and who you are in `by`. Then: rolewright match … --adjacent THIS FILE
# Role: {title}
# Model: {name}
# SHA-256: {digest}
"""


class Relation(NamedTuple):
    """A row, what it asks, a sentence, the cosine of the two, and the documents that say it."""

    row: str
    asks: str
    quote: str
    score: float
    documents: tuple[str, ...]


def suggested(
    beside: Beside,
    profiles: Iterable[Profile],
    model: Encoder,
    least: float | None = None,
    progress: Callable[[int], None] | None = None,
) -> list[Relation]:
    """For each row that a document shows nothing for, its sentences that are most like what the row asks; best first."""
    limits = table("semantic")["limits"]
    floor = limits["least"] if least is None else least
    found: dict[tuple[str, str], Relation] = {}
    for done, profile in enumerate(profiles, 1):
        gaps = [cell.row for cell in beside.match(profile).cells if cell.verdict == NONE]
        told = dict.fromkeys(one.quote for one in profile.shown if len(one.quote.split()) >= limits["words"])
        said = list(told)[: limits["statements"]]
        for row in (row for row in beside.rows if row.id in gaps and not row.note and said):
            near = sorted(zip(model.nearness(row.text, said), said, strict=True), key=lambda one: (-one[0], one[1]))
            for score, quote in near[: limits["of_a_row"]]:
                if score >= floor:
                    _add(found, Relation(row.id, row.text, quote, score, (profile.id,)))
        if progress is not None:
            progress(done)
    order = {row.id: i for i, row in enumerate(beside.rows)}
    return sorted(found.values(), key=lambda one: (order[one.row], -one.score, one.quote))


def _add(found: dict[tuple[str, str], Relation], one: Relation) -> None:
    """A sentence that several documents have is one relation."""
    key = one.row, normal(one.quote)
    old = found.get(key)
    documents = {*one.documents, *(old.documents if old else ())}
    found[key] = (old or one)._replace(documents=tuple(sorted(documents)))


def dumps(relations: Sequence[Relation], title: str, model: Encoder) -> str:
    """The relations as TOML, none of them confirmed."""
    head = _HEAD.format(title=" ".join(title.split()), name=model.name, digest=model.digest)
    return head + "".join(
        f"\n[[relation]]\nrow = {_text(one.row)}\nasks = {_text(one.asks)}\nquote = {_text(one.quote)}\nscore = {one.score}\n"
        f'documents = {_text(one.documents)}\nconfirmed = false\nby = ""\n'
        for one in relations
    )


def load(path: str) -> tuple[Confirmed, ...]:
    """The confirmed relations of a file. Raises ConfigError naming entry and field."""
    import tomllib

    try:
        data = read_bytes(path, _LIMIT)
        entries = tomllib.loads((data or b"").decode("utf-8")).get("relation", [])
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"can't be read: {error}", path, "give the file of `rolewright match suggest`") from error
    if data is None or not isinstance(entries, list):
        raise ConfigError("is no file of relations", path, "give the file of `rolewright match suggest`")
    read = [_confirmed(entry, f"{path}: relation {number}") for number, entry in enumerate(entries, 1)]
    return tuple(one for one in read if one is not None)


def _confirmed(entry: Any, where: str) -> Confirmed | None:
    """One entry; None if nobody confirmed it."""
    if not isinstance(entry, dict):
        raise ConfigError("is no table", where, "write [[relation]]")
    for name in entry:
        if name not in _FIELDS:
            raise ConfigError(f"there is no field {name!r}", where, suggest(name, _FIELDS, f"use {', '.join(_FIELDS)}"))
    if not isinstance(entry.get("confirmed"), bool):
        raise ConfigError(f"confirmed = {entry.get('confirmed')!r}", where, "write true or false")
    if not entry["confirmed"]:
        return None
    for name in ("row", "quote", "by"):
        if not isinstance(entry.get(name), str) or not normal(entry[name]):
            raise ConfigError(
                f"{name} is empty", where, "a confirmed relation names its row, its quote, and who confirmed it"
            )
    return Confirmed(entry["row"], normal(entry["quote"]), entry["by"].strip())


def by_row(confirmed: Iterable[Confirmed], known: Iterable[str]) -> dict[str, dict[str, str]]:
    """Row → quote → who confirmed. Raises ConfigError for a row that the role doesn't have."""
    rows, made = set(known), dict[str, dict[str, str]]()
    for one in confirmed:
        if one.row not in rows:
            raise ConfigError(
                f"there is no row {one.row!r}",
                "confirmed relations",
                suggest(one.row, rows, f"rows are {', '.join(sorted(rows))}"),
            )
        made.setdefault(one.row, {})[one.quote] = one.by
    return made


def digest(confirmed: Mapping[str, Mapping[str, str]]) -> str:
    """A short name of what is confirmed, for the log; "" for nothing."""
    from hashlib import sha256

    return sha256(json.dumps(confirmed, sort_keys=True).encode()).hexdigest()[:16] if confirmed else ""


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
