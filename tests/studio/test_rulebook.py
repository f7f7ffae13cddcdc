"""What a team sets: it moves live checks, is downloadable, and gives the command line the same findings."""

from __future__ import annotations

import io
import json
import zipfile

OWN = """code = "ACME01"
name = "our old product name"
kind = "prefer"
severity = "warning"
points = -7
most = -14
why = "The product has been called Beacon since 2024."
advice = "Use the new name."
bad = ["ML Engineer\\n\\nYou build the Lighthouse ranking service."]
good = ["ML Engineer\\n\\nYou build Beacon, and keep a lighthouse keeper's calm."]

[[term]]
id = "lighthouse"
phrases = ["Lighthouse"]
case = "exact"
instead = "Beacon"
fix = "safe"
"""
TEXT = (
    "# ML Engineer\n\nYou build the Lighthouse ranking service. We want a rockstar.\n\n"
    + "You test what you build. " * 60
)
SET = {
    "ignore": ["RW607"],
    "limits": {"format.words_least": 50},
    "points": {"RW604": -11},
    "own": [OWN],
    "jurisdictions": ["GB"],
}


def points(answer):
    return {one["code"]: one["points"] for one in answer["findings"]}


def test_what_a_team_sets_is_used_while_one_types(client):
    """Own rules, points and thresholds count from the next check on."""
    before = points(client.post("/api/check", {"text": TEXT}).json())
    assert "ACME01" not in before
    assert client.put("/api/rules", {"base": 0, **SET}).status_code == 200
    after = points(client.post("/api/check", {"text": TEXT}).json())
    assert after["ACME01"] == -7
    assert after["RW604"] == -11 != before["RW604"]
    fixed = client.post("/api/fix", {"text": TEXT}).json()
    assert "Beacon" in fixed["text"]
    book = {one["code"]: one for one in client.get("/api/rules").json()["rules"]}
    assert (book["RW604"]["points"], book["RW604"]["usual"]) == (-11, before["RW604"])
    assert client.get("/api/rules/ACME01").json()["why"].startswith("The product")


def test_the_download_gives_the_command_line_the_same(client, tmp_path, monkeypatch, capsys):
    """`rolewright check` beside the downloaded files finds what the page finds, with the same score."""
    from rolewright.cli import check
    from rolewright.engine.plans import forget

    client.put("/api/rules", {"base": 0, **SET})
    answer = client.get("/api/rules/file/rolewright.zip")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        archive.extractall(tmp_path)
        assert archive.read("rolewright.toml") == client.get("/api/rules/file/rolewright.toml").content
    (tmp_path / "ad.md").write_text(TEXT)
    monkeypatch.chdir(tmp_path)
    forget()
    check.main(["ad.md", "--format", "json"])
    (theirs,) = json.loads(capsys.readouterr().out)["reports"]
    forget()
    ours = client.post("/api/check", {"text": TEXT}).json()
    assert theirs["score"] == ours["score"]
    assert sorted((one["code"], one["points"]) for one in theirs["findings"]) == sorted(
        (one["code"], one["points"]) for one in ours["findings"]
    )


def test_own_rules_are_tried_before_they_are_kept(client):
    """`rules test` in the page: what holds, what doesn't, and an error that says where."""
    (good,) = client.post("/api/rules/test", {"own": [OWN]}).json()
    assert good["holds"]
    (bad,) = client.post("/api/rules/test", {"own": [OWN.replace("Lighthouse ranking", "Beacon ranking")]}).json()
    assert not bad["holds"]
    assert [one["right"] for one in bad["examples"]] == [False, True]
    for text in ("no toml", OWN.replace("prefer", "wish"), OWN.replace("ACME01", "RW604")):
        answer = client.post("/api/rules/test", {"own": [text]})
        assert answer.status_code == 422
        assert "rule-01.toml" in answer.text or "RW604" in answer.text
        assert client.put("/api/rules", {"base": 0, "own": [text]}).status_code == 422


def test_wrong_points_and_thresholds_are_refused(client):
    """An unknown code, a credit that takes points away, a threshold that there isn't: nothing is kept."""
    for wrong in (
        {"points": {"RW999": -1}},
        {"points": {"RC701": -3}},
        {"points": {"RW604": 3}},
        {"limits": {"format.words": 3}},
    ):
        assert client.put("/api/rules", {"base": 0, **wrong}).status_code == 422
    assert client.get("/api/rules").json()["settings"]["base"] == 0


def test_the_law_table_has_dates(client):
    """Each law since when, verified when, from which source."""
    laws = client.get("/api/rules/laws").json()
    colorado = next(one for one in laws if one["name"].startswith("Colorado (EPEWA"))
    assert colorado["since"] == "2021-01-01"
    assert colorado["where"] == ["Colorado"]
    assert all(one["verified"] and one["source"] for one in laws)
