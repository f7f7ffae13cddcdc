"""The packages that a submission asks for, installed without running any of its code: wheels only, into a folder of their own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from rolewright.knowledge.loader import written
from rolewright.model.record import NamedTuple

_OPTION = re.compile(r"^\s*(-[^-]|--(?!hash=))")
_ADDRESS = re.compile(r"@|://|^\s*\.{0,2}/|\.whl\b|\.tar\.gz\b")


class Installed(NamedTuple):
    """Where the packages are (an empty folder if there are none), what pip said, and what is wrong with the list."""

    site: Path
    log: str
    problems: tuple[str, ...]


def install(tree: Path, site: Path, name: str = "requirements.txt") -> Installed:
    """Install what the list names. A line that would fetch from elsewhere or run code isn't followed but told."""
    site.mkdir(parents=True, exist_ok=True)
    path = tree / name
    if not name or not path.is_file() or path.is_symlink() or not path.resolve().is_relative_to(tree.resolve()):
        return Installed(site, "", (f"{name} isn't there",) if name else ())
    kept, problems = sifted(path.read_text(encoding="utf-8", errors="replace"))
    if not kept:
        return Installed(site, "", problems)
    listed = site.with_name(f"{site.name}.txt")
    listed.write_text("\n".join(kept) + "\n", encoding="utf-8")
    return _installed(listed, site, problems)


def sifted(text: str) -> tuple[list[str], tuple[str, ...]]:
    """(the lines that name packages, what is wrong with the others)."""
    kept, problems = [], []
    for line in re.sub(r"\\\n", " ", text[:1_000_000]).splitlines():
        bare = re.sub(r"(^|\s)#.*", "", line).strip()
        if not bare:
            continue
        if _OPTION.match(bare):
            problems.append(f"`{bare[:60]}`: options aren't followed; name the package and its version")
        elif _ADDRESS.search(bare.split("--hash")[0]):
            problems.append(f"`{bare[:60]}`: only packages of the index are installed, by name and version")
        else:
            kept.append(bare)
    return kept, tuple(problems[:5])


def _installed(listed: Path, site: Path, problems: tuple[str, ...]) -> Installed:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "--quiet", "--only-binary", ":all:",
               "--no-compile", "--target", str(site), "-r", str(listed)]  # fmt: skip
    env = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    try:
        done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=written("takehome/limits")["install_seconds"], check=False)
    except subprocess.TimeoutExpired:
        return Installed(site, "", (*problems, "its packages take too long to install"))
    if done.returncode:
        lines = [line for line in done.stderr.splitlines() if line.startswith("ERROR")] or [done.stderr[-200:]]
        return Installed(site, done.stderr, (*problems, f"its packages can't be installed: {lines[-1][:200]}"))
    return Installed(site, done.stdout + done.stderr, problems)
