"""What a table counts of a posting's skills: those of the work, each by words that name it."""

from __future__ import annotations

import re

import pytest

from rolewright import api
from rolewright.knowledge.loader import book
from rolewright.knowledge.shelf import shelf
from rolewright.market.counted import counted

POSTING = """ML Engineer at Snowflake Labs

About us
{company}

What you'll do
- You will build and run the models that rank offers for our customers.
- {duty}

Requirements
- Five years of building services in Python.
- {must}

Benefits
- {benefit}

{legal}
"""
PLAIN = {
    "company": "We are a company of 300 people with offices in London and Austin, founded in 2015.",
    "duty": "You will write tests for what you ship.",
    "must": "Experience with Kubernetes in production.",
    "benefit": "Health insurance, 30 days of paid leave and a budget for books.",
    "legal": "We are an equal opportunity employer and do not discriminate on the basis of race, religion, age or gender.",
}


def skills(**said: str) -> set[str]:
    """The skills that count in a posting that says so."""
    return {one[0] for one in counted(api.read(POSTING.format(**{**PLAIN, **said})), "Snowflake Labs")}


def test_what_the_work_asks_counts() -> None:
    """Duties and demands count, with the strongest strength."""
    found = counted(api.read(POSTING.format(**PLAIN)), None)
    assert ("python", "must") in {one[:2] for one in found}
    assert {"python", "kubernetes"} <= skills()


@pytest.mark.parametrize(
    ("said", "skill"),
    [
        ({"company": "We are backed by investors and trusted by companies like Databricks, HubSpot and Stripe."}, "databricks"),
        ({"company": "We are a leader in cybersecurity, and our customers rely on us."}, "cybersecurity"),
        ({"benefit": "Hackathons and free courses on machine learning with lunch."}, "machine-learning"),
        ({"legal": "We are an equal opportunity employer. Applicants' data are processed under the GDPR and privacy laws."}, "gdpr"),
        ({"duty": "Collaborate with product, data science and security teams to ship it."}, "data-science"),
        ({"duty": "Bring what customers say back to our platform engineering team."}, "platform-engineering"),
        ({"must": "You build whole systems, not just YAML, and you like it."}, "yaml"),
        ({"duty": "You will answer to the business processes of our customers."}, "business-analysis"),
    ],
)  # fmt: skip
def test_what_stands_beside_the_work_does_not(said: dict[str, str], skill: str) -> None:
    """Customers, the house's field, perks, notices, other teams, what isn't asked, aliases that are too wide."""
    assert (
        skill in {one.id for one in api.read(POSTING.format(**{**PLAIN, **said})).skills}
        or skill == "business-analysis"
    )
    assert skill not in skills(**said)


def test_the_tools_of_the_house_count() -> None:
    """A list of tools counts, although it stands where the house is described."""
    assert {"postgresql", "terraform"} <= skills(
        company="Our tech stack: PostgreSQL, Redis, Terraform and TypeScript on AWS."
    )


def test_the_name_of_the_house_is_no_skill() -> None:
    """At Snowflake `Snowflake` is the house where a duty names it, and a tool where a demand does."""
    assert "snowflake" not in skills(duty="You will improve search across Snowflake for all of us.")
    assert "snowflake" in skills(must="Experience with Snowflake and dbt.")


@pytest.mark.parametrize("name", ["with", "denied"])
def test_stems_miss_no_word(name: str) -> None:
    """A statement is looked at if it has a stem, so each word has one."""
    entry = shelf("corpus/loose")[name]
    assert [word for word in entry["words"] if not any(stem in word + " " for stem in entry["stems"])] == []


def test_the_list_of_loose_words_is_of_known_skills() -> None:
    """Each entry is a skill of the book; its words are written as they are compared, each once."""
    for skill, words in shelf("corpus/loose")["skill"].items():
        assert skill in book().skills
        assert words == sorted({" ".join(re.findall(r"[a-z0-9+#]+", word)) for word in words}), skill
