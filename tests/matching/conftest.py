"""Shared by the tests of the room: the made resumes of the benchmark."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from rolewright import api  # noqa: E402 - after the path


@pytest.fixture(scope="session")
def role():
    """A role of the examples."""
    return api.load_role(str(ROOT / "examples/roles/startup-ml-engineer.toml"))
