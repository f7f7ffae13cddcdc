"""Ray for real: a local cluster of several processes, a worker killed in mid-run, the same table as without. Left out without ray."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

import pytest
from market_rows import posting, write_lines

pytestmark = pytest.mark.skipif(find_spec("ray") is None, reason="needs the extra ray")

RUN = """
import sys
from rolewright.knowledge.shelf import shelf
from rolewright.market.corpus import read
shelf("corpus/reading")["limits"]["rows"] = 25
if __name__ == "__main__":
    address = sys.argv[3] if len(sys.argv) > 3 else ""
    read([sys.argv[1]], sys.argv[2], ray=address, engine="pool", processes=2)
"""


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@pytest.fixture
def cluster(tmp_path_factory: pytest.TempPathFactory):
    """The address of a cluster on this machine; its processes end with the test."""
    port, folder = free_port(), tmp_path_factory.mktemp("r")
    scratch = Path(f"/tmp/rw-{os.getpid()}-{port}")  # noqa: S108 - Ray's sockets need a short path
    environment = {
        **os.environ,
        "RAY_USAGE_STATS_ENABLED": "0",
        "PYTHONPATH": os.pathsep.join(p for p in sys.path if p),
    }
    words = [sys.executable, "-m", "ray.scripts.scripts", "start", "--head", f"--port={port}", "--node-ip-address=127.0.0.1", "--num-cpus=2",
             "--include-dashboard=false", f"--temp-dir={scratch}", "--object-store-memory=100000000", "--block"]  # fmt: skip
    head = subprocess.Popen(
        words, env=environment, cwd=folder, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    end = time.monotonic() + 60
    while time.monotonic() < end:
        with socket.socket() as one:
            if not one.connect_ex(("127.0.0.1", port)):
                break
        time.sleep(0.2)
    yield f"127.0.0.1:{port}", environment, head.pid
    for process in [*family(head.pid), head.pid]:
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
    head.wait()
    shutil.rmtree(scratch, ignore_errors=True)


def family(parent: int) -> list[int]:
    """A process's children and theirs."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError):
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
                children.setdefault(int(fields[1]), []).append(int(entry.name))
    found = children.get(parent, [])
    return found + [one for child in found for one in family(child)]


def readers(parent: int) -> list[int]:
    """The processes of a cluster that read postings."""
    found = []
    for process in family(parent):
        with suppress(OSError):
            if b"UDFActor" in Path(f"/proc/{process}/cmdline").read_bytes():
                found.append(process)
    return found


def test_a_killed_worker_changes_nothing(cluster, tmp_path: Path) -> None:
    """A reader of the cluster is killed in mid-run; the table is that of an undisturbed run of the pool, byte for byte."""
    address, environment, head = cluster
    corpus = write_lines(tmp_path / "corpus.jsonl", [posting(i) for i in range(2500)])
    script = tmp_path / "run.py"
    script.write_text(RUN)
    want, got = tmp_path / "want.parquet", tmp_path / "got.parquet"
    subprocess.run([sys.executable, str(script), str(corpus), str(want)], env=environment, check=True)
    parts = Path(f"{got}.parts")
    log = tmp_path / "log"
    with log.open("wb") as out:
        run = subprocess.Popen(
            [sys.executable, str(script), str(corpus), str(got), address], env=environment, stdout=out, stderr=out
        )
        killed, end = 0, time.monotonic() + 90
        while run.poll() is None and time.monotonic() < end and not killed:
            if len(list(parts.glob("part-*.arrow"))) >= 2 and (found := readers(head)):
                os.kill(found[-1], signal.SIGKILL)
                killed = found[-1]
            time.sleep(0.005)
        assert run.wait(120) == 0, log.read_text()[-2000:]
    assert killed, "the run ended before a worker could be killed"
    assert got.read_bytes() == want.read_bytes()
