"""Lever's feedback: templates made of a kit's interviews, and sealed cards filled into them.

The paths and the keys of a template are documented; so is that it holds exactly one field of type `score-system`. How a
value of each type of field is written isn't, so that a form's own options are taken for it and what was written is read back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from rolewright.errors import VendorError
from rolewright.knowledge.shelf import shelf
from rolewright.vendors.cards import answers
from rolewright.vendors.forms import fields_of_form
from rolewright.vendors.keep import load_state, save_state

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rolewright.model.card import Card
    from rolewright.vendors.desks import Desk
    from rolewright.vendors.forms import Form

_TEMPLATES = "/v1/feedback_templates"
_MADE = "made"


class Templates:
    """The feedback templates of an account; those that were made from `folder` are remembered there."""

    def __init__(self, desk: Desk, folder: str, form: Form) -> None:
        self.name, self._desk, self._folder, self._form = desk.name, desk, folder, form

    def read(self, key: str) -> dict[str, Any]:
        """The template of that name, {} if there is none. Raises VendorError, also for two of one name."""
        return seen(found) if (found := template(self._desk, key)) else {}

    def write(self, key: str, _: dict[str, Any]) -> None:
        """Make it, or change one that was made here. Raises VendorError for one that somebody else made."""
        there = template(self._desk, key)
        made = load_state(self._folder).get(_MADE, {})
        body = {"text": self._form.name, "instructions": self._form.instructions, "fields": list(self._form.fields)}
        if there is None:
            self._remember(key, _data(self._desk.ask("POST", _TEMPLATES, body), _TEMPLATES))
        elif made.get(f"{self.name}/{key}") == there["id"]:
            path = f"{_TEMPLATES}/{quote(there['id'], safe='')}"
            group = there.get("group")
            self._desk.ask(
                "PUT", path, body | ({"group": group["id"]} if isinstance(group, dict) and "id" in group else {})
            )
        else:
            raise VendorError("a form of that name was made there by others", key, "rename one, or copy ours by hand")

    def _remember(self, key: str, record: dict[str, Any]) -> None:
        state = load_state(self._folder)
        save_state(self._folder, {**state, _MADE: {**state.get(_MADE, {}), f"{self.name}/{key}": record["id"]}})


class Feedback:
    """The feedback that the key's user gave on an opportunity with the template of one name."""

    def __init__(self, desk: Desk, card: Card, form: Form) -> None:
        self.name, self._desk, self._card, self._form = desk.name, desk, card, form

    def ours(self) -> dict[str, Any]:
        """What the card says, as texts: the verdict is the number of the system's four points."""
        return {"text": self._form.name, "fields": [[name, value] for name, value in answers(self._card).items()]}

    def read(self, key: str) -> dict[str, Any]:
        """What the user has given there, {} for nothing. Raises VendorError without the template."""
        found = self._given(key)
        if found is None:
            return {}
        verdict = shelf("vendors/vendors")["form"]["verdict"]
        values = {
            str(one.get("text")): _said(one, verdict) for one in found.get("fields") or [] if isinstance(one, dict)
        }
        return {"id": found.get("id"), "text": found.get("text"), "updatedAt": found.get("updatedAt"),
                "fields": [[name, value] for name, value in values.items()]}  # fmt: skip

    def write(self, key: str, _: dict[str, Any]) -> None:
        """Open the form and fill it in. Raises VendorError if anything has been filled in there."""
        path = f"/v1/opportunities/{quote(key, safe='')}/feedback"
        whose = urlencode({"perform_as": self._desk.key(1)})
        found = self._given(key)
        if found is None:
            body = {"baseTemplateId": self._template()["id"]}
            found = _data(self._desk.ask("POST", f"{path}?{whose}", body), path)
        elif any(one.get("value") not in (None, "", []) for one in found.get("fields") or []):
            raise VendorError("feedback stands there already", f"{self.name}/{key}", "change it in the system")
        values = self._values(found)
        self._desk.ask("PUT", f"{path}/{quote(found['id'], safe='')}?{whose}", {"fieldValues": values})

    def _values(self, found: dict[str, Any]) -> list[dict[str, Any]]:
        """The card's answers by the ids of the form's fields. Raises VendorError for a form that lacks one."""
        by_text = {str(one.get("text")): one for one in found.get("fields") or [] if isinstance(one, dict)}
        said = answers(self._card)
        missing = [name for name in said if name not in by_text]
        if missing:
            raise VendorError(
                f"the form has no field {missing[0]!r}", self._form.name, "send the kit again, then the card"
            )
        return [{"id": by_text[name]["id"], "value": _value(by_text[name], text)} for name, text in said.items()]

    def _template(self) -> dict[str, Any]:
        found = template(self._desk, self._form.name)
        if found is None:
            raise VendorError("there is no form for this card", self._form.name, "send the kit first")
        return found

    def _given(self, key: str) -> dict[str, Any] | None:
        base, who = self._template()["id"], self._desk.key(1)
        path = f"/v1/opportunities/{quote(key, safe='')}/feedback"
        found = [
            one for one in listed(self._desk, path) if one.get("baseTemplateId") == base and one.get("user") == who
        ]
        if len(found) > 1:
            raise VendorError(f"{len(found)} forms of this user stand there", f"{self.name}/{key}", "keep one")
        return found[0] if found else None


def template(desk: Desk, name: str) -> dict[str, Any] | None:
    """The feedback template of a name. Raises VendorError for two."""
    found = [one for one in listed(desk, _TEMPLATES) if one.get("text") == name]
    if len(found) > 1:
        raise VendorError(f"{len(found)} forms have one name", name, "rename all but one")
    return found[0] if found else None


def listed(desk: Desk, path: str) -> Iterator[dict[str, Any]]:
    """All records of a list, page by page: `hasNext`, and `next` to be given back as `offset`."""
    offset = ""
    for _ in range(shelf("vendors/vendors")["door"]["pages"]):
        answer = desk.ask("GET", path + (f"?{urlencode({'offset': offset})}" if offset else ""))
        records = answer.get("data") if isinstance(answer, dict) else None
        if not isinstance(records, list) or not all(isinstance(one, dict) for one in records):
            raise VendorError("its answer holds no list", desk.base + path, "tell us: its records have changed")
        yield from records
        if not answer.get("hasNext"):
            return
        offset = str(answer.get("next", ""))
        if not offset:
            raise VendorError("it says that there is more, and not where", desk.base + path, "try again")
    raise VendorError("its list doesn't end", desk.base + path, "tell us")


def seen(record: dict[str, Any]) -> dict[str, Any]:
    """A template as texts, with what tells that it was changed."""
    from rolewright.vendors.forms import Form

    fields = tuple(one for one in record.get("fields") or () if isinstance(one, dict))
    form = Form("", str(record.get("text", "")), str(record.get("instructions") or ""), fields)
    return {"id": record.get("id"), "updatedAt": record.get("updatedAt"), **fields_of_form(form)}


def _value(field: dict[str, Any], text: str) -> Any:
    """The value of a field as it takes it: the option of a list, the point of the system's scale, or the text."""
    options = [str(one.get("text")) for one in field.get("options") or () if isinstance(one, dict)]
    kind = field.get("type")
    if kind not in {"multiple-choice", "score-system"}:
        return text
    fits = [one for one in options if one == text or (kind == "score-system" and one.startswith(text))]
    if len(fits) != 1:
        raise VendorError(
            f"its field {field.get('text')!r} has no option {text!r}", "lever", "fill the form in by hand"
        )
    return fits[0]


def _said(field: dict[str, Any], verdict: str) -> str:
    value = field.get("value")
    text = "" if value is None else str(value)
    return text[:1] if field.get("type") == "score-system" or field.get("text") == verdict else text


def _data(answer: Any, path: str) -> dict[str, Any]:
    found = answer.get("data") if isinstance(answer, dict) else None
    if not isinstance(found, dict) or not isinstance(found.get("id"), str):
        raise VendorError("its answer holds no record with an id", path, "tell us: its records have changed")
    return found
