"""Required or welcome."""

from __future__ import annotations

import pytest

from rolewright import api


def kinds_of(reading, sentence):
    """The kinds of the statement that holds the sentence."""
    at = reading.text.index(sentence)
    return next(s.kinds for s in reading.statements if s.start <= at < s.end)


@pytest.mark.parametrize(
    "sentence",
    [
        "Kubernetes is a plus",
        "Knowledge of Kafka would be a plus",
        "Ideally you know Terraform",
        "Experience with Spark is preferred",
        "Nice to have: Docker",
        "Experience with Rust is a bonus",
        "Familiarity with Airflow is desirable",
        "Experience in retail is beneficial but not required",
    ],
)
def test_a_softened_sentence_is_a_wish(asking, sentence):
    """`a plus`, `ideally`, `preferred` at the edge of a sentence make all of it welcome, under any heading."""
    reading = asking("Strong Python", sentence, "Strong SQL")
    assert kinds_of(reading, sentence)[0] == "nice"
    assert kinds_of(reading, "Strong Python") == ("must",)
    assert kinds_of(reading, "Strong SQL") == ("must",)


@pytest.mark.parametrize(
    "sentence",
    ["5+ years of experience in data engineering, ideally in health care or at another regulated firm with audits"],
)
def test_a_sentence_softened_in_part_is_both(asking, sentence):
    """The demand stays; what follows `ideally` is welcome."""
    assert kinds_of(asking("Strong Python", sentence), sentence) == ("must", "nice")


@pytest.mark.parametrize(
    "heading",
    [
        "Preferred qualifications",
        "Nice to have",
        "Nice-to-haves",
        "Bonus points",
        "Preferred Skills:",
        "PREFERRED QUALIFICATIONS",
        "It would be a plus if you have",
        "What will make you stand out",
        "Ways to stand out from the crowd",
        "Even better",
        "Even better if",
        "Bonus points if you have",
        "Extra credit",
        "Extra points for:",
        "We'd love it if you also have",
        "We\u2019d love to see",
        "It'd be great if you had",
        "Nice extras",
        "EXTRAS",
        "What sets you apart",
        "What will give you a competitive edge",
        "You might also have",
        "The ideal candidate also has",
        "Icing on the cake",
        "Wish list",
        "Differentiators",
    ],
)
def test_a_heading_of_wishes_makes_wishes(asking, heading):
    """Bullets under a heading of wishes are welcome."""
    reading = asking("Experience with Kafka", "Knowledge of Terraform", heading=heading)
    assert {r.strength for r in reading.requirements} == {"nice"}
    assert len(reading.requirements) == 2


@pytest.mark.parametrize(
    "heading",
    [
        "Requirements",
        "Required qualifications",
        "Minimum qualifications",
        "Must have",
        "What you bring",
        "Qualifications",
    ],
)
def test_a_heading_of_demands_makes_demands(asking, heading):
    """Bullets under a heading of demands are needed."""
    reading = asking("Experience with Kafka", "Knowledge of Terraform", heading=heading)
    assert {r.strength for r in reading.requirements} == {"must"}
    assert len(reading.requirements) == 2


@pytest.mark.parametrize(
    "sentence",
    [
        "Extras in a code base bother you, and you remove them",
        "You make our search even better",
        "Even better systems are your aim",
    ],
)
def test_words_of_such_a_heading_in_a_sentence_soften_nothing(asking, sentence):
    """What heads a part of wishes only as a whole line leaves a sentence and its neighbours alone."""
    reading = asking("Experience with Kafka", sentence, "Knowledge of Terraform")
    assert kinds_of(reading, sentence)[0] != "nice"
    assert kinds_of(reading, "Knowledge of Terraform") == ("must",)


def test_required_among_wishes_is_needed(asking):
    """`required` in the sentence says more than the heading."""
    reading = asking("Experience with Kafka", "Knowledge of Terraform is required", heading="Preferred qualifications")
    assert "must" in kinds_of(reading, "Knowledge of Terraform")
    assert kinds_of(reading, "Experience with Kafka") == ("nice",)


def test_a_softening_in_brackets_softens_a_name(asking):
    """`Python (Go is a plus)` asks for Python all the same."""
    assert kinds_of(asking("Experience with Python (preferred) or Java in production"), "Experience with Python") == (
        "must",
    )


def test_wishes_end_at_the_next_heading():
    """A heading of demands after one of wishes ends the wishes."""
    text = "Data Engineer\n\nNice to have\n- Experience with Kafka\n\nRequirements\n- Knowledge of Terraform\n- Strong Python\n"
    reading = api.read(text)
    assert kinds_of(reading, "Kafka") == ("nice",)
    assert kinds_of(reading, "Terraform") == ("must",)


def test_a_run_on_heading_of_wishes_is_heard():
    """`Preferred Qualifications Experience with …` in run-on text begins the wishes."""
    text = (
        "Required Qualifications Experience with Python and SQL in a team of engineers who ship every day to customers. "
        "Preferred Qualifications Experience with Kafka and Terraform in a team of engineers who ship every day to customers."
    )
    reading = api.read(text)
    assert kinds_of(reading, "Experience with Kafka")[0] == "nice"
    assert kinds_of(reading, "Experience with Python")[0] == "must"
