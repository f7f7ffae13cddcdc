"""Roles to scope."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from rolewright.scoping.load import loads

sys.path.insert(0, str(Path(__file__).parent))
ROLES = Path(__file__).resolve().parents[2] / "examples/roles"


def example(name):
    """An example role."""
    return loads((ROLES / f"{name}.toml").read_bytes(), name)


@pytest.fixture
def startup():
    """The first machine learning engineer of a startup."""
    return example("startup-ml-engineer")


@pytest.fixture
def scaleup():
    """A senior MLOps engineer."""
    return example("scaleup-mlops-engineer")


@pytest.fixture
def enterprise():
    """A lead AI engineer."""
    return example("enterprise-ai-engineer")
