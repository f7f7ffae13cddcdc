"""What the studio says equals what the command line says."""

from __future__ import annotations

import json
import tomllib

import pytest

from rolewright import api, cli
from rolewright.studio import wire


def told(capsys, words):
    cli.main(words)
    return capsys.readouterr().out


@pytest.mark.parametrize("name", ["As it was pasted", "Second draft"])
def test_a_check(client, example, capsys, tmp_path, name):
    """The same findings with the same words and points, the same score and the same sum, held against the same role."""
    posting = dict(zip(("As it was pasted", "Second draft"), example[1:], strict=True))[name]
    text = client.get(f"/api/postings/{posting}").json()["text"]
    (tmp_path / "posting.md").write_text(text, "utf-8")
    (tmp_path / "role.toml").write_bytes(client.get(f"/api/roles/{example[0]}/file").content)
    words = ["check", "--exit-zero", "--no-config", "--format", "json", "--role", str(tmp_path / "role.toml")]
    (report,) = json.loads(told(capsys, [*words, str(tmp_path / "posting.md")]))["reports"]
    made = client.post("/api/check", {"text": text, "role": example[0]}).json()
    same = ("code", "severity", "message", "advice", "points", "evidence", "source")
    assert [[one[key] for key in same] for one in made["findings"]] == [
        [one[key] for key in same] for one in report["findings"]
    ]
    assert [one["line"] for one in made["findings"]] == [one["place"]["number"] for one in report["findings"]]
    assert (made["score"], made["band"], made["arithmetic"]) == (report["score"], report["band"], report["arithmetic"])


def test_a_fix(client, example, capsys, tmp_path):
    """`check --fix` writes what “Apply safe fixes” gives."""
    text = "# Data Engineer\n\nYou utilize SQL in order to build pipelines. 😀 You utilize Go.\n"
    path = tmp_path / "posting.md"
    path.write_text(text, "utf-8")
    cli.main(["check", "--fix", "--exit-zero", "--no-config", str(path)])
    made = client.post("/api/fix", {"text": text}).json()
    assert made["text"] == path.read_text("utf-8") != text


def test_a_draft_and_a_diagnosis(client, example, capsys, tmp_path):
    """The posting drafted from a role, and what the diagnosis says."""
    path = tmp_path / "role.toml"
    path.write_bytes(client.get(f"/api/roles/{example[0]}/file").content)
    posting = client.post(f"/api/roles/{example[0]}/postings", {"draft": True}).json()["id"]
    assert client.get(f"/api/postings/{posting}").json()["text"] == told(capsys, ["draft", str(path)])
    role = client.get(f"/api/roles/{example[0]}").json()
    cli_says = json.loads(told(capsys, ["scope", str(path), "--format", "json"]))
    assert json.loads(json.dumps(role["diagnosis"])) == cli_says["diagnosis"]
    assert role["body"] == tomllib.loads(path.read_text("utf-8")) == cli_says["role"]


def test_the_picture_names_what_its_shares_rest_on(client, example):
    """The number and the days of the postings behind a market share are those of the book."""
    from rolewright.knowledge.loader import book

    market = book().tables["market"]
    picture = client.post("/api/check", {"text": "# ML Engineer\n\nYou must know Python.\n"}).json()["picture"]
    assert picture["market"] == {"postings": market["n"][0], "from": market["from"], "to": market["to"]}
    assert {one["name"]: one["share"] for one in picture["skills"]} == {"Python": market["share"]["python"][0]}


def test_offsets_are_those_of_a_browser():
    """After an emoji, ranges count UTF-16 units: they cut the same words out of the source there."""
    text = "# Engineer\n\n😀 We are **a rockstar** team 😀 and want a ninja.\n"
    made = wire.report(api.check_posting(api.parse(text)))
    units = text.encode("utf-16-le")
    cut = {
        units[2 * one["from"] : 2 * one["to"]].decode("utf-16-le") for one in made["findings"] if one["code"] == "RW604"
    }
    assert cut == {"rockstar", "ninja"}


def test_the_example_is_the_repositorys():
    """The worked example in the package is the one in `examples/`."""
    from pathlib import Path

    from rolewright.studio.example import FOLDER

    root = Path(__file__).parents[2] / "examples"
    for path in Path(FOLDER).iterdir():
        folder = root / "roles" if path.suffix == ".toml" else root
        assert path.read_bytes() == (folder / path.name).read_bytes()


def test_a_rule_that_is_turned_off_is_off_at_once(client, example):
    """Settings of the team count for the next check, and equal a `rolewright.toml` that says the same."""
    text = "# Engineer\n\nYou are a rockstar.\n"
    codes = {one["code"] for one in client.post("/api/check", {"text": text}).json()["findings"]}
    assert "RW604" in codes
    client.put("/api/rules", {"base": 0, "ignore": ["RW604"], "jurisdictions": ["US-CO"]})
    made = client.post("/api/check", {"text": text}).json()
    settings = api.settings(".")._replace(ignore=("RW604",), jurisdictions=("US-CO",))
    report = api.check_posting(api.parse(text), settings=settings)
    assert [one["code"] for one in made["findings"]] == [one.code for one in report.findings]
    assert "RW604" not in {one["code"] for one in made["findings"]}
    assert made["score"] == report.score
