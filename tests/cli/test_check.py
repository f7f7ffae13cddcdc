"""`rolewright check` as a process."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import rolewright as rolewright_package


def test_status_tells_what_was_found(rolewright, posting, tmp_path):
    """0 clean, 1 findings at or above the threshold, and `--exit-zero` is 0 whatever is found."""
    assert rolewright("check", posting).returncode == 1
    assert rolewright("check", posting, "--exit-zero").returncode == 0
    assert rolewright("check", posting, "--select", "credits,RC").returncode in {0, 2}
    clean = tmp_path / "clean.txt"
    clean.write_text("Data Engineer\n\nYou will build pipelines.\n")
    assert rolewright("check", clean, "--select", "RW604").returncode == 0
    assert rolewright("check", posting, "--select", "RW604", "--fail-on", "error").returncode == 0
    assert rolewright("check", posting, "--select", "RW604", "--fail-on", "note").returncode == 1


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("chekc", "x"), "did you mean 'check'?"),
        (("check", "no-such.md"), "no-such.md: no such file or folder; check the path"),
        (("check", "p.md", "--select", "wordng"), "did you mean 'wording'?"),
        (("check", "p.md", "--formt", "json"), "did you mean '--format'?"),
        (("check", "p.md", "--format", "yaml"), "invalid choice"),
        (("check",), "required: PATH"),
        (("check", "empty"), "no postings are there"),
        (("check", "p.md", "p.md", "--title", "T"), "--title is for one posting"),
        (("check", "p.md", "--jurisdiction", "Colorado"), "write GB, DE or US-CO"),
        (("check", "p.md", "--date", "yesterday"), "write it as 2026-11-23"),
        (("check", "p.md", "--role", "no.toml"), "can't read the role file"),
        (("check", "p.md", "--baseline", "no.json"), "can't read the baseline"),
        (("check", "p.md", "--config", "no.toml"), "can't read the configuration"),
        (("check", "p.md", "--output", "no/such/place"), "can't write"),
        (("rule", "RW999"), "no rule is called 'RW999'"),
        (("rule", "RW6"), "choose one"),
    ],
)
def test_misuse_is_one_line_and_status_2(rolewright, tmp_path, words, message):
    """A slip gives `rolewright: error: where: what; do`, nothing else and never a traceback."""
    (tmp_path / "p.md").write_text("# Data Engineer\n\nBuild.\n")
    (tmp_path / "empty").mkdir()
    done = rolewright(*words)
    assert done.returncode == 2
    assert done.out == ""
    assert done.err.startswith("rolewright: error: ")
    assert done.err.count("\n") == 1
    assert message in done.err


def test_debug_shows_the_traceback(rolewright):
    """`--debug` is for us."""
    done = rolewright("check", "no-such.md", "--debug")
    assert "Traceback" in done.err


def test_standard_input(rolewright):
    """`-` reads standard input, whatever its format."""
    done = rolewright("check", "-", "--quiet", "--select", "RW604", input="# Data Ninja\n\nA ninja.\n")
    assert done.returncode == 1
    assert "<stdin>:1:" in done.out


def test_no_colours_into_a_pipe(rolewright, posting):
    """Colours are for terminals, FORCE_COLOR and --color always; NO_COLOR takes them away."""
    assert "\x1b" not in rolewright("check", posting).out
    assert "\x1b[" in rolewright("check", posting, FORCE_COLOR="1").out
    assert "\x1b[" in rolewright("check", posting, "--color", "always").out
    assert "\x1b" not in rolewright("check", posting, FORCE_COLOR="1", NO_COLOR="1").out


def test_postings_write_no_escapes(rolewright, tmp_path):
    """Control characters of a posting never reach the terminal, coloured or not."""
    path = tmp_path / "evil.txt"
    path.write_bytes("Data Ninja\n\nA \x1b]0;owned\x07 ninja \x1b[2J rockstar \u202e\n".encode())
    out = rolewright("check", path, "--color", "never").stdout
    assert b"\x1b" not in out
    assert b"\x07" not in out


def test_folders_patterns_and_rows(rolewright, tmp_path):
    """Folders are walked, patterns expanded, rows of JSON checked one by one, in order."""
    (tmp_path / "a").mkdir()
    for name in ("a/two.md", "a/one.txt", "three.html"):
        (tmp_path / name).write_text("A ninja.")
    (tmp_path / "rows.jsonl").write_text('{"id": 1, "text": "A ninja."}\n{"id": 2, "text": "A ninja."}\n')
    done = rolewright("check", "a", "*.html", "rows.jsonl", "--format", "json", "--select", "RW604")
    names = [report["file"] for report in json.loads(done.out)["reports"]]
    assert names == ["a/one.txt", "a/two.md", "three.html", "rows.jsonl:1", "rows.jsonl:2"]


def test_an_unreadable_file_is_a_finding_and_the_run_goes_on(rolewright, tmp_path, posting):
    """Binary rubbish is RW001; the others are checked; the end says how many couldn't be read."""
    (tmp_path / "x.pdf").write_bytes(b"%PDF-1.4 rubbish")
    done = rolewright("check", ".", "--format", "json")
    reports = json.loads(done.out)["reports"]
    assert [report["file"] for report in reports] == ["./posting.md", "./x.pdf"]
    assert reports[1]["findings"][0]["code"] == "RW001"
    assert done.returncode == 1
    assert "1 of 2 postings could not be read" in done.err


def test_many_files_are_checked_on_all_cores_in_order(rolewright, tmp_path):
    """Sixty files give sixty reports in order, the same as one process gives."""
    for i in range(60):
        (tmp_path / f"{i:02}.txt").write_text(f"Data Engineer {i}\n\nWe want a ninja.\n")
    two = rolewright("check", ".", "--format", "json", "--processes", "2")
    one = rolewright("check", ".", "--format", "json", "--processes", "1")
    assert two.out == one.out
    assert len(json.loads(two.out)["reports"]) == 60


def test_fixing_twice_changes_nothing_the_second_time(rolewright, tmp_path):
    """`--fix` writes once; the second run leaves the file and its time alone."""
    path = tmp_path / "p.md"
    path.write_bytes(b"\xef\xbb\xbf# Data Engineer\r\n\r\nWe use a blacklist, a whitelist and need a chairman.\r\n")
    rolewright("check", path, "--fix", "--unsafe-fixes")
    once, stamp = path.read_bytes(), path.stat().st_mtime_ns
    done = rolewright("check", path, "--fix", "--unsafe-fixes")
    assert path.read_bytes() == once
    assert path.stat().st_mtime_ns == stamp
    assert "nothing to fix" in done.err
    assert once.startswith(b"\xef\xbb\xbf")
    assert once.count(b"\r\n") == 3


def test_a_diff_writes_nothing(rolewright, tmp_path):
    """`--diff` shows a unified diff (status 1 if there is one) and leaves the file alone."""
    path = tmp_path / "p.md"
    path.write_text("# Data Engineer\n\nWe use a blacklist.\n")
    before = path.read_bytes()
    done = rolewright("check", "p.md", "--diff", "--unsafe-fixes")
    assert path.read_bytes() == before
    assert done.returncode == (1 if done.out else 0)
    if done.out:
        assert done.out.startswith("--- p.md\n+++ p.md\n@@")


def test_standard_input_is_fixed_to_standard_output(rolewright):
    """`check - --fix` is a filter: the fixed text and nothing else."""
    done = rolewright("check", "-", "--fix", "--select", "RW604", input="# Data Engineer\n\nBuild.\n")
    assert done.out == "# Data Engineer\n\nBuild.\n"


def test_a_baseline_silences_what_is_known(rolewright, posting, tmp_path):
    """After --write-baseline the same posting is clean; a new problem isn't; what is gone is told."""
    assert rolewright("check", posting, "--write-baseline", "b.json").returncode == 0
    assert rolewright("check", posting, "--baseline", "b.json").returncode == 0
    posting.write_text("# Data Engineer\n\nA guru and ninja.\n")
    done = rolewright("check", posting, "--baseline", "b.json", "--select", "RW604", "--quiet")
    assert done.returncode == 1
    assert "are gone" in done.err


def test_configuration_of_the_nearest_folder(rolewright, posting, tmp_path):
    """The configuration beside the posting decides, and a wrong key in it is misuse."""
    (tmp_path / "rolewright.toml").write_text('select = ["RW604"]\nfail-on = "error"\n')
    done = rolewright("check", posting, "--quiet")
    assert done.returncode == 0
    assert {line.split()[1] for line in done.out.splitlines()[:-1]} == {"RW604"}
    (tmp_path / "rolewright.toml").write_text("selekt = []")
    done = rolewright("check", posting)
    assert done.returncode == 2
    assert "unknown key 'selekt'; did you mean 'select'?" in done.err
    assert rolewright("check", posting, "--no-config").returncode == 1


def test_output_goes_to_a_file(rolewright, posting, tmp_path):
    """`--output` writes the file whole and standard output stays empty."""
    done = rolewright("check", posting, "--format", "sarif", "--output", "r.sarif")
    assert done.out == ""
    assert json.loads((tmp_path / "r.sarif").read_text())["version"] == "2.1.0"
    assert sorted(os.listdir(tmp_path)) == ["posting.md", "r.sarif"]


def test_a_posting_is_held_against_a_role(rolewright, posting, tmp_path):
    """With `--role` the role's rules run, without it they don't, and a comment on one is no comment on nothing."""
    (tmp_path / "role.toml").write_text('title = "ML Engineer"\nlevel = "mid"\n[pay]\nmin = 90000\ncurrency = "USD"\n'
                                        'interval = "year"\n')  # fmt: skip
    done = rolewright("check", posting, "--role", "role.toml", "--quiet", "--select", "role")
    assert "RW959 warning  no pay here; the role has 90,000 USD a year" in done.out
    posting.write_text(posting.read_text() + "\n<!-- rolewright: ignore-file RW959 because HR adds it -->\n")
    assert "RW959" not in rolewright("check", posting, "--role", "role.toml", "--quiet").out
    assert "RW003" not in rolewright("check", posting, "--quiet").out


def test_a_wrong_role_file_is_misuse(rolewright, posting, tmp_path):
    """A key that doesn't exist, and a file that isn't there, are status 2 with file and line."""
    (tmp_path / "role.toml").write_text('title = "ML Engineer"\nhobby = "chess"\n')
    for name, message in (("role.toml", "role.toml:2: hobby"), ("none.toml", "none.toml: can't read the role file")):
        done = rolewright("check", posting, "--role", name)
        assert (done.returncode, done.err.count("\n")) == (2, 1)
        assert message in done.err


def test_a_closed_pipe_is_quiet(rolewright, tmp_path):
    """`rolewright check … | head` ends without a message."""
    for i in range(40):
        (tmp_path / f"{i}.txt").write_text("Data Ninja\n\nWe want a ninja.\n" * 50)
    command = f"{sys.executable} -m rolewright check . --format json | head -c 10"
    done = subprocess.run(["/bin/sh", "-c", command], cwd=tmp_path, capture_output=True, timeout=60, check=False)
    assert done.stderr == b""
    assert len(done.stdout) == 10


def test_ctrl_c_is_130(tmp_path):
    """An interrupt ends the run with 130 and no traceback."""
    for i in range(3000):
        (tmp_path / f"{i}.txt").write_text("Data Ninja\n\nWe want a ninja.\n" * 30)
    process = subprocess.Popen(
        [sys.executable, "-m", "rolewright", "check", ".", "--format", "json", "--output", "out.json"],
        cwd=tmp_path, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip
    time.sleep(1.0)
    os.killpg(process.pid, signal.SIGINT)
    _, error = process.communicate(timeout=30)
    assert process.returncode == 130
    assert error == b""
    assert not [name for name in os.listdir(tmp_path) if name.startswith("out.json")]


def test_check_imports_nothing_heavy(posting):
    """A Markdown posting needs no dataframe, web or PDF library, nor what only other options need."""
    code = (
        "import sys; from rolewright.cli import main; main(['check', sys.argv[1], '--no-config']);"
        "heavy = {'daft', 'pandas', 'pyarrow', 'starlette', 'fastapi', 'pypdfium2', 'docx', 'lxml', 'rich', 'json', 'tomllib',"
        " 'multiprocessing', 'concurrent', 'shutil', 'difflib', 'inspect', 'dataclasses', 'pathlib', 'hashlib', 'orjson'};"
        "sys.stderr.write(' '.join(sorted(heavy & set(sys.modules))))"
    )
    text = posting.with_suffix(".txt")
    text.write_text("Data Engineer\n\nBuild pipelines.\n")
    source = Path(rolewright_package.__file__).parents[1]
    environment = {
        **os.environ,
        "PYTHONPATH": str(source),
    }  # -S: no site-packages, whose .pth files import what they like
    done = subprocess.run([sys.executable, "-S", "-c", code, text], capture_output=True, check=False, env=environment)
    assert done.stderr == b""


def test_diff_of_what_cannot_be_read(rolewright, tmp_path):
    """`--diff` on a damaged file is status 1 and says why: nothing was compared."""
    (tmp_path / "broken.docx").write_bytes(b"PK\x03\x04 no archive")
    done = rolewright("check", "broken.docx", "--diff")
    assert (done.returncode, done.out) == (1, "")
    assert "broken.docx: " in done.err
