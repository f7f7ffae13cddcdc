"""Postings pulled into a folder, one JSON file each, and what was last seen: nothing that a person changed is lost."""

from __future__ import annotations

import hashlib
import json
import os
import re
from typing import Any

from rolewright.engine.files import write_whole
from rolewright.errors import ConfigError
from rolewright.model.record import NamedTuple

STATE = ".rolewright-ats.json"
_LENGTH = 60


class Change(NamedTuple):
    """A posting of the system against the folder: `state` is new, changed, same, edited (here) or gone (there)."""

    key: str
    name: str
    state: str
    data: bytes = b""


def digest(value: Any) -> str:
    """The same for the same JSON, whatever the order of its keys."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def load_state(folder: str) -> dict[str, Any]:
    """What was last seen. Raises ConfigError for a file that isn't ours."""
    path = os.path.join(folder, STATE)
    try:
        with open(path, "rb") as file:
            found = json.loads(file.read())
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise ConfigError(f"can't be read ({error})", path, "mend it, or remove it and pull again") from error
    if not isinstance(found, dict) or not all(isinstance(one, dict) for one in found.values()):
        raise ConfigError("isn't what `rolewright ats` writes", path, "mend it, or remove it and pull again")
    return found


def save_state(folder: str, state: dict[str, Any]) -> None:
    """Keep what was seen."""
    path = os.path.join(folder, STATE)
    try:
        write_whole(path, (json.dumps(state, indent=1, sort_keys=True) + "\n").encode())
    except OSError as error:
        raise ConfigError(f"can't write ({error.strerror})", path, "choose another folder") from error


def changes(folder: str, source: str, records: dict[str, dict[str, Any]]) -> list[Change]:
    """What a pull from a source (`lever/acme`) would do, by id; a file edited here is never written over."""
    seen = load_state(folder).get(source, {})
    made = []
    for key, record in records.items():
        data = (json.dumps(record, indent=1, ensure_ascii=False) + "\n").encode("utf-8", "surrogatepass")
        name = _name(seen.get(key, {}).get("name", ""), key, record)
        path = os.path.join(folder, name)
        if not os.path.lexists(path):
            made.append(Change(key, name, "new", data))
        elif _read(path) == data:
            made.append(Change(key, name, "same", data))
        else:
            edited = hashlib.sha256(_read(path)).hexdigest() != seen.get(key, {}).get("file")
            made.append(Change(key, name, "edited" if edited else "changed", data))
    gone = [Change(key, one.get("name", ""), "gone") for key, one in seen.items() if key not in records]
    return made + gone


def apply(folder: str, source: str, found: list[Change]) -> None:
    """Write what is new or changed, and remember it; files of postings that are gone stay."""
    state = load_state(folder)
    seen = dict(state.get(source, {}))
    try:
        os.makedirs(folder, exist_ok=True)
        for one in found:
            if one.state in {"new", "changed"}:
                write_whole(os.path.join(folder, one.name), one.data)
            if one.state in {"new", "changed", "same"}:
                seen[one.key] = {"name": one.name, "file": hashlib.sha256(one.data).hexdigest()}
    except OSError as error:
        raise ConfigError(f"can't write ({error.strerror})", folder, "choose another folder") from error
    save_state(folder, {**state, source: seen})


def _name(known: str, key: str, record: dict[str, Any]) -> str:
    """The file that it has already, else one made from its title and id: nothing of them can lead out of the folder."""
    if known and known == os.path.basename(known):
        return known
    title = next((record[k] for k in ("title", "text", "name") if isinstance(record.get(k), str)), "")
    words = re.sub(r"[^a-z0-9]+", "-", title.lower())[:_LENGTH].strip("-")
    safe = re.sub(r"[^A-Za-z0-9]+", "-", key).strip("-")
    return f"{'-'.join(part for part in (words, safe) if part) or digest(key)[:12]}.json"


def _read(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise ConfigError(f"can't be read ({error.strerror})", path, "check it") from error
