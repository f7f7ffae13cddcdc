"""A diagnosis for people: the answer first, then the reasons, then what is still open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.reports.cells import wrap
from rolewright.reports.paint import counted, paint, sign

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rolewright.model.diagnosis import Diagnosis, Hire, Reason
    from rolewright.model.draft import Draft
    from rolewright.model.role import Role
    from rolewright.reports.shape import Show

_LABEL = 13
_END = "`--format json` names the source of every line."
_STATES = {"clear": "good", "no-number": "fair", "vague": "bad", "open": "bad"}
_VERDICTS = {"essential": "good", "stated": "fair", "optional": "bad", "unproved": "bad"}


def diagnosis_text(diagnosis: Diagnosis, show: Show) -> str:
    """The whole report, with a line break at its end."""
    parts = (_advice, _hires, _owners, _answers, _musts, _stage, _questions)
    return "\n\n".join(text for part in parts if (text := "\n".join(part(diagnosis, show)))) + f"\n\n{_END}\n"


def draft_text(draft: Draft, needed: Sequence[str], show: Show) -> str:
    """How much of a role a posting says, with a line break at its end; `needed` are paths that a finished role must have."""
    states = [mark.state for mark in draft.marks]
    said, implied, missing = (states.count(state) for state in ("said", "implied", "missing"))
    lines = [paint("What the posting says of the role", "bold", show)]
    lines.append(f"  {counted(said, 'field')} said, {implied} implied, {missing} missing")
    if needed:
        lines.append(_row("needed", ", ".join(needed), show))
    return "\n".join(lines) + "\n"


def proposals_text(role: Role, why: Mapping[str, str], show: Show) -> str:
    """What was filled in, and why; "" if nothing was."""
    if not why:
        return ""
    lines = [paint("Filled in for you", "bold", show)]
    for path, reason in why.items():
        value = getattr(role, path, "")
        told = f"{path} = {value}: " if isinstance(value, str) and value else f"{path}: "
        lines.append(wrap(told + reason, show.width, " " * 6, "  "))
    return "\n".join(lines) + "\n\n"


def _advice(found: Diagnosis, show: Show) -> Iterator[str]:
    first = found.bottlenecks[0]
    yield paint("Advice", "bold", show)
    yield _row("bottleneck", f"{first.id} ({counted(first.points, 'point')}). {found.means}", show, "bold")
    for reason in first.reasons:
        yield _because(reason, show, f"+{reason.points} ")
    for other in found.bottlenecks[1:3]:
        yield _row("", f"behind it: {other.id} ({counted(other.points, 'point')}): {_list(other.reasons)}", show)
    yield _row("do", found.sourcing.means, show, "bold")
    yield _because(found.sourcing.reason, show)
    yield _row("", f"where to look: {found.sourcing.channel}", show)
    if found.second_thought is not None:
        yield _row("", f"second thought: {found.second_thought.means}", show)
        yield _because(found.second_thought.reason, show)
    yield _row("level", found.level.id, show, "bold")
    for reason in found.level.reasons:
        yield _because(reason, show)
    for headline in found.headlines:
        mark = paint("yes", "good", show) if headline.holds else paint("no ", "bad", show)
        yield (
            "  "
            + paint(f"{'test':<{_LABEL - 2}}", "dim", show)
            + f"{mark} {_wrapped(f'{headline.id}: {headline.note}', show)}"
        )


def _hires(found: Diagnosis, show: Show) -> Iterator[str]:
    yield paint("Whom to hire first", "bold", show)
    yield from _hire("first", found.first, show)
    yield _because(found.first_reason, show)
    yield from _hire("runner-up", found.runner_up, show)


def _hire(label: str, hire: Hire, show: Show) -> Iterator[str]:
    yield _row(label, f"{hire.title} ({hire.family})", show, "bold")
    yield _row("", f"solves: {hire.solves}", show)
    yield _row("", f"leaves: {hire.leaves}", show)
    yield _row("", f"how a wrong hire shows: {hire.risk}", show)


def _owners(found: Diagnosis, show: Show) -> Iterator[str]:
    yield paint("Who owns what", "bold", show)
    for owner in found.ownership:
        who = f" ({owner.who})" if owner.who else ""
        border = f": {owner.boundary}" if owner.boundary else ""
        yield _row(owner.stage, f"{owner.owner}{who}{border}", show)
        if owner.finding:
            yield _row("", f"{sign('→', show)} {owner.finding}", show, "bad")


def _answers(found: Diagnosis, show: Show) -> Iterator[str]:
    clear = sum(answer.state == "clear" for answer in found.answers)
    yield paint(f"The five questions: {clear} of {len(found.answers)} clear", "bold", show)
    for answer in found.answers:
        state = paint(f"{answer.state:<10}", _STATES[answer.state], show)
        yield f"  {state} {_wrapped(answer.asks, show)}"
        if answer.note:
            yield " " * _LABEL + _wrapped(answer.note, show)


def _musts(found: Diagnosis, show: Show) -> Iterator[str]:
    if not found.must_haves:
        return
    yield paint("Must-haves: does each earn its place?", "bold", show)
    for one in found.must_haves:
        yield f"  {paint(f'{one.verdict:<10}', _VERDICTS[one.verdict], show)} {_wrapped(one.what, show)}"
        advice = {
            "optional": "; make it nice to have, or something to learn here",
            "unproved": "; name the duty, or drop it",
        }
        yield " " * _LABEL + _wrapped(f"{one.because}{advice.get(one.verdict, '')}", show)
        if one.market:
            yield " " * _LABEL + _wrapped(one.market, show)


def _stage(found: Diagnosis, show: Show) -> Iterator[str]:
    if found.stage:
        told = dict(found.stage)
        yield paint("What your stage asks for", "bold", show)
        for name in ("mission", "profile", "ownership", "priority", "tone", "vague", "asks"):
            yield _row({"vague": "if unclear"}.get(name, name), told[name], show)


def _questions(found: Diagnosis, show: Show) -> Iterator[str]:
    if not found.questions:
        return
    yield paint(f"{counted(len(found.questions), 'question')} left", "bold", show)
    for number, one in enumerate(found.questions, 1):
        yield f"  {number:>2}. " + wrap(one.asks, show.width, " " * 6, "      ").lstrip()
        yield paint(wrap(f"{one.because}; the cost: {one.cost}", show.width, " " * 6), "dim", show)


def _row(label: str, text: str, show: Show, style: str = "") -> str:
    told = wrap(text, show.width, " " * _LABEL, " " * _LABEL)[_LABEL:]
    return "  " + paint(f"{label:<{_LABEL - 2}}", "dim", show) + (paint(told, style, show) if style else told)


def _because(reason: Reason, show: Show, mark: str = "") -> str:
    return " " * _LABEL + _wrapped(f"{mark}{reason.text}", show)


def _wrapped(text: str, show: Show) -> str:
    return wrap(text, show.width, " " * _LABEL, " " * _LABEL)[_LABEL:]


def _list(reasons: tuple[Reason, ...]) -> str:
    return "; ".join(reason.text for reason in reasons)
