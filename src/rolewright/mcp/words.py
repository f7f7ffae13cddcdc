"""The library's records as the tools' shapes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from rolewright.mcp import role_shapes, shapes
from rolewright.mcp.shapes import Quoted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rolewright.model.comparison import Comparison, Side
    from rolewright.model.diagnosis import Diagnosis
    from rolewright.model.drift import Drift, Parted
    from rolewright.model.finding import Finding
    from rolewright.model.posting import Posting
    from rolewright.model.reading import Named, Reading
    from rolewright.model.report import Report

LONGEST = 400
"""Characters of an excerpt."""
MOST = 100
"""Findings of a kind that are listed."""


def quoted(text: str) -> Quoted:
    """Words of a document, cut to an excerpt."""
    return Quoted(quoted=text if len(text) <= LONGEST else text[: LONGEST - 1] + "…")


def quotes(texts: Iterable[str]) -> list[Quoted]:
    """Several."""
    return [quoted(text) for text in texts]


def reading(made: Reading, troubles: Iterable[str]) -> shapes.Reading:
    """What a posting says."""
    text = made.text

    def cut(start: int, end: int) -> Quoted:
        return quoted(text[start:end])

    def named(one: Named) -> shapes.Judgement:
        return shapes.Judgement(id=one.id, score=round(one.score, 3), because=[cut(*span) for span in one.evidence[:5]])

    title = made.title
    return shapes.Reading(
        title=title and shapes.Title(said=quoted(title.text), family=title.family, level=title.level),
        families=[named(one) for one in made.families],
        level=named(made.level),
        stage=named(made.stage),
        lifecycle={stage: [cut(*span) for span in spans[:5]] for stage, spans in made.lifecycle.items()},
        work={name: round(share, 3) for name, share in made.strands.items()},
        jobs=made.jobs,
        requirements=[
            shapes.Requirement(
                said=cut(need.start, need.end),
                strength=need.strength,
                skills=list(need.skills),
                years_min=need.years.min if need.years else None,
                years_max=need.years.max if need.years else None,
                degree=need.degree.level if need.degree else "",
                any_of=[list(group) for group in need.any_of],
            )
            for need in made.requirements
        ],
        skills=[shapes.Skill(id=s.id, name=s.name, kind=s.kind, strength=s.strength) for s in made.skills],
        flags=[flag.id for flag in made.flags],
        pay=[
            shapes.Pay(said=cut(p.start, p.end), min=p.min, max=p.max, currency=p.currency, interval=p.interval)
            for p in made.pay
        ],
        places=sorted({place.code for place in made.places}),
        work_mode=made.work_mode,
        words=made.words,
        language=made.language,
        troubles=list(troubles),
    )


def finding(posting: Posting, one: Finding) -> shapes.Finding:
    """A finding; `message` and `advice` may repeat words of the posting, so they are quoted, too."""
    text, fix = posting.text, one.fix
    return shapes.Finding(
        code=one.code,
        name=one.name,
        severity=one.severity,
        said=quoted(text[one.start : one.end]),
        message=quoted(one.message),
        advice=quoted(one.advice),
        evidence=one.evidence,
        points=one.points,
        place=str(posting.place(one.start)),
        fix=fix and shapes.Fix(old=quoted(text[fix.start : fix.end]), new=quoted(fix.text), grade=fix.grade),
    )


def check(report: Report) -> shapes.Check:
    """A report."""
    problems, credits_ = report.problems, report.credits
    count = {name: sum(f.severity == name for f in problems) for name in ("error", "warning", "note")}
    return shapes.Check(
        score=report.score,
        band=report.band,
        errors=count["error"],
        warnings=count["warning"],
        notes=count["note"],
        findings=[finding(report.posting, one) for one in problems[:MOST]],
        credits=[finding(report.posting, one) for one in credits_[:MOST]],
        arithmetic=[shapes.Sum(label=row.label, points=row.points, times=row.times) for row in report.arithmetic],
        left_out=max(0, len(problems) - MOST) + max(0, len(credits_) - MOST),
    )


def comparison(made: Comparison) -> shapes.Comparison:
    """What changed between two postings."""

    def side(one: Side | None) -> shapes.Side | None:
        return one and shapes.Side(said=quoted(one.text), place=one.place)

    def changes(name: str) -> list[shapes.Change]:
        return [
            shapes.Change(change=c.change, about=quoted(c.about), old=side(c.old), new=side(c.new))
            for c in getattr(made, name)[:MOST]
        ]

    return shapes.Comparison(
        same=made.same,
        worse=made.worse,
        facts=[
            shapes.Fact(name=fact.name, old=_plain(fact.old), new=_plain(fact.new))
            for fact in made.facts
            if fact.old != fact.new
        ],
        requirements=changes("requirements"),
        duties=changes("duties"),
        skills=changes("skills"),
        findings=[
            shapes.Told(
                change=said.change, code=said.code, severity=said.severity, message=quoted(said.message),
                points=said.points, place=said.place,
            )
            for said in made.findings[:MOST]
        ],
    )  # fmt: skip


def _plain(value: Any) -> Quoted:
    return quoted(json.dumps(value, ensure_ascii=False, default=str))


def drift(made: Drift, posting: Posting) -> role_shapes.Drift:
    """Where a posting and its role have parted."""

    def parted(some: tuple[Parted, ...]) -> list[role_shapes.Parted]:
        return [
            role_shapes.Parted(
                kind=one.kind, said=quoted(one.text), field=one.field, other=quoted(one.other),
                place=str(posting.place(one.start)) if one.start >= 0 else "",
            )
            for one in some[:MOST]
        ]  # fmt: skip

    return role_shapes.Drift(
        same=made.same, only_posting=parted(made.only_posting), only_role=parted(made.only_role),
        changed=parted(made.changed),
    )  # fmt: skip


def scope(made: Diagnosis, **more: Any) -> role_shapes.Scope:
    """A diagnosis; `more` are the fields about the role file."""
    first = made.bottlenecks[0]
    return role_shapes.Scope(
        ready=made.ready,
        choice=made.sourcing.choice,
        because=quoted(made.sourcing.reason.text),
        bottleneck=first.id,
        bottleneck_because=quotes(reason.text for reason in first.reasons),
        first=role_shapes.Hire(**made.first._asdict()),
        runner_up=role_shapes.Hire(**made.runner_up._asdict()),
        level=made.level.id,
        level_because=quotes(reason.text for reason in made.level.reasons),
        answers=[role_shapes.Answer(asks=one.asks, state=one.state, note=quoted(one.note)) for one in made.answers],
        must_haves=[
            role_shapes.Need(field=one.path, said=quoted(one.what), verdict=one.verdict, because=quoted(one.because))
            for one in made.must_haves
        ],
        questions=[
            role_shapes.Question(asks=quoted(one.asks), because=quoted(one.because), fields=list(one.fields))
            for one in made.questions
        ],
        **more,
    )
