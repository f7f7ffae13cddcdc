"""Roles for tests: a plain one, and any that hypothesis can think of."""

from __future__ import annotations

from hypothesis import strategies as st

from rolewright.model.role import (
    ME,
    NOBODY,
    TEAM,
    Company,
    Constraint,
    Duty,
    Law,
    Member,
    Need,
    Ownership,
    Process,
    Role,
    Share,
    Site,
    Step,
    Team,
    UseCase,
    Workplace,
)
from rolewright.model.terms import LIFECYCLE

FAMILIES = (
    "data-analyst", "data-scientist", "data-engineer", "ml-engineer", "ai-engineer", "mlops-engineer",
    "research-scientist", "software-engineer",
)  # fmt: skip
LEVELS = ("intern", "junior", "mid", "senior", "lead", "manager")
STAGES = ("startup", "scaleup", "enterprise", "public", "agency")
KINDS = (
    "recommendation", "ranking", "forecasting", "classification", "detection", "generation", "automation", "extraction",
    "optimisation", "analysis", "platform", "research", "other",
)  # fmt: skip
SKILLS = ("Python", "SQL", "Kubernetes", "PyTorch", "Spark", "Go", "Terraform", "COBOL", "Tableau", "LangChain", "gRPC")
ABILITIES = (
    "you have shipped a model that people used", "explaining a risk to people who aren't engineers, in writing",
    "judging a forecast on data it has not seen", "German at a level for customers", "monitoring that people trust",
    "you have led a feature across several teams", "knowing how hospitals buy", "access control for personal data",
)  # fmt: skip


def role(**fields) -> Role:
    """A senior machine learning engineer at a scaleup, with what is given changed."""
    base = Role(
        title="Senior Machine Learning Engineer", family="ml-engineer", level="senior",
        company=Company("Tidelane", "Tidelane plans deliveries for shops.", "scaleup", 200),
        use_case=UseCase(
            "Tell shops when their delivery will arrive.", "forecasting", "9,000 shops", measure="late warnings",
            today="production",
        ),
        team=Team((Member("machine learning engineer", 3), Member("data engineer", 2)), "Noor, head of data"),
        ownership=Ownership(Share(TEAM, "data platform"), Share(ME), Share(ME), Share(ME)),
        duties=(
            Duty("train", "Train arrival forecasts and compare them on held-out weeks.", "model", ("model",)),
            Duty("serve", "Serve them through an API with a fallback.", "deploy", ("deploy", "software")),
            Duty("watch", "Watch errors, answer alerts, retrain.", "operate", ("operate",)),
        ),
        must_haves=(
            Need("Python that others maintain", "Python", "serve"),
            Need("judging a forecast on data that it has not seen", "", "train"),
            Need("you have run a model service in production and answered its alerts", "", "watch"),
            Need("explaining a trade-off to people who aren't engineers", "", "watch"),
        ),
        place=Workplace(mode="hybrid", sites=(Site("Denver", "CO", "US"),), remote_from=("DE",)),
        law=Law(jurisdictions=("US-CO", "DE"), accommodation_contact="people@tidelane.example"),
        process=Process(reply_days=5, ai_for_candidates="welcome if you say where"),
    )  # fmt: skip
    return base._replace(**fields)


@st.composite
def roles(draw) -> Role:
    """Any role: few or many must-haves, any ownership, any process."""
    duties = tuple(
        Duty(f"d{i}", text, draw(st.sampled_from((*LIFECYCLE, "across"))))
        for i, text in enumerate(draw(st.lists(st.sampled_from(ABILITIES), max_size=4)))
    )
    ids = [duty.id for duty in duties] or ["nowhere"]
    need = st.one_of(
        st.builds(
            lambda skill, duty: Need(f"{skill}, well", skill, duty), st.sampled_from(SKILLS), st.sampled_from(ids)
        ),
        st.builds(
            lambda what, duty: Need(what, "", duty),
            st.one_of(st.sampled_from(ABILITIES), st.text(min_size=1, max_size=60)),
            st.sampled_from(ids),
        ),
    )
    share = st.sampled_from((Share(ME), Share(TEAM, "them"), Share(NOBODY), Share()))
    step = st.builds(
        Step,
        st.sampled_from(("call", "coding", "design", "lunch", "take-home")),
        st.sampled_from((None, 10, 45, 120)),
        st.just("two"),
    )
    return role(
        family=draw(st.sampled_from(FAMILIES)), level=draw(st.sampled_from(LEVELS)),
        company=Company("X", "x", draw(st.sampled_from((*STAGES, "")))),
        use_case=UseCase("Something useful.", draw(st.sampled_from((*KINDS, "")))),
        ownership=Ownership(*[draw(share) for _ in range(4)]), duties=duties,
        must_haves=tuple(draw(st.lists(need, max_size=14))),
        constraints=tuple(draw(st.lists(st.builds(Constraint, st.sampled_from(("privacy", "cost", "other")), st.just("x")), max_size=2))),
        process=Process(
            steps=tuple(draw(st.lists(step, max_size=4))), take_home=draw(st.sampled_from(("", "serve a model by an API"))),
            take_home_hours=draw(st.sampled_from((None, 1, 2.5, 4))),
        ),
    )  # fmt: skip
