"""Measures of the code, for the people who read it; they give no points."""

from __future__ import annotations

import ast
import email
from typing import TYPE_CHECKING

from rolewright.model.grade import PASS, Check
from rolewright.takehome.bench import cut

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rolewright.takehome.bench import Bench

ORDER, ABOUT = 90, "measuring the code"


def probe(bench: Bench) -> Iterable[Check]:
    """The code's measures, the licences of what it installs, whether it has metrics."""
    yield from _code(bench)
    yield from _licences(bench)
    running = bench.service()
    if running is not None:
        answer = running.call("GET", "/metrics", seconds=5)
        has = answer.status == 200 and b" " in answer.body
        yield Check("metrics", "", PASS, "GET /metrics has figures" if has else "there is no GET /metrics")


def _licences(bench: Bench) -> Iterable[Check]:
    """What the packages themselves say, the same ones together."""
    found: dict[str, list[str]] = {}
    for path in sorted(bench.box.site.glob("*.dist-info/METADATA")):
        head = email.message_from_string(path.read_text(encoding="utf-8", errors="replace")[:100_000])
        kinds = [line.rpartition(" :: ")[2] for line in head.get_all("Classifier", []) if line.startswith("License ::")]
        said = (
            head.get("License-Expression")
            or ", ".join(kinds)
            or (head.get("License") or "not said").split("\n")[0][:40]
        )
        found.setdefault(cut(said), []).append(cut(head.get("Name") or path.parent.name))
    if found:
        yield Check("licences", "", PASS, "; ".join(f"{said}: {', '.join(names[:8])}" for said, names in found.items()))


def _code(bench: Bench) -> Iterable[Check]:
    """Files, lines, the longest function, the share of tests; the packages that it asks for."""
    lines = tests = functions = longest = files = 0
    for path in sorted(bench.tree.rglob("*.py")):
        if path.is_symlink() or path.stat().st_size > 500_000:
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        count = sum(bool(line.strip()) for line in text.splitlines())
        files, lines = files + 1, lines + count
        tests += count if "test" in str(path.relative_to(bench.tree)).lower() else 0
        try:
            found = [
                node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            ]
        except (ValueError, SyntaxError, RecursionError, MemoryError):
            continue
        functions += len(found)
        longest = max([longest, *((node.end_lineno or node.lineno) - node.lineno + 1 for node in found)])
    yield Check(
        "size",
        "",
        PASS,
        f"{files} Python files, {lines} lines of code, {tests} of them tests; {functions} functions, the longest {longest} lines",
    )
    name = str(bench.settings.get("requirements", ""))
    if name and (bench.tree / name).is_file():
        text = (bench.tree / name).read_text(encoding="utf-8", errors="replace")
        packages = [line.split("==")[0].strip() for line in text.splitlines() if "==" in line]
        yield Check("packages", "", PASS, f"asks for {', '.join(packages[:12])}")
