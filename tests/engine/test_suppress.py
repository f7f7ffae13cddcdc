"""Comments that excuse a finding."""

from __future__ import annotations

import pytest


@pytest.fixture
def told(check_with, words):
    """(code, line of text) of the findings in a text, with rules against ninja and rockstar."""

    def check(text, format="text"):
        report = check_with(text, words("RW601", "ninja"), words("RW602", "rockstar"), format=format)
        return [(f.code, report.posting.place(f.start).number) for f in report.findings], report

    return check


def test_a_row_of_its_own_excuses_the_next_line(told):
    """In plain text the comment reaches over the next line only."""
    found, report = told("rolewright: ignore RW601 because it is the team's name\n\nA ninja team.\n\nA ninja job.\n")
    assert found == [("RW601", 5)]
    assert report.suppressed == 1


def test_behind_text_it_excuses_its_own_line(told):
    """A comment at the end of a line excuses that line."""
    assert told("A ninja team. rolewright: ignore RW601 because it is a name\n\nA ninja job.\n")[0] == [("RW601", 3)]


@pytest.mark.parametrize("codes", ["RW601, RW602", "RW6", "wording", ""])
def test_codes_prefixes_topics_or_all(told, codes):
    """A comment names rules as the command line does; without names it excuses all."""
    assert told(f"rolewright: ignore {codes} because we quote\n\nA ninja and rockstar.\n")[0] == []


def test_the_whole_file(told):
    """`ignore-file` reaches over everything, wherever it stands."""
    assert told("A ninja.\n\nMore.\n\nrolewright: ignore-file RW601 because it is a test\n")[0] == []


def test_markdown_comments(told):
    """In Markdown the comment is hidden: above a paragraph it excuses that, behind text its own line."""
    text = "# Job\n\n<!-- rolewright: ignore RW601 because we quote -->\nA ninja team.\n\nA ninja job.\n"
    assert told(text, "markdown")[0] == [("RW601", 6)]
    text = "# Job\n\nA ninja team. <!-- rolewright: ignore RW601 because we quote -->\n\nA ninja job.\n"
    assert told(text, "markdown")[0] == [("RW601", 5)]


def test_html_comments(told):
    """In HTML too."""
    text = (
        "<h1>Job</h1>\n<!-- rolewright: ignore RW601 because we quote -->\n<p>A ninja team.</p>\n<p>A ninja job.</p>\n"
    )
    assert told(text, "html")[0] == [("RW601", 4)]


def test_without_a_reason_it_is_a_finding(told):
    """The comment works, and RW002 asks for the reason."""
    found, report = told("rolewright: ignore RW601\n\nA ninja team.\n")
    assert [code for code, _ in found] == ["RW002"]
    assert report.suppressed == 1


def test_of_nothing_it_is_a_note(told):
    """A comment that excuses nothing is told of, so that it can go."""
    found, _ = told("rolewright: ignore RW601 because we quote\n\nA kind team.\n")
    assert [code for code, _ in found] == ["RW003"]


def test_an_unknown_code_is_a_note(told):
    """A code that is no rule's is named."""
    found, report = told("rolewright: ignore RW999 because we quote\n\nA ninja team.\n")
    assert [code for code, _ in found] == ["RW003", "RW601"]
    assert "RW999" in report.findings[0].message


def test_the_comment_itself_is_never_objected_to(told):
    """What a comment says in plain text is no part of the posting."""
    assert told("rolewright: ignore RW602 because ninja is a name\n\nA rockstar team.\n")[0] == []


def test_credits_stay(check_with, words):
    """A comment never takes a credit away."""
    report = check_with(
        "rolewright: ignore-file because old\n\nPay here.\n", words("RC501", "Pay", severity="credit", points=2)
    )
    assert [f.code for f in report.credits] == ["RC501"]
