"""Work on several processes."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest

from rolewright.engine import files, items, pool
from rolewright.errors import DocumentError


def double(piece):
    """Twice each number; a 13 kills the process, a long wait for even pieces."""
    if 13 in piece:
        os._exit(9)
    if piece[0] % 2 == 0:
        time.sleep(0.01)
    return [2 * n for n in piece]


def lost(item):
    """What stands for an item that killed its process."""
    return [-item]


def nothing():
    """No preparation."""


def test_results_are_in_order():
    """Pieces come back in the order they were handed out."""
    found = list(pool.work_through(double, lost, pool.chunks(iter(range(14, 60)), 3), 2, nothing))
    assert [n for piece in found for n in piece] == [2 * n for n in range(14, 60)]


def test_a_dying_process_costs_one_item():
    """The item that kills its process is told as lost; all others are done, in order."""
    found = list(pool.work_through(double, lost, pool.chunks(iter(range(40)), 4), 2, nothing))
    assert [n for piece in found for n in piece] == [-13 if n == 13 else 2 * n for n in range(40)]


def test_work_is_taken_as_it_is_needed():
    """No more than a few pieces a process are in flight, so a million files need no memory."""
    taken = []

    def source():
        for n in range(14, 200):
            taken.append(n)
            yield [n]

    results = pool.work_through(double, lost, source(), 2, nothing)
    next(results)
    assert len(taken) < 12
    results.close()


def test_folders_give_known_files_in_order(tmp_path):
    """A folder stands for its postings, by name, without hidden entries; a named file counts whatever its ending."""
    for name in ("b.md", "a.txt", ".hidden.md", "x.py", "sub/c.html", ".git/d.md"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    found = [os.path.relpath(path, tmp_path) for path in files.expand([str(tmp_path), str(tmp_path / "x.py")])]
    assert found == ["a.txt", "b.md", "sub/c.html", "x.py"]
    assert len(list(files.expand([str(tmp_path / "*.md")]))) == 1


@pytest.mark.parametrize("path", ["/no/such/file.md", "/no/such/*.md"])
def test_a_path_that_is_not_there_is_misuse(path):
    """A slip in a path is told before anything is done."""
    with pytest.raises(DocumentError):
        list(files.expand([path]))


def test_pipes_are_read_whole():
    """A path without a size, such as a process substitution, is read to its end."""
    read_end, write_end = os.pipe()
    if os.fork() == 0:
        os.close(read_end)
        os.write(write_end, b"x" * 50_000)
        time.sleep(0.05)
        os.write(write_end, b"y" * 50_000)
        os._exit(0)
    os.close(write_end)
    assert files.read_bytes(f"/dev/fd/{read_end}", 1 << 20) == b"x" * 50_000 + b"y" * 50_000
    os.close(read_end)
    os.wait()


def test_rows_are_items(tmp_path):
    """Each row of a JSON lines file is an item named by its line."""
    path = tmp_path / "rows.jsonl"
    path.write_text('{"id": "a", "title": "T", "text": "Build it."}\n\nnot json\n')
    found = list(items.items([str(path)]))
    assert [item.name.rpartition(":")[2] for item in found] == ["1", "3"]
    assert items.row_id(found[0]) == "a"
    assert items.posting_of(found[0]).title == "T"
    assert items.is_unreadable(items.posting_of(found[1]))


def test_ctrl_c_during_a_fork_is_not_lost():
    """An interrupt that comes in a hook of the fork, where Python would drop the exception, ends the work all the same."""
    code = (
        "import os, signal; from rolewright.engine import pool\n"
        "def begin(): pass\n"
        "def double(piece): return [2 * one for one in piece]\n"
        "os.register_at_fork(after_in_parent=lambda: os.kill(os.getpid(), signal.SIGINT))\n"
        "try: print(list(pool.work_through(double, None, [[1], [2]], 1, begin)))\n"
        "except KeyboardInterrupt: print('ended')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)
    assert (done.stdout, done.stderr) == ("ended\n", "")
