"""An image with this machine's own Python, for podman: no registry is asked."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

NAME = "localhost/rolewright-test-python:1"
PYTHON = "/usr/bin/python3"
MORE = ("libstdc++.so.6", "libgcc_s.so.1", "librt.so.1", "libpthread.so.0", "libdl.so.2")


def make() -> str:
    """Its name; "" where podman, busybox or the system's Python isn't there."""
    tools = ("podman", "busybox", "ldd", "tar")
    if not all(map(shutil.which, tools)) or not os.path.exists(PYTHON):
        return ""
    if not subprocess.run(["podman", "image", "exists", NAME], capture_output=True, check=False).returncode:
        return NAME
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        _fill(root)
        packed = subprocess.Popen(["tar", "-C", name, "-c", "."], stdout=subprocess.PIPE)
        done = subprocess.run(
            ["podman", "import", "--change", "ENV PATH=/usr/bin", "-", NAME],
            stdin=packed.stdout,
            capture_output=True,
            check=False,
        )
        packed.stdout.close()
        packed.wait()
    return "" if done.returncode else NAME


def _fill(root: Path) -> None:
    """The interpreter with its library, what both are linked with, a shell."""
    for name in (
        "tmp",
        "etc",
        "scratch",
        "box",
        "submission",
        "proc",
        "sys",
        "dev",
        "usr/bin",
        "usr/lib64",
        "usr/sbin",
    ):
        (root / name).mkdir(parents=True)
    for name in ("bin", "lib", "lib64", "sbin"):
        (root / name).symlink_to(f"usr/{name}")
    real = os.path.realpath(PYTHON)
    version = os.path.basename(real)
    shutil.copy(real, root / "usr/bin" / version)
    shutil.copytree(f"/usr/lib/{version}", root / "usr/lib" / version, symlinks=True)
    shutil.copy(shutil.which("busybox") or "", root / "usr/bin/busybox")
    for name, to in (("python", version), ("python3", version), ("sh", "busybox"), ("env", "busybox")):
        (root / "usr/bin" / name).symlink_to(to)
    files = [real, *map(str, Path(f"/usr/lib/{version}/lib-dynload").glob("*.so"))]
    said = subprocess.run(["ldd", *files], capture_output=True, text=True, check=False).stdout
    found = set(re.findall(r"(/\S+\.so\S*)(?= \()", said))
    found |= {os.path.join(os.path.dirname(path), more) for path in found if "libc.so" in path for more in MORE}
    for path in filter(os.path.exists, found):
        to = root / "usr" / path.removeprefix("/usr").lstrip("/")
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, to)
    (root / "etc/passwd").write_text("nobody:x:65534:65534::/:/bin/sh\n")
