"""Kits and sealed cards: look, then send; never over what others made or changed, and never believed unread."""

from __future__ import annotations

import pytest

from rolewright import api
from rolewright.cli import main
from rolewright.errors import CardError
from rolewright.vendors import cards, forms


@pytest.fixture
def kit(role):
    """The kit of the example role."""
    return api.kit(api.load_role(role))


@pytest.fixture
def card(kit, tmp_path):
    """A sealed card of the kit's first rated interview, in a file."""
    one = next(one for one in kit.interviews if one.rated)
    made = api.new_card(kit, one.id, "c-1", "Ada")
    for number, line in enumerate(made.lines):
        made = api.fill_card(made, line.id, f"said that <b> & {number} was what broke", 5 - number % 5)
    made = api.seal_card(api.recommend(made, "yes", "the first answer holds"))
    path = tmp_path / "card.toml"
    api.save_card(made, str(path))
    return path


@pytest.fixture
def send_kit(fake, role):
    """`send_kit(*options)` to Lever."""
    return lambda *options: main(["ats", "kit", "lever", role, "--at", fake.at, *options])


@pytest.fixture
def send_card(fake, role, card):
    """`send_card(system, *options)`."""

    def run(system, *options):
        key = {"lever": "op-1", "ashby": "app-1"}[system]
        form = ["--form", "form-1"] if system == "ashby" else []
        return main(["ats", "card", system, key, role, str(card), "--at", fake.at, *form, *options])

    return run


@pytest.fixture
def ashby_form(fake, card):
    """A form that was made in Ashby by hand, by the titles of the export: long text, rich text, a score."""
    titles = list(cards.answers(api.load_card(str(card))))
    kinds = {titles[1]: "Score", titles[2]: "RichText", titles[-1]: "Score"}
    rows = [{"isRequired": True, "field": {"path": f"p{n}", "title": one, "type": kinds.get(one, "LongText")}}
            for n, one in enumerate(titles)]  # fmt: skip
    fake.form = [{"title": "", "fields": rows[:2]}, {"title": "", "fields": rows[2:]}]
    return titles


def writes(fake):
    """The requests that change something."""
    return [(m, p) for m, p, *_ in fake.asked if m in {"PUT", "PATCH"} or p.endswith(".submit")
            or (m == "POST" and p.startswith("/v1/"))]  # fmt: skip


def test_a_kit_is_looked_at_then_made_then_left(send_kit, fake, kit, capsys):
    """Nothing is sent without --send; then a template for each rated interview; a second time needs nothing."""
    assert send_kit() == 1
    told = capsys.readouterr()
    first = forms.forms(kit)[0]
    assert f"+{first.name}" in told.out
    assert "nothing was sent" in told.err
    assert not writes(fake)
    assert send_kit("--send") == 0
    assert capsys.readouterr().err.count("sent, and read back the same") == len(fake.templates)
    assert [one["text"] for one in fake.templates] == [one.name for one in forms.forms(kit)]
    made = len(writes(fake))
    assert send_kit("--send") == send_kit() == 0
    assert len(writes(fake)) == made


def test_ours_is_changed_in_place(send_kit, fake, capsys):
    """A template that was made from here is updated, after a look, and keeps its group."""
    send_kit()
    send_kit("--send")
    fake.templates[0]["instructions"] = "By a colleague"
    fake.templates[0]["group"] = {"id": "g-1", "name": "Engineering"}
    assert send_kit("--send") == 2
    assert "changed there since it was looked at" in capsys.readouterr().err
    assert send_kit() == 1
    assert "-By a colleague" in capsys.readouterr().out
    number = len(fake.templates)
    assert send_kit("--send") == 0
    assert len(fake.templates) == number
    assert '"group": "g-1"' in [body for m, _, _, body in fake.asked if m == "PUT"][-1].decode()


def test_a_form_of_others_is_left(send_kit, fake, kit, capsys):
    """A template of the same name that others made is shown as a difference and never written."""
    name = forms.forms(kit)[0].name
    fake.templates = [
        {"id": "t-9", "text": name, "instructions": "Theirs", "fields": [], "createdAt": 1, "updatedAt": 1}
    ]
    assert send_kit() == 1
    assert "-Theirs" in capsys.readouterr().out
    assert send_kit("--send") == 2
    assert "made there by others" in capsys.readouterr().err
    assert not writes(fake)
    fake.templates.append({**fake.templates[0], "id": "t-10"})
    assert send_kit() == 2
    assert "2 forms have one name" in capsys.readouterr().err


def test_a_form_made_by_a_broken_request_isnt_made_twice(send_kit, fake, capsys):
    """The POST is done and its answer lost: no second try; the next look sees the form as it stands."""
    send_kit()
    lost = []

    def swallow(handler):
        method, path, _, body = handler.server.fake.asked[-1]
        if method == "POST" and not lost:
            lost.append(handler.server.fake.change(method, path, __import__("json").loads(body), {}))
            return handler._send(502, {})
        handler.server.fake.asked.pop()
        handler.rfile = __import__("io").BytesIO(body)
        handler.server.fake.faults = []
        handler._do(method)
        handler.server.fake.faults = [swallow]
        return None

    fake.faults = [swallow]
    assert send_kit("--send") == 2
    assert "status 502" in capsys.readouterr().err
    fake.faults = []
    assert len(fake.templates) == 1
    send_kit()
    assert "no difference" in capsys.readouterr().err


def test_a_field_that_is_dropped_is_told(send_kit, fake, kit, capsys):
    """A system that takes the form and leaves a field out is found out."""
    fake.drops = forms.forms(kit)[0].fields[0]["text"]
    send_kit()
    assert send_kit("--send") == 2
    assert "something else stands there now" in capsys.readouterr().err


@pytest.mark.parametrize("system", ["greenhouse", "ashby", "workable", "smartrecruiters"])
def test_where_no_way_is_documented_a_file_is_made(system, role, tmp_path, kit, capsys):
    """The API takes no kit: refused with what to do; the file holds every question, field and option."""
    assert main(["ats", "kit", system, role]) == 2
    assert "add -o forms.md" in capsys.readouterr().err
    path = tmp_path / "forms.md"
    assert main(["ats", "kit", system, role, "-o", str(path)]) == 0
    text = path.read_text()
    for interview in kit.interviews:
        for chosen in interview.chosen if interview.rated else ():
            assert chosen.question.ask in text
        for one in interview.attributes if interview.rated else ():
            assert f"5: {one.strong}" in text
            assert f"{one.name}: rating" in text


@pytest.mark.parametrize("system", ["lever", "ashby"])
def test_a_card_is_looked_at_then_sent_once(system, send_card, send_kit, fake, ashby_form, capsys):
    """The sealed card becomes one piece of feedback whose values read back as sent; a second time needs nothing."""
    send_kit()
    send_kit("--send")
    before = len(writes(fake))
    assert send_card(system, "--send") == 2
    assert "nobody has looked" in capsys.readouterr().err
    assert send_card(system) == 1
    assert "+said that <b> & 0" in capsys.readouterr().out
    assert len(writes(fake)) == before
    assert send_card(system, "--send") == 0
    after = len(writes(fake))
    assert send_card(system, "--send") == send_card(system) == 0
    assert len(writes(fake)) == after
    if system == "lever":
        values = {one["text"]: one["value"] for one in fake.feedback[0]["fields"]}
        assert values["Recommendation"] == "3 - Hire"
        assert values[ashby_form[1]].startswith("5: ")
    else:
        assert fake.submitted[0]["submittedValues"]["p1"] == "4"
        assert fake.submitted[0]["submittedByUser"] == {"id": "u-7"}


@pytest.mark.parametrize("system", ["lever", "ashby"])
def test_feedback_that_stands_there_is_never_changed(system, send_card, send_kit, fake, ashby_form, capsys):
    """The same person has given other feedback: shown, refused, untouched; a colleague's doesn't count."""
    send_kit()
    send_kit("--send")
    send_card(system)
    send_card(system, "--send")
    if system == "lever":
        fake.feedback[0]["fields"][0]["value"] = "By hand"
        fake.feedback.insert(0, {**fake.feedback[0], "id": "f-0", "user": "user-2"})
    else:
        fake.submitted[0]["submittedValues"]["p0"] = "By hand"
        fake.submitted.insert(0, {**fake.submitted[0], "id": "s-0", "submittedByUser": {"id": "u-8"}})
    done = len(writes(fake))
    capsys.readouterr()
    assert send_card(system) == 1
    assert "-By hand" in capsys.readouterr().out
    assert send_card(system, "--send") == 2
    assert "stands there already" in capsys.readouterr().err
    assert len(writes(fake)) == done


def test_a_value_that_is_lost_is_told(send_card, fake, ashby_form, capsys):
    """Ashby takes the feedback and keeps another value: the difference is printed."""
    fake.drops = "p0"
    send_card("ashby")
    assert send_card("ashby", "--send") == 2
    assert "something else stands there now" in capsys.readouterr().err


def test_a_form_that_doesnt_fit_is_refused(send_card, send_kit, fake, ashby_form, capsys):
    """A form without one of our fields, with a required one more, or of a type that can't take the text."""
    fields = fake.form[1]["fields"]
    fields[-1]["field"]["title"] = "Something else"
    assert send_card("ashby") == 2
    assert "the form lacks 'Recommendation'" in capsys.readouterr().err
    fields[-1]["field"]["title"] = "Recommendation"
    fields.append({"isRequired": True, "field": {"path": "q", "title": "Salary", "type": "Number"}})
    assert send_card("ashby") == 2
    assert "wants 'Salary'" in capsys.readouterr().err
    fields.pop()
    fields[-1]["field"]["type"] = "Date"
    assert send_card("ashby") == 2
    assert "of type Date can't take" in capsys.readouterr().err
    assert send_card("lever") == 2
    assert "send the kit first" in capsys.readouterr().err


@pytest.mark.parametrize("system", ["greenhouse", "workable", "smartrecruiters"])
def test_where_a_card_isnt_taken_the_reason_is_told(system, role, card, capsys):
    """What can't be read back, or has no documented fields, isn't sent."""
    assert main(["ats", "card", system, "1", role, str(card)]) == 2
    assert f"{system}: it takes no card" in capsys.readouterr().err


def test_only_a_sealed_decided_card_is_sent(kit, card):
    """An open card is refused, and so is one without a decision: four points have no place for it."""
    made = api.load_card(str(card))
    with pytest.raises(CardError, match="isn't sealed"):
        cards.answers(made._replace(seal=""))
    with pytest.raises(CardError, match="no_decision"):
        cards.answers(made._replace(verdict="no_decision"))
