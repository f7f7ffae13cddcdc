"""The pages: all positions, and one for each; no script, no request but the page itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rolewright.knowledge.shelf import shelf
from rolewright.site.advert import facts
from rolewright.writing.grammar import tidy
from rolewright.writing.html_parts import escaped, script, typeset
from rolewright.writing.html_style import STYLE
from rolewright.writing.jsonld import with_description

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rolewright.model.role import Role
    from rolewright.site.advert import Advert

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_STYLE = f"""{STYLE}.jobs {{ padding: 0; list-style: none; }}
.jobs > li {{ padding: 1rem 0; border-bottom: 1px solid var(--rule); }}
.jobs h2 {{ margin: 0; }}
.jobs .facts {{ margin-top: 0.35rem; }}
nav {{ margin-bottom: 1.5rem; }}
"""


def index(adverts: Sequence[Advert], company: str, url: str) -> str:
    """The page of all positions."""
    words = shelf("site/site")["words"]
    title = f"{words['index']} {words['at']} {company}" if company else words["index"]
    items = "".join(
        f'<li>\n<h2><a href="{one.slug}.html">{_text(one.role.title)}</a></h2>\n{_facts(one.role, company)}</li>\n'
        for one in adverts
    )
    listed = f'<ul class="jobs">\n{items}</ul>\n' if adverts else f"<p>{words['none']}</p>\n"
    feed = f'<link rel="alternate" type="application/rss+xml" title="{words["index"]}" href="feed.xml">\n'
    head = f'<link rel="canonical" href="{escaped(url)}">\n{feed}'
    foot = f'<footer>\n<p><a href="feed.xml">{words["news"]}</a></p>\n</footer>\n'
    body = f"<header>\n<h1>{_text(title)}</h1>\n</header>\n<main>\n{listed}</main>\n{foot}"
    return _page(title, "en", head, body)


def page(advert: Advert, url: str) -> str:
    """The page of one position."""
    role, words = advert.role, shelf("site/site")["words"]
    title = f"{role.title} {words['at']} {role.company.name}" if role.company.name else role.title
    head = (
        f'<link rel="canonical" href="{escaped(url)}{advert.slug}.html">\n'
        f'<meta name="description" content="{escaped(advert.text)}">\n'
        f"{'' if advert.lacks('google') else script(job_posting(advert, url))}"
    )
    body = (
        f'<nav><a href="index.html">{words["back"]}</a></nav>\n'
        f"<header>\n<h1>{_text(role.title)}</h1>\n{_facts(role)}{_apply(role, 'top')}</header>\n"
        f"<main>\n{advert.body}</main>\n<footer>\n{_apply(role, 'end')}{_company(role)}</footer>\n"
    )
    return _page(title, role.language, head, body)


def job_posting(advert: Advert, url: str) -> dict[str, Any]:
    """The JobPosting of schema.org whose `url` is its page."""
    made = with_description(advert.role, advert.body, advert.role.language)
    return {**made, "url": f"{url}{advert.slug}.html"}


def _page(title: str, language: str, head: str, body: str) -> str:
    return (
        f'<!doctype html>\n<html lang="{escaped(language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f"<title>{_text(title)}</title>\n{head}<style>\n{_STYLE}</style>\n</head>\n<body>\n{body}</body>\n</html>\n"
    )


def _facts(role: Role, company: str = "") -> str:
    """The facts of a role, each an item; `company` is one that the page names already."""
    items = "".join(f"<li>{_text(one)}</li>" for one in facts(role) if one != company)
    return f'<ul class="facts">{items}</ul>\n' if items else ""


def _apply(role: Role, place: str) -> str:
    email = role.application.email
    target = role.application.url or (f"mailto:{email}" if email else "")
    word = shelf("site/site")["words"]["apply"]
    return f'<p class="apply {place}"><a href="{escaped(target)}">{word}</a></p>\n' if target else ""


def _company(role: Role) -> str:
    name, site = _text(role.company.name), role.company.website
    if not name:
        return ""
    return f'<p><a href="{escaped(site)}">{name}</a></p>\n' if site else f"<p>{name}</p>\n"


def _text(words: str) -> str:
    return escaped(typeset(tidy(words)))
