"""The client: a method for each operation of the API; what comes back are models and records, never bare dictionaries."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from rolewright.client import models, records, requests
from rolewright.client.door import Door
from rolewright.client.errors import ClientError
from rolewright.client.reading import Reading
from rolewright.errors import ConfigError
from rolewright.model.kit import Kit
from rolewright.model.match import Matching

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType
    from typing import Self

    import httpx2 as httpx

M = TypeVar("M", bound=BaseModel)
T = TypeVar("T")
ADDRESS, TOKEN = "ROLEWRIGHT_STUDIO", "ROLEWRIGHT_TOKEN"
"""Where the address and the token stand in the environment."""
PART = 200
"""Things of a list that are asked for at once."""


class Client:
    """A studio, by its address and a personal access token; without them they are read from the environment.

    Every method raises `ClientError`: its kinds are the statuses. `timeout` are seconds for one call; where the studio says
    that it is asked too often, calls wait for up to `patience` seconds in all before `TooManyError` is raised.
    """

    def __init__(self, address: str = "", token: str = "", *, timeout: float = 60.0, patience: float = 0.0) -> None:
        self._door = Door(address or _from(ADDRESS), token or _from(TOKEN), timeout, patience)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let the connections go."""
        self._door.close()

    def me(self) -> models.Me:
        """Whose token it is, and what it may do."""
        return self._one(models.Me, "GET", "me")

    def read(self, text: str, title: str | None = None, *, format: requests.Form = "markdown") -> Reading:  # noqa: A002 - the library's word
        """What a posting says, every fact with its span in the reading's text."""
        return self._one(Reading, "POST", "read", body=_sent(requests.Read, text=text, title=title, format=format))

    def check(self, text: str, title: str | None = None, **options: Any) -> models.Report:
        """The findings, the score and its sum, by the team's settings. `options` are those of `requests.Check`."""
        return self._one(models.Report, "POST", "check", body=_sent(requests.Check, text=text, title=title, **options))

    def fix(self, text: str, title: str | None = None, *, unsafe: bool = False, **options: Any) -> models.Fixed:
        """The text with its safe fixes applied (`unsafe`: those too that may change meaning)."""
        body = _sent(requests.Fix, text=text, title=title, unsafe=unsafe, **options)
        return self._one(models.Fixed, "POST", "fix", body=body)

    def roles(self) -> list[models.RoleCard]:
        """The roles that the token's person may see."""
        return self._many(models.RoleCard, "roles")

    def role(self, role: str) -> models.Role:
        """A role: its file, its diagnosis, what it lacks."""
        return self._one(models.Role, "GET", "roles", role)

    def create_role(self, file: str) -> models.Saved:
        """A new role from a role file's text."""
        return self._one(models.Saved, "POST", "roles", body=_sent(requests.NewRole, file=file))

    def save_role(self, role: str, file: str, base: int) -> models.Saved:
        """A role file in place of revision `base`. Raises ChangedError if somebody changed the role since."""
        return self._one(models.Saved, "PUT", "roles", role, body=_sent(requests.SaveRole, file=file, base=base))

    def draft(self, role: str) -> models.Drafted:
        """The posting that a finished role gives; it isn't kept."""
        return self._one(models.Drafted, "POST", "roles", role, "draft")

    def postings(self, role: str) -> list[models.PostingCard]:
        """A role's postings."""
        return self._many(models.PostingCard, "roles", role, "postings")

    def posting(self, posting: str) -> models.Posting:
        """A posting with its text."""
        return self._one(models.Posting, "GET", "postings", posting)

    def create_posting(self, role: str, text: str = "", title: str = "", *, draft: bool = False) -> models.Saved:
        """A new posting of a role: with a text, or drafted from the role."""
        body = _sent(requests.NewPosting, text=text, title=title, draft=draft)
        return self._one(models.Saved, "POST", "roles", role, "postings", body=body)

    def save_posting(self, posting: str, text: str, base: int, note: str = "") -> models.SavedPosting:
        """Save a text that was made from revision `base`. Raises ChangedError where both changed the same words."""
        body = _sent(requests.SavePosting, text=text, base=base, note=note)
        return self._one(models.SavedPosting, "PUT", "postings", posting, body=body)

    def export(self, posting: str, form: str) -> bytes:
        """A posting as md, html, docx, pdf, txt, json, or as the record of an applicant tracking system."""
        return self._door.call("GET", "postings", posting, "export", form).content

    def kit(self, role: str) -> Kit:
        """The interview kit: the record that `api.kit` gives."""
        return self._record(Kit, "roles", role, "kit")

    def kit_files(self, role: str) -> bytes:
        """All files of the kit, as a zip."""
        return self._door.call("GET", "roles", role, "kit", "files").content

    def corpora(self) -> list[models.Corpus]:
        """The corpora and surveys that there are."""
        return self._many(models.Corpus, "market")

    def market_table(self, corpus: str, of: str = "skill", **options: Any) -> models.MarketTable:
        """A table over a corpus. `options` are those of `requests.Count`."""
        query = _sent(requests.Count, of=of, **options)
        return self._one(models.MarketTable, "GET", "market", corpus, "table", query=query)

    def create_candidate(self, role: str, **details: Any) -> models.Candidate:
        """A new candidate. `details` are those of `requests.NewCandidate`: name, email, notes, keep_days."""
        body = _sent(requests.NewCandidate, **details)
        return self._one(models.Candidate, "POST", "roles", role, "candidates", body=body)

    def send_document(self, candidate: str, name: str, data: bytes) -> models.Document:
        """Have a candidate's document read; the file itself isn't kept."""
        return self._one(models.Document, "POST", "candidates", candidate, "document", files={"file": (name, data)})

    def match(self, role: str, day: str = "") -> Matching:
        """Every candidate with a document beside the role: the record that `api.match` gives. `day` is what “present” means."""
        return self._record(Matching, "roles", role, "match", query={"day": day})

    def _one(self, model: type[M], method: str, *parts: str, **sent: Any) -> M:
        return _understood(model.model_validate_json, self._door.call(method, *parts, **sent))

    def _many(self, model: type[M], *parts: str) -> list[M]:
        """A whole list, part by part."""
        read, found, after = TypeAdapter(list[model]).validate_json, [], ""  # type: ignore[valid-type]
        while True:
            query = _sent(requests.Page, after=after, most=PART)
            part: list[Any] = _understood(read, self._door.call("GET", *parts, query=query))
            found += part
            if len(part) < PART:
                return found
            after = part[-1].id

    def _record(self, record: type[T], *parts: str, **sent: Any) -> T:
        return _understood(partial(records.made, record), self._door.call("GET", *parts, **sent))


def _understood(read: Callable[[bytes], T], answer: httpx.Response) -> T:
    """What an answer says. Raises ClientError for one of another shape: not a studio, or one of another version."""
    try:
        return read(answer.content)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        do = "is it a studio of this version?"
        raise ClientError(
            f"the answer can't be understood: {first['msg']}", where, do, status=answer.status_code
        ) from error


def _sent(model: type[BaseModel], **values: Any) -> dict[str, Any]:
    """A request's body. Raises ConfigError, with the field, before anything is sent."""
    try:
        return model.model_validate(values).model_dump(exclude_none=True)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise ConfigError(str(first["msg"]), where, f"see rolewright.client.requests.{model.__name__}") from error


def _from(name: str) -> str:
    found = os.environ.get(name, "")
    if not found:
        raise ConfigError(f"{name} isn't set", "the environment", "give address and token, or set it")
    return found
