"""The files of a git bundle's last commit, one after another: no checkout, no hooks, no submodules, and git itself kept small."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import subprocess
from functools import partial
from typing import IO, TYPE_CHECKING

from rolewright.errors import GradeError
from rolewright.knowledge.loader import written

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_FILE, _LINK, _MODULE = "100", "120000", "160000"


@contextlib.contextmanager
def opened(bundle: Path, work: Path) -> Iterator[Iterator[tuple[str, int, IO[bytes]]]]:
    """(name, bytes, content) of each file; a content has to be read before the next. Raises GradeError. `work` is git's own folder."""
    if shutil.which("git") is None:
        raise GradeError("git isn't installed", str(bundle), "install git, or send a zip")
    _said(bundle, "clone", "--quiet", "--bare", "--no-hardlinks", "--no-tags", str(bundle.resolve()), str(work))
    where = ("--git-dir", str(work))
    commit = _commit(bundle, where)
    with (
        _running(*where, "ls-tree", "-r", "-z", "--full-tree", commit) as listing,
        _running(*where, "cat-file", "--batch") as store,
    ):
        yield _files(bundle, listing, store)


def _files(
    bundle: Path, listing: subprocess.Popen[bytes], store: subprocess.Popen[bytes]
) -> Iterator[tuple[str, int, IO[bytes]]]:
    asked, answers = store.stdin, store.stdout
    if listing.stdout is None or asked is None or answers is None:
        return
    for entry in _entries(listing.stdout):
        about, _, name = entry.partition(b"\t")
        mode, _, number = about.decode("ascii", "replace").split(" ", 2)
        shown = name.decode("utf-8", "surrogateescape")
        if not mode.startswith(_FILE):
            what = "a submodule" if mode == _MODULE else "a link"
            raise GradeError(f"it holds {what}: {shown[:80]!r}", str(bundle), "send plain files")
        asked.write(number.encode() + b"\n")
        asked.flush()
        head = answers.readline().split()
        if len(head) != 3 or head[1] != b"blob":
            raise GradeError(
                f"a file is missing from the bundle: {shown[:80]!r}", str(bundle), "make it anew: git bundle create"
            )
        content = _Content(answers, int(head[2]))
        yield shown, int(head[2]), io.BufferedReader(content)
        content.finish()
    if listing.wait(written("takehome/limits")["git_seconds"]):
        raise GradeError("git can't list what is in the bundle", str(bundle), "make it anew: git bundle create")


def _entries(stream: IO[bytes]) -> Iterator[bytes]:
    """What stands between zero bytes."""
    rest = b""
    while piece := stream.read(65_536):
        *whole, rest = (rest + piece).split(b"\0")
        yield from whole


class _Content(io.RawIOBase):
    """A file's bytes out of the long answer of `cat-file`."""

    def __init__(self, answers: IO[bytes], size: int) -> None:
        self.answers, self.left = answers, size

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """The next bytes of this file."""
        data = self.answers.read(min(len(buffer), self.left))
        self.left -= len(data)
        buffer[: len(data)] = data
        return len(data)

    def finish(self) -> None:
        """Leave the answer at the next file."""
        self.answers.read(self.left + 1)


def _commit(bundle: Path, where: tuple[str, ...]) -> str:
    """The commit of HEAD, or of the only branch if the bundle was made without HEAD."""
    for words in (
        ("rev-parse", "--quiet", "--verify", "HEAD^{commit}"),
        ("for-each-ref", "--format=%(objectname)", "refs/heads"),
    ):
        done = _done(*where, *words)
        found = done.stdout.split()
        if done.returncode == 0 and len(set(found)) == 1:
            return found[0]
    raise GradeError("it isn't clear which branch of the bundle counts", str(bundle), "git bundle create FILE HEAD")


def _said(bundle: Path, *words: str) -> str:
    done = _done(*words)
    if done.returncode:
        said = done.stderr.strip()[-200:] or "it needs too much time or memory"
        raise GradeError(
            f"git can't read the bundle: {said!r}", str(bundle), "make it anew: git bundle create FILE HEAD"
        )
    return done.stdout


def _done(*words: str) -> subprocess.CompletedProcess[str]:
    with _running(*words) as process:
        out, err = process.communicate(timeout=written("takehome/limits")["git_seconds"])
    return subprocess.CompletedProcess(
        words, process.returncode, out.decode("utf-8", "replace"), err.decode("utf-8", "replace")
    )


@contextlib.contextmanager
def _running(*words: str) -> Iterator[subprocess.Popen[bytes]]:
    """Git without anybody's settings, killed at the end with what it started; a time-out ends as a failure."""
    env = {"PATH": os.environ.get("PATH", ""), "HOME": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull,
           "GIT_TERMINAL_PROMPT": "0", "GIT_ALLOW_PROTOCOL": "file", "GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C"}  # fmt: skip
    command = [
        "git",
        "-c",
        "core.hooksPath=/dev/null",
        "-c",
        "pack.threads=1",
        "-c",
        "core.bigFileThreshold=16m",
        *words,
    ]
    limits = written("takehome/limits")
    bounds = partial(_bounds, 2 * limits["memory"], limits["scratch"], limits["git_seconds"])
    with subprocess.Popen(command, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,  # noqa: S603 - our own words
                          start_new_session=True, preexec_fn=bounds) as process:  # noqa: PLW1509 - it only sets limits  # fmt: skip
        try:
            yield process
        except subprocess.TimeoutExpired:
            raise GradeError("git took too long over the bundle", "", "send a zip") from None
        finally:
            if process.poll() is None:
                with contextlib.suppress(ProcessLookupError, AttributeError):
                    os.killpg(process.pid, 9)
                process.kill()


def _bounds(memory: int, file: int, seconds: int) -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (file, file))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
