"""A team's own rules in whole processes: found by the configuration, shown, selected, excused, fixed and proved."""

from __future__ import annotations

import json

import pytest

RULE = """code = "ACME01"
name = "our old product name"
kind = "prefer"
severity = "warning"
why = "It has been called Beacon since 2024."
advice = "Use the new name."
bad = ["You build the Lighthouse ranking service."]
good = ["You build Beacon."]

[[term]]
id = "lighthouse"
phrases = ["Lighthouse"]
instead = "Beacon"
fix = "safe"
"""
POSTING = "# ML Engineer\n\nYou build the Lighthouse ranking service.\n"


@pytest.fixture
def house(tmp_path):
    """A folder with a configuration, a rule and a posting."""
    (tmp_path / "house").mkdir()
    (tmp_path / "house" / "product.toml").write_text(RULE)
    (tmp_path / "rolewright.toml").write_text('rules = ["house/*.toml"]\n')
    (tmp_path / "posting.md").write_text(POSTING)
    return tmp_path


def test_found_selected_and_excused(rolewright, house):
    """`check` finds its hits; its code and prefix can be selected and ignored; a comment excuses it."""
    assert "3:15 ACME01 warning" in rolewright("check", "posting.md", "--quiet").out
    assert "ACME01" not in rolewright("check", "posting.md", "--quiet", "--ignore", "ACME").out
    only = rolewright("check", "posting.md", "--quiet", "--select", "acme01")
    assert (only.returncode, only.out.count("\n")) == (1, 2)
    (house / "posting.md").write_text(
        POSTING.replace("\nYou", "<!-- rolewright: ignore ACME01 because a quote -->\nYou")
    )
    quiet = rolewright("check", "posting.md", "--quiet", "--select", "ACME,RW003")
    assert (quiet.returncode, quiet.out) == (0, "nothing to mend in 1 posting\n")


def test_in_every_format(rolewright, house):
    """JSON names it, and SARIF lists the rule itself with its help."""
    found = json.loads(rolewright("check", "posting.md", "--select", "ACME", "--format", "json").out)
    assert "ACME01" in json.dumps(found)
    run = json.loads(rolewright("check", "posting.md", "--select", "ACME", "--format", "sarif").out)["runs"][0]
    assert [r["ruleId"] for r in run["results"]] == ["ACME01"]
    assert "ACME01" in {rule["id"] for rule in run["tool"]["driver"]["rules"]}


def test_listed_and_explained(rolewright, house):
    """`rules` lists it under its topic, `rule` explains it, by code and by name."""
    assert "ACME01 warning  our old product name" in rolewright("rules").out
    assert "called Beacon since 2024" in rolewright("rule", "ACME01").out
    assert rolewright("rule", "our old product name").returncode == 0
    assert rolewright("rule", "ACME01", "--no-config").returncode == 2


def test_fixed_once(rolewright, house):
    """`--diff` shows and changes nothing, `--fix` changes, and a second `--fix` finds nothing."""
    shown = rolewright("check", "posting.md", "--fix", "--diff")
    assert shown.returncode == 1
    assert "+You build the Beacon ranking service." in shown.out
    assert (house / "posting.md").read_text() == POSTING
    rolewright("check", "posting.md", "--fix")
    assert (house / "posting.md").read_text() == POSTING.replace("Lighthouse", "Beacon")
    assert "nothing to fix" in rolewright("check", "posting.md", "--fix").err
    assert rolewright("check", "posting.md", "--diff").returncode == 0


def test_examples_that_hold(rolewright, house):
    """`rules test` is 0 and says so; JSON has the same."""
    done = rolewright("rules", "test")
    assert done.returncode == 0
    assert "1 rule, all examples hold" in done.out
    assert json.loads(rolewright("rules", "test", "--format", "json").out)[0]["holds"] is True


def test_examples_that_fail(rolewright, house):
    """`rules test FILE` is 1, names the example and says what happened; no example one way is a failure, too."""
    path = house / "house" / "product.toml"
    path.write_text(RULE.replace("You build Beacon.", "Lighthouse again").replace("Lighthouse ranking", "old ranking"))
    done = rolewright("rules", "test", "house/product.toml")
    assert done.returncode == 1
    assert "bad example 1, “You build the old ranking service.”: the rule doesn't fire" in done.out
    assert "good example 1, “Lighthouse again”: the rule fires: “Lighthouse”: write “Beacon”" in done.out
    path.write_text("".join(line for line in RULE.splitlines(keepends=True) if not line.startswith("good")))
    done = rolewright("rules", "test")
    assert done.returncode == 1
    assert "no good example" in done.out


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("house/product.toml", RULE.replace('"ACME01"', '"RW601"'), "house/product.toml:1: codes that begin with RW"),
        ("house/product.toml", RULE.replace("fix =", "fixx ="), "house/product.toml:14: unknown key 'fixx'"),
        ("house/product.toml", RULE.replace("our old product name", "hero-titles"), "is the name of RW604"),
        ("rolewright.toml", 'rules = ["hose/*.toml"]', "no rules are at 'hose/*.toml'"),
        ("rolewright.toml", "rules = 3", "rules must be a list of strings"),
    ],
)
def test_misuse(rolewright, house, name, text, message):
    """A wrong rule or path is status 2 with one line that says where, for every command."""
    (house / name).write_text(text)
    for words in (["check", "posting.md"], ["rules"], ["rules", "test"], ["rule", "ACME01"]):
        done = rolewright(*words)
        assert (done.returncode, done.err.count("\n")) == (2, 1)
        assert message in done.err


def test_nothing_to_test_is_misuse(rolewright, house):
    """Without own rules `rules test` says where they go."""
    done = rolewright("rules", "test", "--no-config")
    assert done.returncode == 2
    assert 'write rules = ["house/*.toml"] into rolewright.toml' in done.err
    assert rolewright("rules", "tset").returncode == 2
