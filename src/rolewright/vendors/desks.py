"""The APIs behind a key: read the text of one posting, and write it. A record here holds only the fields that we write.

The shapes follow the systems' documents and have not been tried against an account; what was written is therefore read
back and compared.
"""

from __future__ import annotations

import base64
import html
import json
import os
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from rolewright.boards.lists import system
from rolewright.errors import VendorError
from rolewright.knowledge.shelf import shelf
from rolewright.vendors.door import clean, fetch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from rolewright.vendors.door import Answer

_NEXT = re.compile(r'<([^<>]+)>\s*;\s*rel="?next"?')
Fields = dict[str, Any]
"""The title and the text, in the words of the system: strings of HTML, lists or tables of them."""


class Desk:
    """One system's API with the keys of the environment; `at` is another host of it."""

    def __init__(self, name: str, at: str = "", env: Mapping[str, str] | None = None) -> None:
        known = system(name)
        if name not in _READ:
            do = "copy the sections that `rolewright draft --for` writes by hand"
            raise VendorError("its API documents no way to change a job", name, do)
        self.name, self.base, self._known = name, at.rstrip("/") or known["desk"], known
        self._at, self._env = at.rstrip("/"), os.environ if env is None else env
        self._token = ""

    def read(self, key: str) -> Fields:
        """What stands there now. Raises VendorError."""
        return _READ[self.name](self, key)

    def write(self, key: str, fields: Fields) -> None:
        """Write the fields. Raises VendorError."""
        _WRITE[self.name](self, key, fields)

    def ask(self, method: str, path: str, value: Any = None, *, reads: bool | None = None) -> Any:
        """The answer as JSON; None for an empty one."""
        answer = self._fetch(method, self.base + path, value, reads=reads)
        return answer.json(self.base + path) if answer.body.strip() else None

    def pages(self, path: str) -> Iterator[Any]:
        """The answers of a list, following `Link: <…>; rel="next"` on the same host only: the key goes along."""
        url = self.base + path
        for _ in range(shelf("vendors/vendors")["door"]["pages"]):
            answer = self._fetch("GET", url, None, reads=True)
            yield answer.json(url)
            found = _NEXT.search(answer.headers.get("link", ""))
            if found is None:
                return
            url = found[1]
            if not url.startswith(f"{self.base}/"):
                raise VendorError(f"its next page is elsewhere: {clean(url)}", self.name, "tell us")
        raise VendorError("its list doesn't end", clean(url), "tell us")

    def _fetch(self, method: str, url: str, value: Any, *, reads: bool | None) -> Answer:
        data = None if value is None else json.dumps(value).encode()
        smart = self._known["auth"] == "X-SmartToken"
        head = {"X-SmartToken": self.key(0)} if smart else {"Authorization": self._authorization()}
        if data is not None:
            head["Content-Type"] = "application/json"
        return fetch(method, url, head, data, reads=reads)

    def key(self, number: int) -> str:
        """A key of the environment. Raises VendorError naming the variable."""
        name = self._known["keys"][number]
        found = self._env.get(name, "").strip()
        if not found:
            raise VendorError("the key isn't set", self.name, f"put it into the environment variable {name}")
        return found

    def _authorization(self) -> str:
        """Basic with a key and no password, or the bearer token of client credentials, fetched once."""
        if self._known["auth"] == "basic":
            return f"Basic {_basic(self.key(0), '')}"
        if not self._token:
            url = f"{self._at}/token" if self._at else self._known["token"]
            form = urlencode({"grant_type": "client_credentials", "sub": self.key(2)}).encode()
            head = {"Authorization": f"Basic {_basic(self.key(0), self.key(1))}",
                    "Content-Type": "application/x-www-form-urlencoded"}  # fmt: skip
            self._token = _text(_table(fetch("POST", url, head, form, reads=True).json(url), url), "access_token", url)
        return f"Bearer {self._token}"


def wanted(name: str, record: dict[str, Any]) -> Fields:
    """The fields to write, out of the record that `rolewright draft --for` makes of a role."""
    return _WANTED[name](record)


def _basic(user: str, password: str) -> str:
    return base64.b64encode(f"{user}:{password}".encode()).decode()


def _table(value: Any, url: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise VendorError("its answer isn't a record", clean(url), "tell us: its records have changed")
    return value


def _text(table: dict[str, Any], name: str, url: str) -> str:
    found = table.get(name)
    if not isinstance(found, str):
        raise VendorError(f"its record has no text {name!r}", clean(url), "tell us: its records have changed")
    return found


def _read_greenhouse(desk: Desk, key: str) -> Fields:
    """Version 3 only lists: by ids, in pages. A record is found by its id whatever else comes."""
    path = f"/v3/job_posts?{urlencode({'ids': key})}"
    for page in desk.pages(path):
        if not isinstance(page, list):
            raise VendorError("its answer isn't a list", desk.base + clean(path), "tell us: its records have changed")
        for one in page:
            if isinstance(one, dict) and str(one.get("id")) == key:
                return {"title": _text(one, "title", path), "content": _text(one, "content", path)}
    raise VendorError(f"there is no job post {key}", desk.name, "take its id from the job's address in Greenhouse")


def _write_greenhouse(desk: Desk, key: str, fields: Fields) -> None:
    desk.ask("PATCH", f"/v3/job_posts/{quote(key, safe='')}", fields)


def _read_lever(desk: Desk, key: str) -> Fields:
    path = f"/v1/postings/{quote(key, safe='')}"
    record = _table(_table(desk.ask("GET", path), path).get("data"), path)
    content = _table(record.get("content"), path)
    return {
        "text": _text(record, "text", path), "description": content.get("descriptionHtml", content.get("description", "")),
        "lists": [{"text": one.get("text", ""), "content": one.get("content", "")}
                  for one in content.get("lists") or [] if isinstance(one, dict)],
        "closing": content.get("closingHtml", content.get("closing", "")),
    }  # fmt: skip


def _write_lever(desk: Desk, key: str, fields: Fields) -> None:
    content = {name: fields[name] for name in ("description", "lists", "closing")}
    path = f"/v1/postings/{quote(key, safe='')}?{urlencode({'perform_as': desk.key(1)})}"
    desk.ask("POST", path, {"text": fields["text"], "content": content})


def ashby(desk: Desk, path: str, value: Any, *, reads: bool) -> dict[str, Any]:
    """Ashby answers an error with status 200 and `success: false`."""
    answer = _table(desk.ask("POST", path, value, reads=reads), path)
    if answer.get("success") is not True:
        said = json.dumps(answer.get("errors", answer.get("errorInfo", "no reason given")))[:200]
        raise VendorError(f"it refuses: {said}", desk.base + path, "check the id and the key's permissions")
    return _table(answer.get("results", {}), path)


def _read_ashby(desk: Desk, key: str) -> Fields:
    record = ashby(desk, "/jobPosting.info", {"jobPostingId": key}, reads=True)
    return {name: _text(record, name, "/jobPosting.info") for name in ("title", "descriptionHtml")}


def _write_ashby(desk: Desk, key: str, fields: Fields) -> None:
    description = {"type": "text/html", "content": fields["descriptionHtml"]}
    ashby(
        desk,
        "/jobPosting.update",
        {"jobPostingId": key, "title": fields["title"], "description": description},
        reads=False,
    )


def _read_smartrecruiters(desk: Desk, key: str) -> Fields:
    path = f"/jobs/{quote(key, safe='')}"
    record = _table(desk.ask("GET", path), path)
    sections = _table(_table(record.get("jobAd"), path).get("sections"), path)
    return {"title": _text(record, "title", path),
            "sections": {name: {"title": one.get("title", ""), "text": one.get("text", "")}
                         for name, one in sections.items() if isinstance(one, dict)}}  # fmt: skip


def _write_smartrecruiters(desk: Desk, key: str, fields: Fields) -> None:
    """A JSON Patch, as in the document's examples; sections that we don't write stay as they are."""
    patch = [{"op": "add", "path": "/title", "value": fields["title"]}]
    patch += [
        {"op": "add", "path": f"/jobAd/sections/{name}", "value": one} for name, one in fields["sections"].items()
    ]
    desk.ask("PATCH", f"/jobs/{quote(key, safe='')}", patch)


_READ: dict[str, Callable[[Desk, str], Fields]] = {
    "ashby": _read_ashby, "greenhouse": _read_greenhouse, "lever": _read_lever, "smartrecruiters": _read_smartrecruiters,
}  # fmt: skip
_WRITE: dict[str, Callable[[Desk, str, Fields], None]] = {
    "ashby": _write_ashby, "greenhouse": _write_greenhouse, "lever": _write_lever, "smartrecruiters": _write_smartrecruiters,
}  # fmt: skip
_WANTED: dict[str, Callable[[dict[str, Any]], Fields]] = {
    "ashby": lambda r: {"title": r["title"], "descriptionHtml": r["descriptionHtml"]},
    "greenhouse": lambda r: {"title": r["title"], "content": html.unescape(r["content"])},
    "lever": lambda r: {"text": r["text"], "description": r.get("description", ""), "lists": r.get("lists", []),
                        "closing": r.get("additional", "")},
    "smartrecruiters": lambda r: {"title": r["name"], "sections": r["jobAd"]["sections"]},
}  # fmt: skip
