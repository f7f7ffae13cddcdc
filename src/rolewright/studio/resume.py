"""A candidate's document read in a process of its own: `python -m rolewright.studio.resume FILE` prints the profile and its redaction.

The reading itself is that of `rolewright profile`, which has a process with limits for it once more. The document isn't kept.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from typing import Any

from rolewright import api
from rolewright.errors import DocumentError, RolewrightError
from rolewright.people.keep import Named

MOST_BYTES = 16 << 20
_SECONDS = 60
_ENDINGS = (".pdf", ".docx", ".md", ".markdown", ".txt", ".html", ".htm", ".json", ".toml", ".zip")
_DO = "ask for another file: PDF, DOCX, text, JSON Resume or LinkedIn's export"


def profile_of(data: bytes, name: str) -> dict[str, Any]:
    """`document` (its id), `row` (a line of profiles.jsonl), `redacted`, `words`, `tricks`. Raises DocumentError."""
    ending = os.path.splitext(name)[1].lower()
    if ending not in _ENDINGS:
        raise DocumentError("no document of a candidate ends so", name[:80] or "file", _DO)
    with tempfile.TemporaryDirectory(prefix="rolewright-profile-") as space:
        path = os.path.join(space, f"document{ending}")
        with open(path, "wb") as file:
            file.write(data)
        command = [sys.executable, "-m", "rolewright.studio.resume", path]
        try:
            done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603 - our own
        except subprocess.TimeoutExpired as error:
            raise DocumentError("it took too long to read", "file", _DO) from error
    if done.returncode:
        raise DocumentError(done.stderr.decode(errors="replace").strip()[-300:] or "it can't be read", "file", _DO)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def main(words: list[str]) -> int:
    """Read, print; 1 with a reason on standard error if it can't be read."""
    try:
        (named,) = api.read_profiles([words[0]], processes=1)
        if not named.profile.words:
            raise DocumentError("; ".join(named.profile.troubles) or "has no text in it", "file", _DO)
        row = api.profile_row(Named("", named.profile)).decode()
        made = {"document": named.profile.id, "row": row, "redacted": api.redacted(words[0])}
    except RolewrightError as error:
        sys.stderr.write(f"{error.what}")
        return 1
    os.write(1, json.dumps(made).encode())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
