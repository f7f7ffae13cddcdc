"""Configuration and baseline files."""

from __future__ import annotations

import json

import pytest

from rolewright.engine import baseline, config
from rolewright.engine.items import items
from rolewright.engine.pairs import pairs
from rolewright.engine.plans import plan
from rolewright.errors import ConfigError, RoleError


@pytest.fixture(autouse=True)
def _fresh():
    """Forget what earlier tests found."""
    config.find.cache_clear()


def test_the_nearest_parent_wins(tmp_path):
    """The nearest folder with a configuration decides, and a pyproject.toml without our table doesn't count."""
    (tmp_path / "rolewright.toml").write_text('select = ["RW6"]')
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    (deep / "pyproject.toml").write_text("[tool.ruff]\n")
    assert config.find(str(deep)).select == ("RW6",)
    (tmp_path / "a" / "pyproject.toml").write_text('[tool.rolewright]\nignore = ["RW601"]\nfail-on = "error"\n')
    config.find.cache_clear()
    found = config.find(str(deep))
    assert (found.select, found.ignore, found.fail_on) == ((), ("RW601",), "error")


def test_no_configuration_is_the_default(tmp_path):
    """Without any file the defaults hold."""
    assert config.find(str(tmp_path)) == config.NOTHING


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("selct = []", r"rolewright.toml: unknown key 'selct'; did you mean 'select'\?"),
        ('fail-on = "credit"', "fail-on can't be 'credit'"),
        ('select = "RW6"', "select must be a list of strings"),
        ("limits = 3", "limits must be a table"),
        ('[limits]\na = "x"', "limits.a must be a number"),
        ("select = [", "not valid TOML"),
        ("[per-file-ignores]\n'*.md' = 'RW6'", r"\*.md must be a list"),
    ],
)
def test_what_is_wrong_is_told(tmp_path, text, message):
    """A wrong key or value is misuse; the message names the file, the key and what to do."""
    path = tmp_path / "rolewright.toml"
    path.write_text(text)
    with pytest.raises(ConfigError, match=message):
        config.find(str(tmp_path))


def test_patterns_ignore_per_file(tmp_path):
    """`per-file-ignores` adds codes for the files that fit, by path or by name."""
    path = tmp_path / "rolewright.toml"
    path.write_text('ignore = ["RW1"]\n[per-file-ignores]\n"old/*" = ["RW6"]\n"*.html" = ["RW7"]\n')
    found = config.find(str(tmp_path))
    assert found.ignored_in(str(tmp_path / "new.md")) == ("RW1",)
    assert found.ignored_in(str(tmp_path / "old" / "x.html")) == ("RW1", "RW6", "RW7")


def test_what_is_excluded_is_not_taken_from_a_folder(tmp_path):
    """By name, by path or with its folder; a file that is named itself is checked all the same."""
    (tmp_path / "rolewright.toml").write_text('exclude = ["README.md", "old", "drafts/*.md"]')
    for name in ("a.md", "README.md", "old/b.md", "old/deep/c.md", "drafts/d.md", "drafts/e.txt", "deep/README.md"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("ML Engineer")
    whole = str(tmp_path)
    assert [item.name.removeprefix(f"{whole}/") for item in items([whole], None)] == ["a.md", "drafts/e.txt"]
    assert [item.name.removeprefix(f"{whole}/") for item in items([f"{whole}/*.md"], None)] == ["a.md"]
    assert [item.name for item in items([f"{whole}/README.md"], None)] == [f"{whole}/README.md"]
    assert len(list(items([whole], config.NOTHING))) == 7
    assert pairs([whole])[1] == [f"{whole}/a.md", f"{whole}/drafts/e.txt"]


def test_limits_change_thresholds_and_unknown_ones_are_told(tmp_path):
    """A limit in the configuration takes the place of the book's; one that doesn't exist is misuse."""
    known = {"flags.wish_list": 10.0}
    made = config.Settings(limits=(("flags.wish_list", 14),), file="x.toml")
    assert config.with_limits(made, known) == {"flags.wish_list": 14}
    with pytest.raises(ConfigError, match=r"x.toml: unknown limit 'flags.wishlist'; did you mean 'flags.wish_list'\?"):
        config.with_limits(made._replace(limits=(("flags.wishlist", 1),)), known)


def test_a_plan_puts_options_and_settings_together():
    """Options select instead of the settings; what is ignored and the places add up."""
    settings = config.Settings(select=("RW6",), ignore=("RW601",), jurisdictions=("gb",))
    made = plan((), ("RW602",), settings, places=("us-co",))
    assert {rule.code[:3] for rule in made.rules} == {"RW6"}
    assert not {"RW601", "RW602"} & {rule.code for rule in made.rules}
    assert made.places == {"GB", "US-CO"}


def test_role_files_are_read_whole_or_told(tmp_path):
    """An unfinished role is a role; a key that doesn't exist is told with its line."""
    path = tmp_path / "role.toml"
    path.write_text('title = "ML Engineer"\nlevel = "mid"\n')
    assert config.load_role(str(path)).level == "mid"
    path.write_text('title = "ML Engineer"\nhobby = "chess"\n')
    with pytest.raises(RoleError, match=r"role.toml:2: hobby"):
        config.load_role(str(path))
    with pytest.raises(ConfigError, match="can't read the role file"):
        config.load_role(str(tmp_path / "none.toml"))


def test_a_baseline_knows_what_it_saw(tmp_path, check_with, words):
    """Known findings are left out, new ones stay, gone ones are told; edits elsewhere don't matter."""
    rule = words("RW601", "ninja")
    path = str(tmp_path / "baseline.json")

    def report(text):
        made = check_with(text, rule)
        return made._replace(posting=made.posting._replace(name=str(tmp_path / "a.txt")))

    old = report("A ninja here.\n\nAnother ninja there.\n")
    assert baseline.save(path, {old.name: [mark for _, mark in baseline.fingerprints(old)]}) == 2
    known, stale = baseline.load(path).split(report("New line.\n\nA  NINJA ninja.\n\nA ninja here.\n"))
    assert len(known) == 1
    assert len(stale) == 1
    assert str(tmp_path) not in (tmp_path / "baseline.json").read_text()


def test_the_same_sentence_twice_is_two_entries(check_with, words):
    """Occurrences are numbered, so one more of the same is new."""
    marks = [mark for _, mark in baseline.fingerprints(check_with("A ninja.\n\nA ninja.\n", words("RW601", "ninja")))]
    assert len(set(marks)) == 2


@pytest.mark.parametrize(
    "text", ["[]", "{", '{"version": 2, "files": {}}', '{"version": 1}', '{"version": 1, "files": 3}']
)
def test_a_file_that_is_no_baseline_is_misuse(tmp_path, text):
    """Anything else than a baseline is refused with what to do."""
    path = tmp_path / "b.json"
    path.write_text(text)
    with pytest.raises(ConfigError, match="--write-baseline"):
        baseline.load(str(path))


def test_a_baseline_is_sorted_json(tmp_path):
    """The file is stable, so that it can be kept under version control."""
    path = tmp_path / "b.json"
    baseline.save(str(path), {str(tmp_path / "b.md"): ["RW2 x", "RW1 y"], str(tmp_path / "a.md"): ["RW1 z"], "-": []})
    assert json.loads(path.read_text()) == {"version": 1, "files": {"a.md": ["RW1 z"], "b.md": ["RW1 y", "RW2 x"]}}
