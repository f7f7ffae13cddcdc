"""Builds the reader's inner loop (`kernel/`) into the package, also where it is installed for development.

With a C compiler at hand that one is used, else the one that the package `ziglang` brings: a machine with nothing but
Python can build it. There is no version without the inner loop.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FLAGS = ["-O3", "-std=c11", "-fPIC", "-fno-plt", "-fvisibility=hidden", "-shared"]


class KernelHook(BuildHookInterface[Any]):
    """Compile into the package, then add the result to the wheel."""

    def dependencies(self) -> list[str]:
        """What an isolated build installs first: a compiler, where the machine has none."""
        return [] if os.name == "nt" or compiler() else ["ziglang>=0.13"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before it packs a wheel; `version` is `standard` or `editable`."""
        package = Path(self.root, "src", "rolewright")
        built = compile_into(package, Path(self.root, "kernel", "kernel.c"))
        build_data["pure_python"] = False
        build_data["infer_tag"] = True
        if version == "standard":
            build_data["force_include"][str(built)] = built.relative_to(Path(self.root, "src")).as_posix()


def compiler() -> list[str]:
    """The command of the machine's C compiler, or [] if there is none."""
    named = os.environ.get("CC") or sysconfig.get_config_var("CC") or "cc"
    for command in (shlex.split(str(named)), ["cc"], ["gcc"], ["clang"]):
        if command and shutil.which(command[0]):
            return command[:1]
    return []


def compile_into(package: Path, source: Path) -> Path:
    """The shared library `_kernel` of a package, under the name that this Python looks for.

    It is made elsewhere and moved, so that two builds at once never leave half a file.
    """
    target = package / f"_kernel{sysconfig.get_config_var('EXT_SUFFIX')}"
    beside = target.with_name(f"{target.name}.{os.getpid()}")
    with tempfile.TemporaryDirectory() as folder:
        made = _by_setuptools(source, Path(folder)) if os.name == "nt" else _by_command(source, Path(folder))
        beside.write_bytes(made.read_bytes())
    beside.chmod(0o755)
    beside.replace(target)
    return target


def _by_command(source: Path, folder: Path) -> Path:
    command = compiler() or [sys.executable, "-m", "ziglang", "cc"]
    include = sysconfig.get_path("include")
    made = folder / "kernel.so"
    extra = ["-undefined", "dynamic_lookup"] if sys.platform == "darwin" else []
    full = [*command, *FLAGS, *extra, f"-I{include}", str(source), "-o", str(made)]
    done = subprocess.run(full, capture_output=True, text=True, check=False)  # noqa: S603 - the machine's own compiler
    if done.returncode:
        raise RuntimeError(f"{source.name} was not built: {shlex.join(full)} said\n{done.stderr or done.stdout}")
    return made


def _by_setuptools(source: Path, folder: Path) -> Path:
    from setuptools import Distribution, Extension
    from setuptools.command.build_ext import build_ext

    command = build_ext(Distribution({"ext_modules": [Extension("_kernel", [str(source)])]}))
    command.build_lib = command.build_temp = str(folder)
    command.ensure_finalized()
    command.run()
    return Path(command.get_ext_fullpath("_kernel"))
