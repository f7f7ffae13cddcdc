"""Whole processes of the command line."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

BAD = """# Rockstar Machine Learning Ninja

We are a family. TBD

- Train models
- 10+ years of LangChain
"""


@pytest.fixture
def posting(tmp_path):
    """A posting with problems."""
    path = tmp_path / "posting.md"
    path.write_text(BAD)
    return path


@pytest.fixture
def rolewright(tmp_path):
    """`rolewright(*words, input=…, **environment)` runs the program in a folder without configuration."""

    def run(*words, input=None, cwd=tmp_path, **environment):
        env = {**os.environ, "COLUMNS": "100", **environment}
        env.pop("FORCE_COLOR", None) if "FORCE_COLOR" not in environment else None
        command = [sys.executable, "-m", "rolewright", *map(str, words)]
        data = input.encode() if isinstance(input, str) else input
        done = subprocess.run(command, input=data, capture_output=True, cwd=cwd, env=env, timeout=120, check=False)
        done.out, done.err = done.stdout.decode(), done.stderr.decode()
        return done

    return run
