"""The HTTP API for programs: the real server in a process of its own, the real client before it."""

from __future__ import annotations

import io
import json
import os
import socket
import subprocess
import sys
import threading
import time
import zipfile
from pathlib import Path

import pytest
from tests_studio_client import served

from rolewright import api
from rolewright.cli import main
from rolewright.client import (
    ChangedError,
    Client,
    ClientError,
    ForbiddenError,
    InvalidError,
    NotFoundError,
    TokenError,
    TooManyError,
    UnavailableError,
    models,
    reading,
    records,
    requests,
)
from rolewright.errors import ConfigError, RolewrightError
from rolewright.model.kit import Kit
from rolewright.model.match import Matching
from rolewright.store import people, tokens
from rolewright.store.engine import writing
from rolewright.studio.app import create_app
from rolewright.studio.config import Config

ROOT = Path(__file__).parents[2]
ROLE = (ROOT / "examples/roles/startup-ml-engineer.toml").read_text("utf-8")
BAD = (ROOT / "examples/machine-learning-engineer.md").read_text("utf-8")


@pytest.fixture(scope="module")
def studio(tmp_path_factory):
    from tests_studio_process import Process

    made = Process(tmp_path_factory.mktemp("service") / "studio.db")
    yield made
    made.stop()


@pytest.fixture(scope="module")
def admin(studio):
    with Client(studio.address, studio.token("all", "--scope", "admin")) as client:
        yield client


@pytest.fixture(scope="module")
def viewer(studio):
    with Client(studio.address, studio.token("looks")) as client:
        yield client


@pytest.fixture(scope="module")
def role(admin):
    return admin.create_role(ROLE).id


def test_whose_token_it_is(admin, viewer):
    """A token says whose it is, its scope, and what it may do."""
    assert (admin.me().role, viewer.me().role, viewer.me().scope) == ("admin", "admin", "viewer")
    assert viewer.me().can == ["look", "check"]


def test_a_check_is_what_the_command_line_says(viewer, tmp_path, capsys):
    """The report over HTTP equals that of `rolewright check --format json`, field by field."""
    path = tmp_path / "posting.md"
    path.write_text(BAD, "utf-8")
    main(["check", "--exit-zero", "--format", "json", str(path)])
    told = json.loads(capsys.readouterr().out)["reports"][0]
    got = viewer.check(BAD).model_dump()
    assert {**got, "file": ""} == {**told, "file": ""}
    assert len(got["findings"]) > 20
    assert {one.severity for one in viewer.check(BAD).problems("error")} == {"error"}


def test_a_reading_is_what_the_library_says(viewer):
    """The reading over HTTP equals the contract of `api.read_posting`."""
    got = json.loads(viewer.read(BAD, "AI Engineer").model_dump_json())
    assert got == json.loads(json.dumps(api.read_posting(api.parse(BAD, "", "markdown"), "AI Engineer").as_dict()))


def test_a_check_takes_role_places_and_format(admin, viewer, role):
    """Held against a role of the studio; places besides those of the text; plain text as such."""
    assert any(one.code.startswith("RW") for one in viewer.check(BAD, role=role).findings)
    here = {one.code for one in viewer.check("# Engineer\n\nRemote.", places=["US-CO"]).findings}
    assert "RW701" in here
    assert viewer.check("* no list *", format="text").format == "text"


def test_a_fix_is_what_the_library_does(viewer):
    """The fixed text equals `api.fix_report`, and fixing it again changes nothing."""
    text = "# Backend Engineer\n\n## Responsibilities\n\n- Maintain the IP whitelist and the blacklist.\n"

    def again(source):
        return api.check_posting(api.parse(source, "", "markdown"))

    done = viewer.fix(text)
    assert (done.text, done.applied) == (api.fix_report(again(text), again).after, 2)
    assert "whitelist" not in done.text
    assert viewer.fix(done.text).applied == 0
    assert done.report == viewer.check(done.text)


def test_roles_go_in_and_out_as_files(admin, role):
    """What was sent comes back as the same role; a save from an old revision is refused and overwrites nothing."""
    from rolewright.scoping.load import loads

    got = admin.role(role)
    assert loads(got.file.encode(), "x") == loads(ROLE.encode(), "x")
    assert (got.gaps, got.missing) == ([], [])
    changed = got.file.replace("people = 12", "people = 14")
    assert changed != got.file
    assert admin.save_role(role, changed, got.revision).revision == got.revision + 1
    with pytest.raises(ChangedError) as told:
        admin.save_role(role, ROLE, got.revision)
    assert told.value.status == 409
    assert "people = 14" in admin.role(role).file
    assert role in {one.id for one in admin.roles()}


def test_a_draft_is_the_librarys(admin, role):
    """The draft equals `api.draft` of the role's file, and is clean."""
    from rolewright.scoping.load import loads

    drafted = admin.draft(role)
    assert drafted.text == api.draft(loads(admin.role(role).file.encode(), "x")).markdown
    assert (drafted.gaps, drafted.score > 80) == ([], True)


def test_postings_are_saved_and_woven(admin, role):
    """Made from a draft, saved, woven with somebody else's change, refused where both changed the same words."""
    made = admin.create_posting(role, draft=True)
    text = admin.posting(made.id).text
    assert admin.save_posting(made.id, f"{text}\nOne more line.\n", made.revision).revision == 2
    woven = admin.save_posting(made.id, f"First of all.\n\n{text}", 2)
    assert admin.posting(made.id).text == woven.text
    assert [one.id for one in admin.postings(role)] == [made.id]
    assert admin.export(made.id, "docx")[:2] == b"PK"
    assert json.loads(admin.export(made.id, "json"))["@type"] == "JobPosting"


def test_two_clients_never_lose_a_word(studio, admin, role):
    """Both changed the same line from the same revision: the second is told, with both texts, and nothing is lost."""
    made = admin.create_posting(role, text="# Baker\n\nPay: 100.\n")
    with Client(studio.address, studio.token("second", "--scope", "recruiter")) as other:
        other.save_posting(made.id, "# Baker\n\nPay: 120.\n", 1)
    with pytest.raises(ChangedError) as told:
        admin.save_posting(made.id, "# Baker\n\nPay: 140.\n", 1)
    assert told.value.told["pieces"]
    assert admin.posting(made.id).text == "# Baker\n\nPay: 120.\n"


def test_a_kit_is_the_librarys_record(admin, role):
    """The kit over HTTP is the very record that `api.kit` gives."""
    from rolewright.scoping.load import loads

    kit = admin.kit(role)
    assert isinstance(kit, Kit)
    assert kit == api.kit(loads(admin.role(role).file.encode(), "x"))
    with zipfile.ZipFile(io.BytesIO(admin.kit_files(role))) as archive:
        assert set(archive.namelist()) == set(api.kit_files(kit))


def test_a_match_is_the_librarys_record(admin, role):
    """Documents sent in are matched: the record of `api.match`; the candidate's name is nowhere in it."""
    candidate = admin.create_candidate(role, name="Ada Lovelace")
    resume = b"# Ada Lovelace\n\n## Work\n\n### ML engineer, Example, 2019 - 2024\n\n- Trained demand forecasts in Python and ran them in production.\n"
    sent = admin.send_document(candidate.id, "resume.md", resume)
    made = admin.match(role, "2026-11-23")
    assert isinstance(made, Matching)
    assert [one.profile for one in made.matches] == [sent.document]
    assert any(cell.points for cell in made.matches[0].cells)
    assert "Lovelace" not in repr(made)


def test_what_a_token_may_not(studio, viewer, role):
    """A scope limits an admin's token; what may not be done isn't done."""
    with pytest.raises(ForbiddenError) as told:
        viewer.create_role(ROLE)
    assert told.value.status == 403
    for call in (lambda: viewer.kit(role), lambda: viewer.match(role), lambda: viewer.create_posting(role)):
        with pytest.raises(ForbiddenError):
            call()


def test_a_scope_limits_what_is_done_not_what_is_seen(viewer, role):
    """A token sees the roles that its person sees; its scope says what it may do with them."""
    assert viewer.role(role).id == role
    with pytest.raises(ForbiddenError):
        viewer.save_role(role, ROLE, 1)


@pytest.mark.parametrize("token", ["rolewright_nonsense", "x", "rolewright_" + "a" * 43])
def test_a_wrong_token_gets_nothing(studio, token):
    """401, with what to do."""
    with Client(studio.address, token) as client, pytest.raises(TokenError) as told:
        client.me()
    assert "token" in told.value.do


def test_errors_say_what_and_where(admin, role):
    """What isn't there, what is wrong, and a role file that can't be read with its line."""
    with pytest.raises(NotFoundError):
        admin.posting("nothing")
    with pytest.raises(InvalidError) as told:
        admin.create_role('title = "x"\nversion = 1\nlanguage = "en"\nnonsense = 1\n')
    assert "nonsense" in str(told.value)
    with pytest.raises(InvalidError):
        admin.check("x", date="tomorrow")
    with pytest.raises(ConfigError):
        admin.check("x" * 300_000)
    with pytest.raises(InvalidError):
        admin.export(admin.create_posting(role, text="x").id, "odt")


def test_tables_need_a_corpus(admin):
    """No corpus, no table: told, not guessed."""
    assert admin.corpora() == []
    with pytest.raises(NotFoundError):
        admin.market_table("none")


def test_revoking_ends_a_token(studio):
    """Revoked in another process it is refused within seconds."""
    with Client(studio.address, studio.token("gone")) as client:
        assert client.me().scope == "viewer"
        studio.token("gone", "--revoke")
        until = time.monotonic() + 12
        with pytest.raises(TokenError):
            while time.monotonic() < until:
                client.me()
                time.sleep(0.5)


def test_lists_come_in_parts(admin, role, monkeypatch):
    """However few at a time, the whole list, each once; a part that is too big is refused."""
    for number in range(5):
        admin.create_posting(role, text="x", title=f"P{number}")
    whole = admin.postings(role)
    monkeypatch.setattr("rolewright.client.client.PART", 2)
    assert admin.postings(role) == whole
    assert len({one.id for one in whole}) == len(whole) >= 5
    assert [one.id for one in admin.roles()] == sorted(one.id for one in admin.roles())
    monkeypatch.setattr("rolewright.client.client.PART", 501)
    with pytest.raises(ConfigError, match="500"):
        admin.roles()


def test_a_studio_that_is_too_slow():
    """After `timeout` seconds without an answer that is told, instead of waiting for ever."""
    with socket.create_server(("127.0.0.1", 0)) as slow:
        address = f"http://127.0.0.1:{slow.getsockname()[1]}"
        begun = time.monotonic()
        with Client(address, "token", timeout=0.3) as client, pytest.raises(UnavailableError, match="Timeout") as told:
            client.me()
    assert time.monotonic() - begun < 15
    assert told.value.status == 0


@pytest.mark.parametrize(("answer", "kind"), [(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", ClientError),
                                              (b"HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n{", UnavailableError),
                                              (b"HTTP/1.1 302 Found\r\nLocation: https://evil.example/\r\nContent-Length: 0\r\n\r\n", ClientError),
                                              (b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 6\r\n\r\n<html>", UnavailableError),
                                              (b"SSH-2.0-x\r\n", UnavailableError)])  # fmt: skip
def test_what_is_no_studio(answer, kind):
    """An answer of another shape, half of one, a redirect with the token, a proxy's page: told as an error of the client."""
    with socket.create_server(("127.0.0.1", 0)) as other:

        def once():
            connection, _ = other.accept()
            with connection:
                connection.recv(65536)
                connection.sendall(answer)

        thread = threading.Thread(target=once)
        thread.start()
        with Client(f"http://127.0.0.1:{other.getsockname()[1]}", "token", timeout=5) as client, pytest.raises(kind):
            client.me()
        thread.join()


def test_patience_outlasts_too_many_calls(engine):
    """Without patience the client is told when to come back; with it it waits as long and gets its answer."""
    app = create_app(engine, Config(calls_a_minute=60, workers=0))
    with writing(engine) as connection:
        token, _ = tokens.add(connection, people.owner(connection)["id"], "t", "viewer", 1)
    with served(app) as address, Client(address, token) as hasty, Client(address, token, patience=20) as patient:
        with pytest.raises(TooManyError) as told:
            for _ in range(70):
                hasty.me()
        assert 1 <= told.value.retry_after <= 3
        assert patient.me().role == "admin"


def test_nobody_there():
    """No answer at all is told as such."""
    with Client("http://127.0.0.1:9", "token", timeout=2) as client, pytest.raises(UnavailableError):
        client.me()


@pytest.mark.parametrize(
    ("address", "token"),
    [("http://studio.example.com", "t"), ("ftp://127.0.0.1", "t"), ("studio.example.com", "t"), ("https://", "t"),
     ("https://a:b@studio.example.com", "t"), ("https://x", "t\nX: y"), ("https://x", " ")],
)  # fmt: skip
def test_a_token_goes_nowhere_else(address, token):
    """Not unencrypted, not to what is no web address, not as a second header."""
    with pytest.raises(ConfigError):
        Client(address, token)


def test_the_environment_names_the_studio(studio, monkeypatch):
    """Without arguments address and token come from the environment; without those it says which is missing."""
    monkeypatch.delenv("ROLEWRIGHT_STUDIO", raising=False)
    with pytest.raises(ConfigError, match="ROLEWRIGHT_STUDIO"):
        Client()
    monkeypatch.setenv("ROLEWRIGHT_STUDIO", studio.address)
    monkeypatch.setenv("ROLEWRIGHT_TOKEN", studio.token("env"))
    with Client() as client:
        assert client.me().scope == "viewer"


def test_every_error_is_the_houses():
    """Whoever catches RolewrightError catches them all."""
    kinds = (ChangedError, ForbiddenError, InvalidError, NotFoundError, TokenError, TooManyError, UnavailableError)
    assert all(issubclass(one, ClientError) for one in kinds)
    assert issubclass(ClientError, RolewrightError)


def test_the_description_is_fresh():
    """`docs/api.openapi.json` is what the routes are."""
    sys.path.insert(0, str(ROOT / "dev"))
    import openapi

    assert openapi.PAGE.read_text("utf-8") == openapi.described(), "run `make openapi` and commit it"


def test_client_and_description_are_one():
    """Each operation is a method of the client by its id, each model of the description one of the client's, field by field."""
    from pydantic import BaseModel

    told = json.loads((ROOT / "docs/api.openapi.json").read_text("utf-8"))
    ids = [one["operationId"] for path in told["paths"].values() for one in path.values()]
    methods = {name for name, one in vars(Client).items() if not name.startswith("_") and callable(one)} - {"close"}
    assert sorted(ids) == sorted(methods)
    records.shape(Kit), records.shape(Matching)
    ours = {
        one.__name__: one
        for room in (models, reading, requests)
        for one in vars(room).values()
        if isinstance(one, type) and issubclass(one, BaseModel)
    }
    ours |= {one.__name__: one for one in records._RECORDS}
    for name, schema in told["components"]["schemas"].items():
        if name.startswith("Body_"):
            continue
        made = ours[name].model_json_schema(ref_template="#/components/schemas/{model}")
        assert set(made["properties"]) == set(schema["properties"]), name
        assert set(made.get("required", ())) == set(schema.get("required", ())), name


@pytest.mark.parametrize("record", [Kit, Matching])
def test_a_record_goes_round(record):
    """Every record within a kit or a match is made again as it was."""
    role = api.load_role(str(ROOT / "examples/roles/startup-ml-engineer.toml"))
    resume = api.read_profile(
        b"# A B\n\n## Work\n\n### ML engineer, Example, 2019 - 2024\n\n- Built forecasts in Python.\n", "a.md"
    )
    made = api.kit(role) if record is Kit else api.match(role, [resume], day="2026-11-23")
    assert records.made(record, json.dumps(api.plain_data(made)).encode()) == made


def test_the_pages_script_runs(studio, admin, role, tmp_path):
    """The Python of `docs/api.md`, as it stands there, against a running studio: it checks, and it saves."""
    written = (ROOT / "docs/api.md").read_text("utf-8").split("```py\n")[1].split("```")[0]
    made = admin.create_posting(role, text=BAD, title="For the page").id
    before = {one.id: one.revision for card in admin.roles() for one in admin.postings(card.id)}
    (tmp_path / "posting.md").write_text(BAD, "utf-8")
    token = studio.token("page", "--scope", "admin")
    env = {**os.environ, "ROLEWRIGHT_STUDIO": studio.address, "ROLEWRIGHT_TOKEN": token}
    done = subprocess.run(
        [sys.executable, "-c", written], cwd=tmp_path, env=env, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "RW701" in done.stdout
    after = {one.id: one.revision for card in admin.roles() for one in admin.postings(card.id)}
    assert made in after
    assert [after[one] - revision for one, revision in before.items() if after[one] != revision] == [1]
