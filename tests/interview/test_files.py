"""The files of a kit: whole, readable, the same each time."""

from __future__ import annotations

import io
import json
import re
import time
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from roles import role, roles

from rolewright.documents.html import read as read_html
from rolewright.errors import ConfigError
from rolewright.interview.build import build
from rolewright.interview.calendar import calendars
from rolewright.interview.files import files
from rolewright.interview.greenhouse import card_as_json, kit_as_json
from rolewright.interview.plan import pages
from rolewright.interview.text_md import render
from rolewright.model.role import Company, Need


def test_every_page_in_every_format():
    """Plan, brief, one for each interview; as md, html, docx; JSON; no PDF unless asked for."""
    kit = build(role())
    made = files(kit)
    stems = {"plan", "brief-for-candidates", *(f"{n}-{i.id}" for n, i in enumerate(kit.interviews, 1))}
    assert made.keys() == {f"{stem}.{end}" for stem in stems for end in ("md", "html", "docx")} | {"kit.json"}
    assert files(kit) == made


def test_guides_have_what_they_need():
    """Purpose, opening words, time boxes, questions with follow-ups and anchors, red flags, what not to ask, a card."""
    kit = build(role())
    for one in pages(kit)[3:]:
        text = render(one)
        for part in (
            "Opening words",
            "In short",
            "Follow up",
            "5 strong",
            "Be careful when",
            "What not to ask",
            "Scorecard",
            "Recommendation, after all ratings",
        ):
            assert part in text, (one.name, part)
        card = text.partition("Scorecard")[2]
        for piece in card.split("\n## ")[1:-1]:
            assert piece.index("Evidence") < piece.index("Rating:")
    design = render(next(page for page in pages(kit) if page.name.endswith("design")))
    for part in ("If they ask", "Data flow", "Rollback", "Maintenance", "Cost", "To calibrate"):
        assert part in design


def test_the_plan_shows_coverage():
    """Every element has its row; what doesn't fit has its own heading."""
    kit = build(role())
    text = render(pages(kit)[0])
    for need in role().must_haves:
        assert need.what[1:] in text
    assert "What doesn't fit" not in text
    assert "What doesn't fit" in render(pages(build(role(), budget=120))[0])


def test_candidates_see_no_questions():
    """Neither questions nor anchors nor names of interviewers' flags are in the brief."""
    kit = build(role())
    text = render(pages(kit)[1])
    for interview in kit.interviews:
        for one in interview.chosen:
            assert one.question.ask not in text
            assert one.question.strong not in text
    assert "people@tidelane.example" in text


def test_nothing_in_a_role_is_markup():
    """HTML, Markdown and control characters of a role file come out as text."""
    bad = "<script>alert(1)</script> **x** | `y` \x00\x02z\x03"
    kit = build(role(title=bad, company=Company(bad, bad, "scaleup"), must_haves=(Need(bad, "", "serve"),)))
    made = files(kit, ("md", "html", "docx", "json"))
    for name, data in made.items():
        if name.endswith("html"):
            assert b"<script>" not in data
        if name.endswith((".md", ".html")):
            assert b"\x02" not in data
            assert b"\x00" not in data
    read_html(made["plan.html"].decode())


@given(roles())
@settings(max_examples=15, deadline=None)
def test_any_role_makes_files(made):
    """Markdown, HTML and JSON of any role."""
    kit = build(made)
    found = files(kit, ("md", "html", "json"))
    json.loads(found["kit.json"])


def test_word_files_open_again():
    """python-docx reads them; headings are headings."""
    from docx import Document

    made = files(build(role()), ("docx",))
    read = Document(io.BytesIO(made["plan.docx"]))
    assert read.paragraphs[0].style.name == "Heading 1"
    assert read.tables


def test_pdf_is_tagged_and_the_same():
    """By typst, if it is installed."""
    pytest.importorskip("typst")
    import pypdfium2

    kit = build(role())
    made = files(kit, ("pdf",))
    assert made == files(kit, ("pdf",))
    read = pypdfium2.PdfDocument(made["plan.pdf"])
    assert "Interview plan" in read[0].get_textpage().get_text_range()


def test_json_has_the_shape_of_harvest():
    """Stages with interviews with kits with questions; a scorecard with its ratings."""
    kit = build(role())
    made = kit_as_json(kit)
    one = made["job_stages"][1]["interviews"][0]
    assert one["interview_kit"]["questions"]
    assert one["estimated_minutes"] == kit.interviews[1].minutes
    assert {a["id"] for a in one["scorecard_attributes"]} == {a.id for a in kit.interviews[1].attributes}
    from test_cards import filled

    card = card_as_json(filled(kit, rating=[5, 0, 1]))
    assert card["overall_recommendation"] == "yes"
    assert card["ratings"]["strong_yes"]
    assert sum(map(len, card["ratings"].values())) == len(card["attributes"])


def test_calendars():
    """UTC times of a local start, one after the other with a break, over a change of clocks too."""
    kit = build(role())
    made = calendars(kit, "2026-12-01T09:00", "America/Denver")
    starts = [re.search(r"DTSTART:(\w+)", text)[1] for text in made.values()]
    ends = [re.search(r"DTEND:(\w+)", text)[1] for text in made.values()]
    assert starts[0] == "20261201T160000Z"
    for number, (end, start) in enumerate(zip(ends, starts[1:], strict=False), 1):
        gap = datetime.strptime(start, "%Y%m%dT%H%M%SZ") - datetime.strptime(end, "%Y%m%dT%H%M%SZ")  # noqa: DTZ007
        assert gap.total_seconds() == (45 if number == 3 else 15) * 60
    summer = calendars(kit, "2026-07-01T09:00", "America/Denver")
    assert "DTSTART:20260701T150000Z" in next(iter(summer.values()))
    assert "20261201T080000Z" in next(iter(calendars(kit, "2026-12-01T09:00+01:00", "Europe/Berlin").values()))


def test_calendar_files_keep_the_format():
    """CRLF, lines of at most 75 octets, no character cut; what is folded comes back."""
    made = calendars(build(role(title="Ingénieur·e très, très; senior " * 3)), "2026-12-01T09:00", "Europe/Paris")
    for text in made.values():
        assert text.endswith("END:VCALENDAR\r\n")
        assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
        assert "très\\, très\\; senior" in text.replace("\r\n ", "")


@pytest.mark.parametrize(
    ("start", "zone", "says"),
    [
        ("tomorrow", "Europe/Berlin", "no date"),
        ("2026-12-01T09:00", "Europe/Berlyn", "no time zone"),
        ("2026-12-01T09:00", "../etc", "no time zone"),
        ("2027-03-28T02:30", "Europe/Berlin", "does not exist"),
        ("2026-10-25T02:30", "Europe/Berlin", "comes twice"),
    ],
)
def test_wrong_times(start, zone, says):
    """Each says what to write."""
    with pytest.raises(ConfigError, match=says):
        calendars(build(role()), start, zone)


def test_wrong_format_and_missing_zone():
    """Errors, not silence."""
    kit = build(role())
    with pytest.raises(ConfigError, match="did you mean 'docx'"):
        files(kit, ("doc",))
    with pytest.raises(ConfigError, match="time zone"):
        files(kit, ("md",), start="2026-12-01T09:00")


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1)),  # noqa: DTZ001
    st.sampled_from(("America/Denver", "Asia/Kolkata", "Australia/Lord_Howe")),
)
@settings(max_examples=60, deadline=None)
def test_the_moment_is_right(when, zone):
    """What stands in the file is the local time that was given, whenever that exists once."""
    from zoneinfo import ZoneInfo

    when = when.replace(second=0, microsecond=0)
    try:
        made = calendars(_KIT, when.isoformat(timespec="minutes"), zone)
    except ConfigError:
        return
    found = datetime.strptime(re.search(r"DTSTART:(\w+)", next(iter(made.values())))[1], "%Y%m%dT%H%M%SZ").replace(
        tzinfo=UTC
    )
    assert found.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == when


_KIT = build(role())


def test_fast_enough():
    """All of it but PDF within a second; the bound leaves room for a busy machine (`benchmarks kits` measures)."""
    files(build(role()))
    start = time.process_time()
    files(build(role(), 5))
    assert time.process_time() - start < 6
