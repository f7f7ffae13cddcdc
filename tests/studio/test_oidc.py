"""Signing in by an OpenID provider that runs beside the test."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest

mock = pytest.importorskip("oidc_provider_mock")
httpx = pytest.importorskip("httpx2")

from tests_studio_client import Client

from rolewright.store import people
from rolewright.store.engine import writing
from rolewright.studio.app import create_app
from rolewright.studio.config import Config, Oidc

pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture(scope="module")
def provider():
    with mock.run_server_in_thread() as server:
        yield f"http://localhost:{server.server_port}"


def sign_in(client, provider, subject, claims):
    """The whole way: start, the provider's form, back."""
    httpx.put(f"{provider}/users/{subject}", json=claims)
    begun = client.get("/auth/start")
    assert begun.status_code == 303
    query = parse_qs(urlsplit(begun.headers["location"]).query)
    assert query["code_challenge_method"] == ["S256"]
    back = httpx.post(begun.headers["location"], data={"sub": subject}).headers["location"]
    return client.get(re.sub(r"^https?://[^/]+", "", back)), back


@pytest.fixture
def studio(engine, provider):
    def make(role=""):
        return create_app(
            engine,
            Config(alone=False, attempts_a_minute=1000, workers=0, oidc=Oidc(provider, "studio", "secret", role)),
        )

    return make


def test_a_person_who_is_known_gets_in(studio, provider, engine):
    """By a verified address, the first time; by the provider's own id from then on."""
    with writing(engine) as connection:
        people.add(connection, "ana@example.com", "Ana", "recruiter")
    client = Client(studio())
    answer, _ = sign_in(client, provider, "ana", {"email": "ana@example.com", "email_verified": True})
    assert answer.status_code == 200
    assert client.get("/api/me").json()["role"] == "recruiter"
    again = Client(studio())
    sign_in(again, provider, "ana", {"email": "other@example.com", "email_verified": True})
    assert again.get("/api/me").json()["email"] == "ana@example.com"


def test_who_is_unknown_or_unverified_does_not(studio, provider, engine):
    """Unless first-comers get a role; an address that the provider didn't verify counts for nothing."""
    with writing(engine) as connection:
        people.add(connection, "ben@example.com", "Ben", "admin")
    for claims in (
        {"email": "ben@example.com", "email_verified": False},
        {"email": "new@example.com", "email_verified": True},
    ):
        answer, _ = sign_in(Client(studio()), provider, "mallory", claims)
        assert answer.status_code == 401
    client = Client(studio("viewer"))
    sign_in(client, provider, "newcomer", {"email": "new@example.com", "email_verified": True})
    assert client.get("/api/me").json()["role"] == "viewer"


def test_a_sign_in_that_was_begun_elsewhere_is_refused(studio, provider):
    """The state has to be this browser's own."""
    one, two = Client(studio()), Client(studio())
    _, back = sign_in(one, provider, "eve", {"email": "eve@example.com", "email_verified": True})
    two.get("/auth/start")
    answer = two.get(re.sub(r"^https?://[^/]+", "", back))
    assert answer.status_code == 401
    assert "begun here" in answer.json()["error"]["what"]
