"""The posting as the records of five applicant tracking systems, in the shapes of their public job boards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rolewright.knowledge.shelf import shelf
from rolewright.writing import text
from rolewright.writing.grammar import tidy
from rolewright.writing.html_parts import escaped, fragment
from rolewright.writing.money import amount
from rolewright.writing.systems import SYSTEMS
from rolewright.writing.where import country_name, mode_of, site_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from rolewright.model.role import Role
    from rolewright.model.written import Section, Written


def payload(role: Role, written: Written, system: str) -> dict[str, Any]:
    """The record for a system of `SYSTEMS`; what the role doesn't say has no key."""
    made: dict[str, Any] = _said(_MAKERS[system](role, written, shelf("writing/exports").get(system, {})))
    return made


def _said(value: Any) -> Any:
    """Without keys that hold nothing."""
    if not isinstance(value, dict):
        return value
    made = {key: _said(one) for key, one in value.items()}
    return {key: one for key, one in made.items() if one not in ("", None, [], {})}


def _location(role: Role) -> str:
    """Where the job is, in one line."""
    if role.place.mode == "remote" or not role.place.sites:
        return mode_of(role).capitalize() if role.place.mode == "remote" else ""
    return "; ".join(site_name(site) for site in role.place.sites)


def _part(written: Written, box: str) -> tuple[Section, ...]:
    """The sections of a box; `description` has those of no other box."""
    boxes: dict[str, list[str]] = shelf("writing/exports")["boxes"]
    others = {name for names in boxes.values() for name in names}
    return tuple(s for s in written.sections if (s.id in boxes[box] if box in boxes else s.id not in others))


def _cents(number: float | None) -> int | None:
    return None if number is None else round(number * 100)


def _greenhouse(role: Role, written: Written, _: dict[str, Any]) -> dict[str, Any]:
    """`content` is HTML, escaped once more, as the board gives it."""
    pay = {"min_cents": _cents(role.pay.min), "max_cents": _cents(role.pay.max), "currency_type": role.pay.currency,
           "title": "Pay"}  # fmt: skip
    return {
        "title": tidy(role.title), "requisition_id": role.application.reference, "location": {"name": _location(role)},
        "absolute_url": role.application.url, "language": written.language, "first_published": role.application.posted,
        "content": escaped(fragment(written.sections)), "pay_input_ranges": [pay] if amount(role.pay) else [],
    }  # fmt: skip


def _lever(role: Role, written: Written, words: dict[str, Any]) -> dict[str, Any]:
    """Lists of bullets stand apart: `lists` holds each section that is one."""
    lists = [s for s in written.sections if len(s.blocks) == 1 and s.blocks[0].kind == "bullets"]
    last = _part(written, "additional")
    first = [s for s in written.sections if s not in lists and s not in last]
    items = [{"text": s.heading.text,
              "content": "".join(f"<li>{escaped(one.text)}</li>" for one in s.blocks[0].sentences)} for s in lists]  # fmt: skip
    return {
        "text": tidy(role.title),
        "categories": {"location": _location(role), "commitment": words["employment"].get(role.place.employment),
                       "allLocations": [site_name(site) for site in role.place.sites]},
        "country": role.place.sites[0].country if role.place.sites else None,
        "workplaceType": words["workplace"].get(role.place.mode, "unspecified"),
        "description": fragment(first), "descriptionPlain": text.body(first), "lists": items,
        "additional": fragment(last), "additionalPlain": text.body(last), "applyUrl": role.application.url,
        "salaryRange": {"currency": role.pay.currency, "interval": words["interval"].get(role.pay.interval),
                        "min": role.pay.min, "max": role.pay.max} if amount(role.pay) else None,
    }  # fmt: skip


def _ashby(role: Role, written: Written, words: dict[str, Any]) -> dict[str, Any]:
    """`compensation` has one tier with one component."""
    said, pay, sites = amount(role.pay), role.pay, role.place.sites
    part = {"compensationType": "Salary", "interval": words["interval"].get(pay.interval),
            "currencyCode": pay.currency, "minValue": pay.min, "maxValue": pay.max}  # fmt: skip
    return {
        "title": tidy(role.title), "location": _location(role), "publishedAt": role.application.posted, "isListed": True,
        "secondaryLocations": [{"location": site_name(site)} for site in sites[1:]],
        "address": {"postalAddress": {"addressLocality": sites[0].city, "addressRegion": sites[0].region,
                                      "addressCountry": country_name(sites[0].country)}} if sites else None,
        "employmentType": words["employment"].get(role.place.employment), "isRemote": role.place.mode == "remote",
        "workplaceType": words["workplace"].get(role.place.mode), "applyUrl": role.application.url,
        "descriptionHtml": fragment(written.sections), "descriptionPlain": text.body(written.sections),
        "shouldDisplayCompensationOnJobPostings": bool(said),
        "compensation": {"compensationTierSummary": said, "compensationTiers": [{"components": [part]}],
                         "summaryComponents": [part]} if said else None,
    }  # fmt: skip


def _workable(role: Role, written: Written, words: dict[str, Any]) -> dict[str, Any]:
    """Requirements and benefits have boxes of their own, which bring their own headings."""
    site = role.place.sites[0] if role.place.sites else None
    rest = [s for s in written.sections if s not in (*_part(written, "requirements"), *_part(written, "benefits"))]
    pay = {"salary_from": role.pay.min, "salary_to": role.pay.max, "salary_currency": role.pay.currency.lower()}
    return {
        "shortcode": role.application.reference, "title": tidy(role.title), "full_title": tidy(role.title),
        "description": fragment(rest), "requirements": fragment(_part(written, "requirements")),
        "benefits": fragment(_part(written, "benefits")), "employment_type": words["employment"].get(role.place.employment),
        "telecommuting": role.place.mode == "remote", "workplace_type": words["workplace"].get(role.place.mode),
        "country": country_name(site.country) if site else None, "city": site.city if site else None,
        "state": site.region if site else None, "published_on": role.application.posted,
        "industry": tidy(role.company.domain), "application_url": role.application.url,
        "salary": pay if amount(role.pay) else None,
    }  # fmt: skip


def _smartrecruiters(role: Role, written: Written, words: dict[str, Any]) -> dict[str, Any]:
    """Four boxes; the country is in lower case."""
    site = role.place.sites[0] if role.place.sites else None
    box = {
        "companyDescription": ("About us", _part(written, "company")),
        "jobDescription": ("Job description", _part(written, "")),
        "qualifications": ("Qualifications", _part(written, "requirements")),
        "additionalInformation": ("Additional information", (*_part(written, "benefits"), *_part(written, "additional"))),
    }  # fmt: skip
    return {
        "name": tidy(role.title), "refNumber": role.application.reference, "company": {"name": tidy(role.company.name)},
        "releasedDate": role.application.posted, "language": {"code": written.language},
        "location": {"city": site.city if site else None, "region": site.region if site else None,
                     "country": site.country.lower() if site else None, "remote": role.place.mode == "remote",
                     "hybrid": role.place.mode == "hybrid", "fullLocation": _location(role)},
        "typeOfEmployment": words["employment"].get(role.place.employment), "experienceLevel": words["level"].get(role.level),
        "industry": {"label": tidy(role.company.domain)} if role.company.domain else None, "applyUrl": role.application.url,
        "jobAd": {"sections": {name: {"title": title, "text": fragment(sections)}
                               for name, (title, sections) in box.items() if sections}},
    }  # fmt: skip


_MAKERS: dict[str, Callable[[Role, Written, dict[str, Any]], dict[str, Any]]] = dict(
    zip(SYSTEMS, (_greenhouse, _lever, _ashby, _workable, _smartrecruiters), strict=True)
)
