"""A strange file read in a process of its own: `python -m rolewright.studio.reader NAME` takes its bytes on standard input.

It prints the posting as Markdown. Memory, time and what it may write are limited: a file that breaks a reader breaks this alone.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys

from rolewright import api
from rolewright.errors import DocumentError, RolewrightError
from rolewright.model.role import Role

MOST_BYTES = 16 << 20
_MEMORY = 1 << 30
_SECONDS = 20
_LARGEST_OUTPUT = 400_000
_BARE = re.compile(r"^#+ *$\n*", re.MULTILINE)
"""Headings of nothing: a posting without a title, words before the first heading."""


def markdown_of(data: bytes, name: str) -> str:
    """The posting in a file's bytes, as Markdown. Raises DocumentError for one that can't be read within the limits."""
    ending = os.path.splitext(name)[1].lower()
    safe = f"posting{ending}" if ending[1:].isalnum() and len(ending) < 8 else "posting"
    command = [sys.executable, "-m", "rolewright.studio.reader", safe]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=_SECONDS + 5, check=False)  # noqa: S603 - our own
    except subprocess.TimeoutExpired as error:
        raise DocumentError("it took too long to read", "file", "paste the text instead") from error
    if done.returncode == 1:
        raise DocumentError(done.stderr.decode(errors="replace").strip()[-300:], "file", "paste the text instead")
    if done.returncode:
        raise DocumentError("it can't be read within the limits of memory and time", "file", "paste the text instead")
    return done.stdout.decode()


def main(words: list[str]) -> int:
    """Read standard input, print Markdown; 1 with a reason on standard error if it can't be read."""
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    try:
        posting = api.parse(sys.stdin.buffer.read(MOST_BYTES), words[0])
        if not posting.lines:
            raise DocumentError("; ".join(trouble.message for trouble in posting.troubles) or "has no text in it")
        kept = posting.format in {"markdown", "text"} and posting.source is not None
        text = (
            posting.source
            if kept and posting.source
            else _BARE.sub("", api.render(Role(), api.read_back(Role(), posting), "md").decode())
        )
    except RolewrightError as error:
        sys.stderr.write(str(error))
        return 1
    os.write(1, text[:_LARGEST_OUTPUT].encode("utf-8", "replace"))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
