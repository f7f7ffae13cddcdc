"""Years of experience and degrees."""

from __future__ import annotations

import pytest

from rolewright.reading.years import find_degree, find_years


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("5 years of experience", 5, None),
        ("5+ years of experience", 5, None),
        ("5 + years of experience in Python", 5, None),
        ("3-5 years of experience", 3, 5),
        ("3 – 5 years of experience", 3, 5),
        ("3 to 5 years' experience", 3, 5),
        ("2 or 3 years of experience", 2, 3),
        ("at least 4 years of experience", 4, None),
        ("Minimum of 4 years of experience", 4, None),
        ("more than ten years of experience", 10, None),
        ("five years of experience", 5, None),
        ("five (5) years of experience", 5, None),
        ("two plus years of experience", 2, None),
        ("7 or more years of experience", 7, None),
        ("up to 2 years of experience", 0, 2),
        ("less than 3 years of experience", 0, 3),
        ("5-3 years of experience", 3, 5),
        ("1 year of experience", 1, None),
        ("6 yrs. experience", 6, None),
        ("8+ years building data pipelines", 8, None),
        ("4 years in a data team", 4, None),
        ("0-1 years of experience", 0, 1),
        ("3-year experience with Spark", 3, None),
    ],
)
def test_years_are_understood(text, least, most):
    """Figures, words, ranges, least and most."""
    years = find_years(text, 0, len(text))
    assert years is not None
    assert (years.min, years.max) == (least, most)
    assert 0 <= years.start < years.end <= len(text)


@pytest.mark.parametrize(
    "text",
    [
        "founded 10 years ago", "over the past 5 years", "in the last two years we grew", "must be 18 years of age",
        "a 4-year degree", "a 3 year contract", "99 years of experience", "30 years in business", "every 2 years",
        "a four year program", "four years vesting", "no number of years", "", "years", "a 25 years old company",
    ],
)  # fmt: skip
def test_other_years_are_no_demand(text):
    """Ages, anniversaries, terms, degrees and figures beyond a working life are none."""
    assert find_years(text, 0, len(text)) is None


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("5+ years of experience", ""),
        ("5+ years of professional experience", ""),
        ("5+ years of Python experience", "Python"),
        ("5+ years of machine learning experience", "machine learning"),
        ("3 years of experience with Go; SQL helps", "with Go"),
        ("3 years of experience in data (any size)", "in data"),
    ],
)
def test_years_are_tied_to_their_subject(text, subject):
    """The subject is the words before `experience`, else the clause after it, and "" where there is none."""
    years = find_years(text, 0, len(text))
    assert years is not None
    assert years.subject == subject
    start, end = years.subject_span
    assert text[start:end] == subject


def test_only_the_span_is_read():
    """Nothing outside the offsets counts."""
    text = "5 years of experience. 7 years of experience."
    years = find_years(text, 22, len(text))
    assert years is not None
    assert (years.min, years.start) == (7, 23)
    assert find_years(text, 8, 22) is None


def test_the_first_demand_counts():
    """Of two demands in a statement the first is taken."""
    text = "5 years of experience in data, 2 years of experience with Go"
    assert find_years(text, 0, len(text)).min == 5


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Bachelor's degree in computer science", "bachelor"),
        ("Bachelor’s in mathematics", "bachelor"),
        ("BS in computer science", "bachelor"),
        ("B.Sc. or M.Sc. in physics", "bachelor"),
        ("Master's degree", "master"),
        ("Master’s or PhD in statistics", "master"),
        ("MS in computer science", "master"),
        ("MSc", "master"),
        ("MBA preferred", "master"),
        ("PhD in machine learning", "doctorate"),
        ("Ph.D. required", "doctorate"),
        ("a doctorate", "doctorate"),
        ("BA/BS degree", "bachelor"),
        ("BS/MS in computer science", "bachelor"),
        ("a degree in a technical field", "any"),
        ("University degree", "any"),
        ("a degree of science", "any"),
    ],
)
def test_degrees_are_understood(text, level):
    """The lowest level named is what is asked for."""
    degree = find_degree(text, 0, len(text), escape=False)
    assert degree is not None
    assert (degree.level, degree.or_equivalent) == (level, False)
    assert 0 <= degree.start < degree.end <= len(text)


@pytest.mark.parametrize(
    "text",
    ["a high degree of autonomy", "a degree of ownership", "360-degree feedback", "some degree of freedom", "scrum master",
     "master data management", "MS Office", "MS SQL Server", "webmaster", "BS detector", ""],
)  # fmt: skip
def test_other_degrees_are_none(text):
    """Degrees of freedom, masters of other things and Microsoft are no diplomas."""
    assert find_degree(text, 0, len(text), escape=False) is None


def test_an_escape_is_passed_on(asking):
    """`or equivalent experience` frees the demand; without it, it binds."""
    free, bound = asking(
        "Bachelor's degree in computer science or equivalent experience", "Master's degree in statistics"
    ).requirements
    assert (free.degree.level, free.degree.or_equivalent) == ("bachelor", True)
    assert (bound.degree.level, bound.degree.or_equivalent) == ("master", False)


def test_years_stand_in_their_requirement(asking):
    """A requirement carries its years and skills together; one without years has none."""
    one, two = asking("3-5 years of experience with Spark", "Strong SQL").requirements
    assert (one.years.min, one.years.max, one.skills) == (3, 5, ("spark",))
    assert two.years is None


def test_a_number_far_before_the_word_is_left_alone(asking):
    """Only what stands near `years` is its number."""
    (one,) = asking("Of 12 data sources that we read, each wants at least two years of experience").requirements
    assert one.years.min == 2
