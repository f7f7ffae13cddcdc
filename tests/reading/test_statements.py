"""Lines and sentences: how a text falls into statements."""

from __future__ import annotations

import pytest

from rolewright import api
from rolewright.documents import plain
from rolewright.reading.scan import scan

CUT_BULLET_FROM, MOST = 300, 600


def said(text: str) -> list[str]:
    """The statements of a text, as written."""
    return [text[p.start : p.end] for p in scan(text, plain.find_lines(text)).pieces]


def test_a_run_on_text_is_cut_into_sentences(postings, reading_of):
    """A posting of one line is split, and each sentence understood: duties, demands, wishes, pay, the law."""
    parts = said(postings.RUN_ON)
    assert len(parts) == 8
    assert parts[0] == "We are hiring a Data Engineer to join our growing team."
    reading = reading_of("RUN_ON")
    kinds = {reading.text[s.start : s.end]: s.kinds[0] for s in reading.statements}
    assert kinds["You will build data pipelines in Airflow and Spark."] in {"duty", "role"}
    assert kinds["You must have 4+ years of experience with SQL."] == "must"
    assert kinds["Knowledge of Kafka is a plus."] == "nice"
    assert kinds["The salary range is $120,000 - $140,000 per year."] == "pay"


@pytest.mark.parametrize(
    "sentence",
    [
        "You work with tools, e.g. Terraform or Ansible, and with people, i.e. Engineers and Analysts, in many of our offices around the globe.",
        "Our office in the U.S. State of Ohio is led by Dr. Smith and by Jane A. Doe, who founded the firm many years ago in a small garage.",
        "We look for someone with a B.S. Degree or an M.S. Degree or a Ph.D. Degree or the same in years of work in any trade that you like.",
        "We use Node.js and ASP.NET and version 3.11 of Python and talk to servers at example.com, all of which are kept up by our own staff.",
    ],
)
def test_a_stop_inside_a_name_ends_no_sentence(sentence):
    """Abbreviations, initials, versions and domains keep their stops."""
    assert said(sentence) == [sentence]


def test_glued_words_are_cut_apart():
    """Where line breaks were lost (`ExperienceStrong`), statements are found all the same."""
    text = (
        "ResponsibilitiesBuild data pipelines for our customersMaintain the data warehouse and its many tables"
        "Required ExperienceStrong knowledge of SQL and PythonThree years of experience with JavaScript and PowerPoint"
        "BenefitsFree lunch and a bicycle"
    )
    parts = said(text)
    assert "Strong knowledge of SQL and Python" in parts
    assert "Build data pipelines for our customers" in parts
    assert any(part.endswith("JavaScript and PowerPoint") for part in parts)
    assert "".join(parts).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize(
    "name", ["JavaScript", "TypeScript", "PyTorch", "PostgreSQL", "TensorFlow", "LangChain", "McDonald"]
)
def test_names_with_capitals_inside_stay_whole(name):
    """A name that the tables write with a capital inside is no place to cut."""
    text = f"Knowledge of {name} and of many other things that are used in the daily work of a team like ours " * 3
    assert sum(part.count(name) for part in said(text)) == 3


def test_hard_wrapped_lines_are_joined(postings):
    """A text that is broken at a fixed column is read by paragraph and bullet, not by row."""
    parts = said(postings.WRAPPED)
    assert len(parts) <= 6
    joined = [" ".join(part.split()) for part in parts]
    assert (
        "- five years of experience with Python and with PyTorch in large systems that serve many thousands of people a day"
        in joined
    )


def test_hard_wrapped_demands_are_whole(reading_of):
    """Years and skills of one wrapped bullet are one requirement."""
    first = reading_of("WRAPPED").requirements[0]
    assert first.skills == ("python", "pytorch")
    assert first.years is not None
    assert first.years.min == 5


def test_a_short_bullet_is_one_statement():
    """A bullet isn't cut unless it is long, sentences or not."""
    bullet = "- Build pipelines. Keep them green. Tell us when they break."
    assert said(f"Duties\n{bullet}\n- Write tests\n- Review code") == [
        "Duties",
        bullet,
        "- Write tests",
        "- Review code",
    ]
    longer = "- " + "Build pipelines in Python for us all. " * (CUT_BULLET_FROM // 30)
    assert len(said(f"Duties\n{longer}\n- Write tests\n- Review code")) > 5


def test_bullets_in_one_line_are_cut():
    """`• a • b • c` in one line are three statements."""
    text = "What you will do: • Build the data pipelines of the whole firm • Maintain our warehouse and its tables • Write documentation and tests"
    assert len(said(text)) == 4


def test_a_heading_at_the_end_of_a_line_is_found():
    """`… of our data What You Must Have` is the end of a duty and a heading."""
    text = "Summary\n- Build reliable pipelines and improve the quality of our data Nice To Have\n- Kafka\n- Spark\n- Rust\n"
    parts = said(text)
    assert "Nice To Have" in parts
    reading = api.read(text)
    assert [s.strength for s in reading.skills if s.id in {"kafka", "apache-kafka", "spark"}] == ["nice", "nice"]


@pytest.mark.parametrize("text", ["x" * 5_000, "word " * 2_000, "Wörd, " * 2_000, "日本語" * 2_000])
def test_no_statement_is_longer_than_the_most(text):
    """Text without stops is cut at a space, else in the middle."""
    parts = said(text)
    assert all(len(part) <= MOST for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())


def test_ranks_count_the_sentences_of_a_line(postings):
    """Statements of one line are numbered from 0, and each knows how many there are."""
    pieces = [p for p in scan(postings.RUN_ON, plain.find_lines(postings.RUN_ON)).pieces if p.of > 1]
    assert [p.rank for p in pieces] == list(range(pieces[0].of))


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("ML", {"heading", "duty", "must", "nice", "benefit", "pay", "legal", "company"}),
        ("ANALYST", {"heading", "duty", "must", "nice", "company"}),
        ("DATA", {"heading", "duty", "must"}),
    ],
)
def test_whole_postings_hold_their_kinds(reading_of, name, kinds):
    """Each part of a clear posting is found as what it is."""
    assert kinds <= {s.kinds[0] for s in reading_of(name).statements}


def test_sections_have_the_kind_of_their_heading(reading_of):
    """Bullets under `What you will do` are duties, under `Requirements` demands, under `Nice to have` wishes."""
    reading = reading_of("ML")
    at = {s: reading.text.index(s) for s in ("What you will do", "Requirements", "Nice to have", "Benefits")}
    for s in reading.statements:
        if at["What you will do"] < s.start < at["Requirements"]:
            assert s.kinds[0] in {"duty", "heading"}
        elif at["Requirements"] + 12 < s.start < at["Nice to have"]:
            assert s.kinds[0] == "must"
        elif at["Nice to have"] + 12 < s.start < at["Benefits"]:
            assert s.kinds[0] == "nice"


def test_german_is_told_from_english(reading_of):
    """A German posting is read and its language named; English ones are English."""
    assert reading_of("GERMAN").language == "de"
    assert {reading_of(name).language for name in ("ML", "ANALYST", "DATA", "RUN_ON", "WRAPPED")} == {"en"}
    assert {"python", "sql"} <= {s.id for s in reading_of("GERMAN").skills}


@pytest.mark.parametrize(
    ("text", "language"),
    [("", "en"), ("Python SQL Docker", "en"), ("日本語のテキスト", "en"), ("Data Scientist, München", "en")],
)
def test_without_words_a_language_is_not_guessed(text, language):
    """Names and scripts that the tables don't know are no proof of another language."""
    assert api.read(text).language == language
