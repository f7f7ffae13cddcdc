"""Long files and functions in `src`: prints medians and 90th percentiles, fails on what is over the limits.

The limits are 300 lines a file and 50 a function (style.md). What must be longer is in `dev/size_allow.toml`, with a
reason; an entry that isn't needed any more fails too.
"""

from __future__ import annotations

import ast
import statistics
import sys
import tomllib
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
ALLOWED = ROOT / "dev/size_allow.toml"
FILE_LINES, FUNCTION_LINES = 300, 50


class Sized(NamedTuple):
    """A file, or a function named `file::name`, with its lines."""

    name: str
    lines: int


def main() -> int:
    """1 if anything is over its limit without a reason."""
    files, functions = measure(ROOT / "src")
    allowed = {entry["name"]: entry["reason"] for entry in tomllib.loads(ALLOWED.read_text("utf-8")).get("allow", ())}
    over = [*_over(files, FILE_LINES), *_over(functions, FUNCTION_LINES)]
    print(f"files      {_spread(files)}   limit {FILE_LINES}")
    print(f"functions  {_spread(functions)}   limit {FUNCTION_LINES}")
    wrong = [f"{one.name}: {one.lines} lines; split it, or give a reason in dev/size_allow.toml"
             for one in over if one.name not in allowed]  # fmt: skip
    names = {one.name for one in over}
    wrong += [
        f"{name}: needs no allowance any more; take it out of dev/size_allow.toml"
        for name in allowed
        if name not in names
    ]
    for line in wrong:
        print(line, file=sys.stderr)
    return 1 if wrong else 0


def measure(folder: Path) -> tuple[list[Sized], list[Sized]]:
    """Every file, and every function from `def` to its last line, decorators and docstring included."""
    files, functions = [], []
    for path in sorted(folder.rglob("*.py")):
        name, text = path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")
        files.append(Sized(name, text.count("\n")))
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                first = min((d.lineno for d in node.decorator_list), default=node.lineno)
                functions.append(Sized(f"{name}::{node.name}", (node.end_lineno or first) - first + 1))
    return files, functions


def _over(things: list[Sized], limit: int) -> list[Sized]:
    return [one for one in things if one.lines > limit]


def _spread(things: list[Sized]) -> str:
    lines = sorted(one.lines for one in things)
    longest = max(things, key=lambda one: one.lines)
    p90 = lines[len(lines) * 9 // 10]
    return f"{len(lines):>4}, median {statistics.median(lines):g}, p90 {p90}, longest {longest.lines} ({longest.name})"


if __name__ == "__main__":
    sys.exit(main())
