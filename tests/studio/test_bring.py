"""Postings that are brought: files of any format, read apart; public pages, and no others."""

from __future__ import annotations

import http.server
import threading

import pytest
from tests_studio_client import TOKEN, Client

from rolewright import api
from rolewright.errors import DocumentError
from rolewright.studio import fetch as room
from rolewright.studio.app import create_app
from rolewright.studio.config import Config
from rolewright.studio.reader import markdown_of

PAGE = (
    b"<html><body><nav>Home</nav><h1>Baker</h1><h2>You</h2><ul><li>Bake bread.</li><li>Sweep.</li></ul></body></html>"
)


def upload(client, name, data):
    return client.request("POST", "/api/bring/file", files={"file": (name, data)})


@pytest.mark.parametrize("form", ["docx", "html", "md", "txt"])
def test_a_file_becomes_markdown(client, form):
    """What `rolewright draft` writes comes back with its headings and bullets."""
    role = api.load_role("examples/roles/startup-ml-engineer.toml")
    written = api.draft(role).written
    text = upload(client, f"posting.{form}", api.render(role, written, form)).json()["text"]
    assert "Machine Learning Engineer" in text
    assert "Train a demand forecast per bakery" in text
    if form != "txt":
        assert "\n## " in text
        assert "\n- " in text


def test_words_before_a_heading_get_none(client):
    """A page without a title brings no empty headings along."""
    page = b"<p>We bake.</p><h2>You</h2><ul><li>Bake bread.</li></ul>"
    text = upload(client, "x.html", page).json()["text"]
    assert text == "We bake.\n\n## You\n\n- Bake bread.\n"


@pytest.mark.parametrize(
    ("name", "data"),
    [("x.docx", b"PK\x03\x04 broken"), ("x.pdf", b"%PDF-1.7 broken"), ("x.png", b"\x89PNG\r\n"), ("x.md", b"")],
)
def test_a_broken_file_is_told(client, name, data):
    """By what is in it, whatever it is called."""
    answer = upload(client, name, data)
    assert answer.status_code == 422
    assert answer.json()["error"]["do"]


def test_a_file_that_eats_memory_breaks_nothing(monkeypatch):
    """Its process ends at the limit; the studio goes on."""
    import zipfile
    from io import BytesIO

    bomb = BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b"<x/>")
        archive.writestr("word/document.xml", b"<a>" * 40_000_000)
    with pytest.raises(DocumentError):
        markdown_of(bomb.getvalue(), "x.docx")


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "::1", "fe80::1%eth0",
     "fc00::1", "::ffff:127.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1", "::"],
)  # fmt: skip
def test_addresses_that_are_not_public_are_refused(client, monkeypatch, address):
    """SSRF: whatever name resolves to them, also beside a public one."""
    monkeypatch.setattr(room, "resolve", lambda host, port: ["93.184.215.14", address])
    answer = client.post("/api/bring/page", {"url": "https://innocent.example/job"})
    assert answer.status_code == 422
    assert "network of its own" in answer.json()["error"]["what"]


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://example.com/",
        "http://example.com:22/",
        "gopher://x",
        "http://",
        "https://exa mple/",
    ],
)
def test_only_web_addresses_are_opened(client, url):
    """Other schemes and ports are refused."""
    assert client.post("/api/bring/page", {"url": url}).status_code == 422


@pytest.fixture
def site():
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            where = {"/away": "http://169.254.169.254/latest", "/round": "/round"}.get(self.path)
            self.send_response(302 if where else 200)
            self.send_header("Location", where or "")
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(PAGE)

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_a_page_becomes_markdown(engine, site):
    """Its headings and bullets; a redirect goes on only so often."""
    client = Client(create_app(engine, Config(token=TOKEN, private=True, workers=0))).enter()
    text = client.post("/api/bring/page", {"url": f"{site}/job"}).json()["text"]
    assert "# Baker" in text
    assert "- Bake bread." in text
    assert client.post("/api/bring/page", {"url": f"{site}/round"}).status_code == 422


def test_a_redirect_to_a_private_address_is_refused(client, site, monkeypatch):
    """The second hop is looked at like the first."""
    real = room._once
    hops = []

    def first_is_let_in(url, *, private):
        hops.append(url)
        return real(url, private=len(hops) == 1)

    monkeypatch.setattr(room, "_once", first_is_let_in)
    answer = client.post("/api/bring/page", {"url": f"{site}/away"})
    assert hops[1] == "http://169.254.169.254/latest"
    assert "network of its own" in answer.json()["error"]["what"]
