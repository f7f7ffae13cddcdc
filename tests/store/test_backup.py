"""Backups go round: SQLite to PostgreSQL and back, byte for byte; a damaged one puts nothing in."""

from __future__ import annotations

import zipfile

import pytest

sa = pytest.importorskip("sqlalchemy")

from rolewright.errors import StoreError
from rolewright.store import audit, candidates, jobs, people, postings, roles, takehomes
from rolewright.store.backup import backup, restore
from rolewright.store.engine import open_store, reading, writing
from rolewright.store.schema import metadata, sessions


def filled(engine):
    """A bit of everything."""
    with writing(engine) as connection:
        person = people.add(connection, "a@example.com", "Ünï 😀", "admin")["id"]
        people.begin(connection, person, "cookie", 10_000)
        role = roles.create(connection, {"title": "Role"}, person)["id"]
        roles.set_team(connection, role, [person])
        posting = postings.create(connection, role, "P", "one\n", person)["id"]
        postings.save(connection, posting, "one\ntwo\n", 1, person)
        postings.comment(connection, posting, 1, "one", "why?", person)
        candidate = candidates.add(connection, role, "Ada", "ada@example.com", "", None)["id"]
        facts = {"kind": "text", "level": "mid", "seed": 0, "title": "T"}
        takehome = takehomes.add(connection, role, facts, bytes(range(256)))["id"]
        takehomes.send_in(connection, takehome, candidate, "w.zip", b"\x00\xff")
        job = jobs.add(connection, "grade", "x", {}, person, role)
        jobs.tell(connection, job, "begun")
        audit.note(connection, person, "did", f"roles/{role}")


def rows_of(engine):
    with reading(engine) as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(sa.select(table).order_by(*table.c))]
            for table in metadata.sorted_tables
        }


def test_a_backup_goes_round(store, tmp_path):
    """Written, restored into a new SQLite file, written again: the same rows, but for sessions; numbering goes on."""
    filled(store)
    first, second = str(tmp_path / "a.zip"), str(tmp_path / "b.zip")
    count = backup(store, first)
    other = open_store(f"sqlite:///{tmp_path}/other.db")
    assert restore(other, first) == count
    before = rows_of(store)
    assert before.pop(sessions.name)
    after = rows_of(other)
    assert after.pop(sessions.name) == []
    assert after == before
    assert backup(other, second) == count
    with zipfile.ZipFile(first) as one, zipfile.ZipFile(second) as two:
        for name in one.namelist():
            assert name == "backup.json" or one.read(name) == two.read(name)
    other.dispose()


def test_a_backup_goes_into_any_database(store, tmp_path):
    """A backup of SQLite goes into PostgreSQL too, and new rows are numbered after the old ones."""
    source = open_store(f"sqlite:///{tmp_path}/source.db")
    filled(source)
    backup(source, str(tmp_path / "a.zip"))
    restore(store, str(tmp_path / "a.zip"))
    before = rows_of(source)
    before[sessions.name] = []
    assert rows_of(store) == before
    with writing(store) as connection:
        audit.note(connection, None, "next", "x")
    with reading(store) as connection:
        assert [row["number"] for row in audit.page(connection)] == [2, 1]
    source.dispose()


def test_a_damaged_backup_puts_nothing_in(tmp_path):
    """One letter changed: it is told, and the store stays empty."""
    source, target = (open_store(f"sqlite:///{tmp_path}/{name}.db") for name in "ab")
    filled(source)
    backup(source, str(tmp_path / "good.zip"))
    with zipfile.ZipFile(tmp_path / "good.zip") as good, zipfile.ZipFile(tmp_path / "bad.zip", "w") as bad:
        for name in good.namelist():
            bad.writestr(name, good.read(name).replace(b"two", b"2wo"))
    with pytest.raises(StoreError, match="damaged"):
        restore(target, str(tmp_path / "bad.zip"))
    assert not any(rows_of(target).values())
    with pytest.raises(StoreError, match="no backup"):
        restore(target, __file__)
    for engine in (source, target):
        engine.dispose()


def test_a_store_with_something_in_it_is_not_overwritten(tmp_path):
    """Restoring is for a new store."""
    source = open_store(f"sqlite:///{tmp_path}/a.db")
    filled(source)
    backup(source, str(tmp_path / "a.zip"))
    before = rows_of(source)
    with pytest.raises(StoreError, match="isn't empty"):
        restore(source, str(tmp_path / "a.zip"))
    assert rows_of(source) == before
    source.dispose()
