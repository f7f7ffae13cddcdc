"""Builds the reader's inner loop (`_kernel.c`) into the package, also where it is installed for development.

`ROLEWRIGHT_KERNEL=require` makes a missing compiler an error, `ROLEWRIGHT_KERNEL=skip` builds without the kernel.
"""

from __future__ import annotations

import os
import sysconfig
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class KernelHook(BuildHookInterface[Any]):
    """Compile beside the source, then add the result to the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before it packs a wheel; `version` is `standard` or `editable`."""
        choice = os.environ.get("ROLEWRIGHT_KERNEL", "")
        if choice == "skip":
            return
        for source in sorted(Path(self.root, "src").rglob("_kernel.c")):
            try:
                built = compile_beside(source)
            except Exception as error:
                if choice == "require":
                    raise
                self.app.display_warning(f"{source.name} was not built ({type(error).__name__}: {error})")
                continue
            build_data["pure_python"] = False
            build_data["infer_tag"] = True
            if version == "standard":
                name = built.relative_to(Path(self.root, "src")).as_posix()
                build_data["force_include"][str(built)] = name


def compile_beside(source: Path) -> Path:
    """The shared library made from a C file, next to it under the name that this Python looks for."""
    from setuptools import Distribution, Extension
    from setuptools.command.build_ext import build_ext

    target = source.with_name(source.stem + str(sysconfig.get_config_var("EXT_SUFFIX")))
    with tempfile.TemporaryDirectory() as folder:
        flags = [] if os.name == "nt" else ["-O2", "-std=c11"]
        extension = Extension(source.stem, [str(source)], extra_compile_args=flags)
        command = build_ext(Distribution({"ext_modules": [extension]}))
        command.build_lib = command.build_temp = folder
        command.ensure_finalized()
        command.run()
        made = Path(command.get_ext_fullpath(source.stem))
        beside = target.with_name(f"{target.name}.{os.getpid()}")
        beside.write_bytes(made.read_bytes())
        beside.chmod(0o755)
        beside.replace(target)
    return target
