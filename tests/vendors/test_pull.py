"""Pull: every open posting as a file that can be checked; nothing that a person changed is lost."""

from __future__ import annotations

import json

import pytest

from rolewright import api
from rolewright.boards.lists import SYSTEMS
from rolewright.cli import main
from rolewright.errors import VendorError
from rolewright.knowledge.shelf import shelf
from rolewright.vendors import boards

COUNTS = {"greenhouse": 3, "lever": 3, "ashby": 2, "workable": 3, "smartrecruiters": 3}


@pytest.mark.parametrize("name", SYSTEMS)
def test_every_system(fake, tmp_path, name, capsys):
    """Each posting is a file that reads as that system's, with its title and plain text; unlisted ones stay there."""
    assert main(["ats", "pull", name, "acme", "-o", str(tmp_path), "--at", fake.at]) == 0
    paths = sorted(tmp_path.glob("*.json"))
    visible = [path for path in paths if not path.name.startswith(".")]
    assert len(visible) == COUNTS[name]
    for path in visible:
        posting = api.load(str(path))
        assert posting.format == name
        assert posting.title.startswith("Engineer ")
        assert "Train & serve models." in posting.text
        assert "<" not in posting.text
        assert "&lt;" not in posting.text
    assert capsys.readouterr().out.count("new ") == COUNTS[name]


def test_a_second_pull_changes_nothing(fake, tmp_path, capsys):
    """The same postings, no file written; what is gone there is told and stays here."""
    words = ["ats", "pull", "lever", "acme", "-o", str(tmp_path), "--at", fake.at]
    main(words)
    before = {path.name: path.stat().st_mtime_ns for path in tmp_path.glob("[!.]*.json")}
    capsys.readouterr()
    fake.jobs = 2
    assert main(words) == 0
    assert capsys.readouterr().out == "gone     engineer-3-l-3.json\n"
    assert {path.name: path.stat().st_mtime_ns for path in tmp_path.glob("[!.]*.json")} == before


def test_edited_files_are_left_alone(fake, tmp_path, capsys):
    """A file edited here isn't written over, with status 1; an untouched one follows the change there."""
    words = ["ats", "pull", "ashby", "acme", "-o", str(tmp_path), "--at", fake.at]
    main(words)
    mine = tmp_path / "engineer-1-a-1.json"
    mine.write_text(mine.read_text().replace("Engineer 1", "My engineer"))
    untouched = tmp_path / "engineer-3-a-3.json"
    state = json.loads((tmp_path / ".rolewright-ats.json").read_text())
    untouched.write_text(old := untouched.read_text().replace("Engineer 3", "Engineer of old"))
    import hashlib

    state["ashby/acme"]["a-3"]["file"] = hashlib.sha256(old.encode()).hexdigest()
    (tmp_path / ".rolewright-ats.json").write_text(json.dumps(state))
    assert main([*words, "--dry-run"]) == 1
    assert "Engineer of old" in untouched.read_text()
    assert main(words) == 1
    out = capsys.readouterr().out
    assert "edited   engineer-1-a-1.json" in out
    assert "changed  engineer-3-a-3.json" in out
    assert "My engineer" in mine.read_text()
    assert "Engineer 3" in untouched.read_text()


def test_dry_run_writes_nothing(fake, tmp_path, capsys):
    """Not even the list of what was seen."""
    assert main(["ats", "pull", "lever", "acme", "-o", str(tmp_path / "new"), "--at", fake.at, "--dry-run"]) == 0
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("name", ["lever", "smartrecruiters"])
@pytest.mark.parametrize("page", [1, 40, 100, 1000])
def test_pages_of_any_size(fake, name, page):
    """A server that gives fewer a page than asked for loses nothing, and more neither."""
    fake.jobs, fake.page = 205, page
    assert len(boards.pull(name, "acme", fake.at)) == 205


def test_a_page_that_is_busy(fake):
    """A page in the middle that answers 429 and 502 is asked for again."""
    fake.jobs, fake.page = 5, 2
    fake.faults = [(429, {}, {"Retry-After": "1"}), (502, b"<html>")]
    assert len(boards.pull("lever", "acme", fake.at)) == 5
    assert fake.slept == [1.0, 4.0]


def test_a_server_that_ignores_paging(fake):
    """The same page again and again ends, with each posting once."""
    fake.ignores_skip = True
    assert len(boards.pull("lever", "acme", fake.at)) == 3
    assert len(fake.asked) == 2


def test_fewer_than_it_says(fake):
    """A list that lost a page is no list."""
    fake.total = 9
    for name in ("smartrecruiters", "greenhouse"):
        with pytest.raises(VendorError, match="it says 9 postings and gives 3"):
            boards.pull(name, "acme", fake.at)


def test_an_unknown_company(fake, tmp_path, capsys):
    """404 is status 2; 200 with nothing is status 1 and says that the name may be wrong."""
    assert main(["ats", "pull", "lever", "nobody", "-o", str(tmp_path), "--at", fake.at]) == 2
    assert "status 404" in capsys.readouterr().err
    assert main(["ats", "pull", "smartrecruiters", "nobody", "-o", str(tmp_path), "--at", fake.at]) == 1
    assert "the answer is the same for a name that is nobody's" in capsys.readouterr().err


@pytest.mark.parametrize("value", [{}, {"jobs": None}, {"jobs": [1]}, {"jobs": [{}]}, {"jobs": [{"id": None}]}, 3, "x"])
def test_records_that_changed(fake, value):
    """An answer of another shape is an error that says so, no traceback and no empty result."""
    fake.faults = [(200, value)]
    with pytest.raises(VendorError):
        boards.pull("ashby", "acme", fake.at)


def test_names_lead_nowhere_else(fake, tmp_path):
    """Titles and ids with slashes and dots make a file in the folder; so does a company's name in an address."""
    fake.faults = [(200, {"jobs": [{"id": "../../x", "title": "../../../etc/passwd", "descriptionHtml": "<p>x</p>"}]})]
    assert main(["ats", "pull", "ashby", "../admin?x=1", "-o", str(tmp_path / "in"), "--at", fake.at]) == 0
    assert [path.name for path in (tmp_path / "in").glob("[!.]*")] == ["etc-passwd-x.json"]
    assert fake.asked[0][1].startswith("/posting-api/job-board/..%2Fadmin%3Fx%3D1?")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["pull", "levr", "acme", "-o", "x"], "did you mean 'lever'?"),
        (["pull", "lever", "acme"], "pull needs a folder"),
        (["pull", "lever", "a", "b", "-o", "x"], "pull takes COMPANY"),
        (["diff", "lever", "a"], "diff takes COMPANY ID FILE"),
        (["push", "workable", "W1", "role.toml"], "documents no way to change a job"),
        (["pull", "lever", "acme", "-o", "x", "--at", "http://api.lever.co"], "isn't an https address"),
    ],
)
def test_misuse(words, message, capsys, tmp_path, monkeypatch):
    """Status 2 and one line."""
    monkeypatch.chdir(tmp_path)
    assert main(["ats", *words]) == 2
    assert message in capsys.readouterr().err


def test_diff(fake, tmp_path, role, capsys):
    """The public posting against a posting and against a role: 0 if a reader sees the same, 1 with the lines."""
    same = tmp_path / "posting.md"
    same.write_text("# Engineer 1\n\n### What you do\n\n- Train & serve models.\n\nWe\u2019re hiring.\n")
    assert main(["ats", "diff", "greenhouse", "acme", "1", str(same), "--at", fake.at]) == 0
    assert main(["ats", "diff", "greenhouse", "acme", "1", role, "--at", fake.at]) == 1
    out = capsys.readouterr().out
    assert "-Train & serve models." in out
    assert "+Python that others can test and change." in out
    assert main(["ats", "diff", "greenhouse", "acme", "99", role, "--at", fake.at]) == 2
    assert "open are 1, 2, 3" in capsys.readouterr().err


def test_a_board_that_forbids_it(fake):
    """Its robots.txt counts for a pull, too, and nothing else is asked."""
    fake.robots = b"User-agent: *\nDisallow: /v0/\n"
    with pytest.raises(VendorError, match=r"robots\.txt forbids it"):
        boards.pull("lever", "acme", fake.at)
    assert not fake.asked
    assert len(boards.pull("workable", "acme", fake.at)) == 3


def test_one_request_a_second(fake, monkeypatch):
    """Requests to a board are paced."""
    monkeypatch.setitem(shelf("corpus/boards")["manners"], "pace", 1.0)
    fake.jobs, fake.page = 4, 2
    boards.pull("lever", "acme", fake.at)
    assert len(fake.slept) == len(fake.asked) == 3
    assert all(0.8 < one <= 1 for one in fake.slept)
