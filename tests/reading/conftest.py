"""The invented postings, by name, and short ways to read one sentence."""

from __future__ import annotations

import importlib.util
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from rolewright import api

if TYPE_CHECKING:
    from collections.abc import Callable

    from rolewright.model.reading import Reading


def _load(name: str, path: str) -> Any:
    """A module or package that stands beside this file."""
    spec = importlib.util.spec_from_file_location(name, Path(__file__).parent / path)
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def _postings() -> Any:
    return _load("reading_postings", "postings.py")


@pytest.fixture(scope="session")
def definition() -> Any:
    """What the inner loop means, in plain Python."""
    return _load("reading_definition", "definition/__init__.py")


@pytest.fixture(scope="session")
def postings() -> Any:
    """The module of invented postings."""
    return _postings()


@pytest.fixture(scope="session")
def reading_of() -> Callable[[str], Reading]:
    """`reading_of("ML")` is the reading of that posting, made once."""
    return cache(lambda name: api.read(getattr(_postings(), name)))


@pytest.fixture(scope="session")
def asking() -> Callable[..., Reading]:
    """`asking("Experience with R")` reads it as a bullet under `Requirements`, after a title and a duty."""

    def read(*sentences: str, heading: str = "Requirements") -> Reading:
        bullets = "\n".join(f"- {s}" for s in sentences)
        return api.read(f"Data Engineer\n\nResponsibilities\n- Build data pipelines\n\n{heading}\n{bullets}\n")

    return read


@pytest.fixture(scope="session")
def ids_in(asking: Callable[..., Reading]) -> Callable[[str], set[str]]:
    """`ids_in(sentence)` are the skills that a requirement names."""
    return lambda sentence: {s.id for s in asking(sentence).skills if s.start > 60}
