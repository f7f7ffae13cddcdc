"""How many of a survey's respondents meet a role's must-haves, one at a time and together, and what each of them costs.

Reads the public CSV of the Stack Overflow Developer Survey as it comes. Below a stated number of respondents it prints no share.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from functools import cache
from typing import IO, TYPE_CHECKING, Any

from rolewright.errors import ConfigError, DocumentError, suggest
from rolewright.knowledge.loader import book
from rolewright.knowledge.shelf import shelf
from rolewright.market import files
from rolewright.market.stats import wilson
from rolewright.model.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rolewright.model.role import Need, Role


class Met(NamedTuple):
    """A must-have: `n` meet it; `others` meet all the others, `both` of those this one too. `asked`: the survey asks about it."""

    what: str
    asked: bool
    n: int = 0
    others: int = 0
    both: int = 0


class Pool(NamedTuple):
    """`of` respondents count; `together` meet all must-haves that the survey asks about."""

    of: int
    together: int
    met: tuple[Met, ...]
    filters: tuple[str, ...]


def pool(role: Role, path: str, *, where: Sequence[str] = ()) -> Pool:
    """The pool of a role. `where` are filters on the survey's own columns: `Country=Germany`, `DevType~data`.

    Raises ConfigError for a role without must-haves or a wrong filter, DocumentError for a file that is no survey or has too few
    respondents for an estimate.
    """
    if not role.must_haves:
        raise ConfigError("the role has no must-haves", "must_haves", "fill them in first: rolewright scope")
    table = shelf("corpus/survey")
    with _opened(path) as file:
        reader = csv.DictReader(file)
        names = reader.fieldnames or []
        if table["answered"] not in names:
            raise DocumentError(
                f"has no column {table['answered']}", path, "give the survey's survey_results_public.csv"
            )
        chosen = [_filter(one, names) for one in where]
        used = [name for name in names if name.endswith(table["used"])]
        tests = [(need, _wanted(need)) for need in role.must_haves]
        patterns, seen = _patterns(reader, used, tests, chosen)
    of = sum(patterns.values())
    if of < table["least"]:
        what = f"has {of:,} respondents that count; below {table['least']:,} no share is worth printing"
        raise DocumentError(what, path, "give the whole survey, or fewer filters")
    return _added(
        patterns, of, [(need.what or need.skill, _asked(need, ids, seen)) for need, ids in tests], tuple(where)
    )


def _patterns(
    reader: Any, used: Sequence[str], tests: Sequence[Any], chosen: Sequence[Any]
) -> tuple[Counter[Any], set[str]]:
    """How often each pattern of met must-haves occurs, and all skills that the survey names."""
    table = shelf("corpus/survey")
    patterns: Counter[tuple[bool, ...]] = Counter()
    seen: set[str] = set()
    for row in reader:
        if row.get(table["branch"]) not in table["professional"] or row[table["answered"]] in table["none"]:
            continue
        if not all(fits(row) for fits in chosen):
            continue
        skills = frozenset().union(*(_skills(row[name] or "") for name in used))
        seen |= skills
        years = _years(row)
        patterns[tuple((not ids or bool(ids & skills)) and _long(need, years) for need, ids in tests)] += 1
    return patterns, seen


def _added(patterns: Counter[Any], of: int, needs: Sequence[tuple[str, bool]], filters: tuple[str, ...]) -> Pool:
    """The patterns added up; a must-have that isn't asked about counts as met."""
    open_ = [not asked for _, asked in needs]
    rows = [([met or free for met, free in zip(pattern, open_, strict=True)], n) for pattern, n in patterns.items()]
    out = []
    for i, (what, asked) in enumerate(needs):
        others = sum(n for met, n in rows if all(met[:i] + met[i + 1 :]))
        both = sum(n for met, n in rows if all(met))
        out.append(Met(what, asked, sum(n for met, n in rows if met[i]), others, both))
    return Pool(of, sum(n for met, n in rows if all(met)), tuple(out), filters)


def as_dict(made: Pool) -> dict[str, Any]:
    """The pool as plain data, shares with their intervals, and what a survey can't say."""
    met = [
        {**one._asdict(), "share": _interval(one.n, made.of), "left": _interval(one.both, one.others)}
        for one in made.met
    ]
    costly = [one for one in made.met if one.asked and one.others]
    most = min(costly, key=lambda one: one.both / one.others) if len(costly) > 1 else None
    return {
        "of": made.of, "together": made.together, "share": _interval(made.together, made.of), "met": met,
        "costs_most": most.what if most else "", "without": most.others if most else made.together,
        "filters": list(made.filters), "warnings": list(shelf("corpus/survey")["warnings"]),
    }  # fmt: skip


def _interval(n: int, of: int) -> list[float]:
    """A share and its 95 % interval; nothing where there is nobody."""
    return [n / of, *wilson(n / of, of)] if of else []


def text(made: Pool) -> str:
    """The pool for a screen, with intervals and what a survey can't say."""
    lines = [f"{made.of:,} professional developers who said what they work with" + _chosen(made.filters), ""]
    for one in made.met:
        if not one.asked:
            lines.append(f"  {one.what}: the survey doesn't ask about it; left out")
            continue
        left = (
            f"; of the {one.others:,} who meet all the others {_share(one.both, one.others)} meet it too"
            if len(made.met) > 1
            else ""
        )
        lines.append(f"  {one.what} as must-have: {_share(one.n, made.of)} of the pool{left}")
    lines += ["", f"  all together: {made.together:,} of {made.of:,}, {_share(made.together, made.of)}", ""]
    costly = [one for one in made.met if one.asked and one.others]
    if len(costly) > 1:
        most = min(costly, key=lambda one: one.both / one.others)
        lines += [f"  costs most: {most.what}. Without it {most.others:,} instead of {made.together:,} remain.", ""]
    lines += [f"  ! {warning}" for warning in shelf("corpus/survey")["warnings"]]
    return "\n".join(lines) + "\n"


def _chosen(filters: Sequence[str]) -> str:
    return f" ({'; '.join(filters)})" if filters else ""


def _share(n: int, of: int) -> str:
    if not of:
        return "none"
    low, high = wilson(n / of, of)
    return f"{100 * n / of:.1f} % ({100 * low:.1f}–{100 * high:.1f})"


def _asked(need: Need, ids: frozenset[str], seen: set[str]) -> bool:
    return bool(ids & seen) or (not need.skill and need.years is not None)


def _wanted(need: Need) -> frozenset[str]:
    """The skills of which one will do."""
    return frozenset().union(*(_skills(name) for name in (need.skill, *need.alternatives) if name))


def _long(need: Need, years: float | None) -> bool:
    return need.years is None or (years is not None and years >= need.years)


def _years(row: dict[str, str]) -> float | None:
    table = shelf("corpus/survey")
    written = next((row[name] for name in table["years"] if row.get(name) and row[name] not in table["none"]), "")
    try:
        return float(table["professional_few"].get(written, written))
    except ValueError:
        return None


@cache
def _skills(written: str) -> frozenset[str]:
    """The skills of an answer: names separated by semicolons."""
    return frozenset(
        found
        for one in written.split(";")
        if one not in shelf("corpus/survey")["none"]
        for found in _skill(one.strip())
    )


@cache
def _skill(name: str) -> tuple[str, ...]:
    """The skill of a name: one that bears it, else the first that the reader finds in a demand for it."""
    from rolewright import api

    exact = _names().get(name.lower())
    if exact:
        return (exact,)
    found = api.read(f"Requirements\n- Strong experience with {name}.").skills
    return (found[0].id,) if found else ()


@cache
def _names() -> dict[str, str]:
    skills = book().skills
    return {skill["name"].lower(): name for name, skill in skills.items()} | {name: name for name in skills}


def _filter(written: str, names: Sequence[str]) -> Any:
    """A condition on a respondent."""
    import re

    found = re.fullmatch(r"\s*(\w+)\s*(=|~)\s*(.+)", written)
    if found is None:
        raise ConfigError(f"{written!r} is no filter", "--where", "write Country=Germany or DevType~data")
    name, sign, value = found.groups()
    if name not in names:
        raise ConfigError(f"the survey has no column {name!r}", "--where", suggest(name, names, "see its schema"))
    if sign == "=":
        return lambda row: value in (row[name] or "").split(";")
    try:
        pattern = re.compile(value, re.IGNORECASE)
    except re.error as error:
        raise ConfigError(f"{value!r} is no regular expression", f"--where {written}", "mend it") from error
    return lambda row: bool(pattern.search(row[name] or ""))


def _opened(path: str) -> IO[str]:
    try:
        raw: Any = files.opened(path)
        raw.peek(1)
    except (OSError, EOFError) as error:
        raise DocumentError(f"can't be read: {error}", path, "check the path") from error
    return io.TextIOWrapper(raw, encoding="utf-8-sig", errors="replace", newline="")
