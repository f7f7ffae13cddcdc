"""Posting-wide judgements, on invented whole postings that leave little doubt."""

from __future__ import annotations

import pytest

from rolewright import api


@pytest.mark.parametrize(
    ("name", "family", "margin"),
    [
        ("ML", "ml-engineer", 0.3),
        ("ANALYST", "data-analyst", 0.5),
        ("DATA", "data-engineer", 0.5),
        ("LLM", "ai-engineer", 0.3),
        ("MLOPS", "mlops-engineer", 0.3),
        ("SOFTWARE", "software-engineer", 0.5),
        ("RESEARCH", "research-scientist", 0.5),
    ],
)
def test_the_family_of_a_clear_posting(reading_of, name, family, margin):
    """Title and work agree: the family is first by a wide margin, with evidence."""
    first, second = reading_of(name).families[:2]
    assert first.id == family
    assert first.score - second.score > margin
    assert first.evidence


def test_the_work_outvotes_the_title(reading_of):
    """A `Research Scientist` who makes dashboards is read as an analyst, and the title is flagged."""
    reading = reading_of("MISTITLED")
    assert reading.title.family == "research-scientist"
    assert reading.families[0].id == "data-analyst"
    flag = next(f for f in reading.flags if f.id == "title_mismatch")
    assert flag.evidence == reading.families[0].evidence


@pytest.mark.parametrize("name", ["ML", "ANALYST", "DATA", "LLM", "MLOPS", "SOFTWARE", "RESEARCH"])
def test_a_fair_title_is_not_flagged(reading_of, name):
    """Where title and work agree there is no mismatch of either."""
    assert {"title_mismatch", "level_mismatch"}.isdisjoint(f.id for f in reading_of(name).flags)


@pytest.mark.parametrize(
    ("title", "years", "level"),
    [
        ("Senior Data Engineer", "5+ years of experience", "senior"),
        ("Data Engineer", "6+ years of experience", "senior"),
        ("Data Engineer", "3+ years of experience", "mid"),
        ("Data Engineer", "0-1 years of experience", "junior"),
        ("Data Engineer", "10+ years of experience", "senior"),
        ("Junior Data Engineer", "5+ years of experience", "mid"),
        ("Senior Data Engineer", "1 year of experience", "mid"),
        ("Senior Data Engineer", "12+ years of experience", "senior"),
        ("Data Engineer Intern", "1 year of experience", "intern"),
        ("Data Engineering Manager", "8+ years of experience", "manager"),
        ("Staff Data Engineer", "8+ years of experience", "lead"),
    ],
)
def test_the_level_weighs_title_and_years(title, years, level):
    """The title's word holds unless the years are far from it; without one the years decide."""
    text = f"{title}\n\nResponsibilities\n- Build data pipelines\n- Maintain the warehouse\n\nRequirements\n- {years} with SQL\n- Python\n"
    assert api.read(text).level.id == level


@pytest.mark.parametrize(
    ("title", "years", "flagged"),
    [
        ("Junior Data Engineer", "5+ years of experience", True),
        ("Data Engineer Intern", "3+ years of experience", True),
        ("Senior Data Engineer", "1 year of experience", True),
        ("Junior Data Engineer", "1 year of experience", False),
        ("Senior Data Engineer", "6 years of experience", False),
        ("Data Engineer", "15 years of experience", False),
    ],
)
def test_years_against_the_title_are_flagged(title, years, flagged):
    """A junior with five years, a senior with one: the demand itself is the evidence."""
    reading = api.read(
        f"{title}\n\nResponsibilities\n- Build data pipelines\n\nRequirements\n- {years} with SQL\n- Python\n"
    )
    flags = {f.id: f.evidence for f in reading.flags}
    assert ("level_mismatch" in flags) is flagged
    if flagged:
        ((start, end),) = flags["level_mismatch"]
        assert reading.text[start:end].startswith(years[:1])


@pytest.mark.parametrize(
    ("name", "stage"), [("ML", {"scaleup"}), ("ANALYST", {"public", "enterprise"}), ("DATA", {"startup"})]
)
def test_the_stage_of_the_company(reading_of, name, stage):
    """A Series B scale-up, a large or listed retailer, a seed-stage startup: named with evidence."""
    found = reading_of(name).stage
    assert found.id in stage
    assert found.evidence


def test_without_a_word_about_the_company_its_stage_is_unknown():
    """Duties alone say nothing of the company."""
    assert api.read("- Build data pipelines\n- Write SQL queries\n- Train models").stage.id == "unknown"


@pytest.mark.parametrize(
    ("name", "there", "absent"),
    [
        ("ML", {"data", "model", "deploy", "operate"}, set()),
        ("DATA", {"data"}, {"model"}),
        ("RESEARCH", set(), {"deploy", "operate", "data"}),
        ("SOFTWARE", set(), {"model", "data"}),
        ("MLOPS", {"deploy", "operate"}, set()),
    ],
)
def test_the_stages_of_the_lifecycle(reading_of, name, there, absent):
    """What the duties cover is found, what they don't isn't, and each stage shows its duties."""
    reading = reading_of(name)
    assert there <= set(reading.lifecycle)
    assert absent.isdisjoint(reading.lifecycle)
    spans = {(s.start, s.end) for s in reading.of_kind("duty", "role")}
    for shown in reading.lifecycle.values():
        assert shown
        assert set(shown) <= spans


def test_research_demands_for_engineering_are_flagged():
    """A doctorate and publications for a data engineer are flagged; for a research scientist they aren't."""
    demands = "Requirements\n- PhD in computer science is required\n- Publications in top-tier conferences\n- SQL\n"
    duties = "Responsibilities\n- Build ETL pipelines in Airflow\n- Maintain our warehouse in Snowflake\n- Ingest events from Kafka\n\n"
    assert "research_for_engineering" in [f.id for f in api.read(f"Data Engineer\n\n{duties}{demands}").flags]


def test_research_demands_for_research_are_not(reading_of):
    """A research scientist may be asked for a doctorate."""
    assert "research_for_engineering" not in [f.id for f in reading_of("RESEARCH").flags]


def test_a_wish_list_and_keyword_soup_are_flagged():
    """Forty required tools are both; a short list is neither."""
    tools = [
        "Python",
        "Java",
        "Scala",
        "Kotlin",
        "Ruby",
        "TypeScript",
        "PostgreSQL",
        "MySQL",
        "MongoDB",
        "Redis",
        "Kafka",
        "Airflow",
        "dbt",
        "Snowflake",
        "BigQuery",
        "Redshift",
        "Databricks",
        "Docker",
        "Kubernetes",
        "Terraform",
        "Ansible",
        "Jenkins",
        "AWS",
        "GCP",
        "Azure",
        "TensorFlow",
        "PyTorch",
        "MLflow",
        "Kubeflow",
        "SageMaker",
        "Tableau",
        "Looker",
        "Elasticsearch",
        "Cassandra",
        "Neo4j",
        "FastAPI",
        "Django",
        "Flask",
        "React",
        "Angular",
    ]
    bullets = "\n".join(f"- Experience with {', '.join(tools[i : i + 4])} is required" for i in range(0, len(tools), 4))
    names = [
        f.id
        for f in api.read(f"Data Engineer\n\nResponsibilities\n- Build pipelines\n\nRequirements\n{bullets}\n").flags
    ]
    assert {"wish_list", "keyword_soup"} <= set(names)


@pytest.mark.parametrize("name", ["ML", "ANALYST", "DATA", "SOFTWARE"])
def test_a_modest_list_is_neither(reading_of, name):
    """A handful of tools is no wish list and no soup; one job is one job."""
    assert {"wish_list", "keyword_soup", "impossible_hire"}.isdisjoint(f.id for f in reading_of(name).flags)
    assert reading_of(name).jobs == 1


def test_what_a_posting_says_outright(reading_of):
    """Equal opportunity, hybrid, the place: with their spans."""
    reading = reading_of("ML")
    said = {c.entry: reading.text[c.start : c.end] for c in reading.said}
    assert "equal opportunity" in said["equal_opportunity"].lower()
    assert reading.work_mode == "hybrid"
    assert "GB" in {p.code for p in reading.places}


def test_strands_are_shares_of_the_work(reading_of):
    """An analyst's largest strand is analytics, a data engineer's data, a researcher's research."""
    assert next(iter(reading_of("ANALYST").strands)) == "analytics"
    assert next(iter(reading_of("DATA").strands)) == "data"
    assert next(iter(reading_of("RESEARCH").strands)) == "research"


def test_facts_of_the_format_fill_gaps():
    """Pay and place of structured facts count where the text names none."""
    from rolewright.documents import plain
    from rolewright.reading.read import read

    facts = (
        ("baseSalary.value.minValue", "100000"), ("baseSalary.value.maxValue", "120000.5"), ("baseSalary.currency", "USD"),
        ("jobLocation.address.addressCountry", "us"), ("jobLocation.address.addressRegion", "CO"),
    )  # fmt: skip
    reading = read(plain.read("Data Engineer\n\nWe build.")._replace(facts=facts))
    assert reading.pay == ((100_000, 120_000.5, "USD", "year", 0, 0),)
    assert [p.code for p in reading.places] == ["US-CO"]
    broken = read(plain.read("Data Engineer")._replace(facts=(("baseSalary.value", "a lot"),)))
    assert broken.pay == ()


@pytest.mark.parametrize(
    ("said", "mode"),
    [
        ("Five days a week in the office.", "onsite"),
        ("3 days a week in the office.", "hybrid"),
        ("Remote within the US.", "remote"),
        ("You will build a hybrid search.", "unknown"),
    ],
)
def test_the_way_of_working_is_read_from_its_days(said, mode):
    """Every day in the office is no hybrid; a hybrid search is no way of working."""
    assert api.read(f"ML Engineer\n\nLocation: Berlin\n{said}\n").work_mode == mode
