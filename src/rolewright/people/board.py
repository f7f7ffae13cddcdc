"""The desk: every role beside every profile, who fits which role and why, both ways; what rules a pair out is shown."""

from __future__ import annotations

import csv
import io
import os
from typing import TYPE_CHECKING, Any

from rolewright.errors import ConfigError, suggest
from rolewright.interview.page import Block, Page, clean, heading, quiet, sentence, table, text
from rolewright.matching.match import brief, figure, index
from rolewright.matching.terms import checks
from rolewright.model.desk import NOT, UNSAID, Pair, Person, Terms
from rolewright.people.desk import Beside

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from rolewright.model.match import Row
    from rolewright.model.role import Role
    from rolewright.people.keep import Named

_KINDS: dict[str, type[Person | Terms]] = {"profile": Person, "role": Terms}
_LISTS = ("countries", "permits")
_NUMBERS = ("rate", "overlap", "rate_at_most")


class Board:
    """The roles, and what is kept of the pairs: for each role and each profile the first `top`, ties included."""

    def __init__(self, roles: Mapping[str, Role], day: str, top: int, conditions: Mapping[str, Any]) -> None:
        self.day, self.top = day, top
        self.beside = {name: Beside(role, day) for name, role in sorted(roles.items())}
        self.persons: Mapping[str, Person] = conditions.get("profile", {})
        self.terms: Mapping[str, Terms] = conditions.get("role", {})
        self.by_role: dict[str, list[Pair]] = {name: [] for name in self.beside}
        self.by_profile: list[tuple[str, list[Pair]]] = []
        self.count = 0

    def add(self, named: Named) -> list[Pair]:
        """All pairs of one profile, kept where they belong, in the order of the roles."""
        profile = named.profile
        found = index(profile, next(iter(self.beside.values())).today)
        known: dict[tuple[Any, ...], tuple[str, int]] = {}
        person = self.persons.get(profile.id) or self.persons.get(os.path.basename(named.name))
        pairs = [self._pair(name, one, profile.id, found, known, person) for name, one in self.beside.items()]
        for pair in pairs:
            kept = self.by_role[pair.role]
            kept.append(pair)
            if len(kept) > 4 * self.top + 50:
                self.by_role[pair.role] = first(kept, self.top)
        self.by_profile.append((profile.id, first(pairs, self.top)))
        self.count += 1
        return pairs

    def _pair(
        self,
        name: str,
        one: Beside,
        who: str,
        found: Any,
        known: dict[tuple[Any, ...], tuple[str, int]],
        person: Person | None,
    ) -> Pair:
        """One pair; a row that another role has too is worked out once."""
        letters, points = [], 0
        for row in one.rows:
            key = (*row[3:7], row.kind, row.words, bool(row.note))
            if key not in known:
                known[key] = brief(row, found)
            verdict, gained = known[key]
            letters.append(verdict[0])
            points += gained
        of = 100 * sum(row.weight for row in one.rows)
        return Pair(who, name, points, of, "".join(letters), checks(person, self.terms.get(name), self.day))


def first(pairs: Sequence[Pair], top: int) -> list[Pair]:
    """The first pairs by share of points, those ruled out last; whoever ties with the last one is in, too."""
    ordered = sorted(pairs, key=_order)
    if len(ordered) <= top:
        return ordered
    last = _order(ordered[top - 1])[:2]
    return ordered[:top] + [pair for pair in ordered[top:] if _order(pair)[:2] == last]


def _order(pair: Pair) -> tuple[bool, float, str, str]:
    return pair.ruled_out, -(pair.points / pair.of if pair.of else 0.0), pair.profile, pair.role


def run(board: Board, profiles: Iterable[Named], write: Callable[[bytes], object]) -> None:
    """Lay all profiles beside all roles; every pair goes as a CSV line to `write`."""
    write(_lines([("profile", "role", "points", "of", "rows", "ruled out by", "not said")]))
    for named in profiles:
        write(_lines(_cells(pair) for pair in board.add(named)))
    board.by_profile.sort()


def _cells(pair: Pair) -> tuple[str, ...]:
    out = "; ".join(f"{one.name}: {one.words}" for one in pair.checks if one.verdict == NOT)
    unsaid = "; ".join(one.name for one in pair.checks if one.verdict == UNSAID)
    return pair.profile, pair.role, figure(pair.points), figure(pair.of), pair.verdicts, out, unsaid


def _lines(rows: Iterable[Sequence[str]]) -> bytes:
    kept = io.StringIO()
    csv.writer(kept, lineterminator="\n").writerows(rows)
    return kept.getvalue().encode()


def page(board: Board) -> Page:
    """Both ways: each role with its profiles, each profile with its roles."""
    title = f"{len(board.beside)} roles beside {board.count:,} profiles"
    about = (
        "By share of points, equal ones by id; nobody is left out but by a condition that you set, and those stand last with "
        f"the reason. Shown are the first {board.top} and their ties; every pair stands in pairs.csv. “Present” means {board.day}."
    )
    blocks = [heading(1, title), text(about), heading(2, "Conditions"), _conditions(board)]
    for name, one in board.beside.items():
        pairs = sorted(first(board.by_role[name], board.top), key=_order)
        blocks += [
            heading(2, f"{sentence(one.role.title)} ({clean(name)})"),
            _table("Profile", pairs, board, by_role=True),
        ]
    blocks.append(heading(2, "By profile"))
    for who, pairs in board.by_profile[: 10 * board.top]:
        blocks += [heading(3, who), _table("Role", pairs, board, by_role=False)]
    if len(board.by_profile) > 10 * board.top:
        blocks.append(quiet(f"The other {len(board.by_profile) - 10 * board.top:,} profiles stand in pairs.csv."))
    return Page("desk", title, tuple(blocks))


def _conditions(board: Board) -> Block:
    rows = [("Role", "Filters")]
    for name in board.beside:
        terms = board.terms.get(name)
        set_ = (
            [f"{key} = {value}" for key, value in terms._asdict().items() if value and key != "role"] if terms else []
        )
        rows.append((clean(name), clean("; ".join(set_)) or "none"))
    return table(*rows)


def _table(head: str, pairs: Sequence[Pair], board: Board, *, by_role: bool) -> Block:
    rows: list[tuple[str, ...]] = [(head, "Points", "Shown", "Near", "No evidence", "Conditions")]
    for pair in pairs:
        made = board.beside[pair.role].rows
        said = "; ".join(f"{one.name} {one.verdict}: {one.words}" for one in pair.checks)
        rows.append((
            pair.profile if by_role else clean(pair.role), f"{figure(pair.points)} of {figure(pair.of)}",
            *(_named(made, pair.verdicts, letter) for letter in "san"), clean(said) or "–",
        ))  # fmt: skip
    return table(*rows)


def _named(rows: Sequence[Row], verdicts: str, letter: str) -> str:
    """The ids of the must-haves and stages that a letter stands for, and how many other rows."""
    hits = [row for row, verdict in zip(rows, verdicts, strict=True) if verdict == letter]
    main = [row.id.partition("-")[2] for row in hits if row.kind in {"must-have", "stage"}]
    others = len(hits) - len(main)
    return ", ".join(main + [f"{others} more"] * bool(others)) or "–"


def conditions(path: str) -> dict[str, dict[str, Any]]:
    """`[[profile]]` and `[[role]]` tables of a TOML file, by whom they are about. Raises ConfigError naming table and field."""
    import tomllib

    try:
        with open(path, "rb") as file:
            data = tomllib.load(file)
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"can't be read: {error}", path, "write [[profile]] and [[role]] tables") from error
    made: dict[str, dict[str, Any]] = {}
    for kind, entries in data.items():
        if kind not in _KINDS or not isinstance(entries, list):
            raise ConfigError(f"there is no table {kind!r}", path, "write [[profile]] and [[role]] tables")
        made[kind] = {
            one[0]: one for one in (_entry(kind, entry, f"{path}: {kind} {i}") for i, entry in enumerate(entries, 1))
        }
    return made


def _entry(kind: str, entry: Mapping[str, Any], where: str) -> Person | Terms:
    """A table's record, its fields checked."""
    cls = _KINDS[kind]
    if not str(entry.get(kind, "")):
        raise ConfigError(f"{kind} is missing", where, f'say whom it is about: {kind} = "…"')
    values = {}
    for name, value in entry.items():
        if name not in cls._fields:
            raise ConfigError(
                f"there is no field {name!r}", where, suggest(name, cls._fields, f"use {', '.join(cls._fields)}")
            )
        values[name] = _value(name, value, where)
    return cls(**values)


def _value(name: str, value: Any, where: str) -> Any:
    from rolewright.matching.dates import iso

    if name in _LISTS:
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise ConfigError(f"{name} is no list of texts", where, f'write {name} = ["US", "DE"]')
        return tuple(value)
    if name in _NUMBERS:
        if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
            raise ConfigError(f"{name} is {value!r}", where, "write a number")
        return value
    if not isinstance(value, str):
        value = value.isoformat() if hasattr(value, "isoformat") else None
    if value is None or (name in {"available", "start_by"} and (iso(value) is None or len(value) != len("2026-11-23"))):
        raise ConfigError(f"{name} isn't what it should be", where, 'write a text, or a day like "2027-01-15"')
    return value


def roles_named(roles: Iterable[tuple[str, Role]]) -> dict[str, Role]:
    """Roles by the names of their files. Raises ConfigError for two of one name."""
    made: dict[str, Role] = {}
    for path, role in roles:
        name = os.path.basename(path)
        if name in made:
            raise ConfigError("two role files have this name", name, "rename one: conditions call them by it")
        made[name] = role
    return made


def unknown(board: Board, names: Iterable[str]) -> Iterator[str]:
    """What the conditions say of roles and profiles that aren't here."""
    files = {os.path.basename(name) for name in names}
    ids = {who for who, _ in board.by_profile}
    yield from (f"conditions for {name}: no such role" for name in board.terms if name not in board.beside)
    yield from (f"conditions for {name}: no such profile" for name in board.persons if name not in files | ids)
