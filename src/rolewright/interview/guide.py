"""The pages of an interviewer: guide and scorecard of one interview."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.interview.bank import table as words
from rolewright.interview.page import (
    BREAK,
    Block,
    Page,
    bold,
    bullets,
    choice,
    clean,
    heading,
    lines,
    quiet,
    sentence,
    table,
    text,
    together,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rolewright.model.kit import Attribute, Chosen, Dont, Interview, Kit

_OPENING = 5
_EVIDENCE_LINES = 4
_RUBRIC = ("name", "strong", "adequate", "weak")


def guide(kit: Kit, number: int, interview: Interview) -> Page:
    """Guide and card of an interview; for the first call the guide only."""
    title = f"{number}. {interview.name}"
    blocks = [heading(1, title), quiet(f"{clean(kit.title)} · {clean(kit.company)} · {interview.minutes} minutes")]
    blocks += [text(interview.purpose), text(f"{bold('Who:')} {clean(interview.who)}.")]
    if interview.rated:
        blocks += _rated(interview)
    else:
        blocks += _call(kit, interview)
    blocks += _closing(kit)
    if interview.rated:
        blocks += [BREAK, *card(kit, interview)]
    return Page(f"{number}-{interview.id}", title, tuple(blocks))


def card(kit: Kit, interview: Interview) -> list[Block]:
    """The scorecard: evidence first, rating second, recommendation last."""
    ratings, verdicts = words("attributes")["ratings"], words("attributes")["recommendations"]
    scale = [f"{n} {ratings[str(n)]}" if n % 2 else str(n) for n in range(1, 6)]
    blocks = [
        heading(1, f"Scorecard: {interview.name}"),
        quiet(f"{clean(kit.title)} · rate alone, before you talk to anyone · role {kit.stamp}"),
        lines("Candidate · interviewer · date", 1),
    ]
    for one in interview.attributes:
        blocks += together(
            heading(2, sentence(one.name)), text(_looks(one)), _anchors(one.strong, one.adequate, one.weak),
            lines("Evidence: what they said or did", _EVIDENCE_LINES), choice("Rating", [*scale, "not seen"]),
        )  # fmt: skip
    blocks += [
        *together(
            heading(2, "Recommendation, after all ratings"), choice("", map(sentence, verdicts.values())), lines("Because", 3)
        ),
        quiet(f"Leave out: {'; '.join(words('signals')['ignore']['list'])}."),
    ]  # fmt: skip
    return blocks


def _rated(interview: Interview) -> list[Block]:
    """Time boxes, what is rated, opening words, the questions."""
    rows = [("Minutes", "What"), (str(_OPENING), "Opening")]
    rows += [(str(c.question.minutes), f"Question {n}: {_short(c)}") for n, c in enumerate(interview.chosen, 1)]
    rest = interview.minutes - _OPENING - sum(c.question.minutes for c in interview.chosen)
    rows.append((str(rest), "Their questions, and what happens next"))
    blocks = [
        heading(2, "In short"), table(*rows),
        text(f"{bold('You rate:')} {'; '.join(clean(_full(a)) for a in interview.attributes)}."),
        heading(2, "Opening words"), text(f"“{clean(interview.opening)}”"),
    ]  # fmt: skip
    for n, chosen in enumerate(interview.chosen, 1):
        blocks += _question(n, chosen)
    return blocks


def _question(number: int, chosen: Chosen) -> list[Block]:
    one = chosen.question
    blocks = together(
        heading(2, f"Question {number} · {one.minutes} minutes"),
        Block("ask", clean(one.ask))._replace(keep=True),
        quiet(""),
    )[:-1]
    if one.given:
        blocks.append(text(f"{bold('To prepare:')} {clean(one.given)}"))
    if one.form == "design":
        blocks += _design(chosen)
    blocks += [
        *together(text(bold("Follow up")), bullets(clean(f) for f in one.follow)),
        _anchors(one.strong, one.adequate, one.weak),
        text(f"{bold('Good signs:')} {sentence('; '.join(one.signals))}."),
        text(bold("Be careful when they …"))._replace(keep=True),
        bullets(f"… {flag.text}. {bold('Ask:')} “{flag.ask}” Settled if: {flag.settles}." for flag in one.flags),
    ]  # fmt: skip
    if chosen.alternates:
        blocks.append(
            quiet(
                f"In its place, for the next candidate: {'; '.join(f'“{clean(a.ask)}” ({a.id})' for a in chosen.alternates)}"
            )
        )
    return blocks


def _design(chosen: Chosen) -> list[Block]:
    """Time boxes, constraints on request, what to listen for, rubric, worked answers."""
    one, rubric = chosen.question, words("design_rubric")
    names = {d["id"]: d["name"] for d in rubric["dimension"]}
    return [
        table(("Minutes", "Part", "You"), *((str(p["minutes"]), p["name"], p["say"]) for p in rubric["part"])),
        *_part("If they ask", ("They ask", "You say"), [(k, clean(v)) for k, v in one.constraints]),
        *_part("Listen for", ("", "Here"), [(names[k], v) for k, v in one.listen]),
        *_part("Rubric", ("", "5 strong", "3 adequate", "1 weak"), [tuple(d[k] for k in _RUBRIC) for d in rubric["dimension"]]),
        *_part("To calibrate, read before your first candidate", ("", "A shortened answer"), list(one.worked)),
    ]  # fmt: skip


def _part(label: str, head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> list[Block]:
    return together(text(bold(label)), table(head, *rows))


def _call(kit: Kit, interview: Interview) -> list[Block]:
    return [
        heading(2, "Opening words"), text(f"“{clean(interview.opening)}”"),
        heading(2, "Say, in this order"),
        bullets([*kit.say, "Then the steps that follow and what each is about: hand over the brief for candidates."]),
        heading(2, "Ask everyone"),
        bullets(["What made you answer?", "What do you want to know before you'd give us more of your time?", "Is there anything in the pay, the place or the hours that doesn't work for you?"]),
        quiet(f"Nothing of this is rated. In all the loop takes {kit.minutes} minutes of the candidate's time."),
    ]  # fmt: skip


def _closing(kit: Kit) -> list[Block]:
    law = [d for d in kit.donts if d.grade == "law"]
    other = [d for d in kit.donts if d.grade != "law"]
    blocks = [
        heading(2, "Closing"),
        text(
            "Leave time for their questions. Someone who asks how things are served, checked, watched and improved here knows the work. Say when they will hear from you."
        ),
        heading(2, "What not to ask"),
    ]
    blocks.append(
        quiet("Not legal advice. Have it read by someone who knows the law of your places.")._replace(keep=True)
    )
    blocks.append(table(("Not", "Why", "Instead"), *(_dont(d) for d in law + other)))
    return blocks


def _dont(one: Dont) -> Sequence[str]:
    where = f" ({', '.join(one.places)})" if one.places else ""
    return (one.ask + where, one.why, one.instead)


def _anchors(strong: str, adequate: str, weak: str) -> Block:
    return table(("5 strong", "3 adequate", "1 weak"), (clean(strong), clean(adequate), clean(weak)))


def _looks(one: Attribute) -> str:
    also = f" The same question shows: {'; '.join(clean(name) for _, name in one.also)}." if one.also else ""
    return clean(one.looks) + also


def _full(one: Attribute) -> str:
    return one.name + (f" (and {one.also[0][1].partition(':')[0].lower()})" if one.also else "")


def _short(chosen: Chosen) -> str:
    """The first words of a question."""
    ask = clean(chosen.question.ask)
    return ask if len(ask) <= 70 else ask[:70].rsplit(" ", 1)[0].rstrip(" ,.;:") + " …"
