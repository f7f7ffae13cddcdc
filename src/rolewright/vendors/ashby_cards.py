"""Ashby: a sealed card submitted as feedback through a form that was made there by hand; its fields are found by title."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rolewright.errors import VendorError
from rolewright.knowledge.shelf import shelf
from rolewright.vendors.cards import answers, four, verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rolewright.model.card import Card
    from rolewright.vendors.desks import Desk

_INFO, _LIST, _SUBMIT = "/feedbackFormDefinition.info", "/applicationFeedback.list", "/applicationFeedback.submit"


class Submission:
    """The feedback that the user of `ASHBY_USER_ID` gave on an application through one form."""

    def __init__(self, desk: Desk, card: Card, form: str, ask: Callable[..., dict[str, Any]]) -> None:
        self.name, self._desk, self._card, self._form, self._ask = desk.name, desk, card, form, ask
        self._fields: dict[str, dict[str, Any]] = {}

    def ours(self) -> dict[str, Any]:
        """What the card says, in the words of the form's fields. Raises VendorError for a form that lacks one."""
        return {"text": self._form, "fields": [[name, _shown(value)] for name, value in self._values()]}

    def read(self, key: str) -> dict[str, Any]:
        """What stands there, {} for nothing. Raises VendorError."""
        found = self._given(key)
        if found is None:
            return {}
        titles = {str(one["path"]): title for title, one in self._form_fields().items()}
        values = found.get("submittedValues") or {}
        return {"id": found.get("id"), "text": self._form, "submittedAt": found.get("submittedAt"),
                "fields": [[titles.get(path, path), _shown(value)] for path, value in values.items()]}  # fmt: skip

    def write(self, key: str, _: dict[str, Any]) -> None:
        """Submit it. Raises VendorError if the user's feedback stands there."""
        if self._given(key) is not None:
            raise VendorError("feedback stands there already", f"{self.name}/{key}", "change it in the system")
        fields = self._form_fields()
        values = [{"path": fields[name]["path"], "value": value} for name, value in self._values()]
        body = {"formDefinitionId": self._form, "applicationId": key, "userId": self._desk.key(1),
                "feedbackForm": {"fieldSubmissions": values}}  # fmt: skip
        self._ask(self._desk, _SUBMIT, body, reads=False)

    def _form_fields(self) -> dict[str, dict[str, Any]]:
        """The form's fields by title."""
        if not self._fields:
            answer = self._ask(self._desk, _INFO, {"feedbackFormDefinitionId": self._form}, reads=True)
            sections = (answer.get("formDefinition") or {}).get("sections") or []
            rows = [row for section in sections for row in section.get("fields") or []]
            self._fields = {str(row["field"]["title"]).strip(): {**row["field"], "must": row.get("isRequired")}
                            for row in rows if isinstance(row.get("field"), dict) and "path" in row["field"]}  # fmt: skip
        return self._fields

    def _values(self) -> list[tuple[str, Any]]:
        said, fields = answers(self._card), self._form_fields()
        missing = [name for name in said if name not in fields]
        others = [name for name, one in fields.items() if one["must"] and name not in said]
        if missing or others:
            what = f"lacks {missing[0]!r}" if missing else f"wants {others[0]!r}, which the card doesn't have"
            raise VendorError(f"the form {what}", self._form, "make the form as `rolewright ats kit ashby` writes it")
        numbers = self._numbers()
        return [(name, _value(fields[name], text, numbers.get(name))) for name, text in said.items()]

    def _numbers(self) -> dict[str, int]:
        """The points of four by field: of the ratings that were given, and the recommendation."""
        words = shelf("vendors/vendors")["form"]
        rated = {words["rating"].format(name=one.name): four(one.rating) for one in self._card.lines if one.rating}
        return rated | {words["verdict"]: verdict(self._card)}

    def _given(self, key: str) -> dict[str, Any] | None:
        who = self._desk.key(1)
        found = [one for one in self._list(key) if one.get("feedbackFormDefinitionId") == self._form
                 and (one.get("submittedByUser") or {}).get("id") == who]  # fmt: skip
        return found[0] if found else None

    def _list(self, key: str) -> Iterator[dict[str, Any]]:
        cursor: dict[str, str] = {}
        for _ in range(shelf("vendors/vendors")["door"]["pages"]):
            answer = self._desk.ask("POST", _LIST, {"applicationId": key, **cursor}, reads=True)
            if (
                not isinstance(answer, dict)
                or answer.get("success") is not True
                or not isinstance(answer.get("results"), list)
            ):
                raise VendorError("its answer holds no list of feedback", _LIST, "check the application's id")
            yield from answer["results"]
            if not answer.get("moreDataAvailable"):
                return
            cursor = {"cursor": str(answer.get("nextCursor", ""))}
        raise VendorError("its list doesn't end", _LIST, "tell us")


def _value(field: dict[str, Any], text: str, number: int | None) -> Any:
    """A value as the type of the field takes it, by Ashby's list of types. Raises VendorError for another type."""
    kind, title = field.get("type"), field.get("title")
    if kind in {"String", "LongText"}:
        return text
    if kind == "RichText":
        return {"type": "PlainText", "value": text}
    if kind == "Score" and number is not None:
        return {"score": number}
    labels = {str(one.get("label")): one.get("value") for one in field.get("selectableValues") or []}
    if kind == "ValueSelect" and text in labels:
        return labels[text]
    raise VendorError(f"its field {title!r} of type {kind} can't take {text[:40]!r}", "ashby", "make it long text")


def _shown(value: Any) -> str:
    """A value as text, as sent or as it stands there."""
    inner = value.get("score", value.get("value")) if isinstance(value, dict) else value
    return "" if inner is None else str(inner)
