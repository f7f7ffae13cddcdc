"""Doing the jobs: each in a process of its own, what it prints is what it tells."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from rolewright.errors import RolewrightError
from rolewright.store import corpora, jobs, takehomes
from rolewright.store.engine import reading, writing
from rolewright.studio import corpus
from rolewright.studio.unpacked import assignment

if TYPE_CHECKING:
    import sqlalchemy as sa

    from rolewright.store.rows import Row

_PAUSE, _BEAT = 0.5, jobs.SILENT / 4000
"""Seconds between two looks for work, and between two signs of life."""
_LONGEST = 1800.0
"""Seconds that a job may take."""


class Worker:
    """A thread that takes jobs, one after another, until it is stopped."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._silence = jobs.Silence()
        self._stop = threading.Event()
        self._process: subprocess.Popen[str] | None = None
        self._thread = threading.Thread(target=self._run, daemon=True, name="studio-jobs")

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End; a job under way is left to who starts next."""
        self._stop.set()
        if self._process is not None:
            self._process.kill()
        self._thread.join(10)

    def _run(self) -> None:
        while not self._stop.wait(_PAUSE):
            try:
                with writing(self._engine) as connection:
                    job = jobs.claim(connection, self._silence)
                if job is not None:
                    self._do(job)
            except RolewrightError as error:
                sys.stderr.write(f"studio jobs: {error}\n")

    def _do(self, job: Row) -> None:
        """Do a job and keep how it ended; a stopped one is queued again by its silence."""
        try:
            KINDS[job["kind"]](self, job)
            error = ""
        except RolewrightError as trouble:
            error = str(trouble)
        except Exception as trouble:  # noqa: BLE001 - one bad job never stops the others
            traceback.print_exception(trouble)
            error = f"unexpected {type(trouble).__name__}"
        if not self._stop.is_set():
            with writing(self._engine) as connection:
                jobs.end(connection, job["id"], error)

    def _grade(self, job: Row) -> None:
        """Grade a submission."""
        key = job["args"]["submission"]
        with reading(self._engine) as connection:
            sent = takehomes.submission(connection, key)
            work = takehomes.file(connection, sent["file"])
        with tempfile.TemporaryDirectory(prefix="rolewright-grade-") as name:
            space = Path(name)
            with reading(self._engine) as connection:
                assignment(connection, sent["takehome"], space)
            submission = _written(space / work["name"], work["data"])
            words = [
                str(submission),
                str(space / "assignment"),
                str(space / "report"),
                "quick" if job["args"]["quick"] else "whole",
            ]
            self._program("rolewright.studio.grading", words, job["id"])
            report = {path.name: path.read_text("utf-8") for path in (space / "report").iterdir()}
        with writing(self._engine) as connection:
            takehomes.graded(connection, key, report)

    def _corpus(self, job: Row) -> None:
        """Read a corpus. Its folder stays if this process is killed, so that the next try goes on where it stopped."""
        key = job["args"]["corpus"]
        with reading(self._engine) as connection:
            row = corpora.get(connection, key)
            kept = takehomes.file(connection, row["file"]) if row["file"] else None
        space = _space(job["id"])
        if not (space / corpus.TASK).exists():
            name = _written(space / kept["name"], kept["data"]).name if kept else ""
            task = {**json.loads(row["options"]), "path": row["path"], "name": name}
            _written(space / corpus.TASK, json.dumps(task).encode())
        try:
            self._program("rolewright.studio.corpus", [str(space)], job["id"])
            table = (space / corpus.TABLE).read_bytes()
            manifest = json.loads((space / f"{corpus.TABLE}.manifest.json").read_bytes())
            with writing(self._engine) as connection:
                corpora.read(connection, key, table, manifest)
        finally:
            if not self._stop.is_set():
                shutil.rmtree(space, ignore_errors=True)

    def _program(self, module: str, words: list[str], job: str) -> None:
        """Run a module in a process; each line of its output is told. Raises RolewrightError with its last words."""
        command = [sys.executable, "-m", module, *words]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)  # noqa: S603 - our own
        timer = threading.Timer(_LONGEST, self._process.kill)
        timer.start()
        ended = threading.Event()
        threading.Thread(target=self._beat, args=(job, ended), daemon=True).start()
        try:
            with self._process as process:
                for line in process.stdout or ():
                    with writing(self._engine) as connection:
                        jobs.tell(connection, job, line.strip()[:300])
                said = (process.stderr.read() if process.stderr else "").strip()
            if process.returncode:
                raise RolewrightError(said.splitlines()[-1][:400] if said else "it was stopped")
        finally:
            ended.set()
            timer.cancel()
            self._process = None

    def _beat(self, job: str, ended: threading.Event) -> None:
        """A sign of life now and then, so that nobody takes over a job that is only quiet."""
        while not ended.wait(_BEAT):
            with contextlib.suppress(RolewrightError), writing(self._engine) as connection:
                jobs.tell(connection, job, "")


def _written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def _space(job: str) -> Path:
    """The folder of a job in this user's cache, which nobody else may read."""
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    folder = Path(base, "rolewright", "jobs", job)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


KINDS = {"grade": Worker._grade, "corpus": Worker._corpus}  # noqa: SLF001 - the kinds of job by name
