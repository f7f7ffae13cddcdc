"""Roles to write from: the examples, and the made-up ones of the benchmark."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

import pytest

from rolewright.scoping.load import loads
from rolewright.scoping.parse import role_of

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
EXAMPLES = sorted((ROOT / "examples/roles").glob("*.toml"))


def load(path):
    """The role in an example file."""
    return loads(path.read_bytes(), path.name)


@pytest.fixture(params=EXAMPLES, ids=lambda path: path.stem)
def role(request):
    """Each example role."""
    return load(request.param)


@pytest.fixture
def startup():
    """The startup's role."""
    return load(ROOT / "examples/roles/startup-ml-engineer.toml")


@pytest.fixture
def changed():
    """`changed(lambda table: …)` is the startup's role with its tables changed."""

    def make(change):
        table = tomllib.loads((ROOT / "examples/roles/startup-ml-engineer.toml").read_text("utf-8"))
        change(table)
        made, problems = role_of(table, complete=True)
        assert not problems
        return made

    return make
