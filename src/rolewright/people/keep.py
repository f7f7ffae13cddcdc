"""What is kept of people: profiles as rows, matches in a folder with a log and a date, export and erasure of one person."""

from __future__ import annotations

import json
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from rolewright.engine.files import read_bytes, write_whole
from rolewright.errors import ConfigError
from rolewright.model.match import Vetted
from rolewright.model.profile import VERSION, Fact, Job, Profile, Shown, Study, Trick, When
from rolewright.model.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from rolewright.model.match import Matching

KEPT, LOG = "kept.json", "log.jsonl"
_LIMIT = 512 * 1024 * 1024


class Named(NamedTuple):
    """A profile and the file that it is from."""

    name: str
    profile: Profile


def row(one: Named) -> bytes:
    """A profile as a line of JSON."""
    return (
        json.dumps([VERSION, one.name, one.profile], ensure_ascii=False, separators=(",", ":")).encode(
            "utf-8", "replace"
        )
        + b"\n"
    )


def of_row(line: bytes) -> Named:
    """The profile of a line. Raises ConfigError."""
    return _named(json.loads, line, "profile")


def rows(path: str) -> Iterator[Named]:
    """The profiles of a file of lines, one after the other. Raises ConfigError naming the line that is none."""
    try:
        import orjson

        loads: Callable[[bytes], Any] = orjson.loads
    except ImportError:
        loads = json.loads
    try:
        with open(path, "rb") as file:
            for number, line in enumerate(file, 1):
                yield _named(loads, line, f"{path}:{number}")
    except OSError as error:
        raise ConfigError(f"can't be read ({error.strerror})", path, "check the path") from error


def _named(loads: Callable[[bytes], Any], line: bytes, where: str) -> Named:
    try:
        version, name, data = loads(line)
        if version != VERSION:
            raise ConfigError(f"is of version {version}, not {VERSION}", where, "read the documents again")
        return Named(name, _profile(data))
    except (ValueError, TypeError, KeyError, IndexError) as error:
        raise ConfigError(
            f"is no profile ({type(error).__name__})", where, "make it with `rolewright profile read`"
        ) from error


def _profile(data: list[Any]) -> Profile:
    name, form, jobs, studies, shown, tricks, withheld, troubles, words, *more = data
    return Profile(
        name, form, tuple([Job(kind, _fact(title), _fact(org), _when(when)) for kind, title, org, when in jobs]),
        tuple([Study(level, _fact(area), _fact(school), _when(when)) for level, area, school, when in studies]),
        tuple(map(Shown._make, shown)), tuple(map(Trick._make, tricks)), tuple((kind, count) for kind, count in withheld),
        tuple(troubles), words, *more,
    )  # fmt: skip


def _fact(data: list[Any] | None) -> Fact | None:
    return None if data is None else Fact._make(data)


def _when(data: list[Any] | None) -> When | None:
    if data is None:
        return None
    start, end, fact = data
    return When((start[0], start[1]), None if end is None else (end[0], end[1]), Fact._make(fact))


def load_vetted(path: str) -> tuple[Vetted, ...]:
    """The vetted evidence in a TOML file: `[[evidence]]` with the fields of `Vetted`. Raises ConfigError."""
    import tomllib

    try:
        data = read_bytes(path, _LIMIT) or b""
        entries = tomllib.loads(data.decode("utf-8")).get("evidence", [])
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"can't be read: {error}", path, "write [[evidence]] tables") from error
    return tuple(_vetted(entry, f"{path}: evidence {number}") for number, entry in enumerate(entries, 1))


def _vetted(entry: Mapping[str, Any], where: str) -> Vetted:
    from rolewright.matching.dates import iso

    wrong = set(entry) - set(Vetted._fields)
    lacking = [name for name in Vetted._fields if name not in entry and name != "source"]
    if wrong or lacking:
        what = f"unknown field {min(wrong)!r}" if wrong else f"{lacking[0]} is missing"
        raise ConfigError(what, where, f"fields are {', '.join(Vetted._fields)}")
    made = Vetted(**entry)
    if made.kind not in {"scorecard", "take-home", "reference"}:
        raise ConfigError(f"kind = {made.kind!r}", where, "write scorecard, take-home or reference")
    if isinstance(made.rating, bool) or made.rating not in {1, 2, 3, 4, 5}:
        raise ConfigError(f"rating = {made.rating!r}", where, "write a whole number from 1 to 5")
    if not str(made.says).strip() or iso(made.date) is None:
        raise ConfigError("it says nothing, or has no date", where, 'write what was seen, and date = "2026-11-23"')
    return made


def note(folder: str, made: Matching, names: Mapping[str, str], days: int) -> None:
    """Note in a folder what it is about, its documents' names (id → file), until when it is kept; a line in its log."""
    from datetime import UTC, datetime, timedelta

    now = datetime.now(UTC).replace(microsecond=0)
    kept = {
        "title": made.title, "day": made.day, "rolewright": made.version, "delete_by": (now + timedelta(days=days)).date().isoformat(),
        "documents": {one: os.path.basename(name) for one, name in sorted(names.items())},
    }  # fmt: skip
    _drop(folder, set(kept["documents"]))
    put(folder, {KEPT: (json.dumps(kept, ensure_ascii=False, indent=1) + "\n").encode()})
    weights = {row.id: row.weight for row in made.rows}
    log(folder, {"when": now.isoformat(), "what": "match", "rolewright": made.version, "role": made.title, "day": made.day,
                 "weights": weights, "relations": made.relations, "profiles": [one.profile for one in made.matches]})  # fmt: skip


def _drop(folder: str, stay: set[str]) -> None:
    """Delete what an earlier match wrote about documents that aren't in this one: nothing may lie there that no list names."""
    if not os.path.exists(os.path.join(folder, KEPT)):
        return
    for name in set(_kept(folder)["documents"]) - stay:
        for file in _files(folder, name):
            os.unlink(os.path.join(folder, file))


def _files(folder: str, name: str) -> list[str]:
    """The files about one document."""
    return [file for file in sorted(os.listdir(folder)) if file.startswith((f"{name}.", f"{name}-"))]


def put(folder: str, files: Mapping[str, bytes]) -> None:
    """Write files into a folder, each whole or not at all. Raises ConfigError."""
    try:
        os.makedirs(folder, exist_ok=True)
        for name, data in files.items():
            write_whole(os.path.join(folder, name), data)
    except OSError as error:
        raise ConfigError(f"can't write ({error.strerror})", folder, "choose another folder") from error


@contextmanager
def growing(folder: str, name: str) -> Iterator[Callable[[bytes], object]]:
    """A file that is written bit by bit and gets its name when all is there. Raises ConfigError."""
    beside = os.path.join(folder, f"{name}.{os.getpid()}.tmp")
    try:
        os.makedirs(folder, exist_ok=True)
        with open(beside, "wb") as file:
            yield file.write
        os.replace(beside, os.path.join(folder, name))
    except OSError as error:
        raise ConfigError(f"can't write ({error.strerror})", folder, "choose another folder") from error
    finally:
        if os.path.exists(beside):
            os.unlink(beside)


def log(folder: str, entry: Mapping[str, Any]) -> None:
    """Add a line to a folder's log."""
    with open(os.path.join(folder, LOG), "a", encoding="utf-8") as file:
        file.write(json.dumps(entry, ensure_ascii=False) + "\n")


def export(folder: str, who: str) -> dict[str, bytes]:
    """All that a folder keeps about one person, by their document's id or file name: name → bytes. Raises ConfigError."""
    if folder.endswith(".jsonl"):
        return {"about.json": b"".join(_split(folder, who)[0])}
    kept, name = _person(folder, who)
    found = {file: _bytes(folder, file) for file in _files(folder, name)}
    about = {"document": kept["documents"][name], "id": name, "delete_by": kept["delete_by"], "role": kept["title"]}
    entries = [line for line in _log(folder) if name in line.get("profiles", ())]
    about["log"] = [{**line, "profiles": [name]} for line in entries]
    found["about.json"] = (json.dumps(about, ensure_ascii=False, indent=1) + "\n").encode()
    return found


def erase(folder: str, who: str) -> list[str]:
    """Delete all that a folder keeps about one person; the names of what went. The log keeps that it happened, not who."""
    from datetime import UTC, datetime

    if folder.endswith(".jsonl"):
        theirs, others = _split(folder, who)
        write_whole(folder, b"".join(others))
        return [f"{len(theirs)} of {len(theirs) + len(others)} profiles"]
    kept, name = _person(folder, who)
    gone = _files(folder, name)
    for file in gone:
        os.unlink(os.path.join(folder, file))
    del kept["documents"][name]
    write_whole(os.path.join(folder, KEPT), (json.dumps(kept, ensure_ascii=False, indent=1) + "\n").encode())
    index = [file for file in sorted(os.listdir(folder)) if file.startswith("index.")]
    for file in index:
        os.unlink(os.path.join(folder, file))
    entries = [{**line, "profiles": [one for one in line.get("profiles", ()) if one != name]} for line in _log(folder)]
    entries.append({"when": datetime.now(UTC).replace(microsecond=0).isoformat(), "what": "erase", "files": len(gone)})
    write_whole(
        os.path.join(folder, LOG), "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in entries).encode()
    )
    return [*gone, *index]


def _split(path: str, who: str) -> tuple[list[bytes], list[bytes]]:
    """The lines of profiles.jsonl about one person, and the others. Raises ConfigError if there are none."""
    theirs, others = list[bytes](), list[bytes]()
    for named in rows(path):
        known = {named.profile.id, named.name, os.path.basename(named.name)}
        (theirs if who in known else others).append(row(named))
    if not theirs:
        raise ConfigError(f"keeps nothing about {who!r}", path, "name a document's id or file")
    return theirs, others


def due(folder: str, today: str) -> tuple[str, bool]:
    """(the day by which a folder's data is to be deleted, whether it has come). `today` is ISO. Raises ConfigError."""
    from datetime import date

    try:
        date.fromisoformat(today)
    except ValueError as error:
        raise ConfigError(f"{today!r} is no day", "--day", "write one like 2027-05-22") from error
    day = str(_kept(folder)["delete_by"])
    return day, today >= day


def _person(folder: str, who: str) -> tuple[dict[str, Any], str]:
    kept = _kept(folder)
    known = kept["documents"]
    name = who if who in known else next((one for one, file in known.items() if file == os.path.basename(who)), "")
    if not name:
        raise ConfigError(f"keeps nothing about {who!r}", folder, "name a document's id or file, as in kept.json")
    return kept, name


def _kept(folder: str) -> dict[str, Any]:
    try:
        found = json.loads(_bytes(folder, KEPT))
        found["documents"].items()
        return dict(found)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ConfigError(
            "is no folder of `rolewright match`: kept.json is missing or wrong", folder, "name the folder of -o"
        ) from error


def _log(folder: str) -> list[dict[str, Any]]:
    try:
        return [json.loads(line) for line in _bytes(folder, LOG).splitlines()]
    except (OSError, ValueError):
        return []


def _bytes(folder: str, name: str) -> bytes:
    with open(os.path.join(folder, name), "rb") as file:
        return file.read()
