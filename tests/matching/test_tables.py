"""The tables of the room: ids that exist, figures that add up, sources."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from rolewright.interview.elements import elements
from rolewright.knowledge.loader import book
from rolewright.knowledge.shelf import shelf
from rolewright.matching.evidence import depth_of, topic_tables
from rolewright.model.profile import DEPTHS

FOLDER = Path(__file__).resolve().parents[2] / "src/rolewright/knowledge/matching"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.toml")), ids=lambda path: path.stem)
def test_every_table_has_a_source(path) -> None:
    """And a note at its head."""
    assert path.read_text("utf-8").startswith("#")
    assert tomllib.loads(path.read_text("utf-8"))["source"]


def test_relations_name_skills_of_the_lexicon() -> None:
    """Each id exists, once in a group, and a group has at least two."""
    skills = book().skills
    for group in shelf("matching/adjacent")["group"]:
        assert [one for one in group["skills"] if one not in skills] == []
        assert len(set(group["skills"])) == len(group["skills"]) >= 2


def test_points_are_whole_hundredths() -> None:
    """Every share times every relation is a whole percentage, so that no sum is rounded."""
    weights = shelf("matching/weights")
    for share in weights["claims"].values():
        for relation in weights["relations"].values():
            assert share * relation % 100 == 0
    assert max(weights["claims"].values()) < 100 == max(weights["vetted"].values())
    assert sorted(weights["vetted"]) == ["1", "2", "3", "4", "5"]


def test_expectations_and_gaps_name_what_exists(role) -> None:
    """Topics, parts of the kit, rows of the rubric."""
    topics = {topic["id"] for topic in shelf("questions/topics")["topic"]}
    parts = {one.id for one in elements(role)} | {"part-design"}
    for entry in shelf("matching/levels")["expectation"]:
        assert set(entry["topics"]) <= topics
        assert entry["ask"] in parts
        assert entry["least"] in DEPTHS
    gaps = shelf("matching/gaps")["rows"]
    assert set(gaps) <= topics
    assert set(gaps.values()) <= set(shelf("takehome/rubric")["rows"])
    assert topic_tables()


@pytest.mark.parametrize(("text", "part", "depth"), [
    ("Led a team that built the feature store in Python", "work", "led"),
    ("Built a feature store in Python", "work", "owned"),
    ("Built a feature store, led by our architect, in Python", "work", "owned"),
    ("Helped to build a feature store in Python", "work", "used"),
    ("Python, SQL, Docker", "skill", "mentioned"),
    ("Reports in Tableau", "work", "used"),
    ("Familiar with Kubernetes", "work", "mentioned"),
    ("Led a team of nine with Python", "summary", "used"),
    ("Machine learning with scikit-learn", "work", "used"),
])  # fmt: skip
def test_depth(text, part, depth) -> None:
    """What the words say, bounded by the part that they stand in."""
    assert DEPTHS[depth_of(text, part)] == depth


@pytest.mark.parametrize("text", ["No experience with Kafka yet", "I have not used Airflow", "Never worked with Spark"])
def test_denials_show_nothing(text) -> None:
    """A statement that denies shows nothing."""
    assert depth_of(text, "work") < 0
