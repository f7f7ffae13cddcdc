"""The title: where it stands and what it promises."""

from __future__ import annotations

import pytest

from rolewright import api
from rolewright.knowledge.loader import book
from rolewright.reading.title import family_and_level, reads_like_title


@pytest.mark.parametrize(
    ("title", "family", "level"),
    [
        ("Data Scientist", "data-scientist", "unknown"),
        ("Senior Machine Learning Engineer", "ml-engineer", "senior"),
        ("Sr. ML Engineer", "ml-engineer", "senior"),
        ("Machine Learning Engineer II", "ml-engineer", "mid"),
        ("Machine Learning Engineer III", "ml-engineer", "senior"),
        ("AI Engineer", "ai-engineer", "unknown"),
        ("Generative AI Engineer", "ai-engineer", "unknown"),
        ("Lead LLM Engineer", "ai-engineer", "lead"),
        ("Junior Data Analyst", "data-analyst", "junior"),
        ("Business Intelligence Developer", "data-analyst", "unknown"),
        ("Staff Data Engineer", "data-engineer", "lead"),
        ("Principal Research Scientist", "research-scientist", "lead"),
        ("Applied Scientist Intern", "research-scientist", "intern"),
        ("MLOps Engineer", "mlops-engineer", "unknown"),
        ("ML Platform Engineer", "mlops-engineer", "unknown"),
        ("AI Platform Engineer", "mlops-engineer", "unknown"),
        ("Platform Engineer", "software-engineer", "unknown"),
        ("Senior Backend Engineer", "software-engineer", "senior"),
        ("Full-Stack Developer (m/w/d)", "software-engineer", "unknown"),
        ("Head of Data Science", "data-scientist", "manager"),
        ("Engineering Manager, Machine Learning", "ml-engineer", "manager"),
        ("Director of Analytics", "data-analyst", "manager"),
        ("AI Product Manager", "other", "unknown"),
        ("Sales Engineer", "other", "unknown"),
        ("Nurse", "other", "unknown"),
        ("Senior Manager, Data Engineering", "data-engineer", "manager"),
        ("Member of Technical Staff", "software-engineer", "unknown"),
        ("Data Architect", "data-engineer", "unknown"),
        ("Data Science Working Student", "data-scientist", "intern"),
        ("", "other", "unknown"),
        ("!!!", "other", "unknown"),
    ],
)
def test_what_a_title_promises(title, family, level):
    """The family by the job's name that starts first, else by its field; the level by the strongest word."""
    assert family_and_level(book(), title) == (family, level)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Data Engineer\n\nWe build things.", "Data Engineer"),
        ("# Data Engineer\n\nWe build things.", "Data Engineer"),
        ("**Data Engineer**\n\nWe build things.", "Data Engineer"),
        ("Job title: Data Engineer\n\nWe build things.", "Data Engineer"),
        ("POSITION:  Senior ML Engineer\n\nWe build things.", "Senior ML Engineer"),
        ("Quillmark GmbH\nLondon\n\nData Engineer\n\nWe build things.", "Data Engineer"),
    ],
)
def test_the_first_line_that_reads_like_a_title_is_it(text, title):
    """Markup and labels are left out; lines that name no job are passed over; the span is the title's own."""
    found = api.read(text).title
    assert found is not None
    assert found.text == title
    assert text[found.span[0] : found.span[1]] == title


@pytest.mark.parametrize(
    "text",
    [
        "We are looking for an engineer.",
        "- Data Engineer\n- Data Analyst",
        "About us\n\nWe build things.",
        "engineer " * 30,
    ],
)
def test_without_such_a_line_there_is_no_title(text):
    """Sentences, bullets and other headings are no titles."""
    assert api.read(text).title is None


def test_a_title_far_down_is_not_looked_for():
    """Only the first lines can be the title."""
    assert api.read("A line of text\n\n" * 9 + "Data Engineer\n").title is None


def test_a_given_title_wins():
    """A title from outside is taken; its span is where the text has it, or None."""
    text = "Data Engineer\n\nYou join as Data Analyst."
    assert api.read(text, "Data Analyst").title.span == (27, 39)
    found = api.read(text, " Nurse ").title
    assert (found.text, found.family, found.span) == ("Nurse", "other", None)
    assert api.read(text, "  ").title.text == "Data Engineer"


@pytest.mark.parametrize(
    ("line", "like"),
    [
        ("Data Engineer", True),
        ("Werkstudent", False),
        ("About the team", False),
        ("SRE", True),
        ("engineering culture", False),
    ],
)
def test_a_title_names_a_job(line, like):
    """A line reads like a title if it holds a word that only jobs are called by."""
    assert reads_like_title(book(), line) is like
