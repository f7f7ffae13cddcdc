"""An assignment of each kind."""

from __future__ import annotations

import pytest

from rolewright import api


@pytest.fixture(scope="session")
def role():
    """The example role of a startup."""
    from pathlib import Path

    return api.load_role(str(Path(__file__).parents[2] / "examples/roles/startup-ml-engineer.toml"))


@pytest.fixture(scope="session")
def assignments(role, tmp_path_factory):
    """Kind → the folder of its assignment, for a senior."""
    from rolewright.model.grade import KINDS

    folder = tmp_path_factory.mktemp("assignments")
    for kind in KINDS:
        api.new_takehome(role, str(folder / kind), kind=kind, level="senior", seed=5)
    return {kind: folder / kind for kind in KINDS}
