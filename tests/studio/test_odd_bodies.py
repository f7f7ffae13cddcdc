"""Bodies and headers that no page and no client of ours sends, by a real connection: refused in words, and the studio goes on."""

from __future__ import annotations

import httpx2 as httpx
import pytest

from rolewright.client import Client, NotFoundError
from rolewright.errors import ConfigError
from rolewright.store import people, tokens
from rolewright.store.engine import writing
from rolewright.studio.security import MOST_BYTES, MOST_UNKNOWN, MOST_WORDS

JSON = {"content-type": "application/json"}
FORM = {"content-type": "multipart/form-data; boundary=zz"}
PART = b'--zz\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
BLOCK = b"x" * (1 << 16)


@pytest.fixture
def token(engine):
    with writing(engine) as connection:
        return tokens.add(connection, people.owner(connection)["id"], "t", "admin", 1)[0]


@pytest.fixture
def program(address, token):
    """Calls with a token that may do all."""
    with httpx.Client(base_url=address, headers={"authorization": f"Bearer {token}"}, timeout=30) as client:
        yield client


def endless(size, first=b""):
    """A body that never said how long it is, and is a little longer than `size`."""
    yield first
    for _ in range(size // len(BLOCK) + 2):
        yield BLOCK


def told(answer, status):
    """The trouble that was told."""
    assert answer.status_code == status, answer.text
    return answer.json()["error"]


@pytest.mark.parametrize(
    ("path", "headers", "most", "first"),
    [("check", JSON, MOST_WORDS, b'{"text":"'), ("candidates/x/document", FORM, MOST_BYTES, PART)],
    ids=["words", "file"],
)
def test_a_body_that_grows_is_cut_off(program, path, headers, most, first):
    """One that comes in pieces without a length, at the limit of its kind; the next call is answered."""
    answer = program.post(f"/api/v1/{path}", content=endless(most, first), headers=headers)
    assert told(answer, 413)["what"] == f"more than {most >> 10} kB"
    assert program.get("/api/v1/me").status_code == 200


@pytest.mark.parametrize(("path", "kind"), [("/api/signin", JSON), ("/api/v1/check", JSON), ("/api/bring/file", FORM)])
def test_who_shows_nothing_sends_little(address, path, kind):
    """Without cookie and token a large body isn't read to its end, with its length told or not."""
    with httpx.Client(base_url=address, headers={**kind, "sec-fetch-site": "same-origin"}) as client:
        for content in (b"x" * (MOST_UNKNOWN + 1), endless(MOST_UNKNOWN, PART)):
            assert "64 kB" in told(client.post(path, content=content), 413)["what"]


@pytest.mark.parametrize("length", ["9" * 5000, "²", "-1", "1e3", ""])
def test_a_length_that_is_none(client, length):
    """Of a server before us that lets it through."""
    answer = client.request("POST", "/api/check", content=b"x", headers={"content-length": length.encode("latin-1")})
    assert answer.status_code == 413


@pytest.mark.parametrize(
    ("body", "status"),
    [(b"[" * 200_000, 400), (b'{"text":' + b"[" * 200_000, 400), (b'{"text":"\xff\xfe"}', 400), (b'{"text":"\\ud800"}', 422),
     (b'{"text":NaN}', 422), (b'{"text":"x","places":[' + b"9" * 5000 + b"]}", 400), (b"null", 422), (b"", 422)],
    ids=["deep", "deeper", "no UTF-8", "half a character", "no number", "a long number", "nothing", "empty"],
)  # fmt: skip
def test_what_is_no_request(program, body, status):
    """Never a mistake of ours, whatever it would have been."""
    assert told(program.post("/api/v1/check", content=body, headers=JSON), status)["do"]


def test_a_form_of_many_parts(program):
    """Refused by their number."""
    answer = program.post("/api/v1/candidates/x/document", files=[(f"f{n}", ("a", b"")) for n in range(1500)])
    assert "Too many" in told(answer, 400)["what"]


@pytest.mark.parametrize("shown", [b"Bearer \xff\xfe", b"Bearer " + b"x" * 50_000, b"Bearer", b"Basic eA==", b""])
def test_what_is_no_token(address, shown):
    """401, as for none."""
    answer = httpx.get(f"{address}/api/v1/me", headers=[(b"authorization", shown)])
    assert told(answer, 401)["do"]


@pytest.mark.parametrize("shown", [b"rolewright=\xff\xfe", b"rolewright=" + b"x" * 30_000, b"=;;=", b"rolewright"])
def test_what_is_no_cookie(address, shown):
    """The same."""
    assert told(httpx.get(f"{address}/api/me", headers=[(b"cookie", shown)]), 401)["do"]


def test_no_id_leads_elsewhere(address, token):
    """The client refuses what would be another address; what is merely no id is told by the studio."""
    with Client(address, token) as client:
        for name in ("", ".", ".."):
            with pytest.raises(ConfigError):
                client.posting(name)
        with pytest.raises(NotFoundError):
            client.posting("../me")
