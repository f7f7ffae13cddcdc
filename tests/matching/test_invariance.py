"""What must not move a matrix: another name, another school, order, hidden or stuffed text, the format."""

from __future__ import annotations

import random
from functools import cache

import pytest
from benchmarks import resumes
from candidate import DAY
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rolewright import api
from rolewright.knowledge.loader import book
from rolewright.matching.match import match

PEOPLE = resumes.people(6, seed=21)
SKILLS = [str(entry["name"]) for entry in book().skills.values()]
FAST = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
people = st.sampled_from(PEOPLE)
words = st.sampled_from(
    [*resumes.FIRST, *resumes.LAST, *SKILLS[:400], "Led", "Senior", "Anna-Lena", "O'Brien", "Nguyễn", "Иван", "李"]
)
names = st.builds(lambda a, b: f"{a} {b}", words, words)
LAYOUTS = ("plain", "markdown", "no-headings", "json", "form")


@cache
def rows_of(role):
    """The role's rows, made once."""
    return api.match_rows(role)


def matrix(role, data: bytes, name: str) -> list[object]:
    """A match without places and ids; quotes without the masks' surroundings stay."""
    made = match(api.read_profile(data, name), rows_of(role), 2026 * 12 + 10)
    return [
        (c.row, c.verdict, c.depth, tuple(e.quote for e in c.evidence), c.relation, c.months, c.last, c.points)
        for c in made.cells
    ]


def of(role, person: resumes.Person, layout: str) -> list[object]:
    """The matrix of a person in a layout."""
    ending, write = resumes.layouts()[layout]
    return matrix(role, write(person), f"cv{ending}")


@FAST
@given(people, names, st.sampled_from(LAYOUTS))
def test_another_name_changes_nothing(role, person, name, layout) -> None:
    """Not even one that is a programming language, in any layout."""
    assert of(role, person._replace(name=name, mail="x@example.org"), layout) == of(
        role, person._replace(name="Jane Roe"), layout
    )


@FAST
@given(
    people,
    st.lists(
        st.sampled_from(
            [
                *resumes.SCHOOLS,
                "Oracle University",
                "MIT",
                "Python Institute",
                "Stanford University",
                "Harvard University",
            ]
        ),
        min_size=2,
        max_size=2,
    ),
    st.sampled_from(LAYOUTS),
)
def test_another_school_changes_nothing(role, person, schools, layout) -> None:
    """Nor do other years of study."""
    studies = tuple(
        d._replace(school=s, start=d.start - 9, end=d.end - 9) for d, s in zip(person.studies, schools, strict=False)
    )
    assert of(role, person._replace(studies=studies), layout) == of(role, person, layout)


@FAST
@given(people, st.randoms(use_true_random=False))
def test_the_order_within_a_resume_changes_nothing(role, person, chance) -> None:
    """Jobs, lines in a job and listed skills may stand in any order; quotes may come in another one where they tie."""
    work = [w._replace(done=tuple(chance.sample(w.done, len(w.done)))) for w in person.work]
    chance.shuffle(work)
    other = person._replace(work=tuple(work), skills=tuple(chance.sample(person.skills, len(person.skills))))

    def shape(cells):
        return [(c[0], c[1], c[2], c[4], c[5], c[6], c[7]) for c in cells]

    assert shape(of(role, other, "plain")) == shape(of(role, person, "plain"))


@settings(FAST, max_examples=25)
@given(people, st.randoms(use_true_random=False), st.sampled_from(["one line", "lines of ten", "at the end of a job"]))
def test_five_hundred_stuffed_skills_change_nothing(role, person, chance, way) -> None:
    """In one line, in many, or as a job's last line."""
    stuffed = chance.sample(SKILLS, 500)
    if way == "at the end of a job":
        first = person.work[0]
        other = person._replace(work=(first._replace(done=(*first.done, ", ".join(stuffed))), *person.work[1:]))
        text = resumes.plain(other)
    else:
        lines = (
            [", ".join(stuffed[i : i + 10]) for i in range(0, 500, 10)]
            if way == "lines of ten"
            else [", ".join(stuffed)]
        )
        text = resumes.plain(person) + "\nTools\n" + "\n".join(lines) + "\n"
    if way == "lines of ten":
        text = text.replace("\nTools\n", "\nCertificates\n")
    assert matrix(role, text.encode(), "cv.txt") == of(role, person, "plain")
    assert any(one.kind == "stuffing" for one in api.read_profile(text.encode(), "cv.txt").tricks)


@pytest.mark.parametrize("person", PEOPLE[:4], ids=lambda p: p.name)
def test_every_format_gives_the_same_matrix(role, person) -> None:
    """Text, Word, PDF, JSON Resume and the form."""
    found = {name: of(role, person, name) for name in ("plain", "word", "pdf", "json", "form")}
    assert all(one == found["plain"] for one in found.values())


def test_the_order_of_files_changes_no_byte(role) -> None:
    """Any order of the same profiles, any number of times: the same files."""
    profiles = [api.read_profile(resumes.plain(person).encode(), "cv.txt") for person in PEOPLE]
    first = api.match_files(api.match(role, profiles, day=DAY))
    chance = random.Random(3)  # noqa: S311 - a shuffle
    for _ in range(5):
        assert api.match_files(api.match(role, chance.sample(profiles, len(profiles)), day=DAY)) == first


def test_ties_stay_ties(role) -> None:
    """Two resumes that differ in the name alone share a rank, whatever they are called."""
    person = PEOPLE[0]
    texts = [resumes.plain(person._replace(name=name)) for name in ("Zoe Zimmer", "Abel Adams")]
    made = api.match(role, [api.read_profile(text.encode(), "cv.txt") for text in texts], day=DAY)
    page = api.match_files(made, ("txt",), "points")["index.txt"].decode()
    assert page.count("1= p-") == 2
