"""The door: waits where asked, repeats only what can be repeated, and believes no answer that is broken."""

from __future__ import annotations

import email.utils
import time

import pytest

from rolewright.errors import VendorError
from rolewright.knowledge.shelf import shelf
from rolewright.vendors.door import fetch

GOOD = (200, {"ok": True})


def test_busy_then_good(fake):
    """After 429 it waits as long as asked, then gets the answer."""
    fake.faults = [(429, {}, {"Retry-After": "7"}), GOOD]
    assert fetch("GET", f"{fake.at}/x").json("") == {"ok": True}
    assert fake.slept == [7.0]


def test_a_date_to_wait_for(fake):
    """`Retry-After` may be a date; one that is past asks for no wait."""
    soon = email.utils.formatdate(time.time() + 20, usegmt=True)
    fake.faults = [
        (503, {}, {"Retry-After": soon}),
        (503, {}, {"Retry-After": email.utils.formatdate(0, usegmt=True)}),
        GOOD,
    ]
    fetch("GET", f"{fake.at}/x")
    assert 15 < fake.slept[0] <= 20
    assert fake.slept[1] == 0


def test_backoff_doubles(fake):
    """Without `Retry-After`, or with nonsense in it, the wait doubles; after the last try the status is told."""
    fake.faults = [(500, {}, {"Retry-After": "soon"})] * 5
    with pytest.raises(VendorError, match="status 500"):
        fetch("GET", f"{fake.at}/x")
    assert fake.slept == [0.5, 1.0, 2.0, 4.0]
    assert len(fake.asked) == 5


def test_too_long_a_wait(fake):
    """An hour isn't waited: it is told."""
    fake.faults = [(429, {}, {"Retry-After": "3600"})]
    with pytest.raises(VendorError, match="asks to wait 3,600 seconds; try again later"):
        fetch("GET", f"{fake.at}/x")


@pytest.mark.parametrize(("status", "count"), [(500, 1), (502, 1), (429, 5), (503, 5)])
def test_a_write_isnt_done_twice(fake, status, count):
    """A write that may have been done is never repeated; one that was refused as too many is."""
    fake.faults = [(status, {})] * 5
    with pytest.raises(VendorError):
        fetch("PATCH", f"{fake.at}/x", data=b"{}")
    assert len(fake.asked) == count


def test_a_broken_connection(fake):
    """A read is repeated after a connection that broke off, also in the middle of an answer; a write isn't."""

    def half(handler):
        handler.send_response(200)
        handler.send_header("Content-Length", "100")
        handler.end_headers()
        handler.wfile.write(b'{"ok": true}')
        handler.close_connection = True

    fake.faults = [half, GOOD]
    assert fetch("GET", f"{fake.at}/x").json("") == {"ok": True}
    fake.faults = [half]
    with pytest.raises(VendorError, match="broke off 88 bytes early"):
        fetch("POST", f"{fake.at}/x", data=b"{}")


def test_too_long_an_answer(fake, monkeypatch):
    """An answer over the limit isn't read to its end."""
    monkeypatch.setitem(shelf("vendors/vendors")["door"], "limit", 1000)
    fake.faults = [(200, b"x" * 200_000)]
    with pytest.raises(VendorError, match="longer than 1,000 bytes"):
        fetch("GET", f"{fake.at}/x")


def test_too_slow_an_answer(fake, monkeypatch):
    """An answer that drips is given up on, however alive it looks."""
    monkeypatch.setitem(shelf("vendors/vendors")["door"], "seconds", 0.3)
    monkeypatch.setitem(shelf("vendors/vendors")["door"], "tries", 1)

    def drip(handler):
        handler.send_response(200)
        handler.send_header("Content-Length", "100")
        handler.end_headers()
        waited = __import__("threading").Event()
        for _ in range(8):
            try:
                handler.wfile.write(b"x")
            except OSError:
                break
            waited.wait(0.1)
        handler.close_connection = True

    fake.faults = [drip]
    with pytest.raises(VendorError, match=r"within 0\.3 seconds"):
        fetch("GET", f"{fake.at}/x")


def test_redirects_are_refused(fake):
    """A redirect goes nowhere with the key; the address without its query is told."""
    fake.faults = [(302, {}, {"Location": "https://evil.example/?key=1"})]
    with pytest.raises(VendorError, match=r"redirects to https://evil\.example/, which isn't followed"):
        fetch("GET", f"{fake.at}/x", {"Authorization": "Bearer t0ken"})
    assert len(fake.asked) == 1


@pytest.mark.parametrize("url", ["http://api.lever.co/x", "ftp://a/x", "file:///etc/passwd", "/x"])
def test_only_tls(url):
    """Keys don't travel in the open, and no file is read."""
    with pytest.raises(VendorError, match="isn't an https address"):
        fetch("GET", url)


def test_messages_hide_the_query(fake):
    """A key in a query is in no message."""
    fake.faults = [(404, {})]
    with pytest.raises(VendorError) as error:
        fetch("GET", f"{fake.at}/x?key=hidden")
    assert "hidden" not in str(error.value)


@pytest.mark.parametrize("body", [b"<html>Oops</html>", b"", b"[" * 100_000, b"\xff\xfe"])
def test_no_json(fake, body):
    """An error page with status 200 is told as what it is."""
    fake.faults = [(200, body)]
    with pytest.raises(VendorError, match="its answer isn't JSON"):
        fetch("GET", f"{fake.at}/x").json("x")


def test_nobody_there():
    """A closed port is one line."""
    with pytest.raises(VendorError, match="can't be reached"):
        fetch("POST", "http://127.0.0.1:9/x", data=b"{}")
