"""Who gets in, who may do what, and what is told of it."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest

from rolewright.store import candidates, cards, corpora, jobs, people, postings, roles, takehomes
from rolewright.store.engine import reading, writing
from rolewright.studio.app import create_app
from rolewright.studio.config import HOUR, Config
from rolewright.studio.passwords import hashed

_spec = importlib.util.spec_from_file_location("studio_matrix", Path(__file__).with_name("matrix.py"))
_module = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_module)
MATRIX = _module.MATRIX
LETTERS = {"a": "admin", "r": "recruiter", "m": "manager", "i": "interviewer", "v": "viewer"}
PASSWORD = "four short words here"


@pytest.fixture(scope="module")
def kept():
    """One hash for all: making one takes its time on purpose."""
    return hashed(PASSWORD)


@pytest.fixture
def team(engine, kept):
    """A person of each role, all members of the example role; role → id."""
    with writing(engine) as connection:
        made = {
            role: people.add(connection, f"{role}@example.com", role.title(), role, kept)["id"] for role in people.ROLES
        }
        first = next(one["id"] for one in roles.visible(connection) if one["postings"])
        roles.set_team(connection, first, list(made.values()))
    return made


@pytest.fixture
def many(engine):
    """The studio of a team."""
    return create_app(engine, Config(alone=False, attempts_a_minute=10_000, workers=0))


@pytest.fixture
def client_of(engine, many, team):
    """Signs somebody of a role in."""
    from tests_studio_client import Client

    def make(role):
        cookie = f"cookie-{role}"
        with writing(engine) as connection:
            people.begin(connection, team[role], cookie, HOUR)
        client = Client(many)
        client.cookies.set("rolewright", cookie, domain="127.0.0.1")
        return client

    return make


@pytest.fixture
def things(engine, team):
    """An id for each kind of thing of the example role."""
    with writing(engine) as connection:
        role = next(one["id"] for one in roles.visible(connection) if one["postings"])
        posting = postings.of_role(connection, role)[0]["id"]
        candidate = candidates.add(connection, role, "Ada", "", "", None)["id"]
        facts = {"kind": "text", "level": "mid", "seed": 0, "title": "T"}
        takehome = takehomes.add(connection, role, facts, b"PK\x05\x06" + bytes(18))["id"]
        sent = takehomes.send_in(connection, takehome, candidate, "w.zip", b"PK")["id"]
        return {
            "role": role, "posting": posting, "candidate": candidate, "takehome": takehome, "submission": sent,
            "remark": postings.comment(connection, posting, 1, "", "x", None)["id"],
            "card": cards.add(connection, candidate, "x", team["admin"], {})["id"],
            "job": jobs.add(connection, "grade", "", {}, team["admin"], role), "person": team["viewer"],
            "token": "x", "revision": 1, "form": "md", "name": "plan.html", "code": "RW701",
            "corpus": corpora.add(connection, "survey", "Survey", team["admin"])["id"], "other": "x",
        }  # fmt: skip


def test_every_route_is_in_the_matrix(many):
    """None was forgotten, and none is left over."""
    found = {(method.upper(), path) for path, methods in many.openapi()["paths"].items() for method in methods}
    assert found == set(MATRIX)


@pytest.mark.parametrize("letter", LETTERS)
def test_each_role_may_do_what_the_matrix_says(client_of, things, letter):
    """Every route, called by each role: 403 exactly where the matrix doesn't have it."""
    client = client_of(LETTERS[letter])
    wrong = []
    for (method, path), may in MATRIX.items():
        if path.endswith(("/live", "/events", "/signout")) or (method == "DELETE" and letter in may):
            continue
        answer = client.request(method, path.format(**things), json={} if method in {"POST", "PUT"} else None)
        told = (
            answer.json().get("error", {})
            if answer.headers["content-type"] == "application/json" and isinstance(answer.json(), dict)
            else {}
        )
        refused = answer.status_code == 403 and "may not do this" in told.get("what", "")
        if refused != (letter not in may and may != "-") or (answer.status_code in {401, 500} and may != "-"):
            wrong.append((method, path, answer.status_code))
    assert wrong == []


def test_nobody_gets_in_without_a_session(many, things):
    """Every route but signing in says 401, whatever is asked."""
    from tests_studio_client import Client

    client = Client(many)
    got = {
        (method, path): client.request(
            method, path.format(**things), json={} if method in {"POST", "PUT"} else None
        ).status_code
        for (method, path), may in MATRIX.items()
        if may != "-"
    }
    assert {key: status for key, status in got.items() if status != 401} == {}


def test_who_is_no_member_sees_nothing_of_a_role(client_of, things, engine):
    """Roles, postings, cards, candidates, take-homes, jobs of others are as if they weren't there (IDOR)."""
    with writing(engine) as connection:
        roles.set_team(connection, things["role"], [])
    client = client_of("manager")
    assert client.get("/api/roles").json() == []
    for (method, path), may in MATRIX.items():
        if "m" not in may or not any(
            f"{{{name}}}" in path
            for name in things
            if name not in {"person", "token", "revision", "form", "name", "code", "corpus", "other"}
        ):
            continue
        body = {"text": "x", "base": 1} if method == "PUT" and path.endswith("{posting}") else {}
        answer = client.request(method, path.format(**things), json=body if method in {"POST", "PUT"} else None)
        assert answer.status_code in {404, 422}, (method, path)
        assert answer.status_code == 404 or "body" in answer.json()["error"]["where"], (method, path)
    assert client.post("/api/check", {"text": "x", "role": things["role"]}).status_code == 404


def test_sign_in_by_password(many, team, engine):
    """The right password gets in; a wrong one, an unknown address and who was let go get the same answer."""
    from tests_studio_client import Client

    client = Client(many)
    good = {"email": "Recruiter@example.com", "password": PASSWORD}
    assert client.post("/api/signin", good).status_code == 200
    assert client.get("/api/me").json()["role"] == "recruiter"
    with writing(engine) as connection:
        people.change(connection, team["viewer"], {"active": False})
    told = {
        json.dumps(Client(many).post("/api/signin", body).json())
        for body in (
            good | {"password": "wrong"},
            good | {"email": "nobody@example.com"},
            {"email": "viewer@example.com", "password": PASSWORD},
        )
    }
    assert len(told) == 1
    assert client.post("/api/signout").status_code == 204
    assert client.get("/api/me").status_code == 401


def test_guessing_is_slowed_down(engine, team):
    """After so many attempts the answer is 429, for the right password too."""
    from tests_studio_client import Client

    client = Client(create_app(engine, Config(alone=False, attempts_a_minute=3, workers=0)))
    got = [client.post("/api/signin", {"email": "admin@example.com", "password": "x"}).status_code for _ in range(5)]
    assert got == [401, 401, 401, 429, 429]


def test_a_session_ends(engine, team, monkeypatch):
    """After its idle time, and at the end of its life at the latest; the cookie isn't in the database."""
    from rolewright.store import engine as store
    from rolewright.studio.rights import Sessions

    with writing(engine) as connection:
        people.begin(connection, team["admin"], "secret-cookie", 10 * HOUR)
    path = Path(engine.url.database)
    assert not any(b"secret-cookie" in one.read_bytes() for one in path.parent.glob(f"{path.name}*"))
    sessions = Sessions(engine, Config(idle=HOUR))
    assert sessions.find("secret-cookie").role == "admin"
    at = store.now()
    for module in ("rolewright.store.people", "rolewright.studio.rights"):
        monkeypatch.setattr(f"{module}.now", lambda: at + 2 * HOUR)
    assert sessions.find("secret-cookie") is None
    for module in ("rolewright.store.people", "rolewright.studio.rights"):
        monkeypatch.setattr(f"{module}.now", lambda: at - 5 * HOUR)
    assert sessions.find("secret-cookie").role == "admin", "a clock that is set back signs nobody out"


def test_who_loses_a_role_loses_the_session(client_of, team):
    """A change of rights ends the person's sessions at once."""
    admin, viewer = client_of("admin"), client_of("viewer")
    assert viewer.get("/api/me").status_code == 200
    assert admin.put(f"/api/people/{team['viewer']}", {"role": "recruiter"}).status_code == 200
    assert viewer.get("/api/me").status_code == 401
    assert admin.get("/api/log").json()[0]["action"] == "person changed"


def test_a_password_is_changed(client_of, engine, team):
    """With the old one; a short one is refused."""
    client = client_of("recruiter")
    assert client.post("/api/password", {"old": "wrong", "new": "another long one"}).status_code == 422
    assert client.post("/api/password", {"old": PASSWORD, "new": "short"}).status_code == 422
    assert client.post("/api/password", {"old": PASSWORD, "new": "another long one"}).status_code == 204
    assert client.get("/api/me").status_code == 200


def test_another_interviewers_card_stays_closed(client_of, things, engine, team):
    """A card isn't shown before all on the candidate are sealed, nor can it be written by somebody else."""
    from rolewright import api

    with reading(engine) as connection:
        role = api.role_from(roles.body_of(roles.get(connection, things["role"])))
    kit = api.kit(role)
    interview = next(one.id for one in kit.interviews if one.rated)
    other = client_of("recruiter")
    candidate = other.post(f"/api/roles/{things['role']}/candidates").json()["id"]
    card = client_of("interviewer").post(f"/api/candidates/{candidate}/cards", {"interview": interview}).json()["id"]
    assert other.get(f"/api/cards/{card}").status_code == 403
    assert other.put(f"/api/cards/{card}", {"typed": {}, "base": 1}).status_code == 403
    assert other.post(f"/api/cards/{card}/seal", {"base": 1}).status_code == 403
