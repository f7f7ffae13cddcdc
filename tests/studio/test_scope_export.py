"""Scoping in the studio, and what leaves it."""

from __future__ import annotations

import pytest

from rolewright import api


@pytest.fixture
def fresh(client):
    """An empty role: its id."""
    return client.post("/api/roles", {"title": "Somebody for AI"}).json()["id"]


def test_answers_grow_the_diagnosis(client, fresh):
    """Each answer is kept; what is to be asked next and the diagnosis follow from it."""
    first = client.get(f"/api/roles/{fresh}/scope").json()
    assert "ownership.data.team" not in first["asked"]
    body = {"path": "ownership.data.owner", "value": "another team", "base": 1}
    made = client.put(f"/api/roles/{fresh}/answers", body).json()
    assert made["revision"] == 2
    assert "ownership.data.team" in made["asked"]
    assert made["body"]["ownership"]["data"]["owner"] == "another team"
    assert made["diagnosis"] != first["diagnosis"]


def test_a_wrong_answer_is_not_taken(client, fresh):
    """The problem says what to write; nothing is kept."""
    made = client.put(f"/api/roles/{fresh}/answers", {"path": "company.people", "value": "many", "base": 1}).json()
    assert "number" in made["problem"]
    assert made["revision"] == 1


def test_two_people_answer_at_once(client, fresh):
    """Different questions are both kept, though both knew revision 1 only; the same question is told."""
    where = f"/api/roles/{fresh}/answers"
    assert client.put(where, {"path": "company.name", "value": "A", "base": 1}).json()["revision"] == 2
    assert client.put(where, {"path": "company.people", "value": 12, "base": 1}).json()["revision"] == 3
    assert client.put(where, {"path": "company.name", "value": "B", "base": 1}).status_code == 409
    assert client.put(where, {"path": "company.name", "value": "A", "base": 1}).status_code == 200
    assert client.get(f"/api/roles/{fresh}/scope").json()["body"]["company"] == {"name": "A", "people": 12}


def test_an_unknown_question_is_told(client, fresh):
    """With the nearest one that there is."""
    answer = client.put(f"/api/roles/{fresh}/answers", {"path": "company.nam", "value": "A", "base": 1})
    assert answer.status_code == 422
    assert "company.name" in answer.json()["error"]["do"]


@pytest.mark.parametrize(
    "form", ["md", "html", "docx", "txt", "json", "greenhouse", "lever", "ashby", "workable", "smartrecruiters"]
)
def test_an_edited_posting_leaves_in_every_format(client, example, form):
    """What a person wrote is in the file, whatever its format."""
    _, _, posting = example
    row = client.get(f"/api/postings/{posting}").json()
    text = row["text"] + "\n## Our ovens\n\nThe ovens are called Ernie & Bert.\n"
    client.put(f"/api/postings/{posting}", {"text": text, "base": 1})
    answer = client.get(f"/api/postings/{posting}/export/{form}")
    assert answer.status_code == 200
    assert 'attachment; filename="machine-learning-engineer' in answer.headers["content-disposition"]
    if form == "docx":
        assert "Ernie & Bert" in api.parse(answer.content, "x.docx").text
    else:
        assert "Ernie" in answer.text


def test_a_drafted_posting_is_read_back_as_it_was(client, example):
    """A draft that nobody edited gives the same page as `rolewright draft -o posting.html`."""
    role = api.load_role("examples/roles/startup-ml-engineer.toml")
    drafted = api.draft(role)
    again = api.read_back(role, api.parse(drafted.markdown))
    for form in ("md", "txt", "html", "json"):
        assert api.render(role, again, form).split() == api.render(role, drafted.written, form).split()


def test_drift_points_into_the_text(client, example):
    """What the posting asks and the role doesn't, with its place."""
    posting = example[1]
    text = client.get(f"/api/postings/{posting}").json()["text"]
    found = client.get(f"/api/postings/{posting}/drift").json()
    assert not found["same"]
    assert any(one["start"] >= 0 and text[one["start"] : one["end"]] for one in found["only_posting"])


def test_the_preview_is_what_search_engines_read(client, example):
    """A JobPosting with title, pay and place."""
    found = client.get(f"/api/postings/{example[2]}/preview").json()
    assert found["@type"] == "JobPosting"
    assert found["baseSalary"]


@pytest.mark.parametrize(
    "form", ["html", "docx", "txt", "json", "greenhouse", "lever", "ashby", "workable", "smartrecruiters"]
)
def test_a_posting_of_an_empty_role_leaves_too(client, fresh, form):
    """What the role doesn't say yet isn't there; the text is."""
    made = client.post(
        f"/api/roles/{fresh}/postings", {"title": "P", "text": "# Baker\n\nBakes bread.\n\n## You\n\n- Flour\n"}
    ).json()["id"]
    answer = client.get(f"/api/postings/{made}/export/{form}")
    assert answer.status_code == 200, answer.text
    assert client.get(f"/api/postings/{made}/drift").status_code == 422


def test_an_unfinished_role_is_not_drafted(client, fresh):
    """The answer names what is open; kits and exercises say what they need."""
    answer = client.post(f"/api/roles/{fresh}/postings", {"draft": True})
    assert answer.status_code == 422
    assert "open" in answer.json()["error"]["do"]
    assert client.get(f"/api/roles/{fresh}/kit").status_code == 422
    assert client.get(f"/api/roles/{fresh}/debrief").status_code == 422
