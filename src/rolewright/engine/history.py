"""A file as it was at a commit of git."""

from __future__ import annotations

import os
import subprocess

from rolewright.errors import ConfigError

_SECONDS = 60


def commit(ref: str) -> str:
    """The commit that a name stands for. Raises ConfigError if there is none, or no git."""
    done = _git(".", "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
    if done.returncode:
        do = "name a branch, a tag or a commit; in CI fetch the base first"
        raise ConfigError(f"git knows no commit {ref!r} here", "--against", do)
    return done.stdout.decode().strip()


def at(commit: str, path: str) -> bytes | None:
    """The bytes of a file at a commit; None if it wasn't there."""
    folder, name = os.path.split(path)
    done = _git(folder or ".", "show", f"{commit}:./{name}")
    return None if done.returncode else done.stdout


def _git(folder: str, *words: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(["git", "-C", folder, *words], capture_output=True, timeout=_SECONDS, check=False)
    except FileNotFoundError as error:
        raise ConfigError("git isn't installed", "--against", "install git, or leave --against out") from error
    except subprocess.TimeoutExpired as error:
        raise ConfigError(f"git took longer than {_SECONDS} seconds", "--against", "try again") from error
