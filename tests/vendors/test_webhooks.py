"""Webhooks: only what the system signed is true."""

from __future__ import annotations

import hashlib
import hmac
import json

import pytest

from rolewright.errors import VendorError
from rolewright.vendors.webhooks import verify

BODY, NOW = b'{"action": "job_post_updated", "name": "Zo\\u00eb"}', 1_764_000_000.0


def sign(data, secret="s3cret"):
    return hmac.new(secret.encode(), data, hashlib.sha256).hexdigest()


def smart(body=BODY, at=str(int(NOW)), secret="s3cret"):
    head = {"smartrecruiters-timestamp": at, "event-id": "1", "event-name": "job.updated", "event-version": "v1"}
    data = b".".join([at.encode(), body, b"1", b"job.updated", b"v1", b""])
    return {**head, "smartrecruiters-signature": f"v1={sign(data, 'old')};v1={sign(data, secret)}"}


CALLS = {
    "greenhouse": {"Signature": f"sha256 {sign(BODY)}"},
    "ashby": {"Ashby-Signature": f"sha256={sign(BODY)}"},
    "workable": {"X-Workable-Signature": sign(BODY)},
    "smartrecruiters": smart(),
}


@pytest.mark.parametrize("name", CALLS)
def test_signed(name):
    """True for the body as it came, whatever the case of the header's name; false for any other byte, secret or form."""
    head = CALLS[name]
    assert verify(name, "s3cret", head, BODY, NOW)
    assert verify(name, "s3cret", {key.upper(): value for key, value in head.items()}, BODY, NOW)
    assert not verify(name, "s3cret", head, BODY + b" ", NOW)
    assert not verify(name, "other", head, BODY, NOW)
    assert not verify(name, "s3cret", {}, BODY, NOW)
    assert not verify(name, "s3cret", {key: value[:-1] for key, value in head.items()}, BODY, NOW)
    assert not verify(name, "s3cret", dict.fromkeys(head, "sha256=é; v1=\udc80;sha256 "), BODY, NOW)


def test_old_calls():
    """SmartRecruiters and Lever sign the time: a copy of an old call is false."""
    assert not verify("smartrecruiters", "s3cret", smart(at=str(int(NOW) - 301)), BODY, NOW)
    assert not verify("smartrecruiters", "s3cret", smart(at="soon"), BODY, NOW)
    assert verify("smartrecruiters", "s3cret", smart(at="1"), BODY)


def test_lever():
    """Lever signs token and time in the body."""
    said = {"token": "tok", "triggeredAt": int(NOW * 1000), "event": "x"}
    said["signature"] = sign(f"tok{said['triggeredAt']}".encode())
    assert verify("lever", "s3cret", {}, json.dumps(said).encode(), NOW)
    assert not verify("lever", "s3cret", {}, json.dumps(said).encode(), NOW + 301)
    assert not verify("lever", "s3cret", {}, json.dumps({**said, "token": "tik"}).encode(), NOW)
    for body in (b"", b"[]", b"{}", b"3", b"[" * 100_000, json.dumps({**said, "signature": 3}).encode()):
        assert not verify("lever", "s3cret", {}, body, NOW)


def test_misuse():
    """An empty secret signs for anybody: refused; so is an unknown system."""
    with pytest.raises(VendorError, match="the secret is empty"):
        verify("ashby", "", {}, BODY)
    with pytest.raises(VendorError, match="no system"):
        verify("bamboo", "x", {}, BODY)
