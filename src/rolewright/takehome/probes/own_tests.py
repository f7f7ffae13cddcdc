"""Their tests: do they pass, and do they fail when the code is broken on purpose."""

from __future__ import annotations

import ast
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from rolewright.takehome.bench import cut, skipped, verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rolewright.model.grade import Check
    from rolewright.takehome.bench import Bench

ORDER, ABOUT = 70, "running its tests, then breaking its code"
SECONDS, MUTANTS, QUICK = 60.0, 6, 2
_SWAPS: dict[type, type] = {
    ast.Lt: ast.GtE, ast.Gt: ast.LtE, ast.LtE: ast.Gt, ast.GtE: ast.Lt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
"""Each comparison and its opposite: what any test of that line must notice."""


def probe(bench: Bench) -> Iterable[Check]:
    """Once as sent, then once for each of some mutants."""
    command = bench.settings.get("tests")
    if not command:
        yield verdict("tests-pass", "tests", 0, "takehome.toml names no tests", weight=2)
        return
    done = bench.box.run(command, SECONDS)
    if done.code != 0:
        end = cut((done.out + done.err)[-400:])
        yield verdict("tests-pass", "tests", 0, f"Its tests {'take too long' if done.killed else 'fail'}: {end}", weight=2)
        return
    yield verdict("tests-pass", "tests", 1, f"Its tests pass in {done.seconds:.0f} s", weight=2)
    mutants = list(_mutants(bench))[: QUICK if bench.quick else MUTANTS]
    if not mutants:
        yield skipped("tests-find-faults", "tests", "There is no comparison in its Python code to turn round")
        return
    noticed = []
    for name, line, text in mutants:
        bench.progress(f"breaking {name}:{line}")
        noticed.append((name, line, _notices(bench, command, name, text, done.seconds)))
    caught = sum(one for *_, one in noticed)
    missed = [f"{name}:{line}" for name, line, one in noticed if not one]
    said = f"Its tests notice {caught} of {len(noticed)} faults put into the code" + (f"; not {', '.join(missed[:3])}" if missed else "")
    yield verdict("tests-find-faults", "tests", caught / len(noticed), said, weight=3)


def _mutants(bench: Bench) -> Iterator[tuple[str, int, str]]:
    """(file, line, text) of code with one comparison turned round, spread over all that there are."""
    found = []
    for path in sorted(bench.tree.rglob("*.py")):
        name = str(path.relative_to(bench.tree))
        if path.is_symlink() or "test" in name.lower() or path.stat().st_size > 200_000:
            continue
        try:
            tree = ast.parse(path.read_text(encoding="utf-8"))
        except (ValueError, SyntaxError, RecursionError, MemoryError):
            continue
        found += [(name, path, number, node.lineno) for number, node in enumerate(_comparisons(tree))]
    bench.random.shuffle(found)
    for name, path, number, line in found:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        node = list(_comparisons(tree))[number]
        node.ops[0] = _SWAPS[type(node.ops[0])]()
        yield name, line, ast.unparse(tree)


def _comparisons(tree: ast.AST) -> list[ast.Compare]:
    """Those that can be turned round, outside `if __name__ == "__main__"`."""
    return [
        node for node in ast.walk(tree)
        if isinstance(node, ast.Compare) and type(node.ops[0]) in _SWAPS
        and not (isinstance(node.left, ast.Name) and node.left.id == "__name__")
    ]  # fmt: skip


def _notices(bench: Bench, command: list[str], name: str, text: str, usual: float) -> bool:
    """Whether the tests fail on a copy with the mutant; hanging is failing."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "tree"
        shutil.copytree(bench.tree, copy, symlinks=True)
        (copy / name).write_text(text, encoding="utf-8")
        done = bench.box.run(command, min(SECONDS, usual * 3 + 10), tree=copy)
        return bool(done.code != 0)
