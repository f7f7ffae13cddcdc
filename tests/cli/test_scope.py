"""`rolewright scope` as a process, and the interview with typed lines."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rolewright import api
from rolewright.cli import session
from rolewright.cli.interview import Interview, Left
from rolewright.reports.shape import Show
from rolewright.scoping import flow
from rolewright.scoping.load import loads

ROOT = Path(__file__).resolve().parents[2]
ROLE = ROOT / "examples/roles/startup-ml-engineer.toml"


def test_the_diagnosis_of_a_role(rolewright):
    """Text says what to do, whom to hire, who owns what; JSON has it all, with sources."""
    done = rolewright("scope", ROLE)
    assert done.returncode == 0
    for told in (
        "bottleneck production",
        "Machine Learning Engineer (ml-engineer)",
        "runner-up",
        "Who owns what",
        "5 of 5 clear",
    ):
        assert told in done.out
    data = json.loads(rolewright("scope", ROLE, "--format", "json").out)
    assert data["diagnosis"]["first"]["family"] == "ml-engineer"
    assert all(reason["source"] for reason in data["diagnosis"]["bottlenecks"][0]["reasons"])
    assert data["role"]["title"] == "Machine Learning Engineer"


def test_answers_from_a_file(rolewright, tmp_path):
    """Whatever is known goes in; a role file comes out, with what was filled in; it loads."""
    (tmp_path / "a.toml").write_text(
        '[company]\nname = "Brightloaf"\nstage = "startup"\n[use_case]\nwhat = "Forecast bread."\n'
        'kind = "forecasting"\ntoday = "prototype"\n[[duties]]\ntext = "Train a demand forecast per bakery."\n'
        '[[must_haves]]\nwhat = "Rust"\n'
    )
    done = rolewright("scope", "--answers", "a.toml", "-o", "role.toml")
    assert done.returncode == 1, "no users, no number: the advice is to wait"
    assert "don't hire yet" in done.out
    role = api.load_role(str(tmp_path / "role.toml"), complete=False)
    assert role.duties[0].stage == "model"
    assert role.family
    assert role.nice_to_haves[0].what == "Rust"
    text = (tmp_path / "role.toml").read_text()
    assert "moved from the must-haves" in text
    assert "# proposed: " in text
    with pytest.raises(Exception, match=r"company\.about: it is missing"):
        api.load_role(str(tmp_path / "role.toml"))


def test_a_draft_from_a_posting(rolewright, tmp_path):
    """The draft is written with its marks as comments, and JSON has them."""
    done = rolewright("scope", "--from", ROOT / "examples/good.md", "-o", "d.toml")
    assert done.returncode == 1
    assert "implied" in done.out
    assert "# said at 1:3" in (tmp_path / "d.toml").read_text()
    data = json.loads(rolewright("scope", "--from", ROOT / "examples/good.md", "--format", "json").out)
    assert {mark["state"] for mark in data["marks"]} == {"said", "implied", "missing"}


def test_without_a_terminal(rolewright, tmp_path):
    """No terminal: an error that tells of --answers; nothing is written."""
    done = rolewright("scope", input="Brightloaf\n")
    assert done.returncode == 2
    assert "--answers" in done.err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["scope", "--answers", "no.toml"], "can't read the role file"),
        (["scope", "--answers", "a", "--from", "b"], "exclude each other"),
        (["scope", str(ROLE), "-o", "x.toml"], "-o is for new role files"),
        (["scope", "--answers", str(ROLE), "-o", "no/r.toml"], "there is no such folder"),
        (["scope", "--title", "X", "--blank"], "--title is for --from"),
        (["scope", "--answer", "x"], "did you mean '--answers'?"),
    ],
)
def test_misuse(rolewright, words, told):
    """Misuse is one line and status 2."""
    done = rolewright(*words)
    assert done.returncode == 2
    assert told in done.err
    assert done.err.count("\n") == 1


def test_a_file_of_answers_is_left_alone(rolewright, tmp_path):
    """Only the interview removes its own draft; a file that was handed in stays, whatever it is called."""
    (tmp_path / "r.draft.toml").write_bytes(ROLE.read_bytes())
    assert rolewright("scope", "--answers", "r.draft.toml", "-o", "r.toml").returncode == 0
    assert (tmp_path / "r.draft.toml").read_bytes() == ROLE.read_bytes()


def test_a_role_file_is_not_overwritten(rolewright, tmp_path):
    """A file that is there stays, unless --force."""
    (tmp_path / "r.toml").write_text("mine")
    done = rolewright("scope", "--answers", ROLE, "-o", "r.toml")
    assert done.returncode == 2
    assert (tmp_path / "r.toml").read_text() == "mine"
    assert rolewright("scope", "--answers", ROLE, "-o", "r.toml", "--force").returncode == 0
    assert api.load_role(str(tmp_path / "r.toml")) == api.load_role(str(ROLE))


def test_a_wrong_role_leaves_nothing_behind(rolewright, tmp_path):
    """An error names the field, and no file is written."""
    (tmp_path / "a.toml").write_text('[company]\nstage = "start-up"\n')
    done = rolewright("scope", "--answers", "a.toml", "-o", "r.toml")
    assert done.returncode == 2
    assert "a.toml:2: company.stage" in done.err
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.toml"]


def test_every_problem_of_a_role_is_listed(rolewright, tmp_path):
    """One run names all that is missing in a role file, a line each, the first as the error."""
    (tmp_path / "r.toml").write_text('version = 1\ntitle = "Data Engineer"\n')
    done = rolewright("scope", "r.toml")
    assert done.returncode == 2
    assert "error: r.toml: family: it is missing" in done.err
    assert "also r.toml: level: it is missing; write for example level = " in done.err
    assert "also r.toml: duties: it is missing; add [[duties]]" in done.err


def test_answers_from_standard_input(rolewright):
    """`--answers -` reads them."""
    done = rolewright("scope", "--answers", "-", "--format", "json", input=ROLE.read_text("utf-8"))
    assert done.returncode == 0
    assert json.loads(done.out)["proposals"] == {}


def test_a_plain_terminal_gets_plain_text(rolewright):
    """Where the screen has no such signs, nothing breaks."""
    done = rolewright("scope", ROLE, PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert done.out.isascii()


def test_the_schema_and_an_empty_file(rolewright, tmp_path):
    """--schema is JSON, --blank an empty role file that can be handed in as answers."""
    assert json.loads(rolewright("scope", "--schema").out) == api.role_schema()
    (tmp_path / "b.toml").write_text(rolewright("scope", "--blank").out)
    assert rolewright("scope", "--answers", "b.toml").returncode == 1


def test_check_loads_nothing_of_it():
    """`check` starts without scoping."""
    code = """
import sys
from rolewright.cli import main
main(["check", "--exit-zero", "examples/good.md"])
sys.stderr.write(" ".join(sorted(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = done.stderr.split()
    assert not [
        name
        for name in loaded
        if name.startswith(("rolewright.scoping", "rolewright.model.role", "rolewright.knowledge.shelf"))
    ]


class Typed:
    """A person who types the given lines."""

    def __init__(self, lines, answers=None):
        self.lines, self.said, self.kept = list(lines), [], []
        show = Show({}, width=80, color=False, unicode=True)
        self.talk = Interview(
            answers if answers is not None else {}, self.ask, self.said.append,
            lambda table: self.kept.append(json.dumps(table)), session.propose, show,
        )  # fmt: skip

    def ask(self, _):
        """The next line; then the end of input."""
        if not self.lines:
            raise EOFError
        return self.lines.pop(0)

    def run(self, start=0):
        """The interview up to the last line."""
        try:
            self.talk.run(start)
        except Left:
            self.said.append("left")
        return self.talk.answers


def test_answers_are_kept_as_they_come():
    """Each answer is saved at once; the end of input leaves in order."""
    person = Typed(["Brightloaf", "We help bakeries.", "1", "12"])
    answers = person.run()
    assert answers["company"] == {"name": "Brightloaf", "about": "We help bakeries.", "stage": "startup", "people": 12}
    assert len(person.kept) == 4
    assert person.said[-1] == "left"


def test_back_help_examples_and_mistakes():
    """`<` goes back and keeps the old answer at Enter, `?` helps, a wrong answer is asked again."""
    person = Typed(["Brightloaf", "?", "!", "<", "", "We help.", "9", "startup", ":clear", ":quit"])
    answers = person.run()
    assert answers["company"]["name"] == "Brightloaf"
    assert answers["company"]["stage"] == "startup"
    assert any("none of the choices" in said for said in person.said)
    assert any(":examples" in said for said in person.said)


def test_entries_and_proposals():
    """A list of entries: the stage of a duty is proposed, an empty line ends it, `<` takes the last away."""
    steps = [step.path for step in flow.steps()]
    lines = [
        "Train a demand forecast per bakery.",
        "",
        "",
        "Serve it through our API.",
        "deploy",
        "2",
        "Oops",
        "<",
        "",
        ":quit",
    ]
    person = Typed(lines)
    answers = person.run(steps.index("duties"))
    assert [duty["text"] for duty in answers["duties"]] == ["Train a demand forecast per bakery."]
    assert answers["duties"][0]["stage"] == "model"


def test_a_must_have_chooses_among_the_duties():
    """The duties are listed with numbers; one that isn't there isn't taken."""
    steps = [step.path for step in flow.steps()]
    answers = {
        "duties": [{"id": "serve", "text": "Serve it.", "stage": "deploy"}, {"id": "watch", "text": "Watch it."}]
    }
    person = Typed(["Alerts", "", "nothing", "2", "", "", ":quit"], answers)
    assert person.run(steps.index("must_haves"))["must_haves"] == [{"what": "Alerts", "duty": "watch"}]
    assert any("watch: Watch it." in said for said in person.said)
    assert any("none of the choices" in said for said in person.said)


def test_answers_that_clash_are_asked_again():
    """A maximum below the minimum isn't taken."""
    steps = [step.path for step in flow.steps()]
    person = Typed(["90k", "80k", "95k", ":quit"])
    assert person.run(steps.index("pay.min"))["pay"] == {"min": 90_000, "max": 95_000}
    assert any("more than the maximum" in said for said in person.said)


def test_the_whole_interview_can_be_left_open():
    """Enter at every question, and at the review: nothing is said, nothing is made up but what the proposals say."""
    person = Typed([""] * 200)
    answers = person.run()
    assert set(answers) <= {"family", "level", "title"}
    assert person.said[-1] != "left"


def test_a_whole_interview_gives_a_finished_role(tmp_path):
    """Every question answered with its good example gives a role that loads as finished, at once and from its file."""
    person = Typed(_good_answers())
    answers = person.run()
    assert person.said[-1] != "left"
    assert not person.lines
    role, why = api.scope(session._role(answers))[::2]
    path = str(tmp_path / "role.toml")
    api.save_role(role, path, {name: (text,) for name, text in why.items()})
    assert api.load_role(path) == role
    assert role.company.name == "Brightloaf"
    assert role.must_haves[0].duty == role.duties[0].id
    assert {answer.state for answer in api.diagnose(role).answers} <= {"clear", "no-number"}


def _good_answers():
    """The good example of each step, or the first choice; one entry for each list; Enter at the review."""
    answers, lines = {}, []
    for step in flow.steps():
        if not flow.wanted(step, answers):
            continue
        if step.each:
            lines += [_typed(inner) for inner in step.each] + [""]
            value = [{}]
        else:
            lines.append(_typed(step))
            value, problem = flow.read_answer(step, lines[-1])
            assert problem is None, step.path
        flow.put(answers, step.path, value)
    return [*lines, ""]


def _typed(step):
    if step.path == "must_haves.duty":
        return ""
    if step.path in {"must_haves.what", "duties.text"}:
        return "Serve the forecast through our Python API"
    return step.good[0] if step.good else next(iter(step.field.choices), "") or "in plain words"


@given(
    st.lists(
        st.one_of(
            st.text(max_size=12),
            st.sampled_from(["", "", "1", "2", "<", "?", "!", ":skip", ":clear", ":review", "mid"]),
        )
    ),
    st.integers(0, len(flow.steps()) - 1),
)
@settings(max_examples=60, deadline=None)
def test_whatever_is_typed(lines, start):
    """Any lines at any question: the interview ends in order, and what it kept is a role file."""
    person = Typed(lines)
    answers = person.run(start)
    role = session._role(answers)
    assert loads(api.role_text(role).encode(), complete=False, agree=False) == role


def test_the_review_changes_an_answer():
    """A number in the review goes back to its question."""
    answers = {"company": {"name": "Brightloaf"}}
    person = Typed(["1", "Velorune", ""], answers)
    person.talk.review()
    assert answers["company"]["name"] == "Velorune"


@pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")
def test_a_session_is_resumed(tmp_path):
    """In a terminal: the answers are kept in a draft, and the next run goes on after the last."""
    first = _terminal(tmp_path, ["Brightloaf", "We help bakeries.", ":quit"])
    assert "role.draft.toml" in first
    assert "Brightloaf" in (tmp_path / "role.draft.toml").read_text()
    second = _terminal(tmp_path, ["2", ":quit"])
    assert "Going on with" in second
    assert "Where does it stand?" in second
    assert "What is your company called?" not in second
    assert 'stage = "scaleup"' in (tmp_path / "role.draft.toml").read_text()
    assert not (tmp_path / "role.toml").exists()


@pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")
def test_a_session_that_ends_writes_the_role(tmp_path):
    """Enter to the end: the role file is there, its draft is gone, and the advice is to wait."""
    shown = _terminal(tmp_path, ["Brightloaf"] + [""] * 90, status=1)
    assert "don't hire yet" in shown
    assert "isn't finished; still to write: company.about" in shown
    assert sorted(path.name for path in tmp_path.iterdir()) == ["role.toml"]
    assert "Brightloaf" in (tmp_path / "role.toml").read_text()


def _terminal(folder, lines, status=130):
    """What `rolewright scope` shows in a terminal while the lines are typed."""
    import pty

    leader, follower = pty.openpty()
    env = {**os.environ, "TERM": "dumb", "COLUMNS": "100"}
    program = subprocess.Popen(
        [sys.executable, "-m", "rolewright", "scope"],
        stdin=follower,
        stdout=follower,
        stderr=follower,
        cwd=folder,
        env=env,
    )
    os.close(follower)
    os.write(leader, "".join(f"{line}\n" for line in lines).encode())
    shown = b""
    while True:
        try:
            piece = os.read(leader, 65536)
        except OSError:
            break
        if not piece:
            break
        shown += piece
    assert program.wait(60) == status
    os.close(leader)
    return shown.decode()
