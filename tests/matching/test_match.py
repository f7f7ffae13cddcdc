"""A matrix: evidence with its place, honest gaps, a sum that adds up."""

from __future__ import annotations

import re

import pytest
from benchmarks import resumes
from candidate import DAY, TEXT

from rolewright import api
from rolewright.errors import ConfigError
from rolewright.matching.match import figure
from rolewright.model.role import Wish


def cells(role, text: str = TEXT, **options):
    """The cells of one text, by row."""
    made = api.match(role, [api.read_profile(text.encode(), "cv.txt")], day=DAY, **options)
    return {one.row: one for one in made.matches[0].cells}


def test_evidence_has_its_quote_and_place(role) -> None:
    """A quote stands in the document where the matrix says."""
    profile = api.read_profile(TEXT.encode(), "cv.txt")
    assert profile.shown
    for one in profile.shown:
        assert TEXT[one.start : one.end] == one.quote
        assert one.where.startswith(f"{TEXT.count(chr(10), 0, one.start) + 1}:")


def test_depth_and_time_come_from_the_words(role) -> None:
    """SQL was owned for the years of one job; a skill that is near is named as near."""
    found = cells(role)
    assert (found["must-sql"].verdict, found["must-sql"].depth, found["must-sql"].months) == (
        "shown",
        "owned",
        (14, 36),
    )
    near = found["nice-lightgbm"]
    assert near.verdict == "adjacent"
    assert "XGBoost for LightGBM" in near.relation
    assert near.points < 80


def test_no_evidence_is_said_and_a_question_goes_with_it(role) -> None:
    """An empty document gets questions, not a verdict."""
    found = cells(role, "Jane Roe\nExperience\nBaker, Corner Shop\n2019 – 2021\n- Sold rolls.\n")
    assert found["must-sql"].verdict == "none"
    assert "join" in found["must-sql"].ask
    made = api.match(role, [api.read_profile(b"Jane Roe\n", "cv.txt")], day=DAY)
    page = api.match_files(made, ("txt",))[f"{made.matches[0].profile}.txt"].decode()
    assert "no evidence in the document" in page


def test_the_sum_adds_up(role) -> None:
    """The total is the cells' sum, each cell is its product, and the page shows both."""
    made = api.match(role, [api.read_profile(TEXT.encode(), "cv.txt")], day=DAY)
    one = made.matches[0]
    assert one.points == sum(cell.points for cell in one.cells) <= one.of == 100 * sum(row.weight for row in made.rows)
    for cell in one.cells:
        assert not cell.sum or cell.sum.endswith(f"= {figure(cell.points)}")
    page = api.match_files(made, ("txt",))[f"{one.profile}.txt"].decode()
    assert f"{figure(one.points)} of {figure(one.of)}" in page


def test_a_wish_without_a_known_name_is_looked_for_by_its_words(role) -> None:
    """“Some knowledge of frozen food” is shown by a sentence about it, and a sentence of a wish is left to people."""
    wishes = (Wish("some knowledge of frozen food"), Wish("saying no to a request and keeping the friendship"))
    other = role._replace(nice_to_haves=wishes)
    text = TEXT.replace("weekly reports.", "weekly reports.\n- Counted frozen goods in the food hall.")
    found = cells(other, text)
    assert [one.quote for one in found["nice-1"].evidence] == ["Counted frozen goods in the food hall."]
    assert found["nice-2"].verdict == "none"
    assert api.match_rows(other)[5].note
    assert cells(other)["nice-1"].verdict == "none"


@pytest.mark.parametrize(("line", "topic"), [
    ("Trained staff in hygiene.", "modelling"), ("Looking for a job as a personal trainer.", "modelling"),
    ("Reported to the regional manager.", "analytics"), ("Passed the aptitude test.", "testing"),
    ("Handled shipment of goods.", "release"), ("Estate agent in Leeds.", "llm"),
])  # fmt: skip
def test_words_that_mean_something_else_show_nothing(line, topic) -> None:
    """A topic's word inside another trade's phrase."""
    text = TEXT.replace("Wrote SQL queries for weekly reports.", line)
    profile = api.read_profile(text.encode(), "cv.txt")
    assert not [one for one in profile.shown if one.key == f"topic:{topic}" and one.quote == line]


def test_first_names_and_schools_in_sentences_are_blanked() -> None:
    """In the quotes of any part; a licence and a language of the same name stay."""
    text = TEXT.replace("Ruby Swift", "Julia Roe").replace(
        "Wrote SQL", "After Stanford and the University of Oklahoma Julia wrote Julia and, under the MIT licence, SQL"
    )
    quotes = [one.quote for one in api.read_profile(text.encode(), "cv.txt").shown if one.key == "skill:sql"]
    assert len(quotes) == 1
    assert "Stanford" not in quotes[0]
    assert "Oklahoma" not in quotes[0]
    assert "MIT licence" in quotes[0]


def test_ms_excel_is_nobody(tmp_path) -> None:
    """“Ms Roe” is blanked, “MS Excel” isn't."""
    path = tmp_path / "cv.txt"
    path.write_text(TEXT.replace("Wrote SQL", "With Ms Roe wrote MS Excel sheets and MS SQL"), encoding="utf-8")
    view = api.redacted(str(path))
    assert "MS Excel" in view
    assert "Ms Roe" not in view


def test_a_claim_is_never_worth_all(role) -> None:
    """Only what people saw can give a row's whole weight."""
    weights = {row.id: row.weight for row in api.match_rows(role)}
    assert all(one.points < 100 * weights[one.row] for one in cells(role).values())


def test_weights_can_be_changed(role) -> None:
    """A weight changes its row's points in proportion; an unknown row is told with a suggestion."""
    before, after = cells(role)["must-sql"], cells(role, weights={"must-sql": 8})["must-sql"]
    assert after.points == 2 * before.points
    with pytest.raises(ConfigError, match="must-sql"):
        api.match_rows(role, {"must-sq": 1})


def test_it_wants_a_day(role) -> None:
    """“Present” depends on it, and there is no clock."""
    nameless = role._replace(application=role.application._replace(posted=""))
    with pytest.raises(ConfigError, match="what day"):
        api.match(nameless, [])
    with pytest.raises(ConfigError, match="no day"):
        api.match(role, [], day="tomorrow")


def test_what_is_personal_is_not_read(tmp_path) -> None:
    """Name, mail, birth, school and pronouns stand nowhere in what matching reads."""
    path = tmp_path / "cv.txt"
    path.write_text(TEXT.replace("Wrote", "She wrote, as Ruby Swift of ETH Zürich, many"), encoding="utf-8")
    view = api.redacted(str(path))
    body = view.partition("Not read into matching")[0]
    assert not [word for word in ("Ruby", "Swift", "example.com", "1234567", "1990", "ETH", "She ") if word in body]
    assert "many SQL queries" in body


@pytest.mark.parametrize("layout", sorted(resumes.layouts() | resumes.held_out()))
def test_every_layout_is_read(layout, role) -> None:
    """Three people in each layout: every job with both dates."""
    ending, write = (resumes.layouts() | resumes.held_out())[layout]
    for person in resumes.people(3):
        profile = api.read_profile(write(person), f"cv{ending}")
        assert len(profile.jobs) == len(person.work)
        for work, job in zip(person.work, profile.jobs, strict=True):
            assert job.title.text == work.title
            assert job.when.start[0] == work.start[0] * 12 + work.start[1] - 1


def test_quotes_stand_below_one_another_on_a_page(role) -> None:
    """Each piece of evidence on a line of its own in HTML; other formats keep one line a cell."""
    text = b"Experience\nEngineer, Acme, 2020 - 2023\n- Built services in Python.\n- Tested more services in Python.\n"
    made = api.match(role, [api.read_profile(text, "cv.txt")], day=DAY)
    files = api.match_files(made, ("html", "md"))
    page = next(data.decode() for name, data in files.items() if name.startswith("p-") and name.endswith(".html"))
    assert re.search(r"<td>“Built services in Python\.”[^<]*<br>“Tested more services", page)
    assert "landscape" in page
    lines = next(data.decode() for name, data in files.items() if re.fullmatch(r"p-\w+\.md", name)).splitlines()
    assert any("Built services" in line and "Tested more" in line for line in lines)
