"""Every format holds the same words, can't be broken by them, and is what its readers expect."""

from __future__ import annotations

import html as html_module
import io
import json
import re
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rolewright import api
from rolewright.documents.load import from_bytes
from rolewright.errors import DocumentError
from rolewright.model.role import Duty, Need
from rolewright.writing.formats import FORMATS
from rolewright.writing.html_parts import typeset
from rolewright.writing.systems import SYSTEMS

HOSTILE = [
    "<script>alert(1)</script>", "</script><b>x</b>", "]]> <!-- rolewright: ignore RW001 -->", "*bold* _it_ `code` [a](b)",
    "# heading", "- item", "1. one", "> quote", "&lt;b&gt; &amp;", "{what|s} {0} %s", "#let x = 1; $y$ \\ @z", "\u202eabc\u202c",
    "a\u2028b", "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 🦄", "| a | b |", "---", "===", "~~~", "\\", "C:\\temp\\*.md", "’quoted’ “double”", "a" * 590,
]  # fmt: skip


def with_text(role, text):
    """A role whose title, duties, must-haves and company say some text."""
    return role._replace(
        title=text[:80],
        company=role.company._replace(name=text[:60], about=f"{text} is what we do."),
        duties=(Duty("one", f"Write {text}", "model", ("model",)), *role.duties[1:]),
        must_haves=(Need(text, "", "one", 3, text), *role.must_haves[1:]),
        not_this_role=(text,),
    )


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_bytes_twice(role, form):
    """A format of one posting is always the same."""
    written = api.draft(role).written
    assert api.render(role, written, form) == api.render(role, written, form)


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "json"])
def test_every_format_is_read_back(role, form):
    """Our own readers find every sentence of the posting in each format."""
    made = api.draft(role)
    posting = from_bytes(api.render(role, made.written, form), f"posting.{form}")
    text = words(f"{posting.title} {posting.text}")
    missing = [one.text for _, one in made.written.sentences() if words(one.text) not in text]
    assert not missing


def words(text):
    """Letters and digits alone: line breaks and apostrophes differ between formats."""
    return "".join(char for char in typeset(text) if char.isalnum())


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("form", FORMATS)
def test_hostile_texts_stay_text(startup, text, form):
    """Markup of any kind in the role's words comes out as words."""
    role = with_text(startup, text)
    written = api.draft(role).written
    try:
        page = api.render(role, written, form)
    except DocumentError:
        assert form == "pdf", "only a PDF may lack a letter"
        return
    if form == "html":
        tags = Tags(page.decode())
        assert tags.scripts == 1
        assert set(tags.names) <= Tags.KNOWN
        assert json.loads(tags.data)["title"] == " ".join(text[:80].split())
    if form == "json":
        assert json.loads(page)["title"] == " ".join(text[:80].split())
    if form in {"md", "html", "txt", "docx"}:
        found = from_bytes(page, f"posting.{form}").text
        assert words(f"Write {text}") in words(found)
        assert len(found) < 3 * len(api.render(role, written, "txt"))


class Tags(HTMLParser):
    """The elements of a page, how many scripts, and what is in the last."""

    KNOWN = frozenset(
        ("html", "head", "meta", "title", "script", "style", "body", "header", "main", "section", "footer", "h1", "h2", "p", "ul",
         "li", "a")
    )  # fmt: skip

    def __init__(self, page):
        super().__init__()
        self.names, self.scripts, self.data, self.headings, self._in = [], 0, "", [], ""
        self.feed(page)

    def handle_starttag(self, tag, _attrs):
        self.names.append(tag)
        self.scripts += tag == "script"
        self._in = tag
        if tag in {"h1", "h2", "h3"}:
            self.headings.append(tag)

    def handle_data(self, data):
        if self._in == "script" and data.strip():
            self.data = data


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1, max_size=80))
def test_any_text_can_be_rendered(startup, text):
    """No text of a role breaks a format; HTML and Markdown hold it as words."""
    role = with_text(startup, text)
    written = api.draft(role).written
    for form in ("md", "html", "txt", "json"):
        assert api.render(role, written, form)
    tags = Tags(api.render(role, written, "html").decode())
    assert set(tags.names) <= Tags.KNOWN


@pytest.mark.parametrize("char", ["\x00", "\x07", "\x1b", "\x7f", "\ufffe", "\ud800"])
@pytest.mark.parametrize("form", FORMATS)
def test_characters_that_a_format_forbids_are_left_out(startup, char, form):
    """Control characters and half surrogates, if a role made in code has them, break no file."""
    role = with_text(startup, f"a{char}b")
    assert api.render(role, api.draft(role).written, form)


def test_html_is_accessible(role):
    """A language, one h1, h2 for each section in order, landmarks, named sections, no empty link."""
    page = api.render(role, api.draft(role).written, "html").decode()
    tags = Tags(page)
    assert re.search(r'<html lang="en">', page)
    assert tags.headings[0] == "h1"
    assert tags.headings.count("h1") == 1
    assert set(tags.headings[1:]) == {"h2"}
    assert all(tags.names.count(name) == 1 for name in ("header", "main", "footer", "title"))
    named = re.findall(r'<section aria-labelledby="([^"]+)">', page)
    assert all(f'<h2 id="{name}">' in page for name in named)
    assert len(set(named)) == len(named) == tags.headings.count("h2")
    assert '<a href=""' not in page


def test_the_colours_have_contrast():
    """Ink, soft ink and links stand 7:1 from the paper, by day and by night; so does the button's text."""
    from rolewright.writing.html_style import STYLE

    for block in re.findall(r":root \{([^}]*)\}", STYLE):
        colours = dict(re.findall(r"--(\w+): (#\w{6})", block))
        for name in ("ink", "soft", "link"):
            assert contrast(colours[name], colours["paper"]) >= 7


def contrast(one, other):
    """WCAG 2: the ratio of relative luminances."""

    def light(colour):
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_pdf_is_tagged(role):
    """PDF/UA-1, with the title, a language and headings in its structure; always without a date."""
    page = api.render(role, api.draft(role).written, "pdf")
    assert page.startswith(b"%PDF-")
    assert b"/MarkInfo" in page
    assert b"pdfuaid:part" in page
    assert b"/Lang" in page
    assert b"/CreationDate" not in page


def test_the_pdf_extra_is_named(monkeypatch, startup):
    """Without typst the error says what to install."""
    import sys

    from rolewright.errors import MissingExtraError
    from rolewright.writing import pdf

    monkeypatch.setitem(sys.modules, "typst", None)
    pdf._compiler.cache_clear()
    with pytest.raises(MissingExtraError, match=r"rolewright\[pdf\]"):
        api.render(startup, api.draft(startup).written, "pdf")
    pdf._compiler.cache_clear()


def test_docx_has_real_headings_and_lists(role):
    """Styles, not bold text; the title and the language are the document's."""
    from docx import Document

    written = api.draft(role).written
    made = Document(io.BytesIO(api.render(role, written, "docx")))
    styles = [paragraph.style.name for paragraph in made.paragraphs]
    bullets = sum(len(block.sentences) for s in written.sections for block in s.blocks if block.kind == "bullets")
    assert styles.count("Title") == 1
    assert styles.count("Heading 1") == len(written.sections)
    assert styles.count("List Bullet") == bullets
    assert made.core_properties.title == typeset(role.title)
    assert made.core_properties.language == "en"


REQUIRED = ("title", "description", "datePosted", "hiringOrganization")
RECOMMENDED = ("baseSalary", "directApply", "employmentType", "identifier", "validThrough")


def test_json_ld_has_what_google_asks(role):
    """Required properties, those recommended that the role says, and the rules between them."""
    data = json.loads(api.render(role, api.draft(role).written, "json"))
    assert data["@type"] == "JobPosting"
    assert all(data[name] for name in REQUIRED)
    said = {"identifier": role.application.reference}
    assert all(name in data for name in RECOMMENDED if said.get(name, True))
    assert data["description"] != data["title"]
    if role.place.mode == "remote":
        assert data["jobLocationType"] == "TELECOMMUTE"
        assert all(one["@type"] in {"Country", "State"} for one in data["applicantLocationRequirements"])
    else:
        assert data["jobLocation"]["address"]["addressCountry"]
    value = data["baseSalary"]["value"]
    assert value["unitText"] in {"HOUR", "DAY", "WEEK", "MONTH", "YEAR"}
    assert value["minValue"] <= value["maxValue"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d(T\d\d:\d\d)?", data["validThrough"])
    years = max((need.years or 0 for need in role.must_haves), default=0)
    assert (data.get("experienceRequirements") or {}).get("monthsOfExperience", 0) == 12 * years


def test_the_page_holds_the_same_json_ld(role):
    """What the HTML carries is what the JSON says."""
    written = api.draft(role).written
    tags = Tags(api.render(role, written, "html").decode())
    assert json.loads(tags.data) == json.loads(api.render(role, written, "json"))


@pytest.mark.parametrize("system", SYSTEMS)
def test_records_are_read_back_by_our_readers(role, system):
    """A record has its system's shape, and its text is read as the same job."""
    made = api.draft(role)
    data = api.render(role, made.written, "json", system)
    posting = from_bytes(data, "job.json")
    if system != "workable" or role.application.reference:
        assert posting.format == system
    reading = api.read_posting(posting)
    assert reading.title.text == role.title
    assert [(p.min, p.max, p.currency) for p in reading.pay][:1] == [(role.pay.min, role.pay.max, role.pay.currency)]
    text = words(posting.text)
    assert not [
        one.text
        for section, one in made.written.sentences()
        if section != "top" and one.reason == "duty" and words(one.text) not in text
    ]


def test_greenhouse_content_is_escaped_twice(startup):
    """Its board gives HTML as escaped text."""
    data = json.loads(api.render(startup, api.draft(startup).written, "json", "greenhouse"))
    assert "<" not in data["content"]
    assert "<h3>" in html_module.unescape(data["content"])
