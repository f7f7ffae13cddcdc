"""Make a release in `dist/` and try it as a user gets it.

The source archive is built from the tree, and for each Python (`--python`, repeatable; default: this one and every
`python3.12`, `python3.13`, … on the path or in pyenv) a wheel from the archive alone. Each wheel goes alone into an empty environment, in
which the program, its checks and the tutorial are run outside the tree. Then the wheel is installed by pipx and by uv, and the archive on a
machine where no C compiler is on the path. Each attempt is printed with its seconds. Last comes `rolewright-VERSION.cdx.json`, a bill of materials
(CycloneDX 1.6) of the environment of the first.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
import venv
import zipfile
from pathlib import Path

from blocks import follow

ROOT = Path(__file__).resolve().parent.parent
DIST = ROOT / "dist"
TOOLS = ("hatchling>=1.27", "setuptools>=77", "cyclonedx-bom>=7.5,<8", "pipx>=1.7", "uv>=0.9")
BUILT = ("_kernel.", "studio/assets/index.html", "knowledge/", "py.typed")
"""What a wheel must hold besides the modules: the beginnings of names in the package."""
KNOWN = ("3.11", "3.12", "3.13", "3.14")
_CLEAN = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "ROLEWRIGHT_"))}


def main() -> int:
    """Build, try, list."""
    parser = argparse.ArgumentParser(description="Make a release and try it.")
    parser.add_argument("--python", action="append", help="an interpreter to build for and try; repeatable")
    parser.add_argument("--output", type=Path, default=DIST, help="where the files go (default: dist)")
    args = parser.parse_args()
    args.output.mkdir(parents=True, exist_ok=True)
    wrong = 0
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        tools = environment(folder / "tools", sys.executable)
        run([tools, "-m", "pip", "install", "-q", *TOOLS])
        run([tools, "-m", "hatchling", "build", "-t", "sdist", "-d", str(args.output)], cwd=ROOT)
        sdist = newest(args.output, "*.tar.gz")
        first = None
        for python in args.python or interpreters():
            start = time.monotonic()
            wheel, program, problems = tried(sdist, python, folder, args.output)
            told(f"{version(python)}: {wheel.name} alone: {len(problems)} wrong", start)
            print(*problems, sep="\n", end="\n" if problems else "", flush=True)
            wrong += len(problems)
            if first is None:
                first = program
                installed(tools, python, wheel, folder)
                uncompiled(python, sdist, folder)
        if first is not None:
            bill(tools, first, sdist, args.output)
    for path in sorted(args.output.iterdir()):
        print(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}  {path.stat().st_size:,} bytes")
    return int(wrong > 0)


def tried(sdist: Path, python: str, folder: Path, output: Path) -> tuple[Path, str, list[str]]:
    """The wheel of a Python, the interpreter of the environment that holds it alone, and what went wrong there."""
    place = folder / version(python)
    wheels = place / "wheel"
    builder = environment(place / "builder", python)
    run([builder, "-m", "pip", "wheel", "-q", "--no-deps", "-w", str(wheels), str(sdist)])
    wheel = Path(shutil.copy(newest(wheels, "*.whl"), output))
    names = zipfile.ZipFile(wheel).namelist()
    lost = [name for name in BUILT if not any(one.startswith(f"rolewright/{name}") for one in names)]
    inside = environment(place / "user", python)
    run([inside, "-m", "pip", "install", "-q", str(wheel)])
    run([inside, "-m", "pip", "check"])
    work = place / "work"
    with tarfile.open(sdist) as archive:
        archive.extractall(place / "unpacked", filter="data")
    (tree,) = (place / "unpacked").iterdir()
    shutil.copytree(tree / "examples", work / "examples")
    program = str(Path(inside).parent / "rolewright")
    packed = [f"{name} isn't in the wheel" for name in lost]
    return wheel, inside, packed + problems(program, work, (tree / "docs/tutorial.md").read_text("utf-8"))


def problems(program: str, work: Path, tutorial: str) -> list[str]:
    """What a new user runs: the program, its help, a clean and an unclean posting, and the tutorial to the letter."""
    found = []
    for words, status in (
        (["--version"], 0),
        (["--help"], 0),
        (["rules"], 0),
        (["check", "examples/good.md"], 0),
        (["check", "examples/machine-learning-engineer.md"], 1),
        (["check", "no-such-file.md"], 2),
    ):
        done = subprocess.run([program, *words], cwd=work, env=_CLEAN, capture_output=True, text=True, check=False)
        if done.returncode != status or "Traceback" in done.stderr:
            found.append(f"rolewright {' '.join(words)}: status {done.returncode}, not {status}\n{done.stderr[-1500:]}")
    return found + follow(tutorial, work, [program], _CLEAN)


def installed(tools: str, python: str, wheel: Path, folder: Path) -> None:
    """The two ways of the documentation, pipx and uv, each in a home of its own, print the version."""
    home = folder / "home"
    env = {**_CLEAN, "HOME": str(home), "PIPX_HOME": str(home / "pipx"), "PIPX_BIN_DIR": str(home / "bin"),
           "UV_CACHE_DIR": str(home / "cache"), "UV_TOOL_DIR": str(home / "tools")}  # fmt: skip
    home.mkdir()
    start = time.monotonic()
    subprocess.run([tools, "-m", "pipx", "install", "-q", "--python", python, str(wheel)], env=env, check=True)
    for words in (
        [str(home / "bin/rolewright")],
        [tools, "-m", "uv", "tool", "run", "-q", "--python", python, "--from", str(wheel), "rolewright"],
    ):
        done = subprocess.run([*words, "--version"], env=env, capture_output=True, text=True, check=True)
        told(f"{'uvx' if 'uv' in words else 'pipx'}: {done.stdout.strip()}", start)
        start = time.monotonic()


def uncompiled(python: str, sdist: Path, folder: Path) -> None:
    """The archive installed where no compiler is on the path: its build brings one, and the program checks a posting."""
    start, place = time.monotonic(), folder / "uncompiled"
    inside = environment(place, python)
    bare = {**{key: value for key, value in _CLEAN.items() if key not in {"CC", "CXX"}}, "PATH": str(place / "bin")}
    lost = [name for name in ("cc", "gcc", "clang") if shutil.which(name, path=bare["PATH"])]
    if lost:
        raise SystemExit(f"{lost} can still be found")
    command = [inside, "-m", "pip", "install", "--no-cache-dir", "-v", str(sdist)]
    done = subprocess.run(command, env=bare, capture_output=True, text=True, check=False)
    said = done.stderr + done.stdout
    if done.returncode or "Collecting ziglang" not in said:
        raise SystemExit(f"without a compiler it isn't built by ziglang:\n{said[-3000:]}")
    words = [str(place / "bin/rolewright"), "check", "--exit-zero", str(ROOT / "examples/machine-learning-engineer.md")]
    subprocess.run(words, cwd=place, env=bare, capture_output=True, check=True)
    told("without a compiler: built by ziglang, a posting checked", start)


def told(what: str, start: float) -> None:
    """Print what was tried and how long it took."""
    print(f"{what} ({time.monotonic() - start:.0f} s)", flush=True)


def bill(tools: str, inside: str, sdist: Path, output: Path) -> None:
    """Every package of the environment with version, licence and source; pip is of the environment, not of ours."""
    path = output / f"{sdist.name.removesuffix('.tar.gz')}.cdx.json"
    run([inside, "-m", "pip", "uninstall", "-q", "-y", "pip", "setuptools"])
    command = [tools, "-m", "cyclonedx_py", "environment", "--output-reproducible", "--of", "JSON", "--sv", "1.6"]
    run([*command, "--pyproject", str(ROOT / "pyproject.toml"), "-o", str(path), inside])
    names = sorted(one["name"] for one in json.loads(path.read_bytes())["components"])
    print(f"{path.name}: {len(names)} components: {', '.join(names)}")


def interpreters() -> list[str]:
    """This Python, and those of other versions that run."""
    found = [sys.executable]
    for one in KNOWN:
        other = next(filter(_runs, (shutil.which(f"python{one}"), *_pyenv(one))), None)
        if other and version(other) != version(sys.executable):
            found.append(other)
        elif version(sys.executable) != one:
            print(f"python{one}: not found, not tried")
    return found


def _pyenv(one: str) -> list[str]:
    """The interpreters of a version that pyenv has; a shim of it runs only what is switched on."""
    root = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    return [str(path) for path in sorted(root.glob(f"versions/{one}.*/bin/python{one}"), reverse=True)]


def _runs(python: str | None) -> bool:
    return bool(python) and subprocess.run([python, "--version"], capture_output=True, check=False).returncode == 0


def version(python: str) -> str:
    """Like `3.12`."""
    code = "import sys; print('%d.%d' % sys.version_info[:2])"
    return subprocess.run([python, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


def environment(folder: Path, python: str) -> str:
    """A new environment of an interpreter; its own interpreter."""
    if python == sys.executable:
        venv.create(folder, with_pip=True)
    else:
        run([python, "-m", "venv", str(folder)])
    return str(folder / "bin" / "python")


def newest(folder: Path, pattern: str) -> Path:
    """The file that was just made."""
    return max(folder.glob(pattern), key=lambda path: path.stat().st_mtime_ns)


def run(command: list[str], cwd: Path | None = None) -> None:
    """Run a tool; it ends everything if it fails."""
    subprocess.run(command, cwd=cwd, env=_CLEAN, check=True)


if __name__ == "__main__":
    sys.exit(main())
