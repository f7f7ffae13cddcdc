"""A kit's interviews as feedback forms: what a system asks an interviewer to fill in, and the same to copy by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rolewright.errors import ConfigError, suggest
from rolewright.knowledge.shelf import shelf
from rolewright.model.record import NamedTuple

if TYPE_CHECKING:
    from rolewright.model.kit import Attribute, Interview, Kit


class Form(NamedTuple):
    """A form: `name`, `instructions` (the questions are there), and fields as {type, text, description, required, options}."""

    interview: str
    name: str
    instructions: str
    fields: tuple[dict[str, Any], ...]


def forms(kit: Kit) -> tuple[Form, ...]:
    """A form for each rated interview: for each attribute the evidence first, then its rating; the recommendation last."""
    return tuple(_form(kit, one) for one in kit.interviews if one.rated)


def form_of(kit: Kit, interview: str) -> Form:
    """The form of one interview. Raises ConfigError for one that the kit doesn't rate."""
    found = {one.interview: one for one in forms(kit)}
    if interview not in found:
        do = suggest(interview, found, f"one of {', '.join(found)}")
        raise ConfigError(f"the kit rates no interview {interview!r}", "interview", do)
    return found[interview]


def fields_of_form(form: Form) -> dict[str, Any]:
    """The form as texts in order, to be compared with what stands in a system."""
    return {"text": form.name, "instructions": form.instructions, "fields": [_plain(one) for one in form.fields]}


def paste(kit: Kit, name: str) -> str:
    """All forms as Markdown to copy into a system that takes them by hand only."""
    from rolewright.boards.lists import system

    lines = [f"# {kit.title}: forms for {name}", "", system(name)["kit"], ""]
    for form in forms(kit):
        lines += [f"## {form.name}", "", "Instructions:", "", form.instructions, ""]
        for number, one in enumerate(form.fields, 1):
            lines += [
                f"{number}. **{one['text']}** ({_kind(one)})",
                *([f"   {one['description']}"] if one["description"] else []),
            ]
            lines += [f"   - {option['text']}" for option in one.get("options", ())]
        lines.append("")
    return "\n".join(lines)


def rating_text(rating: int | None, line: Any) -> str:
    """The option of a form that stands for a rating of 1 to 5, 0 (not seen): the same words in the form and on the card."""
    words = shelf("vendors/vendors")["form"]
    anchors = {5: line.strong, 3: line.adequate, 1: line.weak}
    if not rating:
        return str(words["not_seen"])
    return f"{rating}: {anchors[rating]}" if anchors.get(rating) else str(rating)


def _form(kit: Kit, interview: Interview) -> Form:
    words = shelf("vendors/vendors")["form"]
    fields = [field for one in interview.attributes for field in _fields(one, words)]
    verdict = {"type": "score-system", "text": words["verdict"], "description": words["verdict_last"], "required": True}
    because = {"type": "textarea", "text": words["because"], "description": words["because_help"], "required": True}
    name = f"{kit.title}: {interview.name}"
    return Form(interview.id, name, _instructions(interview, words), (*fields, because, verdict))


def _fields(one: Attribute, words: dict[str, Any]) -> list[dict[str, Any]]:
    options = [{"text": rating_text(rating, one)} for rating in (5, 4, 3, 2, 1, 0)]
    return [
        {"type": "textarea", "text": words["evidence"].format(name=one.name), "description": one.looks, "required": True},
        {"type": "multiple-choice", "text": words["rating"].format(name=one.name), "description": "", "required": True,
         "options": options},
    ]  # fmt: skip


def _instructions(interview: Interview, words: dict[str, Any]) -> str:
    asks = [f"{n}. {one.question.ask}" for n, one in enumerate(interview.chosen, 1)]
    return "\n".join([interview.purpose, f"{interview.minutes} minutes. {words['alone']}", *asks])


def _plain(field: dict[str, Any]) -> list[str]:
    """What a reader sees of a field; a system may add ids and prompts of its own."""
    options = [str(one.get("text", "")) for one in field.get("options") or () if isinstance(one, dict)]
    shown = [] if field.get("type") == "score-system" else options  # the system's own four points
    return [f"{field.get('text', '')} ({field.get('type', '')})", str(field.get("description") or ""), *shown]


def _kind(field: dict[str, Any]) -> str:
    kinds: dict[str, str] = shelf("vendors/vendors")["form"]["kinds"]
    return kinds[field["type"]]
