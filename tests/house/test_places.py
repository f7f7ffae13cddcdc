"""The address of the repository and the release in use are the same wherever a reader may copy them from."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from rolewright import __version__

ROOT = Path(__file__).resolve().parents[2]
SOURCE = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["urls"]["Source"]
NAME = urlsplit(SOURCE).path.strip("/")
FILES = [
    path
    for start in ("action.yml", ".pre-commit-hooks.yaml", "README.md", "docs", "editors", "examples", "src")
    for path in ([ROOT / start] if (ROOT / start).is_file() else sorted((ROOT / start).rglob("*")))
    if path.suffix in {".md", ".yml", ".yaml", ".json", ".toml", ".py", ".lua"} and "node_modules" not in path.parts
]
_PLACE = re.compile(r"(?:repo|uses|url)\"?: +\"?((?:https://github\.com/)?[\w-]*/?rolewright)(?:\.git)?(@\S+)?")


def wrong(text: str) -> list[str]:
    """The places of a text that name another repository, or a release that isn't this one."""
    found = [one[0] for one in _PLACE.finditer(text) if one[1] not in {SOURCE, NAME}]
    found += [one[0] for one in _PLACE.finditer(text) if one[2] and one[2] != f"@v{__version__}"]
    own = rf"repo: {re.escape(SOURCE)}\n\s+rev: (\S+)"
    return found + [one for one in re.findall(own, text) if one != f"v{__version__}"]


def test_one_repository_and_one_release() -> None:
    """Hooks, workflows, the extension and the pages name the repository of pyproject.toml and this version."""
    texts = {path: path.read_text("utf-8", errors="replace") for path in FILES}
    assert sum(len(_PLACE.findall(text)) for text in texts.values()) >= 7
    assert {path.name: wrong(text) for path, text in texts.items() if wrong(text)} == {}


@pytest.mark.parametrize(
    "text",
    [
        "- repo: https://github.com/other/rolewright",
        f"- repo: {SOURCE}\n    rev: v99.0.0",
        f"- uses: {NAME}@v99.0.0",
        "- uses: other/rolewright@v0.1.0",
        '"url": "https://github.com/elsewhere/rolewright.git"',
    ],
)
def test_another_place_is_found(text: str) -> None:
    """The test above can fail."""
    assert wrong(text)
