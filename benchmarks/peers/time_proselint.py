"""Time proselint on a JSONL of {"text": …}; prints the same line of JSON as time.mjs. Runs in a venv of its own."""

from __future__ import annotations

import json
import sys
import time
from importlib.metadata import version
from pathlib import Path

from proselint.checks import __register__
from proselint.config import DEFAULT
from proselint.registry import CheckRegistry
from proselint.tools import LintFile

LEAST_SECONDS = 3


def check(text: str) -> int:
    """The number of messages about a text."""
    return len(LintFile(content=text, source="posting").lint(DEFAULT))


def main(mode: str, path: str) -> None:
    """`proselint`: throughput; `start:proselint`: one posting, for the caller to time the process."""
    texts = [json.loads(line)["text"] for line in Path(path).read_text("utf-8").splitlines() if line]
    CheckRegistry().register_many(__register__)
    if mode.startswith("start:"):
        check(texts[0])
        return
    for text in texts[:5]:
        check(text)
    postings = messages = 0
    began, seconds = time.perf_counter(), 0.0
    while seconds < LEAST_SECONDS:
        messages += check(texts[postings % len(texts)])
        postings += 1
        seconds = time.perf_counter() - began
    row = {"tool": "proselint", "version": version("proselint"), "postings": postings, "messages": messages}
    print(json.dumps({**row, "seconds": seconds, "per_second": postings / seconds}))


if __name__ == "__main__":
    main(*sys.argv[1:3])
