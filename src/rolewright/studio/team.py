"""What a team sets for the rules, as settings: their own rules become files of this process, by their content."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import zipfile
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

from rolewright import api
from rolewright.engine.config import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

FILE, FOLDER = "rolewright.toml", "house"


def settings_of(value: dict[str, Any]) -> Settings:
    """Settings as the page sends them, as a record."""
    own = tuple(value.get("own", ()))
    return _plain(value)._replace(rules=(f"{_folder(own)}/*.toml",) if own else ())


def written(value: dict[str, Any]) -> dict[str, bytes]:
    """The same as files of a repository: `rolewright.toml`, and a file for each own rule below `house`."""
    own = value.get("own", ())
    made = _plain(value)._replace(rules=(f"{FOLDER}/*.toml",) if own else ())
    return {FILE: api.settings_text(made).encode(), **{f"{FOLDER}/{name}": data for name, data in files(own)}}


def packed(value: dict[str, Any]) -> bytes:
    """Those files as a zip."""
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in written(value).items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return kept.getvalue()


def files(own: Sequence[str]) -> list[tuple[str, bytes]]:
    """Own rules as (name, content), numbered in their order."""
    return [(f"rule-{number:02}.toml", text.encode()) for number, text in enumerate(own, 1)]


def _plain(value: dict[str, Any]) -> Settings:
    return Settings(
        select=tuple(value.get("select", ())),
        ignore=tuple(value.get("ignore", ())),
        jurisdictions=tuple(value.get("jurisdictions", ())),
        limits=tuple((name, _number(one)) for name, one in sorted(value.get("limits", {}).items())),
        points=tuple(sorted(value.get("points", {}).items())),
    )


def _number(value: float) -> float:
    """A whole number as people write it."""
    return int(value) if value == int(value) else value


@cache
def _space() -> tempfile.TemporaryDirectory[str]:
    """Where own rules lie; goes with the process."""
    return tempfile.TemporaryDirectory(prefix="rolewright-rules-")


@cache
def _folder(own: tuple[str, ...]) -> str:
    """The folder of some own rules; its name is a digest of them, so that what is known about it stays true."""
    folder = os.path.join(_space().name, hashlib.sha256(json.dumps(own).encode()).hexdigest()[:24])
    os.makedirs(folder, exist_ok=True)
    for name, data in files(own):
        with open(os.path.join(folder, name), "wb") as file:
            file.write(data)
    return folder
