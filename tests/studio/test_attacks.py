"""Strangers' words on every page, in headers and in names of files, by the page's API and by that of programs."""

from __future__ import annotations

import json

import pytest
from test_rulebook import OWN
from tests_studio_client import Client

from rolewright.store import tokens
from rolewright.store.engine import reading, writing
from rolewright.store.people import owner

SCRIPT = "<img src=x onerror=window.hacked=1><script>window.hacked=1</script>"
LINES = "a\r\nSet-Cookie: stolen=1\r\n\r\n<script>"


@pytest.fixture
def program(app, engine):
    """Calls with a token that may do all."""
    with writing(engine) as connection:
        token, _ = tokens.add(connection, owner(connection)["id"], "t", "admin", 1)
    return Client(app, {"authorization": f"Bearer {token}"})


def resume(words):
    return (
        f"{words}\n\nExperience\n\nEngineer, {words}\n03/2021 - present\n- Ran forecasts in Python {words}\n".encode()
    )


def test_no_page_runs_a_strangers_script(open_page, client, example):
    """In a candidate's name, notes and document, a corpus and its postings, rules of the team, people, what the log shows."""
    role = example[0]
    candidate = client.post(f"/api/roles/{role}/candidates", {"name": SCRIPT, "notes": SCRIPT}).json()["id"]
    path = f"/api/candidates/{candidate}/profile"
    assert client.request("POST", path, files={"file": ("a.txt", resume(SCRIPT))}).status_code == 201
    row = json.dumps({"id": SCRIPT, "title": SCRIPT, "text": f"# {SCRIPT}\n\nPython {SCRIPT}"})
    client.request("POST", "/api/market/corpora", files={"file": (f"{SCRIPT}.jsonl", row.encode())})
    own = OWN.replace("The product has been called Beacon since 2024.", SCRIPT.replace('"', "'"))
    assert client.put("/api/rules", {"base": 0, "own": [own]}).status_code == 200
    client.post(
        "/api/people", {"email": "x@example.com", "name": SCRIPT, "role": "viewer", "password": "four short words"}
    )
    page = open_page("/")
    start = page.url.rstrip("/")
    found = [f"/roles/{role}{rest}" for rest in ("", "/candidates", "/matrix", "/debrief", "/interview")]
    for address in (
        *found,
        "/market",
        "/rules",
        "/rules/ACME01",
        "/people",
        "/log",
    ):
        page.goto(start + address)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("() => window.hacked") is None, address
    for address in (f"/api/candidates/{candidate}/redaction", f"/api/roles/{role}/matrix"):
        page.goto(start + address)
        assert page.evaluate("() => window.hacked") is None, address
    answer = client.get(f"/api/candidates/{candidate}/match/matrix.html")
    assert answer.status_code == 200, answer.text
    assert "<script>window" not in answer.text
    assert "sandbox" in answer.headers["content-security-policy"]
    open_page.errors.clear()


def test_no_word_becomes_a_header(client, program):
    """Line breaks in a role file's title, a posting's title, a candidate's name, the name of a sent file."""
    file = program.get(f"/api/v1/roles/{client.get('/api/roles').json()[0]['id']}").json()["file"]
    title = json.dumps(LINES)
    changed = "\n".join(f"title = {title}" if line.startswith("title = ") else line for line in file.split("\n"))
    made = program.post("/api/v1/roles", {"file": changed})
    role = made.json()["id"] if made.status_code == 201 else client.get("/api/roles").json()[0]["id"]
    assert program.post(f"/api/v1/roles/{role}/postings", {"text": "x", "title": LINES}).status_code == 422
    posting = program.post(f"/api/v1/roles/{role}/postings", {"text": f"# {LINES}"}).json()["id"]
    candidate = program.post(f"/api/v1/roles/{role}/candidates", {"name": "Ada"}).json()["id"]
    sent = program.request("POST", f"/api/v1/candidates/{candidate}/document", files={"file": (LINES, resume("Ada"))})
    assert sent.status_code in {201, 422}
    for path in (f"/api/v1/postings/{posting}/export/md", f"/api/v1/postings/{posting}/export/txt"):
        answer = program.get(path)
        assert answer.status_code == 200
        assert "set-cookie" not in answer.headers
        assert "\n" not in answer.headers["content-disposition"]
        assert answer.headers["content-disposition"].startswith("attachment")


@pytest.mark.parametrize("climb", ["../../../../etc/passwd", "..%2f..%2f..%2fetc%2fpasswd", "%2e%2e/%2e%2e/etc/passwd", "....//etc/passwd",
                                   "/etc/passwd", "C:%5cwindows%5cwin.ini", "a%00b"])  # fmt: skip
def test_no_name_climbs_out(client, program, example, climb):
    """Path traversal in every address with a name in it, and in the name of a file that is sent."""
    role, _, posting = example
    page = (f"/api/postings/{posting}/export/{climb}", f"/api/rules/{climb}", f"/api/rules/file/{climb}", f"/api/roles/{role}/kit/{climb}",
            f"/assets/{climb}", f"/api/market/{climb}/table", f"/{climb}")  # fmt: skip
    for path in page:
        answer = client.get(path)
        assert "root:" not in answer.text, path
        assert answer.status_code in {404, 405, 422} or '<div id="app">' in answer.text, path
    for path in (
        f"/api/v1/postings/{posting}/export/{climb}",
        f"/api/v1/roles/{climb}",
        f"/api/v1/market/{climb}/table",
    ):
        answer = program.get(path)
        assert answer.status_code in {404, 405, 422} or '<div id="app">' in answer.text, path
    candidate = client.post(f"/api/roles/{role}/candidates", {"name": "Ada"}).json()["id"]
    sent = client.request("POST", f"/api/candidates/{candidate}/profile", files={"file": (climb, resume("Ada"))})
    assert sent.status_code in {201, 422}


def test_a_program_fetches_nothing(app):
    """SSRF: no operation of the API for programs takes an address or a path of the machine."""
    from rolewright.studio import v1

    told = v1.create(app.state).openapi()["components"]["schemas"]
    names = {field for name, model in told.items() if name in {"Check", "Fix", "Read", "NewRole", "SaveRole", "NewPosting", "SavePosting",
                                                               "NewCandidate"} for field in model["properties"]}  # fmt: skip
    assert names
    assert not names & {"url", "path", "address", "folder", "file_name"}


@pytest.mark.parametrize("more", [{"author": "x"}, {"state": "approved"}, {"id": "x"}, {"revision": 9}])
def test_nothing_is_set_that_isnt_asked_for(program, example, more):
    """A field that a request doesn't have is refused, so that none is slipped into a row."""
    answer = program.post(f"/api/v1/roles/{example[0]}/postings", {"text": "x", **more})
    assert answer.status_code == 422


def test_no_token_and_no_password_is_in_the_log(app, client, engine, program):
    """The log holds ids and counts."""
    secret = client.post("/api/tokens", {"name": "ci", "scope": "viewer"}).json()["token"]
    assert program.get("/api/v1/me").status_code == 200
    with reading(engine) as connection:
        from rolewright.store import audit

        told = json.dumps(audit.page(connection))
    assert secret not in told
    assert program.headers["authorization"].split()[1] not in told
