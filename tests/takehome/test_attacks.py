"""What a hostile submission tries: contained, detected or harmless. Every case runs in the real sandbox."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tarfile
import time
import zipfile
from pathlib import Path

import pytest

from rolewright.errors import GradeError
from rolewright.takehome import environment, sandbox, unpack
from rolewright.takehome.bubblewrap import Bubblewrap

boxed = pytest.mark.skipif(bool(Bubblewrap.trouble()), reason=f"bubblewrap: {Bubblewrap.trouble()}")
SERVER = """
import http.server, os
class H(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200); self.end_headers(); self.wfile.write(b"{}")
    do_POST = do_GET
"""
SERVE = SERVER + '\nhttp.server.ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), H).serve_forever()\n'


@pytest.fixture
def box(tmp_path):
    """A box around a submission whose `main.py` is given; made anew for each."""
    made = []

    def of(code: str = "") -> sandbox.Box:
        for name in ("tree", "site"):
            (tmp_path / name).mkdir(exist_ok=True)
        (tmp_path / "tree/main.py").write_text(code)
        (tmp_path / "model.onnx").write_bytes(b"model")
        (tmp_path / "secret.txt").write_text("the answers")
        made.append(Bubblewrap(tmp_path / "tree", tmp_path / "site", tmp_path / "model.onnx"))
        return made[-1]

    yield of
    for one in made:
        one.__exit__()


def run(box, code: str, seconds: float = 10):
    """What a program does in the box."""
    return box(code).run(["python", "main.py"], seconds)


@boxed
@pytest.mark.parametrize(
    "place", ["/root", "/home", "/work", "/var", "/etc/passwd", "/etc/shadow", "/sys", "/mnt", str(Path.home())]
)
def test_nothing_of_the_host_is_there(box, place):
    """No home, no passwords, no other folder of the machine."""
    done = run(
        box,
        f"""
import os, sys
mine = os.path.realpath(sys.executable)
left = os.listdir({place!r}) if os.path.isdir({place!r}) else [{place!r}] * os.path.exists({place!r})
print([name for name in left if not mine.startswith(os.path.join({place!r}, name) + "/")])  # the interpreter's own folder may be here
""",
    )
    assert done.out.strip() == "[]", done


@boxed
def test_the_graders_files_and_environment_are_out_of_reach(box, tmp_path, monkeypatch):
    """Neither what lies beside the submission, nor what stands in the grader's environment."""
    monkeypatch.setenv("API_KEY", "very secret")
    done = run(
        box,
        f"""
import os
print(os.path.exists({str(tmp_path / "secret.txt")!r}), "API_KEY" in os.environ, sorted(os.listdir("/box")))
for pid in filter(str.isdigit, os.listdir("/proc")):
    print(open(f"/proc/{{pid}}/cmdline").read().replace("\\0", " "))
""",
    )
    assert done.out.startswith("False False"), done
    assert "pytest" not in done.out
    assert "very secret" not in done.out


@boxed
def test_what_was_sent_can_not_be_changed(box):
    """The submission, its packages, the model and the system are read-only."""
    done = run(
        box,
        """
for path in ("/submission/main.py", "/box/site/a.py", "/box/model.onnx", "/box/sidecar.py", "/usr/bin/x", "/x"):
    try:
        open(path, "a").write("x"); print("wrote", path)
    except OSError as error:
        pass
print("done")
""",
    )
    assert done.out.strip() == "done", done


@boxed
def test_there_is_no_network(box):
    """No address outside, no name server, not even the host's own ports."""
    done = run(box, """
import socket
for address in (("1.1.1.1", 53), ("10.0.0.1", 80), ("127.0.0.1", 22)):
    try:
        socket.create_connection(address, 2); print("reached", address)
    except OSError:
        pass
try:
    print("resolved", socket.gethostbyname("example.com"))
except OSError:
    pass
print([name for _, name in socket.if_nameindex()])
""", 15)  # fmt: skip
    assert done.out.strip() == "['lo']", done


@boxed
def test_a_fork_bomb_ends(box):
    """It is killed, with all that it made, well before the machine feels it."""
    start = time.monotonic()
    done = run(box, "import os\nwhile True:\n    try: os.fork()\n    except OSError: pass\n", 4)
    assert done.killed
    assert time.monotonic() - start < 20


@boxed
def test_memory_is_bounded(box):
    """Eating it all ends the process, not the machine."""
    done = run(box, "a = []\nwhile True: a.append(bytearray(50_000_000))\n", 20)
    assert done.killed or done.code != 0
    assert done.seconds < 20


@boxed
def test_the_disk_can_not_be_filled(box):
    """What may be written to is small, and gone afterwards."""
    done = run(box, """
total = 0
for place in ("/scratch", "/tmp", "/dev/shm"):
    try:
        with open(place + "/x", "wb") as f:
            for _ in range(2000): total += f.write(b"x" * 1_000_000)
    except OSError as error:
        pass
print(total)
""", 40)  # fmt: skip
    assert done.code != 0 or int(done.out or 0) <= 1_100_000_000, done


@boxed
def test_time_is_up(box):
    """A busy loop is killed when its time is up."""
    done = run(box, "while True: pass", 1)
    assert done.killed
    assert done.seconds < 4


@boxed
def test_nothing_outlives_the_box(box):
    """A child that left its session is killed with the rest."""
    made = box("""
import os, sys, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        sys.argv[0] = "left-behind"
        time.sleep(300)
    os._exit(0)
""")
    made.run(["python", "main.py", "outlives-marker"], 5)
    made.__exit__()
    time.sleep(0.3)
    running = subprocess.run(
        ["pgrep", "-f", "outlives-marker"], capture_output=True, text=True, check=False
    ).stdout.split()
    assert not running


@boxed
def test_no_process_outside_can_be_seen_or_signalled(box):
    """Its processes are all there are, and it has no rights over any other."""
    done = run(
        box,
        f"""
import os, signal
print(len([p for p in os.listdir("/proc") if p.isdigit()]) < 8, os.getuid())
try:
    os.kill({os.getpid()}, signal.SIGKILL); print("signalled")
except OSError:
    print("no such process")
""",
    )
    assert done.out.split() == ["True", "65534", "no", "such", "process"], done


@boxed
@pytest.mark.parametrize("call", ["os.mount", "unshare", "ptrace"])
def test_no_rights_are_gained(box, call):
    """No mounts, no namespaces of its own, no tracing of others, no capabilities."""
    done = run(
        box,
        """
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
print(libc.mount(b"none", b"/scratch", b"tmpfs", 0, None), libc.unshare(0x10000000), [l.split()[1] for l in open("/proc/self/status") if l.startswith("CapEff")][0])
""",
    )
    mounted, unshared, capabilities = done.out.split()
    assert int(capabilities, 16) == 0
    assert mounted == "-1"
    assert unshared == "-1"


@boxed
def test_a_log_can_not_command_a_terminal(box):
    """Escapes and carriage returns are taken out; what is left is text."""
    done = run(box, r"print('\x1b[2J\x1b]0;owned\x07 hidden\rshown \x1b[31mred\x1b[0m')")
    assert "\x1b" not in done.out
    assert "\x07" not in done.out
    assert "red" in done.out


@boxed
def test_a_flood_of_output_is_cut(box):
    """A gigabyte of log takes neither the disk nor the memory of the grader."""
    done = run(box, "import sys\nwhile True: sys.stdout.write('x' * 1_000_000)\n", 6)
    assert len(done.out) <= 1_000_000


@boxed
def test_a_service_is_reached_only_through_its_own_socket(box):
    """Nothing listens on the host; another port in the box is not reached."""
    import socket

    made = box(SERVE.replace('int(os.environ["PORT"])', "9999"))
    service = made.serve(["python", "main.py"])
    assert service.ready(1.5) is None
    with pytest.raises(OSError, match=r".*"):
        socket.create_connection(("127.0.0.1", 9999), 1)


@boxed
def test_a_good_service_is_reached_and_stopped(box):
    """What is right works: requests, memory, log, stop."""
    service = box(SERVE).serve(["python", "main.py"])
    assert service.ready(10) is not None
    assert service.call("GET", "/x").status == 200
    assert service.memory() > 1_000_000
    stopped = service.stop(5)
    assert stopped.seconds < 5
    assert not service.alive()


@boxed
def test_an_answer_without_end_is_left(box):
    """A service that never stops talking gets no more than its time."""
    code = SERVER.replace('self.wfile.write(b"{}")', '[self.wfile.write(b"x" * 65536) for _ in iter(int, 1)]')
    service = box(
        code + '\nhttp.server.ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), H).serve_forever()\n'
    ).serve(["python", "main.py"])
    service.ready(3)
    answer = service.call("GET", "/", seconds=2)
    assert answer.error


@pytest.mark.parametrize("name", ["../out.py", "/etc/cron.d/x", "a/../../out.py", "C:\\x", "a\\..\\..\\b", "x" * 300])
def test_names_that_climb_out_are_refused(tmp_path, name):
    """In a zip and in a tarball, and nothing is left behind."""
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(zipfile.ZipInfo(name), "x")
    with tarfile.open(tmp_path / "a.tar", "w") as archive:
        archive.addfile(tarfile.TarInfo(name), io.BytesIO())
    for kind in ("zip", "tar"):
        with pytest.raises(GradeError, match="name"):
            unpack.unpack(tmp_path / f"a.{kind}", tmp_path / "to")
        assert not (tmp_path / "to").exists()
    assert not (tmp_path / "out.py").exists()


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE])
def test_links_and_devices_are_refused(tmp_path, kind):
    """Whatever they point to."""
    info = tarfile.TarInfo("a")
    info.type, info.linkname = kind, "/etc/passwd"
    with tarfile.open(tmp_path / "a.tar", "w") as archive:
        archive.addfile(info)
    with pytest.raises(GradeError, match="link or a device"):
        unpack.unpack(tmp_path / "a.tar", tmp_path / "to")


def test_a_link_in_a_folder_or_a_zip_is_refused(tmp_path):
    """A submission may come as a folder, and zips hold links, too."""
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub/passwd").symlink_to("/etc/passwd")
    with pytest.raises(GradeError, match="link or a device"):
        unpack.unpack(tmp_path / "sub", tmp_path / "to")
    info = zipfile.ZipInfo("passwd")
    info.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(info, "/etc/passwd")
    with pytest.raises(GradeError, match="link or a device"):
        unpack.unpack(tmp_path / "a.zip", tmp_path / "to")


def test_bombs_are_refused_while_they_are_unpacked(tmp_path):
    """By how far they grow, and by the number of files."""
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros", bytes(300_000_000))
    with tarfile.open(tmp_path / "a.tar.gz", "w:gz") as archive:
        info = tarfile.TarInfo("zeros")
        info.size = 300_000_000
        archive.addfile(info, io.BytesIO(bytes(info.size)))
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        for number in range(5001):
            archive.writestr(f"f{number}", "")
    for name in ("a.zip", "a.tar.gz", "b.zip"):
        with pytest.raises(GradeError, match="too large"):
            unpack.unpack(tmp_path / name, tmp_path / "to")
        assert not (tmp_path / "to").exists()


@pytest.mark.parametrize(
    "data", [b"", b"not an archive", b"PK\x03\x04broken", b"\x1f\x8bbroken", b"# v2 git bundle\nbroken"]
)
def test_what_is_no_archive_is_refused_in_a_sentence(tmp_path, data):
    """No traceback, whatever the bytes."""
    (tmp_path / "a.zip").write_bytes(data)
    with pytest.raises(GradeError):
        unpack.unpack(tmp_path / "a.zip", tmp_path / "to")


def test_a_git_bundle_is_unpacked_without_its_hooks(tmp_path):
    """The files of the last commit, and nothing of git."""
    (tmp_path / "repo").mkdir()
    (tmp_path / "repo/takehome.toml").write_text('start = ["python"]\n')
    env = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull}
    for command in (["init", "-q"], ["add", "."], ["-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "-qm", "all"],
                    ["bundle", "create", "-q", str(tmp_path / "a.bundle"), "HEAD"]):  # fmt: skip
        subprocess.run(["git", *command], cwd=tmp_path / "repo", env=env, check=True)
    made = unpack.unpack(tmp_path / "a.bundle", tmp_path / "to")
    assert [path.name for path in made.iterdir()] == ["takehome.toml"]


@pytest.mark.parametrize(
    "line",
    [
        "-e .",
        "--index-url http://x",
        "--extra-index-url=http://x",
        "git+https://x/y",
        "x @ file:///etc/passwd",
        "./setup.py",
        "-r other.txt",
        "a.whl",
    ],
)
def test_requirements_fetch_nothing_from_elsewhere(line):
    """Only names of the index, with versions and hashes."""
    kept, problems = environment.sifted(f"numpy==2.0.0 --hash=sha256:00\n{line}\n# a comment\n")
    assert kept == ["numpy==2.0.0 --hash=sha256:00"]
    assert len(problems) == 1


def test_without_a_sandbox_nothing_is_run(monkeypatch):
    """It says what to do; only `none`, in so many words, runs it anyway."""
    monkeypatch.setattr(Bubblewrap, "trouble", staticmethod(lambda: "not here"))
    with pytest.raises(GradeError, match="sandbox"):
        sandbox.sandbox()
    assert sandbox.sandbox("none") is sandbox.Box


def test_the_unsafe_box_works_where_it_is_asked_for(tmp_path):
    """Commands run, time is bounded, the log is read."""
    for name in ("tree", "site"):
        (tmp_path / name).mkdir()
    (tmp_path / "tree/main.py").write_text("print('here')")
    with sandbox.Box(tmp_path / "tree", tmp_path / "site", tmp_path / "model") as box:
        done = box.run(["python", "main.py"], 10)
        assert (done.code, done.out.strip()) == (0, "here")
        assert box.run([sys.executable, "-c", "while True: pass"], 0.5).killed
        (tmp_path / "tree/serve.py").write_text(SERVE)
        service = box.serve(["python", "serve.py"])
        assert service.ready(10) is not None
        assert service.call("GET", "/").status == 200
