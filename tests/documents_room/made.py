"""Documents made for the tests: a DOCX, PDFs, messages, records of applicant tracking systems, pages."""

from __future__ import annotations

import io
import json
from email.message import EmailMessage
from typing import Any

PROSE = "We build tools that plan the routes of small boats, and we look for someone who owns the model behind them. "
MARKDOWN = """---
title: Routing Engineer
location: Lisbon
---
# Routing *Engineer* – é

Some **bold** text with [a link](https://example.org 'T') &amp; more 😀 `code`
goes on here

## What you do

* plan routes
  for boats
  - nested **deep**
1. one

<!-- rolewright: ignore RW101 the law asks for it -->

| a | b |
|---|---|
| c | d |

<div>html <b>block</b></div>
"""
HTML = (
    "<h1>Routing Engineer</h1><p>Boats &amp; <b>ports</b>\r\n and&nbsp;more</p><p><strong>What you do</strong></p>"
    "<ul><li>plan<li><p>route</p></ul><table><tr><td>Pay</td><td>10</td></tr></table>"
    "<p style='display:none'>secret</p><!-- rolewright: ignore RW102 x --><p>end<br>of it"
)
DESCRIPTION = f"<p>{PROSE}</p><p>{PROSE}</p><ul><li>Python &amp; SQL</li><li>Ports</li></ul>"
JOB_POSTING = {
    "@context": "https://schema.org", "@type": "JobPosting", "title": 'Routing "Engineer" é', "description": DESCRIPTION,
    "datePosted": "2026-01-02", "validThrough": "2026-03-01", "employmentType": ["FULL_TIME", "PART_TIME"],
    "baseSalary": {"@type": "MonetaryAmount", "currency": "EUR",
                   "value": {"@type": "QuantitativeValue", "minValue": 50000, "maxValue": 60000.0, "unitText": "YEAR"}},
    "jobLocation": {"@type": "Place", "address": {"addressLocality": "Lisbon", "addressCountry": "PT"}},
}  # fmt: skip
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TRACKED = (
    f'<w:p {W}><w:r><w:t xml:space="preserve">Keep </w:t></w:r><w:ins w:id="1" w:author="a"><w:r><w:t>inserted</w:t></w:r>'
    '</w:ins><w:del w:id="2" w:author="a"><w:r><w:delText> gone</w:delText></w:r></w:del>'
    "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r></w:p>"
)


def page(head: str = "", body: str = "") -> str:
    """A whole saved page around a posting."""
    return (
        f"<!doctype html><html><head><title>Routing Engineer | Boats</title><style>p{{}}</style>{head}</head><body>"
        "<header><a href=/>Boats</a></header><nav><ul><li>Home<li>Jobs</ul></nav>"
        f"{body or f'<main><h2>About</h2><p>{PROSE * 3}</p><ul><li>Plan routes</li></ul></main>'}"
        "<aside hidden>not seen</aside><footer>All rights reserved</footer><script>var a='<p>no</p>'</script></body></html>"
    )


def json_ld(posting: dict[str, Any]) -> str:
    """A script with JSON-LD."""
    return f'<script type="application/ld+json">{json.dumps(posting)}</script>'


def docx(*, tracked: bool = True) -> bytes:
    """A DOCX with a title, headings, lists, a table, a typed bullet, a header and tracked changes."""
    from docx import Document
    from docx.oxml import parse_xml

    document = Document()
    document.add_heading("Routing Engineer", 0)
    document.add_heading("About", 1)
    paragraph = document.add_paragraph("Plain with ")
    paragraph.add_run("bold").bold = True
    document.add_paragraph("Bullet one", style="List Bullet")
    document.add_paragraph().add_run("What you bring").bold = True
    document.add_paragraph("• typed\nsecond row")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Pay", "10"
    document.sections[0].header.paragraphs[0].text = "CONFIDENTIAL"
    if tracked:
        document.element.body.insert(0, parse_xml(TRACKED))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def pdf(*, columns: bool = False, password: str = "", text: bool = True, pages: int = 1) -> bytes:
    """A PDF with a heading, wrapped paragraphs, a bold heading and bullets; or two columns; or no text at all."""
    from fpdf import FPDF

    file = FPDF()
    for _ in range(pages):
        file.add_page()
        if not text:
            file.rect(10, 10, 50, 50)
            continue
        file.set_font("Helvetica", "B", 20)
        file.cell(0, 10, "Routing Engineer", new_x="LMARGIN", new_y="NEXT")
        file.set_font("Helvetica", "", 11)
        if columns:
            with file.text_columns(ncols=2, gutter=10) as area:
                area.write("First. " + PROSE * 14 + "Last.")
            continue
        file.multi_cell(0, 6, PROSE * 3, new_x="LMARGIN", new_y="NEXT")
        file.ln(4)
        file.set_font("Helvetica", "B", 11)
        file.cell(0, 8, "What you do", new_x="LMARGIN", new_y="NEXT")
        file.set_font("Helvetica", "", 11)
        for _ in range(3):
            file.multi_cell(0, 6, "- Plan " + PROSE, new_x="LMARGIN", new_y="NEXT")
    if password:
        file.set_encryption(owner_password=password + "o", user_password=password)
    return bytes(file.output())


def message(body: str = PROSE * 8, html: str = "", attached: tuple[tuple[str, bytes, str], ...] = ()) -> bytes:
    """A forwarded message; `attached` are (file name, bytes, type)."""
    made = EmailMessage()
    made["Subject"], made["From"], made["To"] = "Fwd: Re: Routing Engineer é", "a@example.org", "b@example.org"
    made.set_content(body)
    if html:
        made.add_alternative(html, subtype="html")
    for name, data, kind in attached:
        main, sub = kind.split("/")
        made.add_attachment(data, maintype=main, subtype=sub, filename=name)
    return made.as_bytes()


def records() -> dict[str, dict[str, Any]]:
    """A record of each applicant tracking system, as its public API gives it."""
    escaped = DESCRIPTION.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return {
        "greenhouse": {"id": 1, "title": "Routing Engineer", "location": {"name": "Lisbon"}, "absolute_url": "https://x",
                       "content": escaped, "updated_at": "2026-01-02"},
        "lever": {"text": "Routing Engineer", "categories": {"location": "Lisbon", "commitment": "Full-time"},
                  "description": f"<div>{PROSE}</div>", "additional": "<p>Bye</p>",
                  "lists": [{"text": "What you&#39;ll do", "content": "<li>Plan</li><li>Route</li>"}]},
        "ashby": {"id": "1", "title": "Routing Engineer", "location": "Lisbon", "descriptionHtml": DESCRIPTION,
                  "jobUrl": "https://x", "employmentType": "FullTime"},
        "workable": {"title": "Routing Engineer", "shortcode": "X", "city": "Lisbon", "description": DESCRIPTION,
                     "requirements": "<ul><li>Ports</li></ul>"},
        "smartrecruiters": {"name": "Routing Engineer", "location": {"city": "Lisbon", "fullLocation": "Lisbon"},
                            "jobAd": {"sections": {"jobDescription": {"title": "Job", "text": DESCRIPTION},
                                                   "qualifications": {"title": "You", "text": "<p>Ports</p>"}}}},
    }  # fmt: skip


def seeds() -> dict[str, bytes]:
    """A good document of every format, by file name."""
    return {
        "a.md": MARKDOWN.encode(), "a.html": HTML.encode(), "b.html": page(json_ld(JOB_POSTING)).encode(),
        "c.html": page().encode(), "a.json": json.dumps(JOB_POSTING).encode(), "a.txt": MARKDOWN.encode("utf-16"),
        **{f"{name}.json": json.dumps(record).encode() for name, record in records().items()},
        "a.docx": docx(), "a.pdf": pdf(), "b.pdf": pdf(columns=True), "a.eml": message("short", HTML),
        "b.eml": message("see the file", attached=(("role.docx", docx(), "application/octet-stream"),)),
    }  # fmt: skip
