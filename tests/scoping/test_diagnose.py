"""What the diagnosis says of whole roles, and which contradictions it asks about."""

from __future__ import annotations

import json

import pytest

from rolewright.model.role import ME, NOBODY, TEAM, Duty, Member, Need, Offer, Role, Share, Tool, UseCase
from rolewright.scoping.conditions import holds
from rolewright.scoping.diagnose import diagnose


def asked(role):
    """The ids of the questions about a role."""
    return {question.id for question in diagnose(role).questions}


@pytest.mark.parametrize(
    ("name", "bottleneck", "family", "runner_up", "level", "choice"),
    [
        ("startup", "production", "ml-engineer", "software-engineer", "mid", "hire"),
        ("scaleup", "reliability", "mlops-engineer", "ml-engineer", "senior", "hire"),
        ("enterprise", "governance", "ai-engineer", "mlops-engineer", "lead", "hire"),
    ],
)
def test_the_examples(request, name, bottleneck, family, runner_up, level, choice):
    """The three examples are what they say they are, with clear answers and nothing left to ask."""
    role = request.getfixturevalue(name)
    found = diagnose(role)
    assert found.bottlenecks[0].id == bottleneck == role.bottleneck
    assert (found.first.family, found.runner_up.family) == (family, runner_up)
    assert (found.level.id, found.sourcing.choice) == (level, choice)
    assert {answer.state for answer in found.answers} == {"clear"}
    assert not found.questions
    assert {one.verdict for one in found.must_haves} <= {"essential", "stated"}
    assert all(reason.text and reason.source for reason in found.bottlenecks[0].reasons)


def test_the_same_role_gives_the_same_diagnosis(startup):
    """No clock, no chance; and it is plain data."""
    assert diagnose(startup) == diagnose(startup)
    assert json.loads(json.dumps(diagnose(startup).as_dict()))["ready"] is True


def test_no_use_case_is_no_hire(startup):
    """Without a feature, users and a number the advice is to wait, and says why."""
    found = diagnose(
        startup._replace(use_case=UseCase(what="Work on AI initiatives and leverage AI.", today="nothing"))
    )
    assert found.bottlenecks[0].id == "use-case"
    assert found.sourcing.choice == "wait"
    assert next(a for a in found.answers if a.id == "outcome").state == "open"


def test_few_answers_are_a_trouble_of_the_role():
    """With fewer than four clear answers the report is about the role, not about wording."""
    found = diagnose(Role(use_case=UseCase(what="Forecast bread.", users="bakers", measure="waste in percent")))
    assert found.sourcing.reason.id == "wait-questions"
    assert not found.ready


def test_junior_with_senior_ownership(startup):
    """A junior who owns model, release and operation is asked about."""
    assert {"junior-owner", "level-differs-up"} <= asked(startup._replace(level="junior"))


def test_junior_budget(startup):
    """A senior for a junior's pay is asked about, in dollars and where the figure is known to fit only."""
    cheap = startup._replace(
        level="senior", title="Senior Machine Learning Engineer", pay=Offer(80_000, 95_000, "USD", "year")
    )
    assert "junior-budget" in asked(cheap)
    assert "junior-budget" not in asked(cheap._replace(pay=Offer(80_000, 95_000, "EUR", "year")))


def test_three_jobs(startup):
    """Duties of three kinds, two each, are three jobs."""
    kinds = ("data", "analytics", "software")
    extra = tuple(Duty(f"d{i}", f"Work {i}.", "across", (kinds[i % 3],)) for i in range(6))
    assert "three-jobs" in asked(startup._replace(duties=startup.duties + extra))
    assert "three-jobs" not in asked(startup)


def test_many_hats(startup):
    """One duty each of five kinds is five hats, though none is a whole job."""
    kinds = ("data", "analytics", "software", "research", "platform")
    extra = tuple(Duty(f"d{i}", f"Work {i}.", "across", (kind,)) for i, kind in enumerate(kinds))
    assert "many-hats" in asked(startup._replace(duties=extra))


@pytest.mark.parametrize(
    ("tool", "fires"),
    [
        (Tool("Kubernetes", "no"), True),
        (Tool("PostgreSQL"), True),
        (Tool("Kubernetes", "now"), False),
        (Tool("k8s"), False),
    ],
)
def test_required_and_not_in_the_stack(startup, tool, fires):
    """Kubernetes required, none in the stack."""
    need = Need("Kubernetes in production", "Kubernetes", "serve-forecast")
    role = startup._replace(must_haves=(need,), stack=(Tool("Python"), tool))
    assert ("unused-tools" in asked(role)) is fires


def test_a_platform_at_a_small_startup(startup):
    """A company of five that wants a platform is asked about its use case."""
    case = startup.use_case._replace(what="Build our AI platform for bakeries.")
    small = startup._replace(company=startup.company._replace(people=5), use_case=case)
    assert "platform-startup" in asked(small)
    assert "platform-startup" not in asked(startup)


@pytest.mark.parametrize("stage", ["data", "model", "deploy", "operate"])
def test_nobody_is_a_finding(startup, stage):
    """A stage that nobody owns is a finding of the map, and a question."""
    role = startup._replace(ownership=startup.ownership._replace(**{stage: Share(NOBODY)}))
    owner = next(one for one in diagnose(role).ownership if one.stage == stage)
    assert owner.finding == "nobody owns it"
    assert f"nobody-{stage}" in asked(role)


def test_owned_without_a_duty(startup):
    """A stage that the person owns and no duty is about, and a duty where another team owns, are asked about."""
    idle = startup._replace(duties=tuple(d for d in startup.duties if d.stage != "operate"))
    assert "owned-without-duty" in asked(idle)
    other = startup.ownership._replace(model=Share(TEAM, "science"))
    assert "duty-elsewhere" in asked(startup._replace(ownership=other))


def test_must_haves_earn_their_place(startup):
    """No duty: unproved. A later duty, or a tool that isn't needed here: optional. Needed: essential."""
    needs = (
        Need("curiosity"),
        Need("cold starts", "", "cold-start"),
        Need("Docker", "Docker", "serve-forecast"),
        Need("feature engineering", "feature engineering", "train-forecast"),
        Need("quantization", "Quantization", "train-forecast"),
    )
    verdicts = [one.verdict for one in diagnose(startup._replace(must_haves=needs)).must_haves]
    assert verdicts == ["unproved", "optional", "optional", "essential", "optional"]
    docker = startup._replace(must_haves=needs[2:3], stack=(*startup.stack, Tool("Docker")))
    assert diagnose(docker).must_haves[0].verdict == "essential"


def test_domain_knowledge_depends_on_rules(enterprise, startup):
    """Domain expertise is essential where rules bind the work, and can be learned where they don't."""
    need = Need("domain knowledge of insurance", "", "approval-file")
    assert diagnose(enterprise._replace(must_haves=(need,))).must_haves[0].verdict == "essential"
    bread = need._replace(what="domain knowledge of bakeries", duty="train-forecast")
    assert diagnose(startup._replace(must_haves=(bread,))).must_haves[0].verdict == "optional"


def test_the_bottleneck_that_is_named_can_be_wrong(startup):
    """Three signs of trouble after launch outweigh the word of the team, and it is asked."""
    case = startup.use_case._replace(today="production")
    role = startup._replace(
        symptoms=("breaks-unnoticed", "quality-decays", "nobody-on-call"), bottleneck="model", use_case=case
    )
    found = diagnose(role)
    assert found.bottlenecks[0].id == "reliability"
    assert "bottleneck-differs" in {q.id for q in found.questions}


@pytest.mark.parametrize(
    ("kind", "today", "colleague", "family"),
    [
        ("generation", "prototype", "software engineer", "ai-engineer"),
        ("forecasting", "prototype", "data scientist", "ml-engineer"),
        ("analysis", "prototype", "software engineer", "data-engineer"),
        ("platform", "prototype", "software engineer", "mlops-engineer"),
    ],
)
def test_the_kind_of_work_decides_the_family(startup, kind, today, colleague, family):
    """One bottleneck, several kinds of work, several families."""
    case = startup.use_case._replace(kind=kind, today=today)
    role = startup._replace(use_case=case, team=startup.team._replace(members=(Member(colleague),)))
    assert diagnose(role).first.family == family


def test_borrow_before_build():
    """A language feature, software engineers at hand and no strict limits: a managed service first."""
    role = Role(
        use_case=UseCase("Answer bakers' questions about orders.", "generation", "bakers", "", "calls per week",
                         "from 90 to 30", "data"),
        team=Role().team._replace(members=(Member("software engineer", 3),), support="the engineers review"),
        duties=(Duty("answer", "Answer questions from the handbook.", "model", ("llm",)),),
        milestones=startup_milestones(),
        ownership=Role().ownership._replace(**dict.fromkeys(("data", "model", "deploy", "operate"), Share(ME, "", "all of it"))),
    )  # fmt: skip
    assert diagnose(role).sourcing.choice == "managed API"


def startup_milestones():
    """One milestone."""
    from rolewright.model.role import Milestone

    return (Milestone(90, "Ten bakers use it."),)


def test_conditions():
    """Sets overlap, numbers compare, unknown facts fit nothing, `not_` turns round."""
    facts = {"stage": "startup", "people": 12, "mine": frozenset({"data", "model"}), "years": None}
    assert holds({"stage": ["startup", "scaleup"], "people_most": 12, "mine_least": 2, "mine": ["model"]}, facts)
    assert not holds({"years_least": 0}, facts)
    assert not holds({"years_most": 9}, facts)
    assert holds({"not_mine": ["operate"], "not_stage": ["public"]}, facts)
    assert holds({}, facts)
