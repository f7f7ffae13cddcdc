"""The database: its migrations make the schema, its audit log only grows, its transactions are whole."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

sa = pytest.importorskip("sqlalchemy")

from rolewright.errors import ConflictError, MissingError, StoreError
from rolewright.store import audit, migrate, people, postings, roles
from rolewright.store.engine import connect, open_store, reading, writing
from rolewright.store.schema import metadata


def test_the_migrations_make_the_schema(store):
    """What the migrations make is what the tables say: nothing is left for a next one."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with store.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    assert migrate.revision(store) == migrate.head()


def test_the_first_migration_makes_what_it_always_made(tmp_path):
    """Statement by statement what databases out there were made by; `schema_0001.sql` is of its first version."""
    from alembic import command

    made = connect(f"sqlite:///{tmp_path}/x.db")
    with writing(made) as connection:
        command.upgrade(migrate.config(connection), "0001")
    with made.connect() as connection:
        query = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type, name"
        found = [line.replace("\t", " ") for line in connection.execute(sa.text(query)).scalars()]
    assert ";\n".join(found) + ";\n" == Path(__file__).with_name("schema_0001.sql").read_text("utf-8")


def test_the_audit_log_only_grows(store):
    """A row of it can't be changed or deleted, by nobody who goes through the database."""
    with writing(store) as connection:
        audit.note(connection, None, "looked", "roles/1")
    for statement in ("UPDATE audit SET action = 'x'", "DELETE FROM audit"):
        with pytest.raises(sa.exc.DBAPIError, match="append-only"), writing(store) as connection:
            connection.execute(sa.text(statement))
    with reading(store) as connection:
        assert [row["action"] for row in audit.page(connection)] == ["looked"]


def test_a_transaction_is_whole(store):
    """What fails in the middle leaves nothing."""
    with pytest.raises(RuntimeError), writing(store) as connection:
        roles.create(connection, {"title": "Half"}, None)
        raise RuntimeError
    with reading(store) as connection:
        assert roles.visible(connection) == []


def test_a_posting_keeps_every_revision(store):
    """Saves from an old revision are woven in; the same words changed twice save nothing; all revisions stay."""
    with writing(store) as connection:
        role = roles.create(connection, {"title": "Role"}, None)["id"]
        posting = postings.create(connection, role, "P", "one\ntwo\nthree\n", None)["id"]
        first = postings.save(connection, posting, "ONE\ntwo\nthree\n", 1, None, "a")
        second = postings.save(connection, posting, "one\ntwo\nTHREE\n", 1, None, "b")
        third = postings.save(connection, posting, "uno\ntwo\nthree\n", 1, None, "b")
    assert (first.revision, second.revision, second.text) == (2, 3, "ONE\ntwo\nTHREE\n")
    assert third.conflict
    with reading(store) as connection:
        assert [row["revision"] for row in postings.versions(connection, posting)] == [3, 2, 1]
        assert postings.get(connection, posting)["text"] == "ONE\ntwo\nTHREE\n"


def test_a_save_whose_answer_was_lost_is_not_somebody_elses(store):
    """The same editor saves again from the revision that it knows: its own text isn't woven in twice."""
    with writing(store) as connection:
        role = roles.create(connection, {"title": "Role"}, None)["id"]
        posting = postings.create(connection, role, "P", "", None)["id"]
        postings.save(connection, posting, "Hel", 1, None, "tab")
        assert postings.save(connection, posting, "Hello", 1, None, "tab").text == "Hello"


def test_a_role_that_changed_meanwhile_is_not_overwritten(store):
    """A second save from the same revision is refused."""
    with writing(store) as connection:
        role = roles.create(connection, {"title": "Role"}, None)["id"]
        assert roles.save(connection, role, {"title": "A"}, 1, None) == 2
        with pytest.raises(ConflictError):
            roles.save(connection, role, {"title": "B"}, 1, None)


def test_somebody_stays_admin(store):
    """The last admin can't be taken away."""
    with writing(store) as connection:
        person = people.add(connection, "a@example.com", "A", "admin")["id"]
    with pytest.raises(ConflictError), writing(store) as connection:
        people.change(connection, person, {"role": "viewer"})
    with reading(store) as connection:
        assert people.get(connection, person)["role"] == "admin"


def test_what_is_missing_is_told(store):
    """An id that isn't there raises MissingError."""
    with pytest.raises(MissingError), reading(store) as connection:
        postings.get(connection, "none")


@pytest.mark.parametrize("url", ["mysql://x/y", "no url"])
def test_other_databases_are_refused(url):
    """A URL of another kind is told, with what to write."""
    with pytest.raises(StoreError, match="sqlite:///"):
        connect(url)


def test_a_database_of_a_newer_version_is_left_alone(tmp_path):
    """It isn't touched, and the message says why."""
    url = f"sqlite:///{tmp_path}/x.db"
    made = open_store(url)
    with writing(made) as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match="another version"):
        open_store(url)


def test_a_migration_that_is_interrupted_leaves_nothing(tmp_path, monkeypatch):
    """A step that fails halfway takes its first half back; the next start goes on from there."""
    from rolewright.store import schema

    url = f"sqlite:///{tmp_path}/x.db"
    with monkeypatch.context() as patch:
        from alembic.operations import Operations

        def die(*_, **__):
            raise KeyboardInterrupt

        patch.setattr(Operations, "execute", die)
        with pytest.raises(KeyboardInterrupt):
            open_store(url)
    assert sa.inspect(connect(url)).get_table_names() == []
    tables = set(sa.inspect(open_store(url)).get_table_names())
    assert set(schema.metadata.tables) <= tables


KILLED = """
import os, sys
from rolewright.store.engine import open_store, writing
from rolewright.store import postings, roles
engine = open_store(sys.argv[1])
with writing(engine) as connection:
    role = roles.create(connection, {"title": "Role"}, None)["id"]
    posting = postings.create(connection, role, "P", "0", None)["id"]
print(posting, flush=True)
number = 0
while True:
    number += 1
    with writing(engine) as connection:
        postings.save(connection, posting, str(number), number, None, "t")
    print(number, flush=True)
"""


def test_what_was_committed_survives_kill_9(tmp_path):
    """A process that is killed while it writes loses nothing that it was told is saved."""
    url = f"sqlite:///{tmp_path}/x.db"
    with subprocess.Popen([sys.executable, "-c", KILLED, url], stdout=subprocess.PIPE, text=True) as process:
        posting = process.stdout.readline().strip()
        for _ in range(30):
            last = process.stdout.readline()
        process.kill()
        told = int([last, *process.stdout.read().split("\n")[:-1]][-1])
    with reading(open_store(url)) as connection:
        assert int(postings.get(connection, posting)["text"]) >= told
        assert connection.execute(sa.text("PRAGMA integrity_check")).scalar() == "ok"


@pytest.mark.skipif(not shutil.which("mount") or os.geteuid() != 0, reason="needs to mount a small disk")
def test_a_full_disk_is_told_and_breaks_nothing(tmp_path):
    """A write that doesn't fit raises StoreError and leaves what was there; reading goes on."""
    folder = tmp_path / "small"
    folder.mkdir()
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=900k", "tmpfs", folder], capture_output=True, check=False
    ).returncode:
        pytest.skip("no small disk can be mounted here")
    try:
        store = open_store(f"sqlite:///{folder}/x.db")
        with writing(store) as connection:
            role = roles.create(connection, {"title": "Role"}, None)["id"]
        with pytest.raises(StoreError, match="full"), writing(store) as connection:
            postings.create(connection, role, "P", "x" * 2_000_000, None)
        with reading(store) as connection:
            assert [row["title"] for row in roles.visible(connection)] == ["Role"]
        store.dispose()
    finally:
        subprocess.run(["umount", folder], check=True)
