"""Whole flows in a real browser: from nothing to an exported posting, and two people at one text."""

from __future__ import annotations

import re

import pytest

expect = pytest.importorskip("playwright.sync_api").expect


def test_from_a_first_answer_to_an_exported_posting(open_page, client, tmp_path):
    """A newcomer answers the first question of a new role; another role is drafted and leaves as a file."""
    page = open_page()
    page.get_by_role("button", name="New role").click()
    page.get_by_label("Working title").fill("Bread forecaster")
    page.get_by_role("button", name="Create").click()
    expect(page.get_by_role("heading", name="What is your company called?")).to_be_visible()
    page.get_by_role("textbox", name="What is your company called?").fill("Brightloaf")
    page.get_by_role("button", name="Save and go on").click()
    expect(page.get_by_role("heading", name="What does it do, and for whom?")).to_be_visible()
    page.get_by_role("link", name="Desk").first.click()
    page.get_by_role("link", name="Senior MLOps Engineer", exact=True).click()
    page.get_by_role("button", name="Draft from the role").click()
    expect(page.get_by_role("tab", name="Export")).to_be_visible()
    page.get_by_role("tab", name="Export").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Word").click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    from rolewright import api

    assert path.name == "senior-mlops-engineer.docx"
    assert "MLOps" in api.load(str(path)).text


def test_two_people_lose_no_word(open_page, client, example):
    """Both type at the same time, at the top and at the bottom: both have it all, and so has the studio."""
    role, _, posting = example
    one, two = (open_page(f"/roles/{role}/postings/{posting}") for _ in range(2))
    for page, key in ((one, "Control+Home"), (two, "Control+End")):
        page.get_by_role("textbox", name="Text of Second draft").click()
        page.keyboard.press(key)
    for word in ("Alpha ", "beta ", "gamma "):
        one.keyboard.type(word, delay=30)
        two.keyboard.type(word.upper(), delay=30)
    for page in (one, two):
        text = page.get_by_role("textbox", name="Text of Second draft")
        page.bring_to_front()
        page.keyboard.press("Control+Home")
        expect(text).to_contain_text("Alpha beta gamma")
        page.keyboard.press("Control+End")
        expect(text).to_contain_text("ALPHA BETA GAMMA")
    kept = client.get(f"/api/postings/{posting}").json()["text"]
    assert "Alpha beta gamma" in kept
    assert "ALPHA BETA GAMMA" in kept


def test_the_same_words_changed_twice_are_chosen_by_a_person(open_page, client, example):
    """The page shows both, and what is chosen is saved."""
    role, _, _ = example
    made = client.post(f"/api/roles/{role}/postings", {"title": "Short", "text": "Pay: 100.\n"}).json()["id"]
    page = open_page(f"/roles/{role}/postings/{made}")
    box = page.get_by_role("textbox", name="Text of Short")
    expect(box).to_be_visible()
    page.route("**/live", lambda route: route.abort())
    client.put(f"/api/postings/{made}", {"text": "Pay: 140.\n", "base": 1})
    box.click()
    page.keyboard.press("Control+a")
    page.keyboard.type("Pay: 120.")
    expect(page.get_by_role("dialog")).to_contain_text("changed the same words")
    page.get_by_role("button", name="Take mine").click()
    page.get_by_role("button", name="Save what is chosen").click()
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    assert client.get(f"/api/postings/{made}").json()["text"].strip() == "Pay: 120."
    open_page.errors.clear()  # the browser logs the 409 as an error


def test_typed_offline_is_kept_and_sent_later(open_page, client, example):
    """Without a connection the page says so; a reload brings the words back, and they are saved."""
    role, _, posting = example
    page = open_page(f"/roles/{role}/postings/{posting}")
    box = page.get_by_role("textbox", name="Text of Second draft")
    expect(box).to_be_visible()
    page.route(
        re.compile(r"/api/postings/[^/]+$"),
        lambda route: route.abort() if route.request.method == "PUT" else route.continue_(),
    )
    box.click()
    page.keyboard.press("Control+Home")
    page.keyboard.type("Offline words. ")
    expect(page.get_by_text("Offline: kept in this browser")).to_be_visible()
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(page.get_by_text("What you had typed here before was brought back")).to_be_visible()
    expect(page.get_by_text("Offline: kept in this browser")).to_be_visible()
    page.unroute_all()
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    assert "Offline words." in client.get(f"/api/postings/{posting}").json()["text"]
    open_page.errors.clear()


def without_saves(page, status=None, what=""):
    """Let no save of a posting through: no connection, or an answer of the studio's."""

    def answer(route):
        if route.request.method != "PUT":
            return route.continue_()
        return (
            route.abort()
            if status is None
            else route.fulfill(status=status, json={"error": {"what": what, "where": "", "do": ""}})
        )

    page.route(re.compile(r"/api/postings/[^/]+$"), answer)


def test_two_tabs_without_a_connection_keep_their_own_words(open_page, client, example):
    """Each tab keeps what was typed in it; both are closed, and the next visit brings the words of both to the studio."""
    role, _, posting = example
    first = open_page(f"/roles/{role}/postings/{posting}")
    second = first.context.new_page()
    second.goto(first.url)
    for page, key, words in (
        (first, "Control+Home", "Words of one tab. "),
        (second, "Control+End", " Words of the other."),
    ):
        without_saves(page)
        page.get_by_role("textbox", name="Text of Second draft").click()
        page.keyboard.press(key)
        page.keyboard.type(words)
        expect(page.get_by_text("Offline: kept in this browser")).to_be_visible()
    third = first.context.new_page()
    url = first.url
    open_page.errors.clear()  # the browser logs what it could not send
    first.close()
    second.close()
    third.goto(url)
    expect(third.get_by_text("What you had typed here before was brought back").first).to_be_visible()
    for _ in range(100):
        text = client.get(f"/api/postings/{posting}").json()["text"]
        if "Words of one tab." in text and "Words of the other." in text:
            break
        third.wait_for_timeout(100)
    assert "Words of one tab." in text
    assert "Words of the other." in text
    expect(third.get_by_text("Saved", exact=True)).to_be_visible()
    assert third.evaluate("() => Object.keys(localStorage).filter((one) => one.startsWith('kept '))") == []
    open_page.errors.clear()


def test_a_database_that_is_away_is_said_in_the_editor(open_page, example):
    """Not “offline”: the page says what the studio says, and that the words are kept here."""
    role, _, posting = example
    page = open_page(f"/roles/{role}/postings/{posting}")
    without_saves(page, 503, "the database says: disk full")
    page.get_by_role("textbox", name="Text of Second draft").click()
    page.keyboard.type("More. ")
    expect(page.get_by_text("Not saved yet: the database says: disk full. Kept in this browser")).to_be_visible()
    page.unroute_all()
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    open_page.errors.clear()


def test_a_loop_from_a_candidate_to_the_debrief(open_page, client, example):
    """A candidate is added, a card filled in, sealed, and its numbers stand on the debrief board; then all is erased."""
    page = open_page(f"/roles/{example[0]}/candidates")
    page.get_by_role("button", name="Add a candidate").click()
    page.get_by_label("Name", exact=True).fill("Ada Example")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_text("Ada Example")).to_be_visible()
    page.get_by_role("link", name="Interview").click()
    page.get_by_role("button", name="Fill in a card").click()
    page.get_by_role("button", name="Open the card").click()
    expect(page.get_by_role("heading", name="Candidate 1")).to_be_visible()
    for box in page.get_by_label("What they said or did").all():
        box.fill("She drew the nightly job and named what breaks first")
    for group in page.get_by_role("radiogroup", name=re.compile("Rating of")).all():
        group.get_by_role("radio", name="4").click()
    page.get_by_role("radio", name="Yes", exact=True).click()
    page.get_by_label("Because").fill("She has done it before, twice.")
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    page.get_by_role("button", name="Seal the card").click()
    expect(page.get_by_text("Sealed", exact=True)).to_be_visible()
    page.goto(page.url.split("/cards/")[0] + "/debrief")
    expect(page.get_by_role("heading", name="Candidate 1")).to_be_visible()
    expect(page.get_by_text("4.00").first).to_be_visible()
    page.get_by_role("link", name="Candidates").click()
    page.get_by_role("button", name="Erase Candidate 1").click()
    page.get_by_role("button", name="Erase for good").click()
    expect(page.get_by_text("Ada Example")).to_have_count(0)


def test_a_takehome_is_set_and_its_grading_is_watched(open_page, client, example, tmp_path):
    """An exercise is set, an archive uploaded; its progress shows, and at the end the report can be opened."""
    import zipfile

    pytest.importorskip("onnxruntime")
    from rolewright.errors import GradeError
    from rolewright.takehome.sandbox import sandbox

    try:
        sandbox("auto")
    except GradeError as error:
        pytest.skip(str(error))
    client.post(f"/api/roles/{example[0]}/candidates", {"name": "Ada Example"})
    with zipfile.ZipFile(tmp_path / "work.zip", "w") as archive:
        archive.writestr("main.py", "print('hello')\n")
    page = open_page(f"/roles/{example[0]}/takehome")
    page.get_by_role("button", name="Set an exercise").click()
    page.get_by_label("Kind of model").select_option("classification")
    page.get_by_role("button", name="Set it").click()
    page.get_by_role("button", name="Upload a submission").click()
    page.get_by_label("Archive").set_input_files(tmp_path / "work.zip")
    page.get_by_role("button", name="Send and grade").click()
    expect(page.get_by_role("link", name="Report on Candidate 1")).to_be_visible(timeout=60_000)
    (sent,) = client.get(f"/api/roles/{example[0]}/takehomes").json()["submissions"]
    job = client.get(f"/api/jobs/{sent['job']}").json()
    assert (job["state"], job["error"]) == ("done", "")
    assert "unpacking" in [one["text"] for one in job["events"]]
    assert "event: end" in client.get(f"/api/jobs/{sent['job']}/events").text
    assert client.get(f"/api/submissions/{sent['id']}/grade.json").json()["points"] < 20
    page.get_by_role("button", name="Letter to Candidate 1").click()
    expect(page.get_by_role("dialog").locator("pre")).to_contain_text(
        client.get(f"/api/submissions/{sent['id']}/letter.md").text.splitlines()[0]
    )
    page.get_by_role("button", name="It is sent").click()
    expect(page.get_by_text("Feedback sent just now")).to_be_visible()


def test_whoever_is_kept_too_long_is_named(open_page, client, example, app):
    """The desk tells of candidates whose date has passed, and leads to where they are erased."""
    from rolewright.store import candidates
    from rolewright.store.engine import writing

    with writing(app.state.engine) as connection:
        candidates.add(connection, example[0], "Ada Example", "", "", 1000)
    page = open_page()
    page.get_by_role("link", name="Candidate 1").click()
    expect(page.get_by_role("button", name="Erase Candidate 1")).to_be_visible()
