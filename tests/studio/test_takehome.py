"""A take-home in the studio: set, sent in, graded while one looks on."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

from rolewright.store import jobs
from rolewright.store.engine import reading, writing

pytest.importorskip("onnxruntime")


def packed(files):
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return kept.getvalue()


@pytest.fixture
def assignment(client, example):
    """(take-home, candidate) of the example role."""
    made = client.post(f"/api/roles/{example[0]}/takehomes", {"kind": "classification", "level": "junior", "seed": 3})
    assert made.status_code == 201
    return made.json()["id"], client.post(f"/api/roles/{example[0]}/candidates", {"name": "A"}).json()["id"]


def send(client, takehome, candidate, name, data):
    return client.request(
        "POST", f"/api/takehomes/{takehome}/submissions", data={"candidate": candidate, "quick": "true"},
        files={"file": (name, data)},
    )  # fmt: skip


def test_the_candidate_gets_no_answers(client, assignment):
    """The archive for the candidate holds the candidate's part alone."""
    answer = client.get(f"/api/takehomes/{assignment[0]}/candidate")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        names = archive.namelist()
    assert any(name.endswith("model.onnx") for name in names)
    assert not [name for name in names if "held" in name or "grader" in name or "reference" in name]


@pytest.mark.parametrize("name", ["../../escape.py", "/etc/cron.d/x", "a/../../../b"])
def test_an_archive_that_climbs_out_is_refused(client, assignment, name):
    """Zip slip: nothing is written outside, and the answer says why."""
    answer = send(client, *assignment, "work.zip", packed({name: "x"}))
    assert answer.status_code == 422


@pytest.mark.parametrize(("name", "data"), [("work.exe", b"MZ"), ("work.zip", b"not a zip"), ("work.zip", b"")])
def test_what_is_no_archive_is_refused(client, assignment, name, data):
    """By content, whatever it is called."""
    assert send(client, *assignment, name, data).status_code == 422


def test_feedback_is_kept_as_sent(client, assignment, engine, example):
    """Not before there is a report; then with its time, also in the log; and it can be taken back."""
    from rolewright.store import takehomes

    made = send(client, *assignment, "work.zip", packed({"main.py": "x"})).json()["id"]
    assert client.put(f"/api/submissions/{made}/told", {"told": True}).status_code == 404
    with writing(engine) as connection:
        takehomes.graded(connection, made, {"letter.md": "Dear candidate"})
    at = client.put(f"/api/submissions/{made}/told", {"told": True}).json()["told"]
    (sent,) = client.get(f"/api/roles/{example[0]}/takehomes").json()["submissions"]
    assert sent["told"] == at > 1_700_000_000_000
    assert "feedback sent" in [one["action"] for one in client.get("/api/log").json()]
    assert client.put(f"/api/submissions/{made}/told", {"told": False}).json() == {"told": None}


def test_a_job_survives_who_does_it(client, assignment, engine, monkeypatch):
    """A job whose worker is gone is taken over after its silence; after three tries it fails instead of going round."""
    made = send(client, *assignment, "work.zip", packed({"main.py": "x"})).json()
    with writing(engine) as connection:
        assert jobs.claim(connection)["id"] == made["job"]
    with writing(engine) as connection:
        assert jobs.claim(connection) is None
    monkeypatch.setattr(jobs, "SILENT", -1000)
    for _ in range(2):
        with writing(engine) as connection:
            assert jobs.claim(connection, jobs.Silence())["id"] == made["job"]
    with writing(engine) as connection:
        assert jobs.claim(connection, jobs.Silence()) is None
    with reading(engine) as connection:
        row = jobs.get(connection, made["job"])
    assert row["state"] == "failed"
    assert "3 times" in row["error"]
    assert json.loads(row["args"])["quick"] is True


@pytest.mark.parametrize("jump", [-86_400_000, 86_400_000])
def test_a_clock_that_jumps_takes_no_job_away(client, assignment, engine, monkeypatch, jump):
    """A running job isn't begun a second time by a clock that goes on by a day; one that was left is, though it went back."""
    import time

    made = send(client, *assignment, "work.zip", packed({"main.py": "x"})).json()
    monkeypatch.setattr(jobs, "now", lambda: time.time_ns() // 1_000_000 - jump)
    silence = jobs.Silence()
    with writing(engine) as connection:
        assert jobs.claim(connection, silence)["id"] == made["job"]
        monkeypatch.undo()
        assert jobs.claim(connection, silence) is None
        monkeypatch.setattr(jobs, "SILENT", 20)
        time.sleep(0.03)
        assert jobs.claim(connection, silence)["id"] == made["job"]
        assert jobs.claim(connection, silence) is None


def test_a_quiet_job_gives_signs_of_life(client, assignment, engine, monkeypatch):
    """A job whose program says nothing for long isn't taken over."""
    import threading
    import time

    from rolewright.studio import worker

    made = send(client, *assignment, "work.zip", packed({"main.py": "x"})).json()
    with writing(engine) as connection:
        jobs.claim(connection)
        before = jobs.get(connection, made["job"])["beat"]
    monkeypatch.setattr(worker, "_BEAT", 0.02)
    ended = threading.Event()
    thread = threading.Thread(target=worker.Worker(engine)._beat, args=(made["job"], ended))
    thread.start()
    time.sleep(0.3)
    ended.set()
    thread.join()
    with reading(engine) as connection:
        assert jobs.get(connection, made["job"])["beat"] > before
        assert jobs.events(connection, made["job"]) == []
