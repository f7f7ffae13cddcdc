"""What was sent: pinned packages, a README, tests, nothing secret, nothing that doesn't belong."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rolewright.knowledge.loader import written
from rolewright.takehome.bench import verdict

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from rolewright.model.grade import Check
    from rolewright.takehome.bench import Bench

ORDER, ABOUT = 80, "looking at what was sent"
_LARGEST = 1_000_000


def probe(bench: Bench) -> Iterable[Check]:
    """Look, run nothing."""
    table = written("takehome/hygiene")
    files = [path for path in sorted(bench.tree.rglob("*")) if path.is_file() and not path.is_symlink()]
    yield _pinned(bench)
    yield from _locked(bench)
    yield _readme(files)
    yield _secrets(bench.tree, files, table)
    yield _leftovers(bench.tree, files, table)


def _pinned(bench: Bench) -> Check:
    """Every line of the requirements names one version."""
    name = str(bench.settings.get("requirements", ""))
    path = bench.tree / name
    if not name:
        return verdict("pinned", "packaging", 1, "No packages are needed", weight=1)
    if not path.is_file():
        return verdict("pinned", "packaging", 0, f"{name} isn't there", weight=1)
    text = re.sub(r"\\\n", " ", path.read_text(encoding="utf-8", errors="replace")[:_LARGEST])
    lines = [line.split("#")[0].strip() for line in text.splitlines()]
    lines = [line for line in lines if line and not line.startswith("--hash")]
    loose = [line for line in lines if not re.match(r"^[\w.\[\],-]+\s*===?\s*[\w.!+]+(\s|;|$)", line)]
    share = 1 - len(loose) / max(1, len(lines))
    said = (
        f"{len(lines)} packages, each with its version"
        if not loose
        else f"{len(loose)} of {len(lines)} packages have no fixed version: {', '.join(loose[:3])}"
    )
    return verdict("pinned", "packaging", share, said, weight=1)


def _locked(bench: Bench) -> Iterable[Check]:
    """Every package that was installed is named, those too that others brought: only then a build next month is the same."""
    found = {_plain(path.name.split("-")[0]) for path in bench.box.site.glob("*.dist-info")}
    if not found:
        return
    path = bench.tree / str(bench.settings.get("requirements", ""))
    text = path.read_text(encoding="utf-8", errors="replace")[:_LARGEST] if path.is_file() else ""
    named = {_plain(name) for name in re.findall(r"^\s*([\w.-]+)(?:\[[^\]]*\])?\s*==", text, re.MULTILINE)}
    free = sorted(found - named)
    said = (
        f"All {len(found)} packages that were installed are named with their versions"
        if not free
        else f"{len(free)} of {len(found)} installed packages aren't named, so the next build may differ: {', '.join(free[:5])}"
    )
    yield verdict("reproducible", "packaging", 1.0 if not free else 0.5, said, weight=0.5)


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _readme(files: list[Path]) -> Check:
    found = next((path for path in files if path.stem.lower() == "readme"), None)
    words = len(found.read_text(encoding="utf-8", errors="replace").split()) if found else 0
    share = 1.0 if words >= 30 else 0.5 if words else 0.0
    return verdict(
        "readme", "packaging", share, f"A README of {words} words" if found else "There is no README", weight=0.5
    )


def _secrets(tree: Path, files: list[Path], table: dict[str, list[str]]) -> Check:
    """Keys and passwords by their known shapes."""
    shapes = [re.compile(shape) for shape in table["secrets"]]
    found = []
    for path in files:
        if path.stat().st_size < _LARGEST:
            text = path.read_text(encoding="utf-8", errors="replace")
            found += [str(path.relative_to(tree)) for shape in shapes if shape.search(text)][:1]
    said = (
        "No keys or passwords inside"
        if not found
        else f"What looks like a key or password stands in {', '.join(found[:3])}"
    )
    return verdict("secrets", "packaging", float(not found), said, weight=1)


def _leftovers(tree: Path, files: list[Path], table: dict[str, list[str]]) -> Check:
    """Build leftovers and environments that nobody means to send."""
    names = set(table["leftovers"])
    found = sorted({part for path in files for part in path.relative_to(tree).parts if part in names})
    said = "Nothing was sent that doesn't belong" if not found else f"Leftovers were sent: {', '.join(found[:5])}"
    return verdict("leftovers", "packaging", 1.0 if not found else 0.5, said, weight=0.5)
