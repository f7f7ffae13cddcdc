"""Records of applicant tracking systems, told by their keys: one small mapping each.

Shapes: Greenhouse job board, Lever postings, Ashby job board, Workable widget and SmartRecruiters postings, as their
public APIs give them; last our own `{"title", "text"}` and any record with a title and a description.
"""

from __future__ import annotations

from typing import Any

from rolewright.documents.facts import Facts, scalar
from rolewright.documents.records import Record, Section
from rolewright.model.record import NamedTuple


class Shape(NamedTuple):
    """How one system names things. A path is dotted; a section is (heading, path); `marks` are keys that tell it."""

    format: str
    marks: tuple[str, ...]
    title: str
    sections: tuple[tuple[str, str], ...]
    facts: tuple[tuple[str, str], ...]


_SHAPES = (
    Shape(
        "smartrecruiters", ("jobAd",), "name",
        tuple((f"jobAd.sections.{part}.title", f"jobAd.sections.{part}.text")
              for part in ("companyDescription", "jobDescription", "qualifications", "additionalInformation")),
        (("hiringOrganization", "company.name"), ("jobLocation", "location.fullLocation"),
         ("jobLocation.address.addressLocality", "location.city"),
         ("jobLocation.address.addressRegion", "location.region"),
         ("jobLocation.address.addressCountry", "location.country"), ("remote", "location.remote"),
         ("employmentType", "typeOfEmployment.label"), ("experienceLevel", "experienceLevel.label"),
         ("datePosted", "releasedDate"), ("department", "department.label"), ("url", "postingUrl")),
    ),
    Shape(
        "lever", ("categories", "text"), "text",
        (("", "description|descriptionPlain"), ("", "lists"), ("", "additional|additionalPlain"),
         ("", "salaryDescription|salaryDescriptionPlain")),
        (("jobLocation", "categories.location"), ("employmentType", "categories.commitment"),
         ("department", "categories.team"), ("jobLocation.address.addressCountry", "country"),
         ("workplaceType", "workplaceType"), ("datePosted", "createdAt"), ("url", "hostedUrl"),
         ("baseSalary.currency", "salaryRange.currency"), ("baseSalary.minValue", "salaryRange.min"),
         ("baseSalary.maxValue", "salaryRange.max"), ("baseSalary.unitText", "salaryRange.interval")),
    ),
    Shape(
        "ashby", ("descriptionHtml",), "title", (("", "descriptionHtml|descriptionPlain"),),
        (("jobLocation", "location"), ("employmentType", "employmentType"), ("workplaceType", "workplaceType"),
         ("remote", "isRemote"), ("datePosted", "publishedAt"), ("department", "department"),
         ("baseSalary", "compensation.compensationTierSummary"), ("url", "jobUrl")),
    ),
    Shape(
        "workable", ("shortcode",), "full_title|title",
        (("", "description"), ("Requirements", "requirements"), ("Benefits", "benefits")),
        (("jobLocation.address.addressLocality", "city"), ("jobLocation.address.addressRegion", "state"),
         ("jobLocation.address.addressCountry", "country"), ("employmentType", "employment_type"),
         ("remote", "telecommuting"), ("datePosted", "published_on"), ("department", "department"),
         ("experienceLevel", "experience"), ("educationRequirements", "education"), ("url", "url")),
    ),
    Shape(
        "greenhouse", ("content", "title"), "title", (("", "content"),),
        (("jobLocation", "location.name"), ("datePosted", "first_published|updated_at"),
         ("identifier", "requisition_id"),
         ("department", "departments.name"), ("inLanguage", "language"), ("url", "absolute_url")),
    ),
    Shape(
        "json", ("text",), "title", (("", "text"),),
        (("hiringOrganization", "company"), ("jobLocation", "location"), ("datePosted", "date"), ("baseSalary", "pay")),
    ),
    Shape(
        "json", ("description",), "title|name|job_title|position",
        (("", "description|descriptionPlain"), ("Requirements", "requirements"), ("Benefits", "benefits")),
        (("hiringOrganization", "company"), ("jobLocation", "location"), ("employmentType", "employment_type")),
    ),
)  # fmt: skip


def record_of(value: dict[str, Any]) -> Record | None:
    """The record of a JSON object of a known shape, else None."""
    for shape in _SHAPES:
        if all(value.get(mark) for mark in shape.marks):
            sections = tuple(section for head, path in shape.sections for section in _sections(value, head, path))
            title = _find(value, shape.title)
            if any(section.body.strip() for section in sections):
                return Record(title if isinstance(title, str) else None, sections, _facts(value, shape), shape.format)
    return None


def _sections(value: dict[str, Any], head: str, path: str) -> list[Section]:
    """The sections of one path: its text, or Lever's `{text, content}` lists. A dotted heading is a path, too."""
    found = _find(value, path)
    if isinstance(found, str):
        heading = _find(value, head) if "." in head else head
        return [Section(heading if isinstance(heading, str) else "", found)]
    made = []
    for one in found if isinstance(found, list) else []:
        if isinstance(one, dict) and isinstance(one.get("content"), str):
            heading = one.get("text")
            made.append(Section(heading if isinstance(heading, str) else "", one["content"]))
    return made


def _facts(value: dict[str, Any], shape: Shape) -> Facts:
    found = ((key, _find(value, path)) for key, path in shape.facts)
    lines = ((key, scalar(one)) for key, fact in found for one in (fact if isinstance(fact, list) else [fact]))
    return tuple((key, line) for key, line in lines if line)


def _find(value: Any, paths: str) -> Any:
    """What stands at the first of some `|`-separated dotted paths that has anything; lists are gone through."""
    for path in paths.split("|"):
        found = value
        for key in path.split("."):
            if isinstance(found, list):
                found = [one.get(key) for one in found if isinstance(one, dict)]
            else:
                found = found.get(key) if isinstance(found, dict) else None
        if found:
            return found
    return None
