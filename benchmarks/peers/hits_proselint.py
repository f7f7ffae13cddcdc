"""Every message of proselint on a JSONL of {"id", "text"}: a JSON line each, as hits.mjs prints. In a venv of its own."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from proselint.checks import __register__
from proselint.config import DEFAULT
from proselint.registry import CheckRegistry
from proselint.tools import LintFile

CheckRegistry().register_many(__register__)
for row in map(json.loads, filter(None, Path(sys.argv[1]).read_text("utf-8").split("\n"))):
    for found in LintFile(content=row["text"], source="posting").lint(DEFAULT):
        result = found.check_result
        start, end = (at - 1 for at in result.span)  # it puts a line break before the text
        told = {"rule": result.check_path, "start": start, "end": end, "message": result.message}
        print(json.dumps({"id": row["id"], "tool": "proselint", **told}))
