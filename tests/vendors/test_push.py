"""Push: look, then send; never over what changed there, and never believed unread."""

from __future__ import annotations

import json

import pytest

from rolewright.cli import main
from rolewright.knowledge.shelf import shelf

IDS = {"greenhouse": "123", "lever": "ab-1", "ashby": "uu-1", "smartrecruiters": "sr-1"}


@pytest.fixture(params=sorted(IDS))
def push(request, fake, role):
    """`push(*options)` for each system."""

    def run(*options):
        return main(["ats", "push", request.param, IDS[request.param], role, "--at", fake.at, *options])

    run.name = request.param
    return run


def writes(fake):
    """The requests that change something."""
    return [(m, p) for m, p, *_ in fake.asked if m == "PATCH" or "update" in p or ("perform_as" in p and m == "POST")]


def test_look_then_send(push, fake, capsys):
    """Without --send the difference is shown and nothing sent; then it is sent once, and a second time needs nothing."""
    assert push() == 1
    told = capsys.readouterr()
    assert "+Python that others can test and change." in told.out
    assert "nothing was sent" in told.err
    assert not writes(fake)
    assert push("--send") == 0
    assert "sent, and read back the same" in capsys.readouterr().err
    assert len(writes(fake)) == 1
    assert push("--send") == 0
    assert "nothing to send" in capsys.readouterr().err
    assert push() == 0
    assert len(writes(fake)) == 1
    assert "Machine Learning Engineer" in json.dumps(fake.there[push.name])


def test_unseen_is_never_overwritten(push, fake, capsys):
    """--send without having looked is refused."""
    assert push("--send") == 2
    assert "nobody has looked at what stands there" in capsys.readouterr().err
    assert not writes(fake)


def test_changed_there_is_never_overwritten(push, fake, capsys):
    """A change there between the look and the sending stops it, until somebody looks again."""
    push()
    record = fake.there[push.name]
    record["text" if push.name == "lever" else "title"] = "Changed by a colleague"
    assert push("--send") == 2
    assert "changed there since it was looked at" in capsys.readouterr().err
    assert not writes(fake)
    assert push() == 1
    assert "-Changed by a colleague" in capsys.readouterr().out
    assert push("--send") == 0


def test_a_section_of_others_stays(fake, role):
    """SmartRecruiters: a section that we don't write is neither a difference nor touched."""
    words = ["ats", "push", "smartrecruiters", "sr-1", role, "--at", fake.at]
    main(words)
    assert main([*words, "--send"]) == 0
    assert fake.there["smartrecruiters"]["jobAd"]["sections"]["videos"] == {"title": "Videos", "text": ""}


def test_other_markup_of_the_same_words_is_the_same(fake, role):
    """A system that turns one heading into another has kept the words."""
    fake.sanitises = True
    words = ["ats", "push", "greenhouse", "123", role, "--at", fake.at]
    main(words)
    assert main([*words, "--send"]) == 0


def test_what_was_dropped_is_told(fake, role, capsys):
    """A system that takes the request and keeps something else is found out."""
    fake.sanitises = "<p>Something else.</p>"
    words = ["ats", "push", "ashby", "uu-1", role, "--at", fake.at]
    main(words)
    assert main([*words, "--send"]) == 2
    assert "something else stands there now" in capsys.readouterr().err


def test_a_write_that_breaks_isnt_repeated(push, fake, capsys):
    """A 500 on the write: told, and tried once."""
    push()
    reads = len(fake.asked)
    fake.faults = []

    def later(handler):
        handler.server.fake.faults = [later]
        method, path, _, body = handler.server.fake.asked[-1]
        if (method, path) in writes(handler.server.fake):
            return handler._send(500, {})
        handler.server.fake.faults = []
        handler.server.fake.asked.pop()
        again = handler._do
        handler.rfile = __import__("io").BytesIO(body)
        again(method)
        handler.server.fake.faults = [later]
        return None

    fake.faults = [later]
    assert push("--send") == 2
    assert "status 500" in capsys.readouterr().err
    assert len(writes(fake)) == 1
    assert len(fake.asked) > reads


def test_one_token_for_all(fake, role):
    """Greenhouse: the token is asked for once a run, and the secret goes to the token's address only."""
    main(["ats", "push", "greenhouse", "123", role, "--at", fake.at])
    main(["ats", "push", "greenhouse", "123", role, "--at", fake.at, "--send"])
    assert fake.tokens == 2
    assert all(path == "/token" or head["Authorization"] == "Bearer t0ken" for _, path, head, _ in fake.asked)


def test_the_key_follows_no_page_elsewhere(fake, role, capsys, monkeypatch):
    """Greenhouse: a next page on another host, or one that never ends, is refused."""
    words = ["ats", "push", "greenhouse", "123", role, "--at", fake.at]
    fake.next = '<https://evil.example/v3/job_posts?cursor=x>; rel="next"'
    assert main(words) == 2
    assert "its next page is elsewhere: https://evil.example/v3/job_posts" in capsys.readouterr().err
    monkeypatch.setitem(shelf("vendors/vendors")["door"], "pages", 20)
    fake.next = fake.link("again")
    assert main(words) == 2
    assert "its list doesn't end" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "variable"),
    [("greenhouse", "GREENHOUSE_USER_ID"), ("lever", "LEVER_API_KEY"), ("ashby", "ASHBY_API_KEY"),
     ("smartrecruiters", "SMARTRECRUITERS_TOKEN")],
)  # fmt: skip
def test_keys(fake, role, monkeypatch, capsys, name, variable):
    """A missing key is named; a wrong one is 401, and stands in no message."""
    words = ["ats", "push", name, IDS[name], role, "--at", fake.at]
    monkeypatch.setenv(variable, "wr0ng")
    assert main(words) == 2
    told = capsys.readouterr().err
    assert "status 401" in told
    assert "check the key" in told
    assert "wr0ng" not in told
    monkeypatch.delenv(variable)
    assert main(words) == 2
    assert f"environment variable {variable}" in capsys.readouterr().err


def test_unknown_ids(fake, role, capsys):
    """Each system's own way of saying that there is no such posting."""
    for name in IDS:
        assert main(["ats", "push", name, "nope", role, "--at", fake.at]) == 2
    told = capsys.readouterr().err
    assert "job_posting_not_found" in told
    assert "there is no job post nope" in told
    assert told.count("status 404") == 2


def test_a_role_with_gaps_is_not_pushed(fake, role, capsys):
    """What `draft` refuses isn't sent."""
    from pathlib import Path

    path = Path(role)
    path.write_text(path.read_text().replace("min = 128000\n", "").replace("max = 152000\n", ""))
    assert main(["ats", "push", "ashby", "uu-1", role, "--at", fake.at]) == 2
    assert not fake.asked
