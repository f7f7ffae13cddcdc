"""A language model may change the tone and nothing else; whatever it does, the draft stays right."""

from __future__ import annotations

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from rolewright import api
from rolewright.errors import ConfigError
from rolewright.knowledge.shelf import shelf

SECTION = "duties"


class Stub(ThreadingHTTPServer):
    """An OpenAI-compatible endpoint on loopback; `answer(sentences)` gives the status and the body."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.answer = reworded
        self.asked, self.heads = [], []

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}/v1"


class Handler(BaseHTTPRequestHandler):
    """Hands the sentences to the stub's answer."""

    def do_POST(self):
        question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append((self.path, question))
        self.server.heads.append(dict(self.headers))
        status, body, *pause = self.server.answer(json.loads(question["messages"][1]["content"]))
        self.send_response(status)
        for name, value in pause[1].items() if len(pause) > 1 else ():
            self.send_header(name, value)
        self.end_headers()
        for piece in body if isinstance(body, list) else [body]:
            try:
                self.wfile.write(piece)
                self.wfile.flush()
            except OSError:
                return
            time.sleep(pause[0] if pause else 0)

    def log_message(self, *_):
        """Say nothing."""


def reworded(sentences, change=lambda text: text):
    """A completion with each sentence changed."""
    return completed(json.dumps({"sentences": [change(text) for text in sentences]}))


def completed(text):
    """A completion with this text."""
    return 200, json.dumps({"choices": [{"message": {"role": "assistant", "content": text}}]}).encode()


def first(change):
    """Change the first sentence only."""
    return lambda sentences: reworded([change(sentences[0]), *sentences[1:]])


@pytest.fixture
def stub():
    """A running endpoint."""
    server = Stub()
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def polish(stub, startup):
    """`polish(answer)` lets the stub answer so about the duties of the startup's role."""
    drafted = api.draft(startup)

    def run(answer=None, section=SECTION):
        if answer is not None:
            stub.answer = answer
        return drafted, api.polish(startup, drafted, section, url=stub.url, model="m", key="secret")

    return run


def test_a_faithful_rewording_is_taken(polish, stub):
    """Other words for the same: the sentence changes, its fields and reason stay, and the log shows both."""
    old, done = polish(
        first(
            lambda text: text.replace(
                "check it every night before training", "check it each night before training starts"
            ).replace("each night", "every night")
        )
    )
    assert done.accepted
    assert "before training starts" in done.drafted.markdown
    assert [(s, one.fields, one.reason) for s, one in done.drafted.written.sentences()] == [
        (s, one.fields, one.reason) for s, one in old.written.sentences()
    ]
    assert done.log[0].startswith("duties: 1 of ")
    assert any(line.startswith("  − ") for line in done.log)
    assert any(line.startswith("  + ") for line in done.log)


def test_only_the_section_is_sent(polish, stub, startup):
    """One request, with the instructions and the section's sentences; the key is a header."""
    _, done = polish()
    assert done.accepted
    ((path, question),) = stub.asked
    assert path == "/v1/chat/completions"
    assert question["model"] == "m"
    assert json.loads(question["messages"][1]["content"])[0] == startup.duties[0].text
    assert startup.pay.currency not in json.dumps(question)
    assert stub.heads[0]["Authorization"] == "Bearer secret"


UNFAITHFUL = {
    "adds a skill": lambda text: f"{text[:-1]} with Kubernetes.",
    "adds a plain fact": lambda text: f"{text[:-1]} over free lunch.",
    "changes a number": lambda text: text.replace("Release each change to two", "Release each change to three"),
    "adds a number": lambda text: f"{text[:-1]} for 7 shops.",
    "hardens": lambda text: f"You must always {text[:1].lower()}{text[1:]}",
    "negates": lambda text: f"Never {text[:1].lower()}{text[1:]}",
    "asks for years": lambda text: f"{text[:-1]}, after years of such work.",
    "loses most of it": lambda text: " ".join(text.split()[: len(text.split()) * 2 // 3]) + ".",
    "html": lambda text: f"<b>{text}</b>",
    "markdown": lambda text: f"**{text}**",
    "line breaks": lambda text: text.replace(" ", "\n", 1),
    "an address": lambda text: f"{text[:-1]}, see https://evil.example.",
    "a name": lambda text: f"{text[:-1]} with Amazon people.",
    "far longer": lambda text: text * 4,
    "empty": lambda _: "",
    "no text": lambda _: None,
    "a list": lambda text: [text],
    "shouts": lambda text: text[:-1] + "!",
}


@pytest.mark.parametrize("kind", UNFAITHFUL)
def test_an_unfaithful_rewording_is_refused(polish, kind):
    """The draft stays byte for byte as it was, and the log says why."""
    old, done = polish(lambda sentences: reworded(sentences, UNFAITHFUL[kind]))
    assert not done.accepted
    assert done.drafted is old
    assert done.log[0].startswith("duties is as it was: ")


def test_a_lost_skill_is_refused(polish):
    """A tool that the section named has to stay."""
    old, done = polish(lambda sentences: reworded(sentences, lambda text: text.replace("Python API", "own API")))
    assert not done.accepted
    assert "Python" in done.log[0]
    assert done.drafted is old


def test_a_softened_must_have_is_refused(polish):
    """What is asked for can't be made nice to have, nor the reverse."""
    old, done = polish(first(lambda text: f"It is a plus if {text[:1].lower()}{text[1:]}"), "must_haves")
    assert not done.accepted
    assert done.drafted is old


BROKEN = {
    "status 500": lambda _: (500, b"oops"),
    "status 401": lambda _: (401, b"{}"),
    "a redirect": lambda _: (307, b"", 0, {"Location": "http://127.0.0.1:9/"}),
    "no json": lambda _: (200, b"<html>hello"),
    "half json": lambda _: (200, b'{"choices": [{"mess'),
    "another json": lambda _: (200, b"[]"),
    "no choices": lambda _: (200, b'{"choices": []}'),
    "an empty body": lambda _: (200, b""),
    "an empty answer": lambda _: completed("   "),
    "a chatty answer": lambda sentences: completed("Sure! Here you are: " + json.dumps({"sentences": sentences})),
    "fewer sentences": lambda sentences: reworded(sentences[:-1]),
    "more sentences": lambda sentences: reworded([*sentences, sentences[0]]),
    "no list": lambda _: completed('{"sentences": "all fine"}'),
    "too long": lambda _: (200, [b"x" * 8192] * 40),
    "bytes that are no text": lambda _: (200, b"\xff\xfe\x00"),
    "deep nesting": lambda _: (200, b"[" * 60_000),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_answer_changes_nothing(polish, kind):
    """Every kind of wrong answer leaves the draft as it was, with one line that says what happened."""
    old, done = polish(BROKEN[kind])
    assert not done.accepted
    assert done.drafted is old
    assert done.log[0].startswith("duties is as it was: ")


@pytest.mark.parametrize(
    "answer", [lambda _: (200, [b" "] * 4000, 0.01), lambda sentences: (time.sleep(1), reworded(sentences))[1]]
)
def test_a_slow_answer_ends(polish, monkeypatch, answer):
    """The time for an answer is bounded as a whole, also if it drips."""
    monkeypatch.setitem(shelf("writing/polish"), "seconds", 0.3)
    before = time.monotonic()
    _, done = polish(answer)
    assert time.monotonic() - before < 10
    assert not done.accepted
    assert "seconds" in done.log[0]


def test_nobody_listens(startup):
    """An endpoint that isn't there is one line."""
    drafted = api.draft(startup)
    done = api.polish(startup, drafted, SECTION, url="http://127.0.0.1:9/v1", model="m")
    assert done.drafted is drafted
    assert "can't be reached" in done.log[0]


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://x", "localhost:11434"])
def test_only_web_addresses(startup, url):
    """Other schemes aren't opened."""
    done = api.polish(startup, api.draft(startup), SECTION, url=url, model="m")
    assert "isn't a web address" in done.log[0]


@pytest.mark.parametrize("section", ["pay", "fair", "process", "nothing"])
def test_sections_that_are_closed(startup, section):
    """Law and money aren't a matter of tone; an unknown section is misuse."""
    with pytest.raises(ConfigError, match="--polish"):
        api.polish(startup, api.draft(startup), section, url="http://127.0.0.1:9/v1", model="m")
