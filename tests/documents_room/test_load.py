"""The room's door: formats told, limits kept, misuse refused, the light path light."""

import io
import json
import subprocess
import sys
from contextlib import suppress

import made
import pytest
from hypothesis import given
from hypothesis import strategies as st
from soundness import check_sound, is_linear, shown

import rolewright.documents
from rolewright.documents import from_bytes, load
from rolewright.errors import DocumentError


def ids(posting):
    """The ids of a posting's troubles."""
    return [trouble.id for trouble in posting.troubles]


@pytest.mark.parametrize("name", made.seeds())
def test_every_format_is_told_by_its_name_and_by_its_looks(name):
    """A named file and the same bytes without a name are read alike."""
    data = made.seeds()[name]
    named = check_sound(from_bytes(data, name))
    assert named.lines
    if not name.endswith(".txt"):
        assert from_bytes(data)._replace(name=name).text == named.text


def test_the_bytes_win_over_a_wrong_name(tmp_path):
    """A PDF named .docx and a page named .txt are what they are."""
    assert from_bytes(made.pdf(), "a.docx").format == "pdf"
    assert from_bytes(made.page().encode(), "a.txt").format == "html"
    assert from_bytes(made.docx(), "a.pdf").format == "docx"


def test_a_text_file_stays_plain():
    """Markup in a .txt is the author's text."""
    assert from_bytes(b"# A\n\n**b**", "a.txt").text == "# A\n\n**b**"


def test_a_file_is_loaded(tmp_path):
    """`load` takes a path or a string and keeps the name."""
    (tmp_path / "a.md").write_text("# Hi")
    for path in (tmp_path / "a.md", str(tmp_path / "a.md")):
        assert (load(path).text, load(path).name) == ("Hi", str(path))


def test_standard_input_is_read(monkeypatch):
    """`-` is standard input, its format told by its looks."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"# Hi\n\n- a")))
    assert shown(load("-")) == [("heading", "Hi"), ("bullet", "a")]


@pytest.mark.parametrize(
    ("name", "what"), [("none.md", "no such file"), ("", "folder"), ("big.md", "more than the limit")]
)
def test_misuse_says_what_where_and_what_to_do(tmp_path, name, what):
    """A missing file, a folder and a file over the limit raise."""
    (tmp_path / "big.md").write_text("x" * 2000)
    with pytest.raises(DocumentError, match=what) as caught:
        load(tmp_path / name, limit=1000)
    assert caught.value.where
    assert caught.value.do


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n", b"\xff\xd8\xff\xe0", b"PK\x03\x04other", b"\x7fELF", bytes(range(32)) * 9, b"{\\rtf1"]
)
def test_other_kinds_of_file_are_refused(data):
    """A picture, an archive or a program is no posting: an error says what to do."""
    with pytest.raises(DocumentError) as caught:
        from_bytes(data, "a.xyz")
    assert caught.value.do


def test_an_unknown_format_is_misuse():
    """A format that isn't there is refused with the list of those that are."""
    with pytest.raises(DocumentError, match="markdown"):
        from_bytes(b"", format="odt")


@pytest.mark.parametrize("name", ["a.md", "a.txt", "a.html", ""])
def test_an_empty_file_is_told(name):
    """No text is a trouble, not an error."""
    for data in (b"", b" \n\t\n", b"\xef\xbb\xbf"):
        assert ids(from_bytes(data, name)) == ["empty"]


def test_a_huge_text_is_read_and_told():
    """Five megabytes work; a text as long as a book gets a trouble."""
    posting = from_bytes(b"Plan the routes of boats.\n" * 200_000, "a.txt")
    assert ids(posting) == ["too-long"]
    assert posting.text.count("\n") == 200_000


def test_troubles_of_decoding_come_along():
    """Windows-1252 and NUL bytes are told in every textual format."""
    for name in ("a.md", "a.txt", "a.html"):
        assert ids(from_bytes(b"Caf\xe9 \0 x", name)) == ["not-utf8", "nul-bytes"]


@given(st.binary(max_size=400), st.sampled_from([*rolewright.documents.load.__globals__["sniff"].FORMATS]))
def test_any_bytes_in_any_format_are_read(data, format):
    """No reader raises, whatever the bytes."""
    check_sound(from_bytes(data, "", format))


@given(st.text(max_size=300))
def test_any_text_without_a_name_is_read(text):
    """Text of an unknown kind is read or refused as binary, never anything else."""
    with suppress(DocumentError):
        check_sound(from_bytes(text.encode()))


@pytest.mark.parametrize("piece", ["](", "A: b\n", "\n", "* a\n", "{", "<!-- ", "From: a\n"])
def test_telling_the_format_is_linear(piece):
    """Eight times the bytes take about eight times the time, also before the format is known."""
    assert is_linear(lambda size: from_bytes((piece * (size // len(piece))).encode()), 15_000)


def test_plain_text_loads_no_reader():
    """The light path imports no library of another format, and neither dataclasses nor pathlib."""
    code = (
        "import sys, json; before = set(sys.modules)\n"
        "from rolewright.documents import from_bytes; from_bytes(b'Plan routes', 'a.txt')\n"
        "print(json.dumps(sorted(set(sys.modules) - before)))"
    )
    out = subprocess.run([sys.executable, "-S", "-c", _PATH + code], capture_output=True, check=True, text=True).stdout
    heavy = {
        "turbohtml",
        "pyromark",
        "docx",
        "pypdfium2",
        "lxml",
        "email",
        "dataclasses",
        "pathlib",
        "json.decoder",
        "zipfile",
        "html",
    }
    assert not heavy & set(json.loads(out))


_PATH = f"import sys, json; sys.path[:] = {sys.path!r}\n"


def test_the_names_are_sorted():
    """`__all__` lists the room's names in order, and they are there."""
    names = rolewright.documents.__all__
    assert names == sorted(names)
    assert all(hasattr(rolewright.documents, name) for name in names)
