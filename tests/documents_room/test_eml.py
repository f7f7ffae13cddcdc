"""E-mail: subject, body, attachments."""

import made
from hypothesis import given
from hypothesis import strategies as st
from soundness import check_sound, shown

from rolewright.documents import eml


def test_the_subject_is_the_title_and_the_body_the_text():
    """Forwarding marks are taken off the subject; the HTML body is preferred."""
    posting = check_sound(eml.read(made.message("plain", made.HTML * 8)))
    assert (posting.title, posting.format) == ("Routing Engineer é", "eml")
    assert shown(posting)[0] == ("heading", "Routing Engineer")
    assert "secret" not in posting.text


def test_a_plain_body_is_read_as_plain_text():
    """Bullets are found; places are lines of the body."""
    posting = check_sound(eml.read(made.message("Hello there\n\n- plan\n- route\n")))
    assert shown(posting) == [("", "Hello there"), ("bullet", "- plan"), ("bullet", "- route")]
    assert str(posting.place(posting.text.index("route"))) == "4:3"


def test_an_attached_posting_is_read_where_the_body_is_a_note():
    """A PDF or DOCX is the posting when the body only says to see it."""
    for name, data in (("role.pdf", made.pdf()), ("role.docx", made.docx())):
        posting = check_sound(
            eml.read(made.message("see attached", attached=((name, data, "application/octet-stream"),)))
        )
        assert "Routing Engineer" in posting.text
        assert ("attachment", name) in posting.facts
        assert posting.title == "Routing Engineer" + ("" if name.endswith("docx") else " é")


def test_a_posting_in_the_body_wins_over_an_attachment():
    """A body that is a posting is read, whatever is attached."""
    posting = eml.read(made.message(made.PROSE * 8, attached=(("terms.pdf", made.pdf(), "application/pdf"),)))
    assert posting.text.startswith("We build")


def test_a_message_in_a_message_is_read():
    """A forwarded message's body counts."""
    inner = made.message(made.PROSE * 8).decode()
    outer = 'Subject: Fwd: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: message/rfc822\n\n'
    assert eml.read((outer + inner + "\n--b--\n").encode()).text.startswith("We build")


def test_deep_nesting_is_bounded():
    """Thousands of levels or parts end in a text or a trouble."""
    level = b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n'
    check_sound(
        eml.read(b"Subject: x\n" + b"".join(level % (n, n) for n in range(2000)) + b"Content-Type: text/plain\n\nhi")
    )
    parts = b"--b\nContent-Type: text/plain\n\nx\n" * 3000
    posting = eml.read(b'Subject: x\nContent-Type: multipart/mixed; boundary="b"\n\n' + parts + b"--b--")
    assert [trouble.id for trouble in posting.troubles] == ["truncated"]


@given(st.integers(0, 3000), st.binary(min_size=1, max_size=60))
def test_a_damaged_message_never_raises(at, junk):
    """Bytes put in anywhere lead to a text or to a trouble."""
    data = made.message("short", made.HTML)
    at %= len(data)
    check_sound(eml.read(data[:at] + junk + data[at:]))


@given(st.binary(max_size=500))
def test_any_bytes_are_read(data):
    """No bytes raise."""
    check_sound(eml.read(data))
