"""`market fetch` against a local server that behaves as the boards document it, and misbehaves as servers do."""

from __future__ import annotations

import json
import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from market_rows import posting

from rolewright.boards.door import Door
from rolewright.cli import main
from rolewright.errors import ConfigError
from rolewright.knowledge.shelf import shelf
from rolewright.market.boards import fetch
from rolewright.market.corpus import read

HTML = f"<p>{posting(0)['text']}</p>"


class Server(BaseHTTPRequestHandler):
    """Five boards; `trouble` maps a path's part to what goes wrong the first times it is asked for."""

    trouble: dict[str, list]
    asked: list[str]
    robots = "User-agent: *\nDisallow: /api.lever.co/v0/postings/private\n"

    def do_GET(self) -> None:
        self.asked.append(self.path)
        url = urlsplit(self.path)
        for part, troubles in self.trouble.items():
            if part in self.path and troubles:
                self.misbehave(troubles.pop(0))
                return
        if url.path == "/robots.txt":
            self.answer(self.robots.encode(), "text/plain") if self.robots else self.send(404)
            return
        value = self.value(url.path, parse_qs(url.query))
        self.send(404) if value is None else self.answer(json.dumps(value).encode())

    def value(self, path: str, query: dict) -> object:
        host, _, rest = path[1:].partition("/")
        if host == "boards-api.greenhouse.io" and rest == "v1/boards/loaf/jobs" and query["content"] == ["true"]:
            return {
                "jobs": [
                    {"id": i, "title": "ML Engineer", "content": HTML, "absolute_url": f"https://g/{i}"}
                    for i in range(3)
                ]
            }
        if host == "api.lever.co" and rest.startswith("v0/postings/"):
            first = int(query["skip"][0])
            return [
                {"id": f"l{i}", "text": "Engineer", "categories": {}, "descriptionPlain": posting(i)["text"]}
                for i in range(first, min(150, first + 100))
            ]
        if host == "api.smartrecruiters.com":
            if rest.endswith("/postings"):
                return {"totalFound": 2, "content": [{"id": "s1"}, {"id": "s2"}]}
            return {
                "id": rest[-2:],
                "name": "Engineer",
                "jobAd": {"sections": {"jobDescription": {"title": "Work", "text": HTML}}},
            }
        if host == "api.ashbyhq.com":
            return {"jobs": [{"id": "a", "title": "Engineer", "descriptionHtml": HTML, "isListed": True}]}
        if host == "apply.workable.com":
            return {"name": "Loaf", "jobs": [{"shortcode": "w", "title": "Engineer", "description": HTML}]}
        return None

    def misbehave(self, how: object) -> None:
        if isinstance(how, tuple):
            self.send(how[0], {"Retry-After": how[1]})
        elif isinstance(how, int):
            self.send(how)
        elif how == "cut":
            self.send_response(200)
            self.send_header("Content-Length", "5000")
            self.end_headers()
            self.wfile.write(b'{"jobs": [')
        elif how == "html":
            self.answer(b"<html>maintenance</html>", "text/html")
        elif how == "away":
            self.send(302, {"Location": "http://elsewhere.invalid/x"})
        elif how == "drop":
            self.connection.close()
        elif how == "huge":
            self.answer(b" " * 3_000_000)

    def send(self, status: int, head: dict | None = None) -> None:
        self.send_response(status)
        for name, value in {**(head or {}), "Content-Length": "0"}.items():
            self.send_header(name, str(value))
        self.end_headers()

    def answer(self, data: bytes, kind: str = "application/json") -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server():
    handler = type("Handler", (Server,), {"trouble": {}, "asked": []})
    made = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    made.handler = handler
    made.url = f"http://127.0.0.1:{made.server_address[1]}"
    thread = threading.Thread(target=lambda: made.serve_forever(0.02))
    thread.start()
    yield made
    made.shutdown()
    thread.join()
    made.server_close()


class Clock:
    """Time that passes only in sleep."""

    def __init__(self) -> None:
        self.now, self.slept = 0.0, []

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def door(clock: Clock) -> Door:
    return Door(clock.sleep, lambda: clock.now)


def test_five_boards_are_saved_and_read(server, tmp_path: Path) -> None:
    """Pages and details are followed, each board's postings are read, nothing is asked for twice."""
    boards = ["greenhouse:loaf", "lever:loaf", "ashby:loaf", "workable:loaf", "smartrecruiters:loaf"]
    clock = Clock()
    count, wrong = fetch(boards, str(tmp_path / "boards"), gateway=server.url, door=door(clock))
    assert (count, wrong) == (3 + 150 + 1 + 1 + 2, [])
    assert max(Counter(server.handler.asked).values()) == 1
    assert len(clock.slept) == len(server.handler.asked) - 1
    assert min(clock.slept) >= 0.99
    made = read([str(tmp_path / "boards")], str(tmp_path / "r.parquet"), engine="pool", processes=1)
    assert made["counts"]["in"] == count
    assert made["counts"]["error"] == 0
    asked = len(server.handler.asked)
    assert fetch(boards, str(tmp_path / "boards"), gateway=server.url, door=door(clock)) == (count, [])
    assert len(server.handler.asked) == asked


@pytest.mark.parametrize(
    "trouble", [[503, 500], [(429, "7")], [(503, "Wed, 21 Oct 2015 07:28:00 GMT")], ["cut"], ["drop", "drop"]]
)
def test_passing_trouble_is_waited_out(server, tmp_path: Path, trouble: list) -> None:
    """Busy, limited, cut or dropped answers are tried again, after as long as the server asks."""
    server.handler.trouble["/jobs"] = list(trouble)
    clock = Clock()
    assert fetch(["greenhouse:loaf"], str(tmp_path), gateway=server.url, door=door(clock)) == (3, [])
    if trouble == [(429, "7")]:
        assert 7.0 in clock.slept


@pytest.mark.parametrize(
    ("trouble", "said"),
    [
        ([404], "status 404"),
        ([500] * 9, "status 500"),
        (["html"], "not JSON"),
        (["away"], "another host"),
        (["drop"] * 9, "doesn't answer"),
        (["huge"], "longer than"),
    ],
)
def test_lasting_trouble_is_told_and_costs_its_board_only(
    server, tmp_path: Path, monkeypatch, trouble: list, said: str
) -> None:
    """The board is named with what went wrong; the next one is fetched."""
    monkeypatch.setitem(shelf("corpus/boards"), "manners", {**shelf("corpus/boards")["manners"], "bytes": 2_000_000})
    server.handler.trouble["/jobs"] = list(trouble)
    count, wrong = fetch(["greenhouse:loaf", "ashby:loaf"], str(tmp_path), gateway=server.url, door=door(Clock()))
    assert count == 1
    assert len(wrong) == 1
    assert said in wrong[0]
    assert not list(tmp_path.glob("greenhouse/loaf/*.json"))


def test_an_interrupted_board_goes_on(server, tmp_path: Path) -> None:
    """What was saved before the trouble isn't asked for again."""
    server.handler.trouble["skip=100"] = [500] * 5
    count, wrong = fetch(["lever:loaf"], str(tmp_path), gateway=server.url, door=door(Clock()))
    assert (count, len(wrong)) == (0, 1)
    assert fetch(["lever:loaf"], str(tmp_path), gateway=server.url, door=door(Clock())) == (150, [])
    assert sum("skip=0" in path for path in server.handler.asked) == 1


def test_robots_are_respected(server, tmp_path: Path) -> None:
    """A forbidden path isn't asked for; a delay is kept; a robots.txt that can't be had forbids all, one that isn't there nothing."""
    _, wrong = fetch(["lever:private"], str(tmp_path), gateway=server.url, door=door(Clock()))
    assert "robots.txt forbids" in wrong[0]
    assert not any("private" in path for path in server.handler.asked)
    server.handler.robots = "User-agent: *\nCrawl-delay: 9\n"
    clock = Clock()
    fetch(["lever:loaf"], str(tmp_path), gateway=server.url, door=door(clock))
    assert clock.slept[-1] == 9.0
    server.handler.robots = ""
    assert fetch(["ashby:a"], str(tmp_path), gateway=server.url, door=door(Clock())) == (1, [])
    server.handler.trouble["/robots.txt"] = [503] * 9
    _, wrong = fetch(["ashby:b"], str(tmp_path), gateway=server.url, door=door(Clock()))
    assert "status 503" in wrong[0]


def test_wrong_boards_are_told(server, tmp_path: Path, capsys) -> None:
    """An unknown kind and a name that is a path are misuse; the command says what it saved."""
    for wrong in ("lever", "levr:a", "lever:", "lever:../x", "lever:a/b", "lever:..", "lever:a?b"):
        with pytest.raises(ConfigError):
            fetch([wrong], str(tmp_path), gateway=server.url)
    assert main(["market", "fetch", "ashby:loaf", "-o", str(tmp_path / "b"), "--gateway", server.url]) == 0
    assert "ashby:loaf: 1 postings" in capsys.readouterr().err
    assert main(["market", "fetch", "greenhouse:gone", "-o", str(tmp_path / "b"), "--gateway", server.url]) == 1
    assert "status 404" in capsys.readouterr().err
