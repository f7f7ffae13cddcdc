"""What may be sent, and what is refused while it is unpacked: by its names, its size, its kinds of entries, its headers."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import resource
import subprocess
import sys
import tarfile
import time
import zipfile
from pathlib import Path

import pytest

from rolewright.errors import GradeError
from rolewright.takehome import unpack

FILES = {"takehome.toml": b'start = ["python"]\n', "service/main.py": b"print(1)\n", "é 漢.txt": b"x"}
GIT = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
WHO = ("-c", "user.name=a", "-c", "user.email=a@b.c")


def tarball(path, entries, opener=open):
    """A tarball of (name, type, content)."""
    with opener(path, "wb") as file, tarfile.open(fileobj=file, mode="w|") as archive:
        for name, kind, content in entries:
            info = tarfile.TarInfo(name)
            info.type, info.size = kind, len(content)
            archive.addfile(info, io.BytesIO(content))
    return path


def git(folder, *words, **more):
    """What git prints."""
    return subprocess.run(["git", *WHO, *words], cwd=folder, env=GIT, check=True, capture_output=True, **more).stdout


def bundle(tmp_path, tree: bytes, ref: str = "HEAD"):
    """A bundle whose only commit has a tree given in git's own form (`mktree` takes what no checkout would make)."""
    repo = tmp_path / "repo"
    repo.mkdir(exist_ok=True)
    git(tmp_path, "init", "-q", "-b", "main", str(repo))
    blob = git(repo, "hash-object", "-w", "--stdin", input=b"x\n").strip()
    lines = tree.replace(b"BLOB", blob).replace(b"COMMIT", b"1" * 40)
    made = git(repo, "mktree", "-z", "--missing", input=lines).strip().decode()
    commit = git(repo, "commit-tree", made, "-m", "all").strip().decode()
    git(repo, "update-ref", "refs/heads/main", commit)
    git(repo, "bundle", "create", "-q", str(tmp_path / "a.bundle"), ref)
    return tmp_path / "a.bundle"


def unpacked(folder: Path) -> dict[str, bytes]:
    """Name → content of all that is there."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def folder(path):
    """The files, as they are on disk."""
    for name, content in FILES.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_bytes(content)
    return path


def test_the_same_files_come_out_of_everything(tmp_path):
    """Of a folder, a zip, tarballs of each kind, and a bundle."""
    entries = [(name, tarfile.REGTYPE, content) for name, content in FILES.items()]
    sent = [folder(tmp_path / "plain"), tmp_path / "a.zip"]
    with zipfile.ZipFile(sent[1], "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in FILES.items():
            archive.writestr(f"top/{name}", content)
    for name, opener in (("a.tar", open), ("a.tgz", gzip.open), ("a.tar.bz2", bz2.open), ("a.tar.xz", lzma.open)):
        sent.append(tarball(tmp_path / name, entries, opener))
    git(sent[0], "init", "-q")
    git(sent[0], "add", ".")
    git(sent[0], "commit", "-qm", "all")
    git(sent[0], "bundle", "create", "-q", str(tmp_path / "a.bundle"), "HEAD")
    for number, path in enumerate([*sent, tmp_path / "a.bundle"]):
        assert unpacked(unpack.unpack(path, tmp_path / str(number))) == FILES, path


@pytest.mark.parametrize("name", ["a\x1b[2Jb", "a\nb", "a\u202egpj.py", "a\x00b", "x/" * 50 + "y"])
def test_names_that_mislead_are_refused(tmp_path, name):
    """Terminal escapes, turned writing, endless depth; in a folder, too, where the system allows it."""
    tarball(tmp_path / "a.tar", [(name.replace("\0", "\r"), tarfile.REGTYPE, b"x")])
    with pytest.raises(GradeError, match="name"):
        unpack.unpack(tmp_path / "a.tar", tmp_path / "to")
    if "\0" not in name and "/" not in name:
        (tmp_path / "sub").mkdir()
        (tmp_path / "sub" / name).write_text("x")
        with pytest.raises(GradeError, match="name"):
            unpack.unpack(tmp_path / "sub", tmp_path / "to")


@pytest.mark.parametrize("second", ["a/b", "a", "A/../a"])
def test_a_name_twice_is_refused(tmp_path, second):
    """Also as a file and as a folder: what comes last must not decide what is run."""
    tarball(tmp_path / "a.tar", [("a", tarfile.REGTYPE, b"1"), (second, tarfile.REGTYPE, b"2")])
    with pytest.raises(GradeError):
        unpack.unpack(tmp_path / "a.tar", tmp_path / "to")


def _bomb(kind: str, path: Path) -> None:
    """Small archives that are large, each in another place."""
    if kind == "header":  # a header's own text: `tarfile` takes it into memory before it says anything
        with gzip.open(path, "wb", 1) as file:
            info = tarfile.TarInfo("x")
            info.type, info.size = tarfile.GNUTYPE_LONGNAME, 3_000_000_000
            file.write(info.tobuf())
            for _ in range(3000):
                file.write(bytes(1_000_000))
    elif kind == "folders":
        with gzip.open(path, "wb", 1) as file:
            info = tarfile.TarInfo("x")
            info.type = tarfile.DIRTYPE
            for _ in range(400):
                file.write(info.tobuf() * 1000)
    elif kind == "zipped folders":
        with zipfile.ZipFile(path, "w") as archive:
            for number in range(6000):
                archive.writestr(f"{number}/", "")
    elif kind == "listed":
        with zipfile.ZipFile(path, "w") as archive:
            for number in range(30_000):
                archive.writestr(f"{number:0250d}", "")
    elif kind == "packed":
        with path.open("wb") as file:
            file.write(b"PK\3\4")
            file.truncate(200_000_000)
            file.seek(0, 2)
            file.write(b"PK\5\6" + bytes(18))


@pytest.mark.parametrize("kind", ["header", "folders", "zipped folders", "listed", "packed"])
def test_bombs_take_neither_memory_nor_time(tmp_path, kind):
    """Refused before they are large: by a process that may have little memory."""
    path = tmp_path / "bomb"
    _bomb(kind, path)
    program = f"""
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (900_000_000, 900_000_000))
from pathlib import Path
from rolewright.errors import GradeError
from rolewright.takehome.unpack import unpack
try:
    unpack(Path({str(path)!r}), Path({str(tmp_path / "to")!r}))
except GradeError as error:
    print(error)
"""
    start = time.monotonic()
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=60)
    assert "too large" in done.stdout, done.stderr[-500:]
    assert time.monotonic() - start < 20
    assert not (tmp_path / "to").exists()


@pytest.mark.skipif(os.getuid() == 0, reason="root reads everything")
def test_a_folder_that_can_not_be_read_is_told(tmp_path):
    """Which file it is."""
    (folder(tmp_path / "plain") / "takehome.toml").chmod(0)
    with pytest.raises(GradeError, match="can't be read"):
        unpack.unpack(tmp_path / "plain", tmp_path / "to")


def test_a_fifo_does_not_keep_the_grader(tmp_path):
    """Neither in a folder nor as the submission itself."""
    os.mkfifo(folder(tmp_path / "plain") / "pipe")
    for path in (tmp_path / "plain", tmp_path / "plain/pipe"):
        with pytest.raises(GradeError):
            unpack.unpack(path, tmp_path / "to")


def test_a_bundle_of_a_branch_alone_is_taken(tmp_path):
    """`git bundle create FILE main` leaves HEAD out; there is no doubt which commit counts."""
    made = unpack.unpack(bundle(tmp_path, b"100644 blob BLOB\ttakehome.toml\0", "main"), tmp_path / "to")
    assert unpacked(made) == {"takehome.toml": b"x\n"}


@pytest.mark.parametrize("tree", [b"100644 blob BLOB\tok\x00120000 blob BLOB\tlink\0", b"160000 commit COMMIT\tmodule\0",
                                  b"100644 blob BLOB\ta\x1b[2J\0", b"100644 blob BLOB\t..\0", b"100644 blob BLOB\ta\nb\0"])  # fmt: skip
def test_odd_bundles_are_refused(tmp_path, tree):
    """Links, submodules, names that climb out or command a terminal; nothing is left behind."""
    try:
        path = bundle(tmp_path, tree)
    except subprocess.CalledProcessError:
        pytest.skip("this git doesn't make such a tree")
    with pytest.raises(GradeError):
        unpack.unpack(path, tmp_path / "to")
    assert not (tmp_path / "to").exists()
    assert not (tmp_path / "to.git").exists()


def test_a_tree_of_trees_without_end_is_refused(tmp_path):
    """Ten levels of ten names are ten thousand million files in a bundle of two kilobytes."""
    repo = tmp_path / "repo"
    git(tmp_path, "init", "-q", "-b", "main", str(repo))
    number = git(repo, "hash-object", "-w", "--stdin", input=b"x\n").strip().decode()
    for level in range(10):
        kind = "040000 tree" if level else "100644 blob"
        made = "".join(f"{kind} {number}\t{name}\0" for name in "abcdefghij")
        number = git(repo, "mktree", "-z", input=made.encode()).strip().decode()
    commit = git(repo, "commit-tree", number, "-m", "all").strip().decode()
    git(repo, "update-ref", "refs/heads/main", commit)
    git(repo, "bundle", "create", "-q", str(tmp_path / "a.bundle"), "HEAD")
    assert (tmp_path / "a.bundle").stat().st_size < 5000
    start = time.monotonic()
    with pytest.raises(GradeError, match="too large"):
        unpack.unpack(tmp_path / "a.bundle", tmp_path / "to")
    assert time.monotonic() - start < 20


def test_a_large_file_in_a_bundle_is_refused(tmp_path):
    """By the size that git tells, before it is read."""
    repo = tmp_path / "repo"
    git(tmp_path, "init", "-q", str(repo))
    (repo / "zeros").write_bytes(bytes(60_000_000))
    git(repo, "add", ".")
    git(repo, "commit", "-qm", "all")
    git(repo, "bundle", "create", "-q", str(tmp_path / "a.bundle"), "HEAD")
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(GradeError, match="too large"):
        unpack.unpack(tmp_path / "a.bundle", tmp_path / "to")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - used < 30_000


def test_a_hook_or_a_setting_in_a_bundle_runs_nothing(tmp_path):
    """The bundle's attributes and settings name programs; none is started."""
    repo = tmp_path / "repo"
    git(tmp_path, "init", "-q", str(repo))
    (repo / ".gitattributes").write_text("* filter=evil\n")
    (repo / ".gitmodules").write_text(
        f'[submodule "x"]\n\tpath = x\n\turl = {tmp_path}/none\n\tupdate = !touch {tmp_path}/ran\n'
    )
    (repo / "takehome.toml").write_text("x")
    git(repo, "add", ".")
    git(repo, "commit", "-qm", "all")
    git(repo, "bundle", "create", "-q", str(tmp_path / "a.bundle"), "HEAD")
    unpack.unpack(tmp_path / "a.bundle", tmp_path / "to")
    assert not (tmp_path / "ran").exists()
