"""Candidates beside the role in the studio: figures of the command line, labels for names, and nothing left after erasure."""

from __future__ import annotations

import json

import pytest
from tests_studio_client import Client

from rolewright.store import candidates
from rolewright.store.engine import reading

RESUME = """Ada Example
ada@example.com
+44 20 7946 0000

Experience

Machine Learning Engineer, Nordwind Shop
03/2021 - present
- Built and ran the demand forecast in Python and SQL, released weekly with Airflow
- Owned monitoring and alerts of the ranking model in production

Data Analyst, Kontor
01/2018 - 02/2021
- Used SQL and dbt for the sales reports

Education
BSc Mathematics, University of Example, 2017
"""


def send(client, candidate, name="resume.txt", data=None):
    return client.request(
        "POST",
        f"/api/candidates/{candidate}/profile",
        files={"file": (name, RESUME.encode() if data is None else data)},
    )


@pytest.fixture
def ada(client, example):
    """A candidate whose document was read."""
    made = client.post(
        f"/api/roles/{example[0]}/candidates", {"name": "Ada Example", "email": "ada@example.com"}
    ).json()["id"]
    assert send(client, made).status_code == 201
    return made


def test_the_matrix_is_the_command_lines(client, example, ada, tmp_path):
    """Verdicts, evidence and sums are those of `rolewright match`."""
    from rolewright.cli import match

    (tmp_path / "role.toml").write_bytes(client.get(f"/api/roles/{example[0]}/file").content)
    (tmp_path / "resume.txt").write_text(RESUME)
    words = [
        str(tmp_path / "role.toml"),
        str(tmp_path / "resume.txt"),
        "-o",
        str(tmp_path / "out"),
        "--day",
        "2026-11-23",
    ]
    assert match.main(words) == 0
    (page,) = (tmp_path / "out").glob("p-*.json")
    theirs = json.loads(page.read_text())
    (ours,) = client.get(f"/api/roles/{example[0]}/matrix?day=2026-11-23").json()["people"]
    assert (ours["points"], ours["of"]) == (theirs["points"], theirs["of"])
    assert [{k: v for k, v in cell.items() if k != "says"} for cell in ours["cells"]] == theirs["cells"]
    assert any(cell["verdict"] == "shown" for cell in ours["cells"])
    letter = client.get(f"/api/candidates/{ada}/match/letter.md?day=2026-11-23")
    assert letter.content == page.with_name(page.stem + "-letter.md").read_bytes()
    assert (
        client.get(f"/api/candidates/{ada}/match/matrix.html")
        .headers["content-security-policy"]
        .endswith("allow-downloads")
    )


def test_the_matrix_knows_no_names(client, example, ada):
    """Labels alone; what is personal is blacked out in the redaction view too."""
    told = client.get(f"/api/roles/{example[0]}/matrix").text
    assert "Candidate 1" in told
    for word in ("Ada", "ada@example.com", "7946", "University of Example"):
        assert word not in told
        assert word not in client.get(f"/api/candidates/{ada}/redacted").json()["text"]


def test_what_people_saw_counts_once_all_cards_are_sealed(client, example, ada):
    """An open card moves nothing, so that nobody reads a rating off the sum; a sealed one counts."""
    role = example[0]
    before = client.get(f"/api/roles/{role}/matrix?day=2026-11-23").json()["people"][0]
    kit = client.get(f"/api/roles/{role}/kit").json()["kit"]
    rows = {cell["row"] for cell in before["cells"]}
    interview = next(
        one
        for one in kit["interviews"]
        if one["rated"] and {each["id"] if isinstance(each, dict) else each for each in one["attributes"]} & rows
    )
    card = client.post(f"/api/candidates/{ada}/cards", {"interview": interview["id"]}).json()["id"]
    lines = {
        one["id"]: {"evidence": "She named what breaks first", "rating": 5}
        for one in client.get(f"/api/cards/{card}").json()["card"]["lines"]
    }
    typed = {"lines": lines, "verdict": "yes", "because": "She has done it twice."}
    client.put(f"/api/cards/{card}", {"typed": typed, "base": 1})
    assert client.get(f"/api/roles/{role}/matrix?day=2026-11-23").json()["people"][0] == before
    assert client.post(f"/api/cards/{card}/seal", {"base": 2}).status_code == 200
    after = client.get(f"/api/roles/{role}/matrix?day=2026-11-23").json()["people"][0]
    assert [one for cell in after["cells"] for one in cell["vetted"]]


def test_erasure_leaves_nothing_of_a_document(client, example, ada, engine):
    """Profile, redaction and matrix are gone; the candidate can't get a document any more."""
    kept = client.get(f"/api/candidates/{ada}/everything").json()
    assert "demand forecast" in kept["profile"]["row"]
    gone = client.delete(f"/api/candidates/{ada}").json()
    assert gone["profiles"] == 1
    with reading(engine) as connection:
        assert candidates.profile(connection, ada) is None
    assert client.get(f"/api/roles/{example[0]}/matrix").json()["people"] == []
    assert client.get(f"/api/candidates/{ada}/redacted").status_code == 404
    assert send(client, ada).status_code == 404


@pytest.mark.parametrize(
    ("name", "data"), [("a.exe", b"MZ"), ("a.pdf", b"%PDF-1.4 broken"), ("a.docx", b"PK nothing"), ("a.txt", b"")]
)
def test_what_is_no_document_is_refused(client, example, name, data):
    """With a reason; the candidate stays without a profile."""
    made = client.post(f"/api/roles/{example[0]}/candidates", {"name": "B"}).json()["id"]
    answer = send(client, made, name, data)
    assert answer.status_code == 422
    assert answer.json()["error"]["what"]
    assert client.get(f"/api/candidates/{made}/redacted").status_code == 404


def test_a_stranger_sees_no_document(app, ada):
    """Without a session there is nothing."""
    assert Client(app).get(f"/api/candidates/{ada}/redacted").status_code == 401
