"""The box itself: what it leaves open to a submission, how it is spoken to, that it ends. Every case runs in the real sandbox."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from rolewright.takehome import cgroup, sandbox, seccomp
from rolewright.takehome.bubblewrap import Bubblewrap

pytestmark = pytest.mark.skipif(bool(Bubblewrap.trouble()), reason=f"bubblewrap: {Bubblewrap.trouble()}")
ROOT = Path(__file__).parents[2]
SERVICE = """
import os, socket, threading, time
def answer(one):
    one.recv(65536)
    {what}
with socket.create_server(("127.0.0.1", int(os.environ["PORT"])), backlog=64) as server:
    while True:
        threading.Thread(target=answer, args=(server.accept()[0],)).start()
"""
GOOD = 'one.sendall(b"HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\n{}"); one.close()'


@pytest.fixture
def box(tmp_path):
    """A box around a submission whose `main.py` is given."""
    made = []

    def of(code: str) -> sandbox.Box:
        for name in ("tree", "site"):
            (tmp_path / name).mkdir(exist_ok=True)
        (tmp_path / "tree/main.py").write_text(code)
        (tmp_path / "model.onnx").write_bytes(b"model")
        made.append(Bubblewrap(tmp_path / "tree", tmp_path / "site", tmp_path / "model.onnx"))
        return made[-1]

    yield of
    for one in made:
        one.__exit__()


def run(box, code: str, seconds: float = 10):
    """What a program does in the box."""
    return box(code).run(["python", "main.py"], seconds)


def serve(box, what: str = GOOD):
    """A service that answers each connection so, once it listens."""
    service = box(SERVICE.replace("{what}", what)).serve(["python", "main.py"])
    end = time.monotonic() + 10
    while time.monotonic() < end:
        try:
            service.connect(1).close()
            break
        except OSError:
            time.sleep(0.02)
    return service


def ended(pids) -> bool:
    """Whether all of them end soon; who only waits to be buried has ended."""
    end = time.monotonic() + 5
    while any(_runs(pid) for pid in pids) and time.monotonic() < end:
        time.sleep(0.05)
    return not any(_runs(pid) for pid in pids)


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in {"Z", "X"}
    except (FileNotFoundError, ProcessLookupError):
        return False


KERNEL = ("kernel/core_pattern", "kernel/modprobe", "vm/drop_caches", "vm/overcommit_memory", "fs/suid_dumpable")


def test_the_kernel_is_not_for_the_box_to_set(box):
    """Root's files under /proc/sys are the way out of a careless box: a core pattern is a command that the host runs as root."""
    paths = [f"/proc/sys/{name}" for name in KERNEL] + ["/proc/sysrq-trigger", "/proc/kcore", "/dev/mem", "/dev/kmsg"]
    done = run(box, f"""
import os
for path in {paths}:
    for mode in (os.O_WRONLY, os.O_RDWR):
        try:
            os.open(path, mode); print("writable", path)
        except OSError:
            pass
print("done")
""")  # fmt: skip
    assert done.out.strip() == "done", done


def test_what_can_be_written_is_small_and_not_on_the_host(box):
    """Every mount that isn't read-only is memory with a limit, or no storage at all."""
    done = run(box, """
import os
for line in open("/proc/self/mounts"):
    source, place, kind, options = line.split()[:4]
    if "ro" not in options.split(",") and kind not in {"proc", "devpts"} and not place.startswith("/dev/"):
        print(place, kind, os.statvfs(place).f_blocks * os.statvfs(place).f_frsize)
print("/dev/shm", "tmpfs", os.statvfs("/dev/shm").f_blocks * os.statvfs("/dev/shm").f_frsize)
""")  # fmt: skip
    found = {place: (kind, int(size)) for place, kind, size in map(str.split, done.out.splitlines())}
    assert set(found) == {"/scratch", "/tmp", "/dev/shm"}, done  # noqa: S108 - the box's own
    assert all(kind == "tmpfs" and size <= 268_435_456 for kind, size in found.values())


def test_nobody_in_the_box_is_root_outside(box):
    """As the host sees it, a submission started by root isn't root's."""
    service = serve(box)
    pids = sandbox.wire.family(service.process.pid)[1:]
    owners = {Path(f"/proc/{pid}/status").read_text().split("Uid:")[1].split()[0] for pid in pids}
    assert pids
    assert "0" not in owners


def test_the_first_program_can_not_be_killed_or_traced(box):
    """Not by a signal, not through /proc, not by tracing; the service goes on answering."""
    attack = """
    import ctypes, signal
    said = []
    for number in (signal.SIGKILL, signal.SIGSTOP, signal.SIGTERM):
        try: os.kill(1, number)
        except OSError: pass
    for path in ("/proc/1/mem", "/proc/1/environ", "/proc/1/fd/0"):
        try: open(path, "rb"); said.append(path)
        except OSError: pass
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.ptrace(16, 1, 0, 0) != -1: said.append("traced")
    body = repr(said).encode()
    one.sendall(b"HTTP/1.1 200 OK\\r\\nContent-Length: %d\\r\\n\\r\\n%s" % (len(body), body)); one.close()
"""
    service = serve(box, attack.strip())
    for _ in range(2):
        assert service.call("GET", "/").body == b"[]"
    assert service.alive()


CALLS = {"ptrace": (0, 0, 0, 0), "unshare": (0x10000000,), "setns": (0, 0), "chroot": (b"/scratch",), "mount": (b"a", b"/tmp", b"tmpfs", 0, 0),
         "clone": (0x10000000 | 17, 0, 0, 0, 0), "keyctl": (0, -3, 0), "bpf": (0, 0, 0), "perf_event_open": (0, 0, -1, -1, 0),
         "io_uring_setup": (1, 0), "process_vm_readv": (1, 0, 0, 0, 0, 0), "userfaultfd": (0,)}  # fmt: skip


@pytest.mark.skipif(not seccomp.program(), reason="the system calls of this machine aren't in the list")
@pytest.mark.parametrize("name", CALLS)
def test_unusual_system_calls_are_refused(box, name):
    """By the kernel's filter, whatever the arguments; what is usual works."""
    import platform

    from rolewright.knowledge.loader import written

    table = written("takehome/system_calls")
    number = {**table["refused"], "clone": table["clone"]}[name][platform.machine() == "aarch64"]
    done = run(box, f"""
import ctypes, errno
libc = ctypes.CDLL(None, use_errno=True)
print(libc.syscall({number}, *{CALLS[name]!r}), errno.errorcode[ctypes.get_errno()])
""")  # fmt: skip
    assert done.out.split() == ["-1", "EPERM"], done


DRIP = 'one.sendall(b"HTTP/1.1 200 OK\\r\\nX: ")\n    while True: one.sendall(b"x"); time.sleep(0.2)'
CONTINUED = 'while True: one.sendall(b"HTTP/1.1 100 Continue\\r\\n\\r\\n"); time.sleep(0.01)'
CHUNKED = 'one.sendall(b"HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n")\n    while True: one.sendall(b"1\\r\\nx\\r\\n"); time.sleep(0.1)'
SILENT = "time.sleep(60)"


@pytest.mark.parametrize("what", [DRIP, CONTINUED, CHUNKED, SILENT])
def test_no_answer_keeps_the_grader_longer_than_it_waits(box, what):
    """However it drips, a request is over in its time."""
    service, start = serve(box, what), time.monotonic()
    answer = service.call("GET", "/", seconds=1)
    assert answer.error
    assert time.monotonic() - start < 10


@pytest.mark.parametrize("sent", ["HTTP/1.1 two hundred\\r\\n\\r\\n", "\\x00\\xff", "HTTP/1.1 200 OK\\r\\nContent-Length: 9\\r\\n\\r\\n{}", "HTTP/1.1 200 OK\\r\\nContent-Length: -1\\r\\n\\r\\n",
                                  "HTTP/1.1 200 OK\\r\\n" + "A: b\\r\\n" * 300 + "\\r\\n"])  # fmt: skip
def test_broken_answers_are_told_not_raised(box, sent):
    """Whatever comes back is an answer or an error in words."""
    answer = serve(box, f'one.sendall(b"{sent}"); one.close()').call("GET", "/", seconds=3)
    assert answer.error or answer.status == 200


def test_many_at_once_are_answered(box):
    """Connections come from many threads, each gets its own."""
    service, got = serve(box), []
    threads = [threading.Thread(target=lambda: got.append(service.call("GET", "/").status)) for _ in range(40)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert got == [200] * 40


def test_bytes_of_ones_own_are_sent(box):
    """`raw` gives back what the service says to anything."""
    assert serve(box).raw(b"nonsense\r\n\r\n", 3).startswith(b"HTTP/1.1 200")
    assert serve(box, SILENT).raw(b"x", 0.5) == b""


@pytest.mark.parametrize("command", [["nowhere"], ["python", "a\0b"], ["python", "x" * 3_000_000], ["--help"], ["/"]])
def test_a_command_that_can_not_be_started_is_told(box, command):
    """No traceback: an exit code and a line in the log."""
    made = box("")
    done = made.run(command, 10)
    assert done.code not in {None, 0}
    assert "can't be started" in done.err
    service = made.serve(command)
    assert service.ready(5) is None
    assert "can't be started" in service.log()


def test_a_service_ends_by_its_own_word(box):
    """SIGTERM reaches the submission's program; its exit code is told."""
    code = "import signal, sys, time\nsignal.signal(signal.SIGTERM, lambda *_: sys.exit(7))\nprint('up', flush=True)\nwhile True: time.sleep(1)"
    service = box(code).serve(["python", "main.py"])
    while "up" not in service.log():
        time.sleep(0.02)
    assert service.stop(5).code == 7


def test_who_ignores_the_signal_is_killed(box):
    """With its children that left the session."""
    code = "import os, signal, time\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\nif os.fork() == 0: os.setsid()\nprint('up', flush=True)\ntime.sleep(99)"
    service = box(code).serve(["python", "main.py"])
    while "up" not in service.log():
        time.sleep(0.02)
    pids = sandbox.wire.family(service.process.pid)
    assert len(pids) >= 4
    assert service.stop(0.5).code is None
    assert ended(pids)


def test_the_box_ends_with_the_grader(tmp_path):
    """A grader that is killed leaves nothing running."""
    for name in ("tree", "site"):
        (tmp_path / name).mkdir()
    program = f"""
import os, signal, sys
from pathlib import Path
from rolewright.takehome import wire
from rolewright.takehome.bubblewrap import Bubblewrap
space = Path({str(tmp_path)!r})
service = Bubblewrap(space / "tree", space / "site", space / "none").serve(["python", "-c", "import time; print('up', flush=True); time.sleep(99)"])
while "up" not in service.log(): pass
print(*wire.family(service.process.pid), service.box.space, *service.box.groups, sep="\\n", flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=30)
    lines = done.stdout.splitlines()
    pids = [int(line) for line in lines if line.isdigit()]
    assert len(pids) >= 3, done.stderr
    assert ended(pids)
    cgroup.leave(tuple(line for line in lines if "cgroup" in line))
    subprocess.run(["rm", "-rf", *(line for line in lines if "/rw-" in line and "cgroup" not in line)], check=True)


def test_nothing_is_left_on_the_host(box):
    """Neither its folder nor its control groups."""
    made = box("print('here')")
    assert made.run(["python", "main.py"], 10).out == "here\n"
    made.__exit__()
    assert not made.space.exists()
    assert not any(os.path.exists(folder) for folder in made.groups)


def test_a_closed_umask_closes_nothing(box, tmp_path):
    """What the grader alone could read, the submission's user can."""
    before = os.umask(0o077)
    try:
        done = run(box, "import os; print(len(open(os.environ['MODEL_PATH']).read()))")
    finally:
        os.umask(before)
    assert done.out.strip() == "5", done


def test_a_log_says_nothing_to_a_terminal_or_a_reader(box):
    """Titles, colours, links, turned writing and invisible characters go; words and pictures stay."""
    done = run(box, r"""
import sys
sys.stdout.reconfigure(errors="surrogatepass")
print("\x1b]0;title\x07a\x1b]8;;http://x\x1b\\b\x1b]8;;\x1b\\\x9b31mc\u202ed\u2066e\u200bf\u2028g\x7fh\x08 \U0001f600 é 漢 \x1bP1$r\x1b\\")
""")  # fmt: skip
    assert done.out == "ab31mcdefgh \U0001f600 é 漢 \n", done


def test_starting_a_box_costs_little():
    """Well under half a second; the rest of a start is the submission's own."""
    Bubblewrap.trouble.cache_clear()
    start = time.monotonic()
    assert Bubblewrap.trouble() == ""
    assert time.monotonic() - start < 5  # the machine may be busy; 0.1 s when it isn't


def test_it_works_for_a_user_who_is_not_root(tmp_path):
    """A user namespace instead of another user; the kernel bounds the processes; tracing is refused."""
    if os.getuid() != 0:
        pytest.skip("all other tests are run so already")
    (tmp_path / "t").mkdir(mode=0o777)
    (tmp_path / "t").chmod(0o777)
    program = """
import sys
from pathlib import Path
from rolewright.takehome.bubblewrap import Bubblewrap
space = Path(sys.argv[1])
for name in ("tree", "site"): (space / name).mkdir()
bomb = "import os, time\\nn = 0\\ntry:\\n  while True:\\n    if os.fork() == 0: time.sleep(9)\\n    n += 1\\nexcept OSError: print(n < 200, os.getuid())"
trace = "import ctypes; print(ctypes.CDLL(None).ptrace(16, 1, 0, 0)); open('/proc/1/mem')"
with Bubblewrap(space / "tree", space / "site", space / "none") as box:
    for code in (bomb, trace):
        done = box.run(["python", "-c", code], 20); print(done.out.strip(), done.err.strip()[-40:])
"""
    python = "/usr/bin/python3"
    command = [
        "setpriv",
        "--reuid=65534",
        "--regid=65534",
        "--clear-groups",
        python,
        "-c",
        program,
        str(tmp_path / "t"),
    ]
    for path in (tmp_path, *tmp_path.parents):
        if path.stat().st_uid == 0 and str(path).startswith("/tmp/pytest"):  # noqa: S108
            path.chmod(0o755)
    env = {
        "PATH": "/usr/bin:/bin",
        "PYTHONPATH": str(ROOT / "src"),
        "PYTHONDONTWRITEBYTECODE": "1",
        "HOME": str(tmp_path / "t"),
    }
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False, timeout=60)
    if "ImportError" in done.stderr or "ModuleNotFoundError" in done.stderr or "No such file" in done.stderr:
        pytest.skip(f"another user can't run this code with {python}: {done.stderr.strip()[-80:]}")
    lines = done.stdout.splitlines()
    assert lines[0].split() == ["True", "65534"], done
    assert lines[1].startswith("-1 "), done
    assert "Permission denied" in lines[1]
