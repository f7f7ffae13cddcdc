"""The posting as structured data: schema.org JobPosting with what Google requires and recommends, where the role says it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rolewright.knowledge.shelf import shelf
from rolewright.writing.grammar import tidy
from rolewright.writing.html_parts import escaped, fragment, typeset
from rolewright.writing.where import place_name

if TYPE_CHECKING:
    from rolewright.model.role import Role, Site
    from rolewright.model.written import Written

MONTHS = 12
LAST_MINUTE = "T23:59"


def job_posting(role: Role, written: Written) -> dict[str, Any]:
    """The object; what the role doesn't say has no key."""
    return with_description(role, _description(written), written.language)


def with_description(role: Role, description: str, language: str) -> dict[str, Any]:
    """The object for a text in HTML that was written elsewhere."""
    made: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": tidy(role.title),
        "description": description,
        "inLanguage": language,
        **_dates(role),
        **_employer(role),
        **_place(role),
        **_terms(role),
        **_asked(role),
    }
    return {key: value for key, value in made.items() if value not in ("", None, [], {})}


def _description(written: Written) -> str:
    """All that the page says below its title."""
    facts = " · ".join(escaped(typeset(fact.text)) for fact in written.facts)
    return (f"<p>{facts}</p>\n" if facts else "") + fragment(written.sections)


def _dates(role: Role) -> dict[str, Any]:
    end = role.application.valid_through
    return {"datePosted": role.application.posted, "validThrough": f"{end}{LAST_MINUTE}" if end else ""}


def _employer(role: Role) -> dict[str, Any]:
    company = role.company
    employer = {"@type": "Organization", "name": tidy(company.name), "sameAs": company.website}
    number = {"@type": "PropertyValue", "name": tidy(company.name), "value": tidy(role.application.reference)}
    return {
        "hiringOrganization": {key: value for key, value in employer.items() if value},
        "identifier": number if role.application.reference else None,
        "industry": tidy(company.domain),
        "url": role.application.url,
        # the page says where to apply; one can't apply on it
        "directApply": False if role.application.url or role.application.email else None,
        "applicationContact": {"@type": "ContactPoint", "email": role.application.email} if role.application.email else None,
    }  # fmt: skip


def _place(role: Role) -> dict[str, Any]:
    place = role.place
    remote = place.mode == "remote"
    sites = [] if remote else [_site(site) for site in place.sites]
    open_to = place.remote_from or (tuple(role.law.jurisdictions) if remote else ())
    return {
        "jobLocation": sites[0] if len(sites) == 1 else sites,
        "jobLocationType": "TELECOMMUTE" if remote else "",
        "applicantLocationRequirements": [_region(code) for code in open_to] if remote else [],
    }


def _site(site: Site) -> dict[str, Any]:
    address = {"@type": "PostalAddress", "addressLocality": tidy(site.city), "addressRegion": site.region,
               "addressCountry": site.country}  # fmt: skip
    return {"@type": "Place", "address": {key: value for key, value in address.items() if value}}


def _region(code: str) -> dict[str, str]:
    return {"@type": "State" if "-" in code else "Country", "name": place_name(code).removeprefix("the ")}


def _terms(role: Role) -> dict[str, Any]:
    words, pay = shelf("writing/exports")["schema"], role.pay
    return {
        "employmentType": words["employment"].get(role.place.employment, ""),
        "workHours": f"{role.place.hours:g} hours a week" if role.place.hours else "",
        "jobBenefits": ", ".join(map(tidy, role.benefits)),
        "incentiveCompensation": "; ".join(tidy(text) for text in (pay.bonus, pay.equity, *pay.extras) if text),
        "baseSalary": _salary(role, words["interval"]),
    }


def _salary(role: Role, intervals: dict[str, str]) -> dict[str, Any] | None:
    pay = role.pay
    if pay.min is None or pay.max is None or not pay.currency or not pay.interval:
        return None
    ends = {"value": pay.min} if pay.min == pay.max else {"minValue": pay.min, "maxValue": pay.max}
    value = {"@type": "QuantitativeValue", **ends, "unitText": intervals[pay.interval]}
    return {"@type": "MonetaryAmount", "currency": pay.currency, "value": value}


def _asked(role: Role) -> dict[str, Any]:
    years = max((need.years or 0 for need in role.must_haves if need.years_reason), default=0)
    asked = {"@type": "OccupationalExperienceRequirements", "monthsOfExperience": MONTHS * years}
    return {
        "experienceRequirements": asked if years else None,
        "skills": ", ".join(dict.fromkeys(tidy(need.skill) for need in role.must_haves if need.skill)),
        "occupationalCategory": shelf("writing/exports")["schema"]["occupation"].get(role.family, ""),
    }
