"""`read`, `rule`, `rules` and help, as processes."""

from __future__ import annotations

import json
import marshal

import pytest

import rolewright as library
from rolewright import api
from rolewright.cli import bundle

TEXT = "Machine Learning Engineer\n\nYou will train models in Python.\n"


def test_read_prints_the_contract(rolewright, tmp_path):
    """JSON of one posting is what `rolewright.read(text).as_dict()` gives."""
    (tmp_path / "p.txt").write_text(TEXT)
    done = rolewright("read", "p.txt")
    assert done.returncode == 0
    assert json.loads(done.out) == json.loads(json.dumps(library.read(TEXT).as_dict()))
    with_title = json.loads(rolewright("read", "p.txt", "--title", "Data Engineer").out)
    assert with_title["title"]["text"] == "Data Engineer"


def test_several_postings_are_an_array_or_rows(rolewright, tmp_path):
    """Several postings give an array in JSON and a line each in JSON lines, in order and with their names."""
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(TEXT)
    assert [row["file"] for row in json.loads(rolewright("read", "a.txt", "b.txt").out)] == ["a.txt", "b.txt"]
    rows = [json.loads(line) for line in rolewright("read", ".", "--format", "jsonl").out.splitlines()]
    assert [(row["file"], row["version"]) for row in rows] == [("./a.txt", 1), ("./b.txt", 1)]


def test_rows_keep_their_id(rolewright, tmp_path):
    """A row's id is in its reading, and its title is used."""
    (tmp_path / "rows.jsonl").write_text(json.dumps({"id": "x1", "title": "Data Engineer", "text": TEXT}) + "\n")
    (row,) = [json.loads(line) for line in rolewright("read", "rows.jsonl", "--format", "jsonl").out.splitlines()]
    assert (row["id"], row["title"]["text"]) == ("x1", "Data Engineer")


def test_a_bad_row_is_an_error_row(rolewright, tmp_path):
    """One bad row never loses its batch: it has `error`, the others are read, the status is 1."""
    (tmp_path / "rows.jsonl").write_text('{"text": "Build models."}\nnot json\n{"text": "Ship models."}\n')
    done = rolewright("read", "rows.jsonl", "--format", "jsonl")
    rows = [json.loads(line) for line in done.out.splitlines()]
    assert ["error" in row for row in rows] == [False, True, False]
    assert done.returncode == 1
    assert "1 of 3 postings could not be read" in done.err


def test_reading_as_text(rolewright, tmp_path):
    """For people: the picture and the statements."""
    (tmp_path / "p.txt").write_text(TEXT)
    done = rolewright("read", "p.txt", "--format", "text")
    assert "promises ml-engineer" in done.out
    assert "You will train models in Python." in done.out


def test_many_are_read_on_all_cores_in_order(rolewright, tmp_path):
    """Two hundred files give two hundred rows in order, the same as one process gives."""
    for i in range(200):
        (tmp_path / f"{i:03}.txt").write_text(TEXT + f"Number {i}.\n")
    two = rolewright("read", ".", "--format", "jsonl", "--processes", "2")
    assert two.out == rolewright("read", ".", "--format", "jsonl", "--processes", "1").out
    assert [json.loads(line)["file"] for line in two.out.splitlines()] == [f"./{i:03}.txt" for i in range(200)]


def test_rules_are_listed_and_explained(rolewright):
    """Every rule is listed and has a page; JSON has all but the check."""
    rules = json.loads(rolewright("rules", "--format", "json").out)
    assert {rule["code"] for rule in rules} == {rule.code for rule in api.all_rules()}
    listing = rolewright("rules", "--topic", "document").out
    assert "RW002 warning  suppressions without a reason" in listing
    page = rolewright("rule", "rw002").out
    assert "Why" in page
    assert "What to do" in page
    assert json.loads(rolewright("rule", "RW002", "--format", "json").out)["code"] == "RW002"


@pytest.mark.parametrize("command", ["check", "read", "rule", "rules"])
def test_help_ends_with_examples(rolewright, command):
    """Every command's help names its options and shows how it is used."""
    done = rolewright(command, "--help")
    assert done.returncode == 0
    assert f"  rolewright {command}" in done.out.partition("examples:")[2]


def test_the_program_itself(rolewright):
    """Its help lists the commands; without a command that is misuse; the version is the package's."""
    assert "check" in rolewright("--help").out
    assert rolewright("--help").returncode == 0
    assert rolewright().returncode == 2
    assert rolewright("--version").out == f"rolewright {library.__version__}\n"


def test_a_bundle_of_modules_follows_its_sources(rolewright, tmp_path):
    """What a first run keeps a second one starts from; a damaged or foreign bundle is as good as none."""
    (tmp_path / "p.txt").write_text(TEXT)
    cache = tmp_path / "cache"
    first = rolewright("check", "p.txt", ROLEWRIGHT_CACHE=str(cache))
    (path,) = (cache / "rolewright").glob("code-*.bin")
    stamp = path.stat().st_mtime_ns
    assert rolewright("check", "p.txt", ROLEWRIGHT_CACHE=str(cache)).out == first.out
    assert path.stat().st_mtime_ns == stamp
    path.write_bytes(b"rubbish")
    assert rolewright("check", "p.txt", ROLEWRIGHT_CACHE=str(cache)).out == first.out
    path.chmod(0o666)
    assert rolewright("check", "p.txt", ROLEWRIGHT_CACHE=str(cache)).out == first.out


def test_a_changed_source_is_not_taken_from_the_bundle(tmp_path):
    """A module whose file has another time or size than the bundle knows is left to Python."""
    path = tmp_path / "m.py"
    path.write_text("x = 1\n")
    found = path.stat()
    code = marshal.dumps(compile("x = 1\n", str(path), "exec"))
    kept = bundle.Bundle({"m": (str(path), found.st_mtime_ns, found.st_size, False, code)})
    assert kept.find_spec("m").loader is kept
    path.write_text("x = 10\n")
    assert kept.find_spec("m") is None
    path.unlink()
    assert kept.find_spec("m") is None
