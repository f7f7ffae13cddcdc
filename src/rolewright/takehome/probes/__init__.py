"""The probes: one file each, found by walking the folder; `ORDER` says when it runs, `probe` what it tries."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from rolewright.model.grade import Check
    from rolewright.takehome.bench import Bench


def probes() -> list[tuple[str, Callable[[Bench], Iterable[Check]]]]:
    """(what it is about, the probe), in their order."""
    found: list[Any] = [import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__)]
    return [(module.ABOUT, module.probe) for module in sorted(found, key=lambda module: module.ORDER)]
