"""Personal access tokens: what is kept of them, what they may, how they end; and that cookies and tokens never mix."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
from tests_studio_client import Client

from rolewright import cli
from rolewright.store import audit, people, roles, tokens
from rolewright.store.engine import reading, writing
from rolewright.studio import v1
from rolewright.studio.app import create_app
from rolewright.studio.config import HOUR, Config

_spec = importlib.util.spec_from_file_location("studio_matrix", Path(__file__).with_name("matrix.py"))
_module = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_module)
PROGRAMS = _module.PROGRAMS
LETTERS = {"a": "admin", "r": "recruiter", "m": "manager", "i": "interviewer", "v": "viewer"}


@pytest.fixture
def team(engine):
    """A person of each role, all members of the example role; role → id."""
    with writing(engine) as connection:
        made = {role: people.add(connection, f"{role}@example.com", role, role)["id"] for role in people.ROLES}
        first = next(one["id"] for one in roles.visible(connection) if one["postings"])
        roles.set_team(connection, first, list(made.values()))
    return made


@pytest.fixture
def many(engine):
    return create_app(engine, Config(alone=False, attempts_a_minute=10_000, workers=0))


@pytest.fixture
def token_of(engine, team):
    """Makes a token of a person and a scope."""

    def make(role, scope="", days=1):
        with writing(engine) as connection:
            count = len(tokens.of_person(connection, team[role]))
            return tokens.add(connection, team[role], f"t{count}", scope or role, days)[0]

    return make


def program(app, token):
    """Calls with a token and nothing else, as a program does."""
    return Client(app, {"authorization": f"Bearer {token}"})


def person(app, engine, who):
    """Somebody who signed in."""
    with writing(engine) as connection:
        people.begin(connection, who, f"cookie-{who}", HOUR)
    client = Client(app)
    client.cookies.set("rolewright", f"cookie-{who}", domain="127.0.0.1")
    return client


@pytest.fixture
def things(engine, team):
    with reading(engine) as connection:
        from rolewright.store import postings

        role = next(one["id"] for one in roles.visible(connection) if one["postings"])
        posting = postings.of_role(connection, role)[0]["id"]
    return {"role": role, "posting": posting, "form": "md", "candidate": "x", "corpus": "x"}


def test_every_operation_is_in_the_matrix(many):
    """None was forgotten, and none is left over."""
    told = v1.create(many.state).openapi()["paths"]
    assert {(method.upper(), path) for path, methods in told.items() for method in methods} == set(PROGRAMS)


@pytest.mark.parametrize("letter", LETTERS)
def test_each_scope_may_do_what_the_matrix_says(many, token_of, things, letter):
    """Every operation by a token of each role, and by an admin's token of each scope: 403 exactly where the matrix lacks it."""
    wrong = []
    for token in (token_of(LETTERS[letter]), token_of("admin", LETTERS[letter])):
        client = program(many, token)
        for (method, path), may in PROGRAMS.items():
            answer = client.request(
                method, f"/api/v1{path}".format(**things), json={} if method in {"POST", "PUT"} else None
            )
            if (answer.status_code == 403) != (letter not in may) or answer.status_code in {401, 500}:
                wrong.append((method, path, answer.status_code))
    assert wrong == []


def test_nothing_without_a_token(many, things):
    """Every operation says 401 and how to authenticate; its description is for all."""
    for method, path in PROGRAMS:
        answer = Client(many).request(
            method, f"/api/v1{path}".format(**things), json={} if method in {"POST", "PUT"} else None
        )
        assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer"), path
    assert Client(many).get("/api/v1/openapi.json").json()["info"]["version"] == "1"


def test_a_cookie_opens_nothing_for_programs(many, engine, team):
    """CSRF has nothing to ride on: below /api/v1 a session counts for nothing."""
    client = person(many, engine, team["admin"])
    assert client.get("/api/me").status_code == 200
    assert client.get("/api/v1/me").status_code == 401
    assert client.post("/api/v1/roles", {"file": "version = 1"}).status_code == 401


def test_a_token_opens_no_page(many, token_of):
    """The page's routes take no token: it makes no tokens, people or passwords."""
    client = program(many, token_of("admin"))
    assert client.get("/api/v1/me").status_code == 200
    for method, path in (
        ("GET", "/api/me"),
        ("GET", "/api/tokens"),
        ("POST", "/api/tokens"),
        ("POST", "/api/people"),
        ("GET", "/api/log"),
    ):
        assert client.request(method, path, json={}).status_code == 401, path


def test_a_token_works_from_no_page(many, token_of):
    """Whatever a browser says of where a call comes from: the token alone counts, and no other origin may read the answer."""
    client = program(many, token_of("admin"))
    answer = client.post(
        "/api/v1/read", {"text": "x"}, headers={"origin": "https://evil.example", "sec-fetch-site": "cross-site"}
    )
    assert answer.status_code == 200
    assert not [name for name in answer.headers if name.startswith("access-control")]
    asked = client.request(
        "OPTIONS", "/api/v1/read", headers={"origin": "https://evil.example", "access-control-request-method": "POST"}
    )
    assert asked.status_code == 405


def test_only_its_digest_is_kept(engine, token_of):
    """Who reads the database can't use what is in it."""
    made = token_of("admin")
    path = Path(engine.url.database)
    assert not any(made.encode() in one.read_bytes() for one in path.parent.glob(f"{path.name}*"))
    assert made.startswith("rolewright_")
    assert len(made) > 50


def test_tokens_are_made_listed_and_revoked_by_their_owner(many, engine, team):
    """The token is told once; nobody else sees or revokes it; the log has it all, and none of its words."""
    owner, other = person(many, engine, team["manager"]), person(many, engine, team["admin"])
    made = owner.post("/api/tokens", {"name": "ci", "scope": "viewer", "days": 30}).json()
    assert program(many, made["token"]).get("/api/v1/me").json()["scope"] == "viewer"
    assert [(one["name"], one["scope"]) for one in owner.get("/api/tokens").json()] == [("ci", "viewer")]
    assert made["token"] not in owner.get("/api/tokens").text
    assert owner.get("/api/tokens").json()[0]["used"]
    assert other.get("/api/tokens").json() == []
    assert other.delete(f"/api/tokens/{made['id']}").status_code == 404
    assert owner.post("/api/tokens", {"name": "ci", "scope": "viewer"}).status_code == 409
    assert owner.delete(f"/api/tokens/{made['id']}").json() == {"revoked": True}
    assert program(many, made["token"]).get("/api/v1/me").status_code == 401
    log = other.get("/api/log").json()
    assert [one["action"] for one in log[:3]] == ["token revoked", "token used", "token created"]
    assert all(one["thing"] == f"tokens/{made['id']}" for one in log[:3])
    assert made["token"] not in other.get("/api/log").text


@pytest.mark.parametrize(
    ("role", "scope"),
    [("viewer", "admin"), ("interviewer", "manager"), ("manager", "recruiter"), ("recruiter", "admin")],
)
def test_nobody_gives_more_than_they_have(many, engine, team, role, scope):
    """A scope beyond one's own rights is refused."""
    answer = person(many, engine, team[role]).post("/api/tokens", {"name": "x", "scope": scope})
    assert answer.status_code == 403
    assert role in answer.json()["error"]["what"]


@pytest.mark.parametrize("body", [{"name": "", "scope": "viewer"}, {"name": "x", "scope": "owner"}, {"name": "x", "scope": "viewer", "days": 0},
                                  {"name": "x", "scope": "viewer", "days": 367}, {"name": "x\n", "scope": "viewer"}])  # fmt: skip
def test_a_token_has_a_name_a_scope_and_an_end(many, engine, team, body):
    """And lives for a year at most."""
    assert person(many, engine, team["admin"]).post("/api/tokens", body).status_code == 422


def test_a_token_ends(many, engine, team, token_of, monkeypatch):
    """On its day, also while it is remembered; an expired one is still listed."""
    token, client = token_of("admin", days=2), None
    client = program(many, token)
    assert client.get("/api/v1/me").status_code == 200
    from rolewright.store import engine as store

    later = store.now() + 2 * tokens.DAY + 1
    for module in ("rolewright.store.tokens", "rolewright.studio.tokens"):
        monkeypatch.setattr(f"{module}.now", lambda: later)
    assert client.get("/api/v1/me").status_code == 401
    with reading(engine) as connection:
        assert len(tokens.of_person(connection, team["admin"])) == 1


def test_who_loses_rights_loses_them_by_token_too(many, engine, team, token_of):
    """A role that is taken away limits the person's tokens at once; who is let go has none."""
    token, admin = token_of("manager"), person(many, engine, team["admin"])
    client = program(many, token)
    assert "role.write" in client.get("/api/v1/me").json()["can"]
    admin.put(f"/api/people/{team['manager']}", {"role": "viewer"})
    assert client.get("/api/v1/me").json()["can"] == ["look", "check"]
    admin.put(f"/api/people/{team['manager']}", {"active": False})
    assert client.get("/api/v1/me").status_code == 401


def test_calls_are_limited_by_token(engine, token_of):
    """429 with the seconds to wait; another token isn't held up."""
    app = create_app(engine, Config(alone=False, calls_a_minute=3, workers=0))
    client, other = program(app, token_of("admin")), program(app, token_of("viewer"))
    got = [client.get("/api/v1/me") for _ in range(5)]
    assert [one.status_code for one in got] == [200, 200, 200, 429, 429]
    assert 1 <= int(got[-1].headers["retry-after"]) <= 20
    assert other.get("/api/v1/me").status_code == 200


def test_guessing_tokens_is_slowed_down(engine, token_of):
    """After so many wrong ones from an address 429; right ones go on."""
    app = create_app(engine, Config(alone=False, attempts_a_minute=2, workers=0))
    got = [program(app, f"guess{n}").get("/api/v1/me").status_code for n in range(4)]
    assert got == [401, 401, 429, 429]
    assert program(app, token_of("viewer")).get("/api/v1/me").status_code == 200


def test_who_is_no_member_sees_nothing_by_token(many, engine, token_of, things):
    """Roles and postings of others are as if they weren't there (IDOR), read, written, matched or exported."""
    with writing(engine) as connection:
        roles.set_team(connection, things["role"], [])
    client = program(many, token_of("manager"))
    assert client.get("/api/v1/roles").json() == []
    bodies = {
        "save_role": {"file": "version = 1\nlanguage = 'en'", "base": 1},
        "save_posting": {"text": "x", "base": 1},
    }
    told = v1.create(many.state).openapi()["paths"]
    for (method, path), may in PROGRAMS.items():
        if "m" in may and ("{role}" in path or "{posting}" in path):
            body = bodies.get(told[path][method.lower()]["operationId"], {})
            assert (
                client.request(
                    method, f"/api/v1{path}".format(**things), json=body if method != "GET" else None
                ).status_code
                == 404
            ), path
    assert client.post("/api/v1/check", {"text": "x", "role": things["role"]}).status_code == 404


def test_what_a_token_did_is_in_the_log(many, engine, token_of, things):
    """Each change by a token is noted with the token's id."""
    client = program(many, token_of("admin"))
    made = client.post(f"/api/v1/roles/{things['role']}/postings", {"text": "x"}).json()["id"]
    client.put(f"/api/v1/postings/{made}", {"text": "xy", "base": 1})
    with reading(engine) as connection:
        rows = audit.page(connection, thing=f"postings/{made}")
        kept = tokens.of_person(connection, rows[0]["person"])[0]["id"]
    assert [one["detail"] for one in rows if one["action"] == "by token"] == [f"token {kept}"] * 2


def test_unknown_addresses_are_told(many, token_of):
    """In the same words as any other trouble, also for a method that there isn't."""
    client = program(many, token_of("viewer"))
    for method, path, status in (
        ("GET", "/api/v1/none", 404),
        ("DELETE", "/api/v1/roles", 405),
        ("GET", "/api/v2/me", 404),
    ):
        answer = client.request(method, path)
        assert ("/api/v1/openapi.json" in answer.json()["error"]["do"]) == path.startswith("/api/v1/")
        assert (answer.status_code, set(answer.json()["error"]) >= {"what", "where", "do"}) == (status, True), path


def test_the_command_line_makes_lists_and_revokes(tmp_path, capsys):
    """`studio token` prints the token alone on standard output; `tokens` never shows it; `--revoke` takes it back."""
    words = ["--database", str(tmp_path / "x.db")]
    assert cli.main(["studio", "token", "ci", "--scope", "manager", "--days", "7", *words]) == 0
    made = capsys.readouterr().out.strip()
    assert made.startswith("rolewright_")
    assert cli.main(["studio", "tokens", *words]) == 0
    told = capsys.readouterr().out
    assert "ci  manager  until" in told
    assert made not in told
    assert cli.main(["studio", "token", "ci", *words]) == 2
    assert cli.main(["studio", "token", "ci", "--revoke", *words]) == 0
    assert cli.main(["studio", "token", "ci", "--revoke", *words]) == 2
    for wrong in (["--days", "0"], ["--for", "nobody@example.com"]):
        assert cli.main(["studio", "token", "x", *wrong, *words]) == 2


def test_a_backup_holds_no_token_that_can_be_used(engine, token_of, tmp_path):
    """Digests only: tokens go on working after a restore, and nobody reads them out of the file."""
    import zipfile

    from rolewright.store.backup import backup

    made = token_of("admin")
    backup(engine, str(tmp_path / "kept.zip"))
    with zipfile.ZipFile(tmp_path / "kept.zip") as archive:
        assert not any(made.encode() in archive.read(name) for name in archive.namelist())
