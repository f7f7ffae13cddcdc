"""The pages for everyone: the plan with its coverage, and the brief for candidates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.interview.brief import hours
from rolewright.interview.guide import guide
from rolewright.interview.page import Block, Page, bold, bullets, clean, heading, quiet, sentence, table, text

if TYPE_CHECKING:
    from rolewright.model.kit import Element, Kit

_METHOD = (
    "The questions are the smallest set that covers every must-have, every owned stage, the three checks and the parts of a "
    "loop within the time: a set cover with a limit for each interview, solved by branch and bound. An answer counts for "
    "one must-have, an exercise for two. Of sets of equal size the one that fits the role better and takes less time is "
    "taken."
)
_SEEDED = " Seed {seed}: a part of the bank was left out by lot first, so that another set came out."
_UNPROVEN = " The search was cut off: a smaller set may exist."


def pages(kit: Kit) -> tuple[Page, ...]:
    """Every page of the kit: plan, brief, one for each interview."""
    return (plan(kit), candidate(kit), *(guide(kit, n, one) for n, one in enumerate(kit.interviews, 1)))


def plan(kit: Kit) -> Page:
    """The loop at a glance, coverage, weights, notes, evidence."""
    title = f"Interview plan: {clean(kit.title)}"
    blocks = [
        heading(1, title),
        quiet(f"{clean(kit.company)} · {kit.level} {kit.family} · role {kit.stamp} · seed {kit.seed}"),
    ]
    blocks += _loop(kit)
    if kit.missing:
        blocks += [heading(2, "What doesn't fit"), bullets(clean(f"{one.kind}: {one.name}") for one in kit.missing)]
    if kit.notes:
        blocks += [heading(2, "To settle before the first candidate"), bullets(map(clean, kit.notes))]
    blocks += [heading(2, "What is tested where"), _matrix(kit), text(_method(kit))]
    blocks += [heading(2, "Rules"), bullets(_rules(kit)), heading(2, "Why so")]
    blocks.append(table(("Choice", "Evidence", "Dispute", "Source"), *kit.evidence))
    return Page("plan", title, tuple(blocks))


def candidate(kit: Kit) -> Page:
    """What candidates get."""
    title = f"Your interviews: {clean(kit.title)}"
    blocks = [heading(1, title)]
    for name, said in kit.brief:
        blocks += [heading(2, name), *_said(name, said)]
    return Page("brief-for-candidates", title, tuple(blocks))


def _said(name: str, said: tuple[str, ...]) -> list[Block]:
    return [bullets(said)] if len(said) > 1 or name == "The steps" else [text(one) for one in said]


def _loop(kit: Kit) -> list[Block]:
    rows = [("", "Interview", "Minutes", "Who", "Rates")]
    for n, one in enumerate(kit.interviews, 1):
        rated = sentence("; ".join(a.name for a in one.attributes)) if one.rated else "nothing"
        rows.append((str(n), one.name, str(one.minutes), clean(one.who), rated))
    if kit.home:
        rows.append(("", "Task at home", str(kit.home), "", "talked through in the practical exercise"))
    total = f"{bold('The candidate gives')} {hours(kit.minutes)} of at most {hours(kit.budget)}."
    return [table(*rows), text(total)]


def _matrix(kit: Kit) -> Block:
    """Elements down, interviews across; each place names the question, ● the one that rates."""
    rated = {name: one.id for one in kit.interviews for a in one.attributes for name in (a.id, *(i for i, _ in a.also))}
    used = [one for one in kit.interviews if one.rated]
    rows = [("", *(one.name for one in used))]
    rows += [(_named(e), *(_cell(kit, e, one.id, rated.get(e.id, "")) for one in used)) for e in kit.elements]
    return table(*rows)


def _cell(kit: Kit, element: Element, place: str, rated: str) -> str:
    count = sum(where == place for where, _ in kit.covered[element.id])
    numbers = [
        str(n) for one in kit.interviews if one.id == place
        for n, c in enumerate(one.chosen, 1) if (place, c.question.id) in kit.covered[element.id]
    ]  # fmt: skip
    if element.id == "check-communication":
        return f"● {', '.join(numbers)}".strip()
    return f"{'● ' if rated == place else ''}{', '.join(numbers)}" if count else ""


def _named(element: Element) -> str:
    return sentence(element.name) if element.kind != "part" else f"Part of the loop: {clean(element.name)}"


def _method(kit: Kit) -> str:
    said = _METHOD + (_SEEDED.format(seed=kit.seed) if kit.seed else "") + ("" if kit.proven else _UNPROVEN)
    return f"Numbers are those of the questions in that interview; ● rates it. Everyone rates communication. {said}"


def _rules(kit: Kit) -> list[str]:
    weights = ", ".join(f"{name} {share} %" for name, share in kit.weights)
    return [
        "Two people are in each rated interview: one asks, one writes, both fill in their own card, so that each attribute has two ratings. No two interviews rate the same thing, communication apart.",
        "The same questions for every candidate; the alternates only if an exercise has got around.",
        "Evidence first, then the rating, the recommendation last; cards are sealed before anyone talks.",
        f"Weights, fixed now: {weights}. They are a suggestion of field practice. No number decides.",
        "A red flag is a reason to ask its question, never a reason to reject.",
        "Notes are candidate data: keep them as long as your law asks, no longer.",
    ]
