"""Candidates in the library: profiles, matches, what would settle a gap. Part of `rolewright.api`, which hands these on.

Each function imports what it needs when it is called, so that `check` loads none of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rolewright.people.intake import read_profile, read_profiles, redacted
from rolewright.people.outcomes import audit_files, audit_outcomes, four_fifths, log_audit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from rolewright.model.card import Card
    from rolewright.model.grade import Grade
    from rolewright.model.match import Confirmed, Match, Matching, Row, Vetted
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
    "load_relations",
    "load_vetted",
    "log_audit",
    "match",
    "match_cells",
    "match_desk",
    "match_files",
    "match_into",
    "match_rows",
    "profile_from",
    "profile_row",
    "profile_text",
    "read_profile",
    "read_profiles",
    "redacted",
    "suggest_relations",
    "vetted_evidence",
    "vetted_text",
]

DEFAULT = ("html", "txt", "json")
"""What a matching is written as unless other formats are asked for."""


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


def load_vetted(path: str) -> tuple[Vetted, ...]:
    """The vetted evidence in a TOML file. Raises ConfigError naming entry and field."""
    from rolewright.people import keep

    return keep.load_vetted(path)


def load_relations(path: str) -> tuple[Confirmed, ...]:
    """The relations of a file of `suggest_relations` that a person confirmed, for `match(adjacent=…)`. Raises ConfigError."""
    from rolewright.people import relations

    return relations.load(path)


def suggest_relations(
    role: Role,
    profiles: Iterable[Profile],
    *,
    day: str = "",
    model: str = "",
    least: float | None = None,
    progress: Callable[[int], None] | None = None,
) -> str:
    """Sentences that may be near what a role asks and a document doesn't show, as TOML for a person to confirm.

    `model` is a folder with model.onnx and tokenizer.json; by default that of the extra `semantic`. `least` is the lowest
    cosine. Nothing is counted here. Raises ConfigError, MissingExtraError.
    """
    from rolewright.matching.semantic import encoder
    from rolewright.people import relations
    from rolewright.people.desk import Beside

    used = encoder(model)
    return relations.dumps(relations.suggested(Beside(role, day), profiles, used, least, progress), role.title, used)


def vetted_text(
    role: Role, profile: str, date: str, *, candidate: str = "", cards: Sequence[Card] = (), grade: Grade | None = None
) -> str:
    """Sealed cards on a candidate and a graded take-home as the text of a vetted file for one profile. `date` is ISO."""
    from rolewright.people import vetted

    return vetted.dumps(vetted_evidence(role, profile, date, candidate=candidate, cards=cards, grade=grade))


def vetted_evidence(
    role: Role, profile: str, date: str, *, candidate: str = "", cards: Sequence[Card] = (), grade: Grade | None = None
) -> tuple[Vetted, ...]:
    """The same as records, for `match`."""
    from rolewright.people import vetted
    from rolewright.people.desk import month_of

    month_of(date)
    rows = match_rows(role)
    found = vetted.of_cards(cards, candidate, profile, rows, date)
    return (*found, *(vetted.of_grade(grade, profile, rows, date) if grade else ()))


def profile_from(row: str) -> Named:
    """The profile of a line of `profiles.jsonl`. Raises ConfigError for one of another version."""
    from rolewright.people import keep

    return keep.of_row(row.encode())


def match_cells(made: Matching) -> list[dict[str, Any]]:
    """Each match in full as plain data: the cells with their evidence, sums and what they say in words."""
    from rolewright.matching.show import match_data, verdict

    out = []
    for one in made.matches:
        data = match_data(one, made.rows)
        for cell, plain, row in zip(one.cells, data["cells"], made.rows, strict=True):
            plain["says"] = verdict(cell, row)
        out.append(data)
    return out


def export_person(folder: str, who: str) -> dict[str, bytes]:
    """All that a folder of matches or a profiles.jsonl keeps about one person, by document id or file name. Raises ConfigError."""
    from rolewright.people import keep

    return keep.export(folder, who)


def erase_person(folder: str, who: str) -> list[str]:
    """Delete all that a folder of matches or a profiles.jsonl keeps about one person; the names of what went. Raises ConfigError."""
    from rolewright.people import keep

    return keep.erase(folder, who)


def match_rows(role: Role, weights: Mapping[str, int] | None = None) -> tuple[Row, ...]:
    """The rows of a role's matrix; `weights` change theirs by row id. Raises ConfigError for an unknown row."""
    from rolewright.people.desk import role_rows

    return role_rows(role, weights or {})


def match(
    role: Role,
    profiles: Iterable[Profile],
    *,
    day: str = "",
    weights: Mapping[str, int] | None = None,
    vetted: Sequence[Vetted] = (),
    adjacent: Sequence[Confirmed] = (),
) -> Matching:
    """Each profile beside the role. `adjacent` are confirmed relations; `day` is what “present” means (ISO; by default the day the role was posted).

    The same input gives the same matching, whatever the order of the profiles. Raises ConfigError without a day.
    """
    from rolewright.people.desk import Beside

    beside = Beside(role, day, weights, vetted, adjacent)
    made = {one.id: beside.match(one) for one in profiles}
    return beside.matching(made.values())


def match_files(made: Matching, formats: Sequence[str] = DEFAULT, sort: str = "id") -> dict[str, bytes]:
    """A matching as files: the overview, and each profile's matrix with its letter. `sort` is id or points.

    `formats` are of html, md, txt, json, docx, pdf. Raises ConfigError for another, MissingExtraError for pdf.
    """
    from rolewright.people import write

    files = write.overview(made, formats, sort)
    for one in made.matches:
        files |= write.one(one, made, formats)
    return files


def match_into(
    folder: str,
    role: Role,
    profiles: Iterable[Named],
    *,
    day: str = "",
    weights: Mapping[str, int] | None = None,
    vetted: Sequence[Vetted] = (),
    formats: Sequence[str] = DEFAULT,
    sort: str = "id",
    keep_days: int = 180,
    adjacent: Sequence[Confirmed] = (),
) -> Matching:
    """Match and write each profile's files as it comes, so that memory stays flat; the matching without its evidence.

    The folder gets the overview, the documents' names, a date of deletion and a line in its log. Raises ConfigError.
    """
    from rolewright.matching.show import slim
    from rolewright.people import keep, write
    from rolewright.people.desk import Beside

    beside = Beside(role, day, weights, vetted, adjacent)
    empty = beside.matching(())
    made: dict[str, Match] = {}
    names: dict[str, str] = {}
    for named in profiles:
        one = beside.match(named.profile, named.name)
        keep.put(folder, write.one(one, empty, formats))
        made[one.profile], names[one.profile] = slim(one), min(named.name, names.get(one.profile, named.name))
    whole = beside.matching(made.values())
    keep.put(folder, write.overview(whole, formats, sort))
    keep.note(folder, whole, names, keep_days)
    return whole


def match_desk(
    folder: str,
    roles: Iterable[tuple[str, Role]],
    profiles: Iterable[Named],
    *,
    day: str = "",
    top: int = 20,
    conditions: str | None = None,
    unread: list[str] | None = None,
) -> tuple[str, ...]:
    """Every role (path, role) beside every profile: desk.html, desk.txt and pairs.csv in a folder; notes for the user.

    `conditions` is a TOML file of terms and filters. What can't be read is added to `unread`. Raises ConfigError.
    """
    from rolewright.people import board, keep, write

    named = board.roles_named(roles)
    posted = day or next((role.application.posted for role in named.values() if role.application.posted), "")
    made = board.Board(named, posted, max(1, top), board.conditions(conditions) if conditions else {})
    names: list[str] = []

    def passing() -> Iterator[Named]:
        for one in profiles:
            names.append(one.name)
            if unread is not None and one.profile.troubles and not one.profile.words:
                unread.append(f"{one.name}: {'; '.join(one.profile.troubles)}")
            yield one

    with keep.growing(folder, "pairs.csv") as out:
        board.run(made, passing(), out)
    page = board.page(made)
    keep.put(folder, {f"desk.{form}": write.rendered(page, form) for form in ("html", "txt")})
    return tuple(board.unknown(made, names))
