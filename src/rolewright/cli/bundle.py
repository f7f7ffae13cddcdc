"""The compiled modules of this package in one cached file, so that a command starts in half the time.

A start imports some hundred and fifty small modules (a rule a file), and for each Python looks through the path, reads
a file and checks it; where no `.pyc` files may be written it compiles each anew. Measured: 70 ms with `.pyc` files, 110
without, 51 from here. They are kept in one file in the user's cache folder, each with the size and time of its source,
which are compared whenever it is imported, as Python itself does. What isn't in the bundle, or has changed, is imported
as ever and is in the next one (decision 0002).
"""

from __future__ import annotations

import marshal
import os
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from types import CodeType, ModuleType

    Kept = dict[str, tuple[str, int, int, bool, bytes]]

PACKAGE = "rolewright"


class Bundle:
    """Finds and loads the modules of a bundle: name → (file, time in ns, size, is a package, marshalled code).

    `used` names the modules that need no place in the next bundle: those loaded before it and those from it.
    """

    def __init__(self, kept: Kept) -> None:
        self.kept = kept
        self.used = set(sys.modules)

    def find_spec(self, name: str, _path: Any = None, _target: Any = None) -> Any:
        """How to load a module; None if it isn't here or its source has changed."""
        entry = self.kept.get(name)
        if entry is None:
            return None
        file, time, size, is_package, _ = entry
        try:
            found = os.stat(file)
        except OSError:
            return None
        if (found.st_mtime_ns, found.st_size) != (time, size):
            return None
        from _frozen_importlib import ModuleSpec

        loader: Any = self
        spec = ModuleSpec(name, loader, origin=file, is_package=is_package)
        if spec.submodule_search_locations is not None:
            spec.submodule_search_locations.append(os.path.dirname(file))
        return spec

    def create_module(self, _spec: Any) -> None:
        """Leave the making of the module to Python."""

    def exec_module(self, module: ModuleType) -> None:
        """Run a module's code in it; a spec with a location would make Python work out a path that nobody asks for."""
        self.used.add(module.__name__)
        module.__file__ = self.kept[module.__name__][0]
        exec(self.get_code(module.__name__), module.__dict__)  # noqa: S102 - what an import is

    def get_code(self, name: str) -> CodeType:
        """A module's code, for tracebacks and for the next bundle."""
        code: CodeType = marshal.loads(self.kept[name][4])  # noqa: S302 - the user's own cache folder
        return code


def install() -> Bundle:
    """Let imports go through the kept bundle; an empty one if there is none that can be trusted."""
    bundle = Bundle(_load(cache_path()))
    sys.meta_path.insert(0, bundle)
    return bundle


def keep(bundle: Bundle) -> None:
    """Write the bundle anew if modules were loaded that weren't in it. Never an error."""
    loaded = [(name, module) for name, module in sys.modules.items() if name not in bundle.used]
    fresh = {name: made for name, module in loaded if name.startswith(PACKAGE) and (made := _entry(module)) is not None}
    if not fresh:
        return
    known = {name: entry for name, entry in bundle.kept.items() if os.path.exists(entry[0])}
    path = cache_path()
    beside = f"{path}.{os.getpid()}"
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        with open(beside, "wb") as file:
            file.write(marshal.dumps({**known, **fresh}))
        os.replace(beside, path)
    except OSError:
        return


def cache_path() -> str:
    """The bundle's file in `ROLEWRIGHT_CACHE` or the system's cache folder: one a Python and a place of the package."""
    base = os.environ.get("ROLEWRIGHT_CACHE") or os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    base = base or os.path.join(os.path.expanduser("~"), ".cache")
    spot = 2166136261
    for byte in f"{__file__}{sys.version}{sys.flags.optimize}".encode():
        spot = (spot ^ byte) * 16777619 & 0xFFFFFFFF
    return os.path.join(base, PACKAGE, f"code-{sys.implementation.cache_tag}-{spot:08x}.bin")


def _load(path: str) -> Kept:
    """The modules in a bundle that is the user's own and nobody else can write to; none if it can't be read."""
    try:
        with open(path, "rb") as file:
            found = os.fstat(file.fileno())
            if hasattr(os, "getuid") and (found.st_uid != os.getuid() or found.st_mode & 0o022):
                return {}
            kept: Any = marshal.loads(file.read())  # noqa: S302 - the user's own cache folder
    except (OSError, ValueError, EOFError, TypeError):
        return {}
    return kept if isinstance(kept, dict) else {}


def _entry(module: ModuleType) -> tuple[str, int, int, bool, bytes] | None:
    """What is kept of a module that was imported from a source file; None for any other."""
    file: str | None = getattr(module, "__file__", None)
    loader: Any = getattr(module, "__loader__", None)
    if not file or not file.endswith(".py") or not hasattr(loader, "get_code"):
        return None
    try:
        found = os.stat(file)
        code = loader.get_code(module.__name__)
    except (OSError, ImportError):
        return None
    if code is None:
        return None
    return file, found.st_mtime_ns, found.st_size, hasattr(module, "__path__"), marshal.dumps(code)
