"""The baseline: findings of old postings that are known and not to be told again.

A JSON file: `{"version": 1, "files": {"relative/path.md": ["RW601 1f2e3d4c5b6a", …]}}`. A fingerprint is the rule's code
and a hash of the normalised sentence with its number of occurrence, so it outlives edits elsewhere in the file.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from rolewright.errors import ConfigError
from rolewright.reports.fingerprints import fingerprints

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rolewright.model.finding import Finding
    from rolewright.model.report import Report

VERSION = 1


class Baseline:
    """The entries of a baseline file by the posting's name relative to it."""

    def __init__(self, path: str, files: Mapping[str, Sequence[str]]) -> None:
        self.folder = os.path.dirname(os.path.abspath(path))
        self.files = files

    def split(self, report: Report) -> tuple[list[Finding], list[str]]:
        """(the report's findings that are known, the entries for its file that nothing matched)."""
        left = list(self.files.get(relative(report.name, self.folder), ()))
        known = []
        for finding, mark in fingerprints(report):
            if mark in left:
                left.remove(mark)
                known.append(finding)
        return known, left


def load(path: str) -> Baseline:
    """The baseline in a file. Raises ConfigError if it can't be read or isn't one."""
    import json

    try:
        with open(path, encoding="utf-8") as file:
            data = json.load(file)
        files = data["files"]
        if data["version"] != VERSION or not all(isinstance(marks, list) for marks in files.values()):
            raise ConfigError("this baseline is of another version", path, "write it anew with --write-baseline")
    except OSError as error:
        raise ConfigError(
            f"can't read the baseline ({error.strerror})", path, "write it with --write-baseline"
        ) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ConfigError("this is no baseline file", path, "write it with --write-baseline") from error
    return Baseline(path, files)


def save(path: str, marks: Mapping[str, Sequence[str]]) -> int:
    """Write a baseline of fingerprints by posting name; how many there are. Raises ConfigError if it can't."""
    import json

    from rolewright.engine.files import write_whole

    folder = os.path.dirname(os.path.abspath(path))
    files = {relative(name, folder): sorted(found) for name, found in marks.items() if found}
    text = json.dumps({"version": VERSION, "files": dict(sorted(files.items()))}, indent=1, ensure_ascii=False) + "\n"
    try:
        write_whole(path, text.encode("utf-8", "surrogateescape"))
    except OSError as error:
        raise ConfigError(f"can't write the baseline ({error.strerror})", path, "choose another place") from error
    return sum(map(len, files.values()))


def relative(name: str, folder: str) -> str:
    """A posting's name relative to a folder, with forward slashes; names that are no path stay."""
    if name.startswith("<") or name == "-":
        return name
    try:
        return os.path.relpath(name, folder).replace(os.sep, "/")
    except ValueError:
        return name.replace(os.sep, "/")
