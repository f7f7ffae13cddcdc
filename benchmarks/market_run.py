"""Time, memory and kills of `market read`, and the time of a table."""

from __future__ import annotations

import multiprocessing
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks import market_input
from benchmarks.bars import line
from rolewright.market import corpus as market
from rolewright.market import engines, plan, work
from rolewright.market.item import GUESSED
from rolewright.market.piece import Done, Task
from rolewright.market.table import table

ROOT = Path(__file__).resolve().parent.parent
CORES = 2
_READ = """
import sys
from rolewright.market.corpus import read
if __name__ == "__main__":
    read([sys.argv[1]], sys.argv[2], engine=sys.argv[3], processes=int(sys.argv[4]), ray=sys.argv[5])
"""


def bare(task: Task, todo: list[work.Address], processes: int) -> list[Done]:
    """The same reader under multiprocessing alone: what the engines are measured against."""
    with multiprocessing.Pool(processes, work.ready) as pool:
        return list(pool.imap_unordered(partial(work.do, task), todo))


def planned(folder: Path, path: Path) -> Task:
    """An empty run over a corpus."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    plan.write(str(folder / work.PLAN), [str(path)], str(folder / "spool"))
    return Task(str(folder), GUESSED)


def timed(folder: Path, path: Path, engine: Callable[..., object], processes: int = CORES) -> float:
    """Seconds that an engine takes to read a corpus into its parts."""
    task = planned(folder, path)
    start = time.perf_counter()
    done = list(engine(task, work.left(task.folder), processes))
    seconds = time.perf_counter() - start
    if len(done) != sum(1 for _ in work.addresses(task.folder)):
        raise RuntimeError("pieces were lost")
    return seconds


ENGINES = {"bare multiprocessing": bare, "daft": engines.daft, "pool": engines.pool}


def in_turn(folder: Path, path: Path, turns: int) -> dict[str, float]:
    """The best seconds of each engine; they take turns, so that a busy machine is busy for all of them."""
    best = dict.fromkeys(ENGINES, float("inf"))
    for _ in range(turns):
        for name, engine in ENGINES.items():
            best[name] = min(best[name], timed(folder / "run", path, engine))
    return best


def engines_bar(folder: Path, path: Path, count: int = 96_000, turns: int = 2) -> int:
    """The engines side by side on two cores, then the whole command. Other load on the machine is printed, too."""
    print(f"  {count:,} postings; load of the machine before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    found = in_turn(folder, path, turns)
    least = found["bare multiprocessing"]
    for name, seconds in found.items():
        print(f"  {name:34} {count / seconds:>9,.0f} a second   {seconds:.1f} s")
    missed = line("daft: postings a second", count / found["daft"], 5000)
    missed += line("daft against bare multiprocessing", found["daft"] / least, 1.15, most=True, unit=" ×")
    start = time.perf_counter()
    made = market.read([str(path)], str(folder / "r.parquet"), processes=CORES, restart=True)
    print(f"  whole command, plan to manifest: {time.perf_counter() - start:.1f} s; {made['counts']}")
    return missed


def kills(folder: Path) -> int:
    """Kill -9 at ten moments of a run; the final table against an undisturbed one's, byte for byte."""
    path = market_input.replicated(folder / "12000.jsonl", 12_000)
    want = folder / "want.parquet"
    market.read([str(path)], str(want), engine="pool", processes=CORES)
    wrong = 0
    for engine in ("daft", "pool"):
        got = folder / f"got-{engine}.parquet"
        for turn in range(10):
            process = start(path, got, engine)
            time.sleep(0.9 + 0.23 * turn)
            os.killpg(process.pid, signal.SIGKILL) if turn % 2 else os.kill(process.pid, signal.SIGKILL)
            process.wait()
        start(path, got, engine).wait()
        wrong += got.read_bytes() != want.read_bytes()
    return line("tables that ten kills changed", wrong, 0, most=True)


def start(path: Path, output: Path, engine: str, processes: int = CORES, ray: str = "") -> subprocess.Popen[bytes]:
    """`market read` in a process of its own."""
    words = [sys.executable, "-c", _READ, str(path), str(output), engine, str(processes), ray]
    return subprocess.Popen(
        words, env={**os.environ, "PYTHONPATH": str(ROOT / "src")}, start_new_session=True, stderr=subprocess.DEVNULL
    )


def tables(folder: Path) -> int:
    """The skill table by level over ten million readings, which are the real ones over and over, without their texts."""
    source = pq.read_table(folder / "r.parquet")
    source = source.filter(source.column("kept"))
    source = source.set_column(
        source.schema.get_field_index("text"), "text", pa.array([""] * len(source), pa.large_string())
    )
    source = pa.concat_tables([source] * (100_000 // len(source) + 1)).slice(0, 100_000).combine_chunks()
    path = folder / "ten-million.parquet"
    with pq.ParquetWriter(path, source.schema, compression="zstd") as writer:
        for _ in range(100):
            writer.write_table(source, row_group_size=100_000)
    missed = 0
    for of, by in (("skill", ["level"]), ("skill", []), ("pay", ["level"]), ("family", ["stage", "year"])):
        start = time.perf_counter()
        made = table(str(path), of, by)
        missed += line(
            f"{of} by {', '.join(by) or 'nothing'}, 10^7 rows: seconds",
            time.perf_counter() - start,
            5,
            most=True,
            note=f"{made.total.rows:,}",
        )
    path.unlink()
    return missed


def scaling(folder: Path, most: int = 1_000_000) -> int:
    """From 10^3 postings on, plan to manifest: seconds of the clock and of the processors (which other load hardly touches), and memory."""
    spent: dict[int, float] = {}
    peaks: dict[int, int] = {}
    for count in (10**power for power in range(3, 7) if 10**power <= most):
        path = market_input.replicated(folder / f"scale-{count}.jsonl", count)
        begun, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
        peaks[count] = peak(start(path, folder / f"scale-{count}.parquet", "pool"))
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent[count] = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        print(
            f"  {count:>9,} postings: {time.perf_counter() - begun:7.1f} s of the clock, {spent[count]:7.1f} s of processors, "
            f"{spent[count] / count * 1e6:,.0f} µs a posting, peak {peaks[count] / 2**20:,.0f} MiB"
        )
        path.unlink()
    sizes = sorted(spent)
    slopes = [(spent[b] - spent[a]) / (b - a) for a, b in pairwise(sizes)]
    print("  µs of a processor for each further posting: " + ", ".join(f"{slope * 1e6:.0f}" for slope in slopes))
    ratio = max(slopes[-2:]) / min(slopes[-2:])
    missed = line("steepest against flattest of the last two", ratio, 1.10, most=True, unit=" ×")
    return missed + line(
        "memory of the last against the one before", peaks[sizes[-1]] / peaks[sizes[-2]], 1.25, most=True, unit=" ×"
    )


def peak(process: subprocess.Popen[bytes]) -> int:
    """The largest sum of resident memory of a process and its descendants, sampled; shared pages count once a process."""
    most = 0
    while process.poll() is None:
        most = max(most, sum(_resident(one) for one in _family(process.pid)))
        time.sleep(0.25)
    return most


def _family(parent: int) -> list[int]:
    found = [parent]
    for one in found:
        try:
            found += map(int, Path(f"/proc/{one}/task/{one}/children").read_text().split())
        except OSError:
            continue
    return found


def _resident(process: int) -> int:
    """Anonymous memory only: mapped files are the kernel's to drop."""
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(one.split()[1]) * 1024 for one in lines if one.startswith("RssAnon"))


def ray(folder: Path) -> int:
    """A local Ray cluster with one worker and with two: what a further posting takes, which leaves the start-up out; the same bytes."""
    paths = {count: market_input.replicated(folder / f"ray-{count}.jsonl", count) for count in (20_000, 60_000)}
    port, scratch = 6411, f"/tmp/rw-bench-{os.getpid()}"  # noqa: S108 - Ray's sockets need a short path
    words = [sys.executable, "-m", "ray.scripts.scripts", "start", "--head", f"--port={port}", "--node-ip-address=127.0.0.1", f"--num-cpus={CORES}",
             "--include-dashboard=false", f"--temp-dir={scratch}", "--object-store-memory=100000000", "--block"]  # fmt: skip
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "RAY_USAGE_STATS_ENABLED": "0"}
    head = subprocess.Popen(
        words, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    time.sleep(12)
    try:
        slopes = [_on_ray(folder, paths, workers, f"127.0.0.1:{port}") for workers in (1, 2)]
    finally:
        for one in reversed(_family(head.pid)):
            os.kill(one, signal.SIGKILL)
        head.wait()
        shutil.rmtree(scratch, ignore_errors=True)
    print(f"  Ray: two workers are {slopes[0] / slopes[1]:.2f} times as fast as one")
    tables = {
        count: [(folder / f"ray-{count}-{workers}.parquet").read_bytes() for workers in (1, 2)] for count in paths
    }
    return line("Ray: tables that differ", sum(one != two for one, two in tables.values()), 0, most=True)


def _on_ray(folder: Path, paths: dict[int, Path], workers: int, address: str) -> float:
    """Seconds of the clock for a further posting."""
    spent = {}
    for count, path in paths.items():
        begun = time.perf_counter()
        start(path, folder / f"ray-{count}-{workers}.parquet", "daft", workers, address).wait()
        spent[count] = time.perf_counter() - begun
    (few, short), (many, long) = sorted(spent.items())
    slope = (long - short) / (many - few)
    print(
        f"  Ray, {workers} worker{'s' * (workers > 1)}: {few:,} postings in {short:.1f} s, {many:,} in {long:.1f} s, start-up included; "
        f"{slope * 1e6:.0f} µs for each further one"
    )
    return slope
