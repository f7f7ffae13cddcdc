"""The commands kit, score and debrief, from a role file to a debrief."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rolewright.cli import main

ROLE = str(Path(__file__).parents[2] / "examples/roles/scaleup-mlops-engineer.toml")
SAID = "drew the whole path and named who is called"


def test_kit_writes_its_files(tmp_path, capsys):
    """A folder with everything; status 0, the number of files on standard error."""
    assert (
        main(["kit", ROLE, "-o", str(tmp_path / "kit"), "--start", "2026-12-01T09:00", "--zone", "Europe/Berlin"]) == 0
    )
    names = {path.name for path in (tmp_path / "kit").iterdir()}
    assert {"plan.md", "plan.html", "plan.docx", "kit.json", "1-call.ics", "brief-for-candidates.md"} <= names
    assert f"{len(names)} files" in capsys.readouterr().err


def test_plan_on_standard_output(capsys):
    """Without a folder the plan alone."""
    assert main(["kit", ROLE]) == 0
    assert capsys.readouterr().out.startswith("# Interview plan: Senior MLOps Engineer")


def test_too_little_time_is_status_1(capsys):
    """What doesn't fit is named on standard error."""
    assert main(["kit", ROLE, "--minutes", "90"]) == 1
    assert "doesn't fit: must-have" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [
        ["kit"],
        ["kit", "no-such.toml"],
        ["kit", ROLE, "--minutes", "1000"],
        ["kit", ROLE, "--start", "2026-12-01T09:00"],
        ["kit", ROLE, "-o", "/proc/no", "--format", "md"],
        ["score", "new", ROLE],
        ["score", "fill", "no-such.toml", "--recommend", "yes"],
        ["score", "eat", "x"],
        ["debrief", ROLE, "no-such-folder"],
    ],
)
def test_misuse_is_status_2(words, capsys):
    """One line on standard error, no traceback."""
    assert main(words) == 2
    said = capsys.readouterr().err
    assert said.startswith("rolewright: error: ")
    assert said.count("\n") == 1


def test_from_card_to_debrief(tmp_path, capsys):
    """Two interviewers fill in and seal a card each; the debrief reads them and says what is missing."""
    for who, rating in (("ana", "4"), ("bo", "2")):
        card = str(tmp_path / f"{who}.toml")
        assert (
            main(["score", "new", ROLE, "--interview", "design", "--candidate", "c-01", "--by", who, "-o", card]) == 0
        )
        assert main(["score", "fill", card, "--recommend", "yes", "--because", "x"]) == 2
        for name in ("check-system", "check-communication"):
            assert main(["score", "fill", card, "--attribute", name, "--rating", rating]) == 2
            assert main(["score", "fill", card, "--attribute", name, "--evidence", SAID, "--rating", rating]) == 0
        assert main(["score", "fill", card, "--recommend", "yes", "--because", "the flow was whole"]) == 0
        assert (
            main(["score", "new", ROLE, "--interview", "design", "--candidate", "c-01", "--by", who, "-o", card]) == 0
        )
        if who == "bo":
            capsys.readouterr()
            assert main(["score", "show", str(tmp_path / "ana.toml"), "--as", "bo"]) == 0
        assert main(["score", "seal", card]) == 0
    capsys.readouterr()
    assert main(["debrief", ROLE, str(tmp_path), "--format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["cards"] == 2
    assert found["spreads"][0]["least"] == 2
    assert main(["score", "show", str(tmp_path / "ana.toml"), "--as", "bo", "--role", ROLE]) == 0
    assert SAID in capsys.readouterr().out
    assert main(["score", "show", str(tmp_path / "ana.toml"), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["overall_recommendation"] == "yes"


def test_others_cards_stay_shut(tmp_path, capsys):
    """Another's ratings aren't shown while a card on the candidate is open."""
    for who in ("ana", "bo"):
        main(
            [
                "score",
                "new",
                ROLE,
                "--interview",
                "design",
                "--candidate",
                "c-01",
                "--by",
                who,
                "-o",
                str(tmp_path / f"{who}.json"),
            ]
        )
    capsys.readouterr()
    main(["score", "show", str(tmp_path / "ana.json"), "--as", "bo"])
    assert "once every card" in capsys.readouterr().out
    assert main(["score", "show", str(tmp_path / "ana.json"), "--format", "json"]) == 2
