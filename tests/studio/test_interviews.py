"""Kits, cards and the debrief in the studio."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

from rolewright import api


@pytest.fixture
def role(example):
    return example[0]


def rated(client, candidate, interview, rating, evidence="She drew the nightly job and named what breaks first"):
    """A card that is filled in and sealed: its id."""
    card = client.post(f"/api/candidates/{candidate}/cards", {"interview": interview}).json()["id"]
    lines = client.get(f"/api/cards/{card}").json()["card"]["lines"]
    typed = {
        "lines": {one["id"]: {"evidence": evidence, "rating": rating} for one in lines},
        "verdict": "yes",
        "because": "It worked.",
    }
    base = client.put(f"/api/cards/{card}", {"typed": typed, "base": 1}).json()["revision"]
    assert client.post(f"/api/cards/{card}/seal", {"base": base}).json() == {"sealed": True}
    return card


def test_the_kit_is_the_command_lines(client, role):
    """The same plan and the same files as `rolewright kit`."""
    made = api.kit(api.load_role("examples/roles/startup-ml-engineer.toml"))
    assert client.get(f"/api/roles/{role}/kit").json()["kit"] == json.loads(json.dumps(api.plain_data(made)))
    with zipfile.ZipFile(io.BytesIO(client.get(f"/api/roles/{role}/kit/files").content)) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == api.kit_files(made)


def test_a_loop_from_kit_to_debrief(client, role):
    """A card is typed, kept unfinished, refused while it is unfinished, sealed; the debrief has its numbers."""
    kit = client.get(f"/api/roles/{role}/kit").json()["kit"]
    interview = next(one["id"] for one in kit["interviews"] if one["rated"])
    candidate = client.post(f"/api/roles/{role}/candidates", {"name": "Ada Example"}).json()
    assert candidate["label"] == "Candidate 1"
    card = client.post(f"/api/candidates/{candidate['id']}/cards", {"interview": interview}).json()["id"]
    lines = client.get(f"/api/cards/{card}").json()["card"]["lines"]
    typed = {"lines": {lines[0]["id"]: {"evidence": "short", "rating": 4}}, "verdict": "", "because": ""}
    assert client.put(f"/api/cards/{card}", {"typed": typed, "base": 1}).json() == {"revision": 2}
    refused = client.post(f"/api/cards/{card}/seal", {"base": 2})
    assert refused.status_code == 422
    assert "without evidence" in refused.json()["error"]["what"]
    assert client.get(f"/api/roles/{role}/debrief").json()["waiting"] == {"Candidate 1": [0, 1]}
    typed["lines"] = {
        one["id"]: {"evidence": "She drew the nightly job and named what breaks", "rating": 4} for one in lines
    }
    typed |= {"verdict": "yes", "because": "She has done it before."}
    base = client.put(f"/api/cards/{card}", {"typed": typed, "base": 2}).json()["revision"]
    assert client.post(f"/api/cards/{card}/seal", {"base": base}).status_code == 200
    found = client.get(f"/api/roles/{role}/debrief").json()
    assert found["waiting"] == {}
    assert found["debrief"]["candidates"] == ["Candidate 1"]
    assert {row["mean"] for row in found["debrief"]["decisions"][0]["rows"]} >= {4.0}
    assert client.put(f"/api/cards/{card}", {"typed": typed, "base": base + 1}).status_code == 409


def test_two_tabs_of_one_card_lose_nothing(client, role):
    """The second tab is told; what the first one typed stays."""
    kit = client.get(f"/api/roles/{role}/kit").json()["kit"]
    interview = next(one["id"] for one in kit["interviews"] if one["rated"])
    candidate = client.post(f"/api/roles/{role}/candidates", {}).json()["id"]
    card = client.post(f"/api/candidates/{candidate}/cards", {"interview": interview}).json()["id"]
    typed = {"lines": {}, "verdict": "", "because": "first tab"}
    assert client.put(f"/api/cards/{card}", {"typed": typed, "base": 1}).status_code == 200
    assert client.put(f"/api/cards/{card}", {"typed": {**typed, "because": "second"}, "base": 1}).status_code == 409
    assert client.get(f"/api/cards/{card}").json()["scribble"]["because"] == "first tab"


def test_erasure_leaves_nothing_of_a_person(client, role, engine, tmp_path):
    """After it neither the API nor the database file holds the name, nor what was written about it."""
    kit = client.get(f"/api/roles/{role}/kit").json()["kit"]
    interview = next(one["id"] for one in kit["interviews"] if one["rated"])
    body = {"name": "Xanthippe Quux", "email": "quux@example.com", "notes": "called on Monday"}
    candidate = client.post(f"/api/roles/{role}/candidates", body).json()["id"]
    rated(client, candidate, interview, 3, "Quuxian evidence of a peculiar and long kind")
    told = client.get(f"/api/candidates/{candidate}/everything").json()
    assert told["details"]["name"] == "Xanthippe Quux"
    assert "Quuxian" in told["cards"][0]["body"]
    gone = client.delete(f"/api/candidates/{candidate}").json()
    assert gone == {"candidate_details": 1, "cards": 1, "profiles": 0, "submissions": 0}
    (left,) = client.get(f"/api/roles/{role}/candidates").json()
    assert (left["label"], left["name"]) == ("Candidate 1", None)
    assert left["erased"]
    from pathlib import Path

    path = Path(engine.url.database)
    kept = b"".join(one.read_bytes() for one in path.parent.glob(f"{path.name}*"))
    assert b"Xanthippe" not in kept
    assert b"Quuxian" not in kept


def test_a_page_to_print_runs_no_script(client, role):
    """The kit's pages come with a policy of their own."""
    kit = api.kit(api.load_role("examples/roles/startup-ml-engineer.toml"))
    name = next(name for name in api.kit_files(kit, ("html",)) if name.endswith(".html"))
    page = client.get(f"/api/roles/{role}/kit/page/{name}")
    assert page.status_code == 200
    assert "sandbox" in page.headers["content-security-policy"]
