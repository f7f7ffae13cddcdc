"""A role: what is hired for, and why. The source of the posting, the interview, the take-home and the match.

The fields, what each is for and which are needed stand in `knowledge/scoping/role.toml`; these records hold what passed
that table. "" , () and None mean that the team has not said it: nothing is made up in its place.
"""

from __future__ import annotations

from rolewright.model.record import NamedTuple

VERSION = 1
"""Of the role file."""
ME, TEAM, NOBODY = "this person", "another team", "nobody yet"
"""Who owns a stage of the lifecycle."""


class Company(NamedTuple):
    """Who hires. `stage` is one of `terms.STAGES` but `unknown`; `people` counts all who work there."""

    name: str = ""
    about: str = ""
    stage: str = ""
    people: int | None = None
    domain: str = ""
    website: str = ""


class UseCase(NamedTuple):
    """The product feature or decision that the work is for. `experiments` is a share of the time in percent."""

    what: str = ""
    kind: str = ""
    users: str = ""
    outcome: str = ""
    measure: str = ""
    target: str = ""
    today: str = ""
    approach: str = ""
    experiments: int | None = None
    others: tuple[str, ...] = ()


class Member(NamedTuple):
    """So many colleagues with one job."""

    role: str = ""
    number: int = 1


class Team(NamedTuple):
    """Who else is there, to whom the person reports, who reviews and helps."""

    members: tuple[Member, ...] = ()
    reports_to: str = ""
    works_with: tuple[str, ...] = ()
    support: str = ""


class Share(NamedTuple):
    """Who owns a stage: `owner` is `ME`, `TEAM` (then `team` names it) or `NOBODY`; `boundary` says where it ends."""

    owner: str = ""
    team: str = ""
    boundary: str = ""


class Ownership(NamedTuple):
    """Who owns each stage of the lifecycle, and who answers when it breaks at night."""

    data: Share = Share()
    model: Share = Share()
    deploy: Share = Share()
    operate: Share = Share()
    on_call: str = ""


class Duty(NamedTuple):
    """A piece of work in the team's words. `stage` is data, model, deploy, operate or across; `when` is
    `first-90-days` or `later`; `strands` are of `terms.STRANDS`.
    """

    id: str = ""
    text: str = ""
    stage: str = ""
    strands: tuple[str, ...] = ()
    when: str = "first-90-days"


class Milestone(NamedTuple):
    """What is done by a day after the start."""

    day: int = 0
    text: str = ""


class Need(NamedTuple):
    """A must-have: a skill or ability, the id of the duty that needs it on day one, years only with a reason.

    `skill` is the lexicon's id or name, "" for an ability; any of `alternatives` will do as well.
    """

    what: str = ""
    skill: str = ""
    duty: str = ""
    years: int | None = None
    years_reason: str = ""
    alternatives: tuple[str, ...] = ()


class Wish(NamedTuple):
    """Nice to have, or to be learned here; `why` says what for."""

    what: str = ""
    skill: str = ""
    why: str = ""


class Tool(NamedTuple):
    """A tool of the stack: used `now`, `planned`, or `no` (it is not used, so nobody is to be screened on it)."""

    name: str = ""
    use: str = "now"
    used_for: str = ""


class Constraint(NamedTuple):
    """A limit that the work has to keep: latency, regulation, budget."""

    kind: str = ""
    text: str = ""


class Offer(NamedTuple):
    """Pay: `min` and `max` in units of `currency` (ISO 4217) an `interval` (hour, day, week, month, year)."""

    min: float | None = None
    max: float | None = None
    currency: str = ""
    interval: str = ""
    equity: str = ""
    bonus: str = ""
    extras: tuple[str, ...] = ()


class Site(NamedTuple):
    """A place of work: `country` ISO 3166-1 ("US"), `region` its part ("CO")."""

    city: str = ""
    region: str = ""
    country: str = ""


class Workplace(NamedTuple):
    """Where, when and on what terms. `remote_from` are jurisdictions (`US`, `US-CO`, `DE`); `hours` a week."""

    mode: str = ""
    sites: tuple[Site, ...] = ()
    remote_from: tuple[str, ...] = ()
    office_days: int | None = None
    time_zones: str = ""
    visa: str = ""
    relocation: str = ""
    travel: str = ""
    employment: str = ""
    hours: float | None = None
    duration: str = ""
    start: str = ""


class Step(NamedTuple):
    """A step of hiring, its length, and whom the candidate meets."""

    what: str = ""
    minutes: int | None = None
    who: str = ""


class Process(NamedTuple):
    """How the hiring goes. `reply_days` are working days after each step; `weeks` from application to answer."""

    steps: tuple[Step, ...] = ()
    reply_days: int | None = None
    weeks: int | None = None
    take_home: str = ""
    take_home_hours: float | None = None
    take_home_paid: bool | None = None
    ai_in_hiring: str = ""
    ai_for_candidates: str = ""


class Law(NamedTuple):
    """What the law asks to know or to say. `jurisdictions` are those where the work may be done (`US-CO`, `GB`)."""

    jurisdictions: tuple[str, ...] = ()
    equal_opportunity: str = ""
    accommodation_contact: str = ""
    existing_vacancy: bool | None = None
    background_check: str = ""


class Application(NamedTuple):
    """Where to apply and until when; dates are ISO (2026-11-23)."""

    url: str = ""
    email: str = ""
    contact: str = ""
    reference: str = ""
    posted: str = ""
    valid_through: str = ""


class Role(NamedTuple):
    """The whole role; see the module. `family` and `level` are of `terms`, `bottleneck` of the diagnosis."""

    version: int = VERSION
    language: str = "en"
    title: str = ""
    family: str = ""
    level: str = ""
    reason: str = ""
    bottleneck: str = ""
    symptoms: tuple[str, ...] = ()
    company: Company = Company()
    use_case: UseCase = UseCase()
    team: Team = Team()
    ownership: Ownership = Ownership()
    duties: tuple[Duty, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    not_this_role: tuple[str, ...] = ()
    must_haves: tuple[Need, ...] = ()
    nice_to_haves: tuple[Wish, ...] = ()
    will_learn: tuple[Wish, ...] = ()
    stack: tuple[Tool, ...] = ()
    constraints: tuple[Constraint, ...] = ()
    pay: Offer = Offer()
    benefits: tuple[str, ...] = ()
    place: Workplace = Workplace()
    process: Process = Process()
    law: Law = Law()
    application: Application = Application()

    def duty(self, name: str) -> Duty | None:
        """The duty with this id."""
        return next((duty for duty in self.duties if duty.id == name), None)

    def as_dict(self) -> dict[str, object]:
        """Plain data, as the role file has it; what isn't said is left out."""
        return {name: value for name, value in _plain(self).items() if value not in ("", None, [], {})}


RECORDS = {cls.__name__: cls for cls in (
    Role, Company, UseCase, Team, Member, Ownership, Share, Duty, Milestone, Need, Wish, Tool, Constraint, Offer, Workplace,
    Site, Process, Step, Law, Application,
)}  # fmt: skip
"""By name, as the table of fields calls them."""


def _plain(record: object) -> dict[str, object]:
    """A record as a dictionary without its unsaid fields."""
    out = {}
    for name in record._fields:  # type: ignore[attr-defined]
        value = _value(getattr(record, name))
        if value not in ("", None, [], {}):
            out[name] = value
    return out


def _value(value: object) -> object:
    if hasattr(value, "_fields"):
        return _plain(value)
    return [_value(one) for one in value] if isinstance(value, tuple) else value
