"""A folder → its adverts, by name."""

from __future__ import annotations

import os
import re
from fnmatch import fnmatch
from typing import TYPE_CHECKING, Any

from rolewright import api
from rolewright.engine.files import walk
from rolewright.errors import ConfigError, DocumentError
from rolewright.knowledge.shelf import shelf
from rolewright.scoping.parse import role_of
from rolewright.site import settings
from rolewright.site.advert import Advert, facts, facts_of, merged
from rolewright.site.body import body, opening

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rolewright.site.settings import Careers


def adverts(folder: str, careers: Careers, on: str = "", seen: Callable[[int], None] = lambda _: None) -> list[Advert]:
    """The postings of a folder, newest first; those whose last day is before `on` (ISO) are left out.

    Raises DocumentError for a folder without postings or a file that can't be published, ConfigError for a name in
    `careers.toml` that is no posting.
    """
    if not os.path.isdir(folder):
        raise DocumentError("is no folder", folder, "name the folder that your postings are in")
    names = list(_names(folder, careers))
    for name in careers.postings:
        if name not in names:
            raise ConfigError(f"there is no posting {name!r}", os.path.join(folder, settings.FILE), "mend its name")
    if not names:
        raise DocumentError("holds no postings", folder, "put postings there: Markdown, HTML, Word, PDF, JSON-LD")
    made: dict[str, Advert] = {}
    for name in names:
        one = _advert(folder, name, careers)
        if one.slug in made:
            do = "rename one of them"
            raise ConfigError(f"{made[one.slug].name} and {name} would both be {one.slug}.html", folder, do)
        made[one.slug] = one
        seen(1)
    kept = [one for one in made.values() if not on or not (end := one.role.application.valid_through) or end >= on]
    return sorted(kept, key=lambda one: one.role.application.posted, reverse=True)


def _names(folder: str, careers: Careers) -> Iterator[str]:
    out = (*shelf("site/site")["leave_out"], *careers.leave_out)
    for path in walk(folder):
        name = os.path.relpath(path, folder).replace(os.sep, "/")
        if not any(fnmatch(name, pattern) or fnmatch(os.path.basename(name), pattern) for pattern in out):
            yield name


def _advert(folder: str, name: str, careers: Careers) -> Advert:
    path = os.path.join(folder, name)
    posting = api.load(path)
    if posting.troubles:
        raise DocumentError(posting.troubles[0].message, path, "mend it, or name it in leave-out of careers.toml")
    reading = api.read_posting(posting)
    own = dict(careers.postings.get(name, {}))
    own.pop("file", None)
    said = facts_of(posting, reading, api.infer_role(posting).role)
    role, problems = role_of(merged(careers.role, said, _role(path), own), complete=False)
    if problems:
        raise ConfigError(problems[0].what, f"{path}: {problems[0].path}", problems[0].do)
    if not role.title:
        raise DocumentError("has no title", path, f'begin it with a heading, or write title in [postings."{name}"]')
    slug = re.sub(r"[^a-z0-9]+", "-", os.path.splitext(name)[0].lower()).strip("-") or "posting"
    if slug == "index":
        raise DocumentError("would be the page of all positions", path, "rename it")
    text = opening(posting, reading, shelf("site/site")["summary"])
    return Advert(name, slug, role, body(posting, reading, facts(role)), text)


def _role(path: str) -> dict[str, Any]:
    """The role file of the same name beside a posting, as a table."""
    beside = f"{os.path.splitext(path)[0]}.toml"
    return api.load_role(beside, complete=False).as_dict() if os.path.exists(beside) else {}
