"""The packages of a submission: what of its list is followed, what it can't find out, and that what is installed works in the box."""

from __future__ import annotations

import os
import stat
import time
import zipfile

import pytest

from rolewright.takehome import environment
from rolewright.takehome.bubblewrap import Bubblewrap


def wheel(folder, name: str = "shop", size: int = 0):
    """A package with a module and a command, in a folder that pip may take it from."""
    folder.mkdir(exist_ok=True)
    about = f"{name}-1.0.dist-info"
    with zipfile.ZipFile(folder / f"{name}-1.0-py3-none-any.whl", "w") as archive:
        archive.writestr(f"{name}.py", f"def main(): print('of {name}')\n" + "#" * size)
        archive.writestr(f"{about}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        archive.writestr(
            f"{about}/WHEEL", "Wheel-Version: 1.0\nGenerator: a\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        archive.writestr(f"{about}/entry_points.txt", f"[console_scripts]\n{name}-run = {name}:main\n")
        archive.writestr(f"{about}/RECORD", "")
    return folder


@pytest.fixture
def install(tmp_path, monkeypatch):
    """Install a list from wheels that lie here, as a grader's own settings may say; never from a network."""

    def of(text: str, **more) -> environment.Installed:
        folder = wheel(tmp_path / "wheels", **more)
        monkeypatch.setenv("PIP_NO_INDEX", "1")
        monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
        (tmp_path / "tree").mkdir(exist_ok=True)
        (tmp_path / "tree/requirements.txt").write_text(text)
        return environment.install(tmp_path / "tree", tmp_path / "site")

    return of


def test_a_pinned_package_is_installed(install):
    """Its module and its command; the command starts with the box's interpreter."""
    made = install("shop==1.0\n")
    assert made.problems == ()
    assert (made.site / "shop.py").is_file()
    script = made.site / "bin/shop-run"
    assert script.read_text().startswith("#!/usr/bin/env python3\n")
    assert script.stat().st_mode & stat.S_IXOTH


@pytest.mark.skipif(bool(Bubblewrap.trouble()), reason=f"bubblewrap: {Bubblewrap.trouble()}")
def test_a_command_of_a_package_starts_in_the_box(install, tmp_path):
    """`start = ["uvicorn", …]` is as good as `python -m uvicorn`."""
    made = install("shop==1.0\n")
    with Bubblewrap(tmp_path / "tree", made.site, tmp_path / "none") as box:
        assert box.run(["shop-run"], 10).out == "of shop\n"
        assert box.run(["python", "-c", "import shop; shop.main()"], 10).out == "of shop\n"


def test_what_is_not_pinned_is_installed(install):
    """A check tells it; the rest can be graded."""
    made = install("shop\n")
    assert (made.site / "shop.py").is_file()
    assert made.problems == ()


@pytest.mark.parametrize(
    "line",
    ["shop==${API_KEY}", "${API_KEY}", "shop==1.0 --index-url http://x/${API_KEY}", "shop==1.0; extra == '${API_KEY}'"],
)
def test_the_graders_environment_is_not_told(install, monkeypatch, line):
    """Pip fills in variables of the environment and prints them: such a line never reaches it."""
    monkeypatch.setenv("API_KEY", "verysecret")
    made = install(line + "\n")
    assert "verysecret" not in str(made)
    assert made.problems


@pytest.mark.parametrize(
    "line",
    [
        "shop==1.0; python_version >= '3.8' and (os_name == \"posix\" or os_name == 'nt')",
        "shop [extra] == 1.0 , != 2.0",
        "shop==1.0 \\\n  # a comment",
        "\ufeffshop==1.0\r\n",
        "shop===1.0",
    ],
)
def test_the_forms_of_a_line(install, line):
    """Markers, extras, comments, continued lines, another system's line ends."""
    made = install(line)
    assert (made.site / "shop.py").is_file(), made
    assert made.problems == ()


def test_a_marker_leaves_a_package_out(install):
    """What isn't meant for this Python isn't installed."""
    made = install("nowhere==1.0; python_version < '3'\nshop==1.0\n")
    assert made.problems == ()
    assert (made.site / "shop.py").is_file()


@pytest.mark.parametrize(
    "line",
    [
        "--hash=sha256:00",
        "shop==1.0 --config-settings=a=b",
        "shop==1.0 --global-option=x",
        "-c a.txt",
        "--pre",
        "shop.whl",
        "shop-1.0.tar.gz",
        "../wheels/shop-1.0-py3-none-any.whl",
        "shop==1.0 | rm",
        "$(id)",
        "\x1b[2J",
        "a" * 50_000,
        "shop==1,",
    ],
)
def test_no_other_line_reaches_pip(line):
    """It is told, readably and briefly."""
    kept, problems = environment.sifted(line)
    if kept:
        assert kept == ["shop==1,"]
    else:
        assert len(problems) == 1
        assert len(problems[0]) < 200
        assert problems[0].isprintable()


def test_a_list_without_end_takes_no_time():
    """Nor does a line that looks like a package for a long way."""
    start = time.monotonic()
    for text in (
        "a==1," * 100_000 + "$",
        "a;" + " " * 100_000 + "$",
        "a[" + "a," * 50_000,
        "\\\n" * 200_000,
        "a==1 " + "--hash=sha256:00 " * 30_000 + "$",
        "(" * 100_000,
    ):
        environment.sifted(text)
    assert time.monotonic() - start < 15


def test_what_is_not_in_the_index_is_told(install):
    """One sentence of pip's."""
    made = install("nowhere==1.0\n")
    assert "can't be installed" in made.problems[0]


def test_only_wheels_are_taken(install, tmp_path):
    """A source package would run its own code on the grader's machine."""
    import io
    import tarfile

    with tarfile.open(wheel(tmp_path / "wheels") / "evil-1.0.tar.gz", "w:gz") as archive:
        code = f"open({str(tmp_path / 'ran')!r}, 'w')".encode()
        info = tarfile.TarInfo("evil-1.0/setup.py")
        info.size = len(code)
        archive.addfile(info, io.BytesIO(code))
    made = install("evil==1.0\n")
    assert made.problems
    assert not (tmp_path / "ran").exists()


def test_packages_without_end_are_stopped(install, monkeypatch):
    """By their size while they come, and by time."""
    limits = dict(environment.written("takehome/limits"))
    monkeypatch.setattr(environment, "_LOOK", 0.001)
    monkeypatch.setattr(environment, "written", lambda _: {**limits, "installed": -1})
    assert any("larger" in problem for problem in install("shop==1.0\n").problems)
    monkeypatch.setattr(environment, "written", lambda _: {**limits, "install_seconds": 0})
    assert any("too long" in problem for problem in install("shop==1.0\n").problems)


@pytest.mark.parametrize("name", ["../secret.txt", "/etc/passwd", "none.txt", "a\0b", "link.txt", ".", "x" * 5000])
def test_only_a_file_of_the_submission_is_the_list(tmp_path, name):
    """Neither a file beside it nor one that a link leads to."""
    (tmp_path / "tree").mkdir()
    (tmp_path / "secret.txt").write_text("secret")
    os.symlink(tmp_path / "secret.txt", tmp_path / "tree/link.txt")
    made = environment.install(tmp_path / "tree", tmp_path / "site", name)
    assert len(made.problems) == 1
    assert "secret" not in made.problems[0].replace("secret.txt", "")
