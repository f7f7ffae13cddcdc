"""The GitHub Action's steps, run as a runner runs them, with a stand-in for GitHub's own program; and the files around."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

yaml = pytest.importorskip("yaml", reason="needs PyYAML, which pre-commit brings")

ROOT = Path(__file__).resolve().parents[2]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
CODE = ROOT / "examples/postings-as-code"
GOOD = (CODE / "postings/machine-learning-engineer/posting.md").read_text("utf-8")
BAD = "# Rockstar ML Ninja\n\nWe are a family of @rockstar ninjas. TBD\n\n- Train models\n- 10+ years of LangChain\n"


def git(folder, *words):
    """Run git; its output."""
    command = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-C", str(folder), *words]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def flat(value, name="github.event"):
    """The expressions that an event's payload gives, as GitHub writes them."""
    if not isinstance(value, dict):
        return {name: str(value)}
    return {key: text for part in value for key, text in flat(value[part], f"{name}.{part}").items()}


@pytest.fixture
def runner(tmp_path):
    """`runner(inputs, event)` runs the steps in a repository of one posting that got worse: (status by step, gh's calls)."""
    repository, place, calls = tmp_path / "a b", tmp_path / "temp", tmp_path / "calls"
    (repository / "postings").mkdir(parents=True)
    git(tmp_path, "init", "-q", str(repository))
    (repository / "postings/ml engineer.md").write_text(GOOD)
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "one")
    base = git(repository, "rev-parse", "HEAD")
    (repository / "postings/ml engineer.md").write_text(BAD)
    program = place / "rolewright/bin/rolewright"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m rolewright "$@"\n')
    stand_in = tmp_path / "bin/gh"
    stand_in.parent.mkdir()
    stand_in.write_text(
        f'#!/bin/sh\nprintf \'%s\\n\' "$*" >>"{calls}"\ncase "$*" in *--paginate*) printf "$OLD";; esac\n'
    )
    for one in (program, stand_in):
        one.chmod(0o755)
    outputs, page, payload = tmp_path / "outputs", tmp_path / "page", tmp_path / "event.json"

    def run(inputs, number="", old=""):
        outputs.write_text("")
        given = {name: row.get("default", "") for name, row in ACTION["inputs"].items()} | inputs
        payload.write_text(
            json.dumps({"pull_request": {"number": int(number), "base": {"sha": base}}} if number else {})
        )
        values = {f"inputs.{name}": value for name, value in given.items()} | {
            "github.action_path": str(ROOT), "runner.temp": str(place), **flat(json.loads(payload.read_text())),
        }  # fmt: skip
        statuses = {}
        for step in ACTION["runs"]["steps"][1:]:
            values |= {
                f"steps.check.outputs.{k}": v for k, _, v in (x.partition("=") for x in outputs.read_text().split())
            }
            if step["name"] == "Upload" and given["sarif"] != "true":
                continue
            environment = {
                "PATH": f"{stand_in.parent}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT / "src"), "OLD": old,
                "GITHUB_OUTPUT": str(outputs), "GITHUB_EVENT_PATH": str(payload), "GITHUB_STEP_SUMMARY": str(page), "GITHUB_REPOSITORY": "a/b",
                "GITHUB_SHA": base, "GITHUB_REF": "refs/pull/7/merge", "HOME": str(tmp_path),
                **{k: re.sub(r"\$\{\{ (.+?) \}\}", lambda m, known=values: known.get(m[1], "") if m[1].startswith("github.event.") else known[m[1]], v) for k, v in step["env"].items()},
            }  # fmt: skip
            done = subprocess.run(
                ["bash", "-c", step["run"]], cwd=repository, env=environment, capture_output=True, check=False
            )
            statuses[step["name"]] = (done.returncode, done.stdout.decode(), done.stderr.decode())
        said = calls.read_text().splitlines() if calls.exists() else []
        return statuses, said, page.read_text() if page.exists() else "", place

    return run


def test_annotations_sarif_and_a_new_comment(runner):
    """A posting that got worse fails the job, is annotated, uploaded and summed up with the score's change."""
    statuses, calls, page, place = runner({"sarif": "true", "comment": "true"}, number="7")
    assert statuses["Check"][0] == 1
    assert "::warning file=postings/ml engineer.md," in statuses["Check"][1]
    assert [statuses[name][0] for name in ("Sum up", "Upload")] == [0, 0], statuses
    assert json.loads((place / "rolewright.sarif").read_text())["runs"][0]["results"]
    assert re.search(r"ml engineer\.md \| \d+, [a-z ]+ \| −\d+ \|", page)
    assert "new" in page
    assert "@rockstar" not in page
    assert any(call.startswith("api --silent --method POST repos/a/b/issues/7/comments") for call in calls)
    assert any("code-scanning/sarifs" in call and "ref=refs/pull/7/merge" in call for call in calls)


def test_the_install_step(tmp_path):
    """It makes an environment of its own and installs the commit of the action into it, and nothing by another name."""
    step, place, calls = ACTION["runs"]["steps"][0], tmp_path / "temp", tmp_path / "calls"
    stand_in = tmp_path / "bin/python3"
    stand_in.parent.mkdir()
    inside = tmp_path / "inside"
    inside.write_text(f'#!/bin/sh\necho "$*" >"{calls}"\n')
    inside.chmod(0o755)
    stand_in.write_text(
        f'#!/bin/sh\n[ "$1 $2" = "-m venv" ] || exit 9\nmkdir -p "$3/bin"\ncp -p "{inside}" "$3/bin/python"\n'
    )
    stand_in.chmod(0o755)
    environment = {"PATH": f"{stand_in.parent}:{os.environ['PATH']}", "ACTION": str(ROOT), "PLACE": str(place)}
    done = subprocess.run(["bash", "-c", step["run"]], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert calls.read_text().split() == ["-m", "pip", "--disable-pip-version-check", "-q", "install", str(ROOT)]


def test_the_comment_is_written_over(runner):
    """A second run changes the comment that is there."""
    _, calls, _, _ = runner({"comment": "true"}, number="7", old="42\\n")
    assert any("PATCH repos/a/b/issues/comments/42" in call for call in calls)
    assert not any("POST" in call for call in calls)


def test_never_failing_and_wrong_inputs(runner):
    """`never` lets the job pass; a path that isn't there, or a threshold that doesn't exist, ends it with status 2."""
    statuses, calls, _, _ = runner({"fail-on": "never"})
    assert statuses["Check"][0] == 0
    assert not calls
    for wrong in ({"paths": "none"}, {"fail-on": "sometimes"}, {"jurisdictions": "Colorado"}):
        statuses, _, _, _ = runner(wrong)
        assert statuses["Check"][0] == 2, wrong


def test_drift_is_asked_for(runner):
    """With `drift` a posting that left its role file fails, whatever the rules say."""
    statuses, _, _, _ = runner({"fail-on": "never", "paths": f"{CODE}/postings", "drift": "true"})
    assert statuses["Check"][0] == 0
    assert "0 of 2 have parted" in statuses["Check"][1]


def test_every_script_of_the_action_is_there_and_parses():
    """Each step runs a script of the repository that bash can read."""
    for step in ACTION["runs"]["steps"]:
        script = ROOT / re.fullmatch(r'bash "\$ACTION/(.+)"', step["run"])[1]
        subprocess.run(["bash", "-n", str(script)], check=True)


def test_hooks_name_commands_that_exist(tmp_path):
    """Each pre-commit hook's command runs on a posting; the fix mends it, the drift is told."""
    hooks = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}
    folder = tmp_path / "postings"
    folder.mkdir()
    posting = folder / "posting.md"
    posting.write_text(GOOD.replace("Train a demand", "Utilize rockstar ideas to train a demand"))
    (folder / "role.toml").write_text((CODE / "postings/machine-learning-engineer/role.toml").read_text("utf-8"))

    def run(name):
        assert re.search(hooks[name]["files"], "postings/posting.md")
        words = hooks[name]["entry"].split()
        assert words[0] == "rolewright"
        environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
        command = [sys.executable, "-m", *words, "postings/posting.md"]
        return subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)

    assert run("rolewright-check").returncode == 1
    assert run("rolewright-fix").returncode == 0
    assert "Use rockstar" in posting.read_text()
    posting.write_text(posting.read_text().replace("## ", "- 10+ years of Kubernetes are required.\n\n## ", 1))
    done = run("rolewright-drift")
    assert done.returncode == 1
    assert "parted" in done.stdout


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("vendor.github-actions", ["action.yml"]),
        ("vendor.github-workflows", ["examples/postings-as-code/.github/workflows/postings.yml", "examples/postings-as-code/.github/workflows/weekly.yml"]),
        ("vendor.gitlab-ci", ["examples/postings-as-code/.gitlab-ci.yml"]),
    ],
)  # fmt: skip
def test_files_fit_their_schemas(schema, files):
    """Action, workflows and GitLab's file are what their makers' schemas say."""
    pytest.importorskip("check_jsonschema")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *files]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_nothing_for_zizmor_to_find():
    """The auditor of workflows finds nothing in the action and the example's workflows."""
    program = Path(sys.executable).parent / "zizmor"
    if not program.exists():
        pytest.skip("needs zizmor")
    done = subprocess.run(
        [program, "--offline", "-q", "action.yml", str(CODE)], cwd=ROOT, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stdout.decode()


def test_the_manifest_is_one():
    """pre-commit takes the hooks and the example's configuration."""
    pytest.importorskip("pre_commit")
    for words in (
        ["validate-manifest", ".pre-commit-hooks.yaml"],
        ["validate-config", str(CODE / ".pre-commit-config.yaml")],
    ):
        subprocess.run([sys.executable, "-m", "pre_commit", *words], cwd=ROOT, check=True, capture_output=True)


def test_the_example_repository_is_clean():
    """Its postings pass its own configuration, and are what their role files say; so do the laws of the next months."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    for words in (
        ["check", "postings"],
        ["drift", "postings"],
        ["check", "postings", "--select", "pay_and_law", "--date", "2027-06-01"],
    ):
        command = [sys.executable, "-m", "rolewright", *words]
        done = subprocess.run(command, cwd=CODE, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout
