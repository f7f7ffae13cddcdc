"""Feeds: Indeed's XML, RSS 2.0, JSON-LD, and the sitemap. Bytes in UTF-8; nothing that XML forbids comes through."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from rolewright.knowledge.shelf import shelf
from rolewright.site.pages import job_posting
from rolewright.writing.grammar import tidy
from rolewright.writing.money import amount
from rolewright.writing.where import country_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rolewright.model.role import Site
    from rolewright.site.advert import Advert

FORMATS = ("indeed", "rss", "jsonld")
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#39;", "'"), ("&amp;", "&"))
_XML = '<?xml version="1.0" encoding="utf-8"?>\n'


def feed(form: str, adverts: Sequence[Advert], company: str, url: str) -> bytes:
    """The feed in one of `FORMATS`, of those adverts that have all that its reader demands."""
    kept = [one for one in adverts if not one.lacks("google" if form == "jsonld" else form)]
    if form == "jsonld":
        return (json.dumps([job_posting(one, url) for one in kept], ensure_ascii=False, indent=1) + "\n").encode()
    return (_indeed(kept, url) if form == "indeed" else _rss(kept, company, url)).encode()


def sitemap(adverts: Sequence[Advert], url: str) -> bytes:
    """The addresses of all pages."""
    dated = [(f"{url}{one.slug}.html", one.role.application.posted) for one in adverts]
    rows = "".join(
        f"<url><loc>{_plain(at)}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</url>\n"
        for at, day in [(url, ""), *dated]
    )
    return f'{_XML}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</urlset>\n'.encode()


def _rss(adverts: Sequence[Advert], company: str, url: str) -> str:
    """Items with their whole text; dates as RFC 822 has them."""
    words = shelf("site/site")["words"]
    title = f"{words['index']} {words['at']} {company}" if company else words["index"]
    items = "".join(
        f"<item>\n<title>{_plain(tidy(one.role.title))}</title>\n<link>{_plain(url)}{one.slug}.html</link>\n"
        f'<guid isPermaLink="true">{_plain(url)}{one.slug}.html</guid>\n{_date(one)}'
        f"<description>{_plain(one.body)}</description>\n</item>\n"
        for one in adverts
    )
    link = f'<atom:link href="{_plain(url)}feed.xml" rel="self" type="application/rss+xml"/>\n'
    return (
        f'{_XML}<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">\n<channel>\n<title>{_plain(title)}</title>\n'
        f"<link>{_plain(url)}</link>\n<description>{_plain(title)}</description>\n{link}{items}</channel>\n</rss>\n"
    )


def _date(one: Advert) -> str:
    from datetime import UTC, datetime
    from email.utils import format_datetime

    day = one.role.application.posted
    return f"<pubDate>{format_datetime(datetime.fromisoformat(day).replace(tzinfo=UTC))}</pubDate>\n" if day else ""


def _indeed(adverts: Sequence[Advert], url: str) -> str:
    """A job for each place of work: Indeed wants a reference number of its own for each."""
    jobs = "".join(_job(one, site, number, url) for one in adverts for number, site in enumerate(one.role.place.sites))
    return f"{_XML}<source>\n{jobs}</source>\n"


def _job(one: Advert, site: Site, number: int, url: str) -> str:
    role, words = one.role, shelf("site/site")["indeed"]
    reference = role.application.reference
    fields = {
        "title": tidy(role.title), "date": f"{role.application.posted}T00:00:00Z",
        "referencenumber": f"{reference}-{number + 1}" if number else reference, "requisitionid": reference,
        "url": f"{url}{one.slug}.html", "company": tidy(role.company.name), "city": tidy(site.city),
        "state": site.region, "country": country_name(site.country), "description": _without_entities(one.body),
        "salary": amount(role.pay), "jobtype": words["jobtype"].get(role.place.employment, ""),
        "remotetype": words["remotetype"].get(role.place.mode, ""), "expirationdate": role.application.valid_through,
        "email": role.application.email,
    }  # fmt: skip
    rows = "".join(f"<{key}>{_cdata(value)}</{key}>\n" for key, value in fields.items() if value)
    return f"<job>\n{rows}</job>\n"


def _without_entities(html: str) -> str:
    """Characters as themselves, as Indeed wants them; `<` of the text stays apart from markup by a space."""
    html = html.replace("&lt;", "&lt; ")
    for entity, char in _ENTITIES:
        html = html.replace(entity, char)
    return html


def _cdata(text: str) -> str:
    return f"<![CDATA[{_FORBIDDEN.sub('', text).replace(']]>', ']]]]><![CDATA[>')}]]>"


def _plain(text: str) -> str:
    return escape(_FORBIDDEN.sub("", text))
