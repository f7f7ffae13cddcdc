"""The posting as a page of its own: landmarks, one heading of each level in order, JSON-LD, fit for screen and print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.writing.grammar import tidy
from rolewright.writing.html_parts import block, escaped, linked, script, typeset
from rolewright.writing.html_style import STYLE
from rolewright.writing.jsonld import job_posting

if TYPE_CHECKING:
    from rolewright.model.role import Role
    from rolewright.model.written import Section, Written

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def render(role: Role, written: Written) -> str:
    """The page."""
    title, company = escaped(typeset(written.title.text)), escaped(typeset(tidy(role.company.name)))
    sections = "".join(_section(section) for section in written.sections)
    return (
        f'<!doctype html>\n<html lang="{escaped(written.language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f"<title>{title} at {company}</title>\n{script(job_posting(role, written))}<style>\n{STYLE}</style>\n</head>\n<body>\n"
        f"<header>\n<h1>{title}</h1>\n{_facts(written)}{_apply(role, 'top')}</header>\n<main>\n{sections}</main>\n"
        f"{_footer(role)}</body>\n</html>\n"
    )


def _facts(written: Written) -> str:
    """The line of facts as a list: each is one thing to a screen reader, too."""
    items = "".join(f"<li>{linked(fact.text)}</li>" for fact in written.facts)
    return f'<ul class="facts">{items}</ul>\n' if items else ""


def _section(section: Section) -> str:
    if not section.heading.text:
        return f"<section>\n{''.join(block(one) for one in section.blocks)}</section>\n"
    return (
        f'<section aria-labelledby="{section.id}">\n<h2 id="{section.id}">{escaped(typeset(section.heading.text))}</h2>\n'
        f"{''.join(block(one) for one in section.blocks)}</section>\n"
    )


def _apply(role: Role, place: str) -> str:
    """The link to apply, not printed: the text says the address."""
    target = role.application.url or (f"mailto:{role.application.email}" if role.application.email else "")
    return f'<p class="apply {place}"><a href="{escaped(target)}">Apply for this job</a></p>\n' if target else ""


def _footer(role: Role) -> str:
    site = role.company.website
    name = escaped(typeset(tidy(role.company.name)))
    about = f'<a href="{escaped(site)}">{name}</a>' if site else name
    return f"<footer>\n{_apply(role, 'end')}<p>{about}</p>\n</footer>\n"
