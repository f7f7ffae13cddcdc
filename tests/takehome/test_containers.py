"""Boxes of podman and Docker: what reaches a container, what doesn't, and that they end. Real containers where podman runs."""

from __future__ import annotations

import contextlib
import importlib.util
import itertools
import json
import os
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from rolewright.errors import GradeError
from rolewright.takehome import containers, grade, pipe, relay, sandbox
from rolewright.takehome.bubblewrap import Bubblewrap

SERVICE = """
import http.server, os, sys
class One(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def do_GET(self):
        body = os.environ.get("SAID", "ready").encode() * (10 if self.path == "/long" else 1)
        self.send_response(200); self.send_header("Content-Length", str(len(body))); self.end_headers(); self.wfile.write(body)
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200); self.send_header("Content-Length", str(len(body))); self.end_headers(); self.wfile.write(body)
print("listening", flush=True)
http.server.ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), One).serve_forever()
"""


def _image() -> str:
    where = Path(__file__).with_name("image.py")
    spec = importlib.util.spec_from_file_location("takehome_image", where)
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made.make()


@pytest.fixture(scope="module")
def engine():
    """Podman with an image of this machine's Python."""
    image = _image()
    if not image:
        pytest.skip("podman or what makes its image isn't here")
    made = containers.choose("podman", image)
    if isinstance(made, str):
        pytest.skip(made)
    return made


@pytest.fixture
def box(engine, tmp_path):
    """A box around a submission whose `main.py` is given."""
    made = []

    def of(code: str):
        (tmp_path / "tree").mkdir()
        (tmp_path / "site").mkdir()
        (tmp_path / "tree/main.py").write_text(code)
        (tmp_path / "model.onnx").write_bytes(b"model")
        made.append(engine(tmp_path / "tree", tmp_path / "site", tmp_path / "model.onnx"))
        return made[-1]

    yield of
    for one in made:
        one.__exit__()


def test_a_service_answers_through_the_relay_and_stops(box):
    """Requests reach it though it has no network; its log, memory and end are known; nothing is left behind."""
    one = box(SERVICE)
    service = one.serve(["python", "main.py"], {"SAID": "hello"})
    assert service.ready(30) is not None
    assert service.call("GET", "/").body == b"hello"
    big = os.urandom(3_000_000)
    assert service.call("POST", "/", big).body == big
    found = []
    clients = [threading.Thread(target=lambda: found.append(service.call("GET", "/long").body)) for _ in range(12)]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    assert found == [b"hello" * 10] * 12
    assert "listening" in service.log()
    assert 1_000_000 < service.memory() < 500_000_000
    assert service.stop(10).code in {143, 0}
    one.__exit__()
    said = subprocess.run(
        ["podman", "ps", "--all", "--format", "{{.Names}}"], capture_output=True, text=True, check=True
    )
    assert one._name(0)[:-2] not in said.stdout


@pytest.mark.parametrize(("about", "code"), [
    ("the network", "import socket; socket.create_connection(('192.0.2.1', 80), 3)"),
    ("the submission", "open('/submission/x', 'w')"),
    ("the root", "open('/usr/x', 'w')"),
    ("the grader's home", f"open({str(Path.home())!r} + '/.bashrc').read()"),
    ("more to write than it may", "open('/scratch/x', 'wb').write(b'x' * 400_000_000)"),
    ("another user", "import os; os.setuid(0)"),
    ("a mount", "import ctypes, sys; sys.exit(ctypes.CDLL(None).mount(b'none', b'/tmp', b'tmpfs', 0, 0) != 0)"),
    ("more memory than it may", "x = bytearray(3_000_000_000); x[::4096] = b'x' * len(x[::4096])"),
])  # fmt: skip
def test_a_container_has_no(about, code, box):
    """What the box doesn't have can't be had from inside."""
    assert box(code).run(["python", "main.py"], 20).code != 0


def test_a_fork_bomb_and_time_without_end_are_over_when_time_is(box):
    """A command that never ends is killed with all that it started."""
    code = "import os, time\nfor _ in range(500):\n    try:\n        if not os.fork(): time.sleep(999)\n    except OSError: pass\ntime.sleep(999)"
    done = box(code).run(["python", "main.py"], 3)
    assert done.killed
    assert done.seconds < 20


def test_a_dockerfile_is_built_without_a_network_and_served(engine, tmp_path):
    """The image's own command is what runs; a file outside the submission isn't built."""
    tree, site = tmp_path / "tree", tmp_path / "site"
    tree.mkdir()
    site.mkdir()
    (tree / "main.py").write_text(SERVICE)
    (tree / "Dockerfile").write_text(
        f'FROM {engine.image}\nCOPY main.py /app.py\nENV SAID=built\nCMD ["python", "/app.py"]\n'
    )
    try:
        made = engine.build(tree, "Dockerfile", f"rolewright-test-{os.getpid()}")
    except GradeError as error:
        if "FROM" in str(error) or "main.py" in str(error):
            raise
        pytest.skip(f"podman can't build here: {error}")
    with made(tree, site, tmp_path / "none.onnx") as one:
        service = one.serve([])
        assert service.ready(30) is not None, service.log()
        assert service.call("GET", "/").body == b"built"
    with pytest.raises(GradeError, match="isn't a file of the submission"):
        engine.build(tree, "../Dockerfile", "x")


def test_a_dockerfile_without_an_engine_is_a_fault_with_its_reason(tmp_path, monkeypatch):
    """Who sends only a Dockerfile where none can be built gets a grade that says so, not a crash."""
    monkeypatch.setattr(containers, "choose", lambda kind, image="": "podman: it isn't installed")
    with pytest.raises(GradeError, match="needs podman or Docker"):
        grade._built(tmp_path, "Dockerfile", "x", Bubblewrap)
    (tmp_path / "takehome.toml").write_text('dockerfile = "Dockerfile"\n')
    assert grade.settings_of(tmp_path)["start"] == []
    (tmp_path / "takehome.toml").write_text('tests = ["python"]\n')
    assert "`start`" in grade.settings_of(tmp_path)


def test_without_any_sandbox_it_refuses_and_says_what_was_tried(monkeypatch):
    """No sandbox, no run: bubblewrap, podman and Docker are each named with what is wrong."""
    monkeypatch.setattr(Bubblewrap, "trouble", staticmethod(lambda: "it isn't installed"))
    monkeypatch.setattr(containers.shutil, "which", lambda _: None)
    with pytest.raises(
        GradeError, match=r"bubblewrap: it isn't installed; podman: it isn't installed; docker: it isn't"
    ) as told:
        sandbox.sandbox("auto")
    assert "--no-sandbox" in str(told.value)
    with pytest.raises(GradeError, match="no sandbox 'jail'"):
        sandbox.sandbox("jail")


def test_docker_gets_the_same_walls(tmp_path, monkeypatch):
    """The words that Docker is called with: no network but the relay's, nothing to write, no rights, limits."""
    where = tmp_path / "docker"
    log = tmp_path / "said"
    where.write_text(f'#!{sys.executable}\nimport json, sys\nopen({str(log)!r}, "a").write(json.dumps(sys.argv[1:]) + "\\n")\n'
                     'print("x86_64 3.12" if "-c" in sys.argv else "true")\n')  # fmt: skip
    where.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    engine = containers.choose("docker", "python:3.12-slim")
    assert (engine.name, engine.machine, engine.version) == ("docker", "x86_64", "3.12")
    assert engine.wheels()[-4:] == ("--python-version", "3.12", "--implementation", "cp")
    assert "manylinux2014_x86_64" in engine.wheels()
    said = [json.loads(line) for line in log.read_text().splitlines()]
    run = next(words for words in said if words[0] == "run")
    for pair in (
        ("--network", "none"),
        ("--cap-drop", "ALL"),
        ("--user", "65534:65534"),
        ("--security-opt", "no-new-privileges"),
    ):
        assert pair in list(itertools.pairwise(run))
    assert {"--read-only", "--memory", "--pids-limit", "--rm", "--init"} <= set(run)


def _accept(server, answer):
    """A thread for each connection, until the server is closed."""
    try:
        while True:
            threading.Thread(target=answer, args=(server.accept()[0],), daemon=True).start()
    except OSError:
        return


def _echo(one):
    with one:
        while data := one.recv(65536):
            one.sendall(data)


def _flood(one):
    with one, contextlib.suppress(OSError):
        while True:
            one.sendall(b"x" * 65536)


class _Joined:
    """Two pipes, a relay at one end and ours at the other, in this process."""

    def __init__(self, port: int) -> None:
        there, ours = os.pipe(), os.pipe()
        self.files = [
            os.fdopen(there[0], "rb"),
            os.fdopen(ours[1], "wb"),
            os.fdopen(ours[0], "rb"),
            os.fdopen(there[1], "wb"),
        ]
        self.relay = relay.Relay(port, self.files[0], self.files[1])
        threading.Thread(target=self.relay.run, daemon=True).start()
        self.pipe = pipe.Pipe(self.files[2], self.files[3])

    def close(self) -> None:
        """End the relay, then ours."""
        for file in (self.files[3], self.files[1]):
            with contextlib.suppress(OSError):
                file.close()
        time.sleep(0.1)
        for file in (self.files[0], self.files[2]):
            file.close()


@pytest.fixture
def joined_to():
    """Port → both ends of a pipe to it."""
    made = []

    def of(port: int) -> _Joined:
        made.append(_Joined(port))
        return made[-1]

    yield of
    for one in made:
        one.close()


def test_the_pipe_carries_many_connections_and_tells_when_nothing_listens(joined_to):
    """Bytes of one connection never reach another; a closed port is a refused connection, as on a socket."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=_accept, args=(server, _echo), daemon=True).start()
        joined = joined_to(server.getsockname()[1])
        socks = [joined.pipe.connect(5) for _ in range(20)]
        for number, sock in enumerate(socks):
            sock.sendall(bytes([number]) * 100_000)
        for number, sock in enumerate(socks):
            got = b""
            while len(got) < 100_000:
                got += sock.recv(65536)
            assert got == bytes([number]) * 100_000
            sock.close()
    closed = joined_to(1)
    with pytest.raises(ConnectionError):
        closed.pipe.connect(5)


def test_what_drips_without_end_is_cut(monkeypatch, joined_to):
    """A service that sends more than is ever read loses the connection; the grader's memory is bounded."""
    monkeypatch.setattr(pipe.wire, "LARGEST", 1_000_000)
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=_accept, args=(server, _flood), daemon=True).start()
        joined = joined_to(server.getsockname()[1])
        sock = joined.pipe.connect(5)
        taken = 0
        while data := sock.recv(65536):
            taken += len(data)
            time.sleep(0.01)
        assert 0 < taken <= 2_000_000  # the limit, and what sockets hold
        assert not joined.pipe.open
        sock.close()
