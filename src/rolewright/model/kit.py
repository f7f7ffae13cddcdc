"""An interview kit: questions, what each interview rates, the plan, what it covers; and the scorecards filled with it."""

from __future__ import annotations

from rolewright.model.record import NamedTuple

CHECKS = ("technical", "system", "communication", "behavioural")
"""What a question tests first; a behavioural one is rated as communication."""
RATED_CHECKS = CHECKS[:3]
FORMS = ("depth", "experience", "people", "exercise", "walk-through", "design")
SEALED, OPEN = "sealed", "open"
"""States of a card."""


class Topic(NamedTuple):
    """A thing that a question can test, and the skills, words, strands, kinds of use case and limits that mean it."""

    id: str
    name: str
    stage: str = ""
    skills: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    strands: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    constraints: tuple[str, ...] = ()


class Flag(NamedTuple):
    """A reason to be careful, the fair question that tests it, and the answer that settles it."""

    id: str
    text: str
    ask: str
    settles: str


class Question(NamedTuple):
    """A question or exercise. `levels` and `families` are those it suits, `kinds` and `stages` too if not empty;
    `topics` what it can test, the first one mainly; `proves` which parts of a loop it stands for. `signals` are texts,
    `listen`, `constraints` and `worked` pairs, for designs only. `need` is the attribute that a frame was filled for.
    """

    id: str
    ask: str
    check: str
    form: str
    stage: str
    levels: tuple[str, ...]
    families: tuple[str, ...]
    topics: tuple[str, ...]
    minutes: int
    follow: tuple[str, ...]
    strong: str
    adequate: str
    weak: str
    signals: tuple[str, ...] = ()
    flags: tuple[Flag, ...] = ()
    covers_stages: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    proves: tuple[str, ...] = ()
    given: str = ""
    general: bool = False
    listen: tuple[tuple[str, str], ...] = ()
    constraints: tuple[tuple[str, str], ...] = ()
    worked: tuple[tuple[str, str], ...] = ()
    need: str = ""


class Element(NamedTuple):
    """Something that the loop has to cover: a must-have (with its topics, and whether they come from a named skill), an
    owned stage, a check, or a part such as `design`.
    """

    id: str
    kind: str
    name: str
    topics: tuple[str, ...] = ()
    by_skill: bool = False


class Attribute(NamedTuple):
    """A line of a scorecard with its anchors for 5, 3 and 1; `check` is the one that its rating counts for.

    `also` are elements that the same question shows, as (id, name): an owned stage isn't rated a second time.
    """

    id: str
    name: str
    looks: str
    check: str
    strong: str
    adequate: str
    weak: str
    questions: tuple[str, ...] = ()
    also: tuple[tuple[str, str], ...] = ()


class Chosen(NamedTuple):
    """A question of the plan, what it was chosen for (ids of elements), and questions that can take its place."""

    question: Question
    covers: tuple[str, ...]
    alternates: tuple[Question, ...] = ()


class Interview(NamedTuple):
    """A step of the loop. `minutes` are the candidate's, opening and closing included."""

    id: str
    name: str
    purpose: str
    who: str
    opening: str
    minutes: int
    rated: bool
    chosen: tuple[Chosen, ...] = ()
    attributes: tuple[Attribute, ...] = ()


class Dont(NamedTuple):
    """What isn't asked, why, what may be asked instead, by which law or practice, and for which of the role's places."""

    ask: str
    why: str
    instead: str
    grade: str
    source: str
    places: tuple[str, ...]


class Kit(NamedTuple):
    """The whole kit. `covered` maps each element to (interview, question) pairs; `missing` says what doesn't fit.

    `brief` is what candidates get, as headings with paragraphs, `say` what the first call tells them. `minutes` and `budget` are the candidate's, a take-home of `home` minutes included; `proven` says whether no smaller
    set exists.
    """

    title: str
    level: str
    family: str
    company: str
    stamp: str
    seed: int
    interviews: tuple[Interview, ...]
    elements: tuple[Element, ...]
    covered: dict[str, tuple[tuple[str, str], ...]]
    missing: tuple[Element, ...]
    minutes: int
    home: int
    budget: int
    proven: bool
    weights: tuple[tuple[str, int], ...]
    donts: tuple[Dont, ...]
    evidence: tuple[tuple[str, str, str, str], ...]
    notes: tuple[str, ...] = ()
    brief: tuple[tuple[str, tuple[str, ...]], ...] = ()
    say: tuple[str, ...] = ()
