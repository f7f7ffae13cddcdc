"""Skills by name, and names that mean something else."""

from __future__ import annotations

import pytest

from rolewright import api
from rolewright.knowledge.loader import book


@pytest.mark.parametrize(
    ("sentence", "skill"),
    [
        ("Experience with Go or Rust", "go"),
        ("Backend services in Python and Go", "go"),
        ("Golang in production", "go"),
        ("Statistics in R or Python", "r"),
        ("Knowledge of Python, R, and SQL", "r"),
        ("R programming", "r"),
        ("C, C++ and Linux", "c"),
        ("Embedded programming in C", "c"),
        ("Advanced Excel", "excel"),
        ("Experience with Excel and SQL", "excel"),
        ("Experience with Apache Spark", "spark"),
        ("Hadoop, Spark and Hive", "spark"),
        ("iOS development in Swift", "swift"),
        ("Swift and Kotlin", "swift"),
        ("Dashboards in Plotly Dash", "dash"),
        ("Streamlit or Dash", "dash"),
        ("Node.js and Express", "express-js"),
        ("Configuration with Chef, Puppet or Ansible", "chef"),
        ("Distributed training with Ray", "ray"),
        ("Experience with Rust", "rust"),
        ("Julia or Python for scientific computing", "julia"),
        ("Proficiency in SAS or SPSS", "sas"),
        ("Experience with GCP", "gcp"),
        ("Pipelines for clinical trial data on GCP or AWS", "gcp"),
        ("HIPAA workloads in GCP", "gcp"),
        ("Training in good clinical practice (GCP)", "good-clinical-practice"),
        ("Knowledge of ICH GCP", "good-clinical-practice"),
        ("You know the GCP guidelines", "good-clinical-practice"),
    ],
)
def test_an_ambiguous_name_is_a_skill_in_its_company(ids_in, sentence, skill):
    """Next to its like, or as its own full name, an everyday word is the tool."""
    assert skill in ids_in(sentence)


@pytest.mark.parametrize(
    ("sentence", "skill"),
    [
        ("Experience with go to market strategy", "go"),
        ("Training in good clinical practice (GCP)", "gcp"),
        ("Knowledge of FDA rules, ICH and GCP", "gcp"),
        ("You know the GCP guidelines", "gcp"),
        ("GLP, GMP and GCP in a regulated laboratory", "gcp"),
        ("Clinical operations by GCP with site visits", "gcp"),
        ("Own the Go-to-Market plan with the sales team", "go"),
        ("Go above and beyond for customers", "go"),
        ("You are ready to go the extra mile", "go"),
        ("Work in R&D with engineers", "r"),
        ("Experience in R & D management", "r"),
        ("Present to C-level executives", "c"),
        ("Vitamin C is on the house", "c"),
        ("Funded by a Series C round", "c"),
        ("You excel at communication", "excel"),
        ("Ability to excel in a fast team", "excel"),
        ("People who excel under pressure", "excel"),
        ("You spark a conversation with customers", "spark"),
        ("Ability to spark change in a large firm", "spark"),
        ("Swift response to incidents", "swift"),
        ("Take swift action when systems fail", "swift"),
        ("Knowledge of SWIFT payments", "swift"),
        ("Please express interest by e-mail", "express-js"),
        ("Able to express ideas clearly", "express-js"),
        ("Pay with American Express", "express-js"),
        ("Add a dash of humour", "dash"),
        ("The 100 m dash is not our thing", "dash"),
        ("Lunch is cooked by a private chef", "chef"),
        ("Experience with X-Ray imaging", "ray"),
        ("Enjoy a rust removal course", "rust"),
        ("Make things that matter", "make"),
        ("Strong sense of segment and audience", "segment"),
    ],
)
def test_an_everyday_word_is_no_skill(ids_in, sentence, skill):
    """The same word in its everyday sense is none."""
    assert skill not in ids_in(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Tune the connection pool of the service",
        "Improve our win rate against rivals",
        "Work at scale with a steady flow of ideas",
        "Support vectors of growth in new markets",
        "We run a tight ship and keep the light on",
    ],
)
def test_plain_sentences_hold_no_tools(asking, sentence):
    """Everyday sentences with technical-sounding words name no tool."""
    tools = {"language", "framework", "library", "platform", "service", "database", "vector-store", "tool", "model"}
    assert [s.id for s in asking(sentence).skills if s.start > 60 and s.kind in tools] == []


@pytest.mark.parametrize(
    ("sentence", "group"),
    [
        ("Experience with AWS, GCP or Azure", {"aws", "gcp", "azure"}),
        ("Experience with AWS, GCP, or Azure", {"aws", "gcp", "azure"}),
        ("Experience with AWS/GCP/Azure", {"aws", "gcp", "azure"}),
        ("PyTorch or TensorFlow", {"pytorch", "tensorflow"}),
        ("PyTorch and/or TensorFlow", {"pytorch", "tensorflow"}),
        ("A cloud (AWS, GCP or Azure)", {"aws", "gcp", "azure"}),
        ("Deep learning (PyTorch or TensorFlow)", {"pytorch", "tensorflow"}),
        ("Python (or R)", {"python", "r"}),
    ],
)
def test_alternatives_are_one_requirement(asking, sentence, group):
    """A list that ends in `or`, or is parted by `/`, is one requirement with a group of which one will do."""
    (asked,) = asking(sentence).requirements
    assert [set(g) for g in asked.any_of] == [group]
    assert group <= set(asked.skills)


@pytest.mark.parametrize(
    "sentence", ["AWS, GCP and Azure", "Python and SQL", "Python, SQL", "Python", "Docker for development or for fun"]
)
def test_what_is_all_needed_is_no_alternative(asking, sentence):
    """`and` and a bare comma join; nothing is a choice."""
    (asked,) = asking(sentence).requirements
    assert asked.any_of == ()


def test_two_choices_in_one_sentence(asking):
    """`Python or Java, and Docker or Podman` holds a choice of languages; each group stands alone."""
    (asked,) = asking("PyTorch or TensorFlow and experience with AWS or Azure").requirements
    assert asked.any_of == (("pytorch", "tensorflow"), ("aws", "azure"))


def test_the_longest_name_wins(ids_in):
    """`Spark Streaming` isn't `Spark` as well, nor `Power BI Desktop` `BI`."""
    assert "spark" not in ids_in("Knowledge of Spark Streaming")
    assert "spark-streaming" in ids_in("Knowledge of Spark Streaming")


@pytest.mark.parametrize(
    "written", ["PYTHON", "python", "Python", "Python3", "Python,", "(Python)", "*Python*", "Python/SQL"]
)
def test_case_and_marks_don_t_matter(ids_in, written):
    """A plain name is found however it is written."""
    assert "python" in ids_in(f"Knowledge of {written}")


def test_a_mark_between_words_parts_a_name(ids_in):
    """`Power, BI` isn't Power BI."""
    assert "power-bi" in ids_in("Knowledge of Power BI")
    assert "power-bi" not in ids_in("Knowledge of power, BI and more")


def test_strength_follows_the_statement(reading_of):
    """A skill is `must` among demands, `nice` among wishes, and else `context`."""
    found = {(s.id, s.strength) for s in reading_of("ML").skills}
    assert {("spark", "context"), ("kubernetes", "context"), ("python", "must"), ("kubernetes", "nice")} <= found


def test_names_and_kinds_come_from_the_tables(reading_of):
    """A skill carries the name and kind of its entry."""
    for skill in reading_of("ML").skills:
        entry = book().skills[skill.id]
        assert (skill.name, skill.kind) == (entry["name"], entry["kind"])


def test_a_name_does_not_run_over_two_lines():
    """The end of one bullet and the start of the next make no name."""
    text = "Requirements\n- Knows about power\n- BI of any sort\n"
    assert "power-bi" not in {s.id for s in api.read(text).skills}


def test_a_name_runs_over_a_wrapped_line():
    """In a hard-wrapped text a name whose case matters is found across the wrap, whatever the indent."""
    text = (
        "Requirements\n"
        "- Years of building services in Python with tests, reviews and\n"
        "  continuous delivery, some of them with GitHub\n"
        "  Copilot or another assistant for the plain parts of the work,\n"
        "  and a sense for which parts of the work are not plain at all\n"
        "- Years of running those services in production on Kubernetes,\n"
        "  with alerts, on-call duty and written reviews of what went\n"
        "  wrong, so that it doesn't go wrong again in the same manner\n"
        "- Clear writing about what was decided, for whom and for which\n"
        "  reason, so that others can take it up when you are away\n"
    )
    found = {s.id for s in api.read(text).skills}
    assert "github-copilot" in found
    assert "github" not in found
