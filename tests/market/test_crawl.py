"""WARC and N-Quads: the JobPostings of crawled pages, whatever else the pages hold."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pyarrow.parquet as pq
from market_rows import posting

from rolewright.market.corpus import read


def job(i: int) -> dict:
    """A JobPosting as pages have it."""
    made = posting(i)
    return {
        "@context": "https://schema.org", "@type": "JobPosting", "title": made["title"], "datePosted": made["date"],
        "description": f"<p>{made['text'].replace(chr(10), '<br>')}</p>", "hiringOrganization": {"@type": "Organization", "name": "Loaf"},
        "jobLocation": {"@type": "Place", "address": {"@type": "PostalAddress", "addressRegion": "CO", "addressCountry": "US"}},
    }  # fmt: skip


def page(*blocks: str) -> bytes:
    scripts = "".join(f'<script type="application/ld+json">{block}</script>' for block in blocks)
    return f"<html><head>{scripts}</head><body><h1>Jobs</h1></body></html>".encode()


def write_warc(path: Path, pages: list[bytes]) -> Path:
    """A WARC 1.0 as crawlers write it: each record a member of its own in the archive."""
    with path.open("wb") as out:
        for i, body in enumerate(pages):
            http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body
            head = (
                f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://jobs.example/{i}\r\nWARC-Date: 2026-03-04T00:00:00Z\r\n"
                f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{i:012}>\r\nContent-Type: application/http; msgtype=response\r\n"
                f"Content-Length: {len(http)}\r\n\r\n"
            )
            record = head.encode() + http + b"\r\n\r\n"
            out.write(gzip.compress(record) if path.suffix == ".gz" else record)
    return path


def rows_of(folder: Path, path: Path) -> list[dict]:
    output = folder / "out.parquet"
    read([str(path)], str(output), engine="pool", processes=1)
    return pq.read_table(output).to_pylist()


def test_a_crawl_gives_its_job_postings(tmp_path: Path) -> None:
    """Plain, in a graph, with raw line breaks; pages without one are passed over; broken ones that name one are told."""
    graph = json.dumps({"@context": "https://schema.org", "@graph": [{"@type": "WebSite"}, job(1)]})
    raw = json.dumps(job(2)).replace("<br>", "\n")
    pages = [page(json.dumps(job(0))), page('{"@type": "Recipe"}'), page(graph), page(raw), page('{"@type": "JobPosting", "title": '),
             b"<p>JobPosting</p>", page(json.dumps({**job(3), "datePosted": None}))]  # fmt: skip
    rows = rows_of(tmp_path, write_warc(tmp_path / "crawl.warc.gz", pages))
    assert [row["error"] is not None for row in rows] == [False, False, False, True, False]
    assert "JSON-LD can't be read" in rows[3]["error"]
    assert rows[0]["url"] == "https://jobs.example/0"
    assert (rows[0]["date"], rows[4]["date"]) == (posting(0)["date"], "2026-03-04")
    assert rows[0]["company"] == "Loaf"
    assert "US-CO" in rows[0]["places"]
    assert "python" in rows[0]["skills"]
    assert rows[0]["pay_currency"] == "USD"


def test_a_cut_crawl_keeps_what_came_before(tmp_path: Path) -> None:
    """A WARC that breaks off gives its whole pages and one row that says so."""
    whole = write_warc(tmp_path / "a.warc.gz", [page(json.dumps(job(i))) for i in range(4)]).read_bytes()
    cut = tmp_path / "b.warc.gz"
    cut.write_bytes(whole[: len(whole) - 150])
    rows = rows_of(tmp_path, cut)
    assert len([row for row in rows if row["error"] is None]) >= 3


def quads(i: int, page_: str) -> str:
    """The lines of a page as web-data-commons writes them."""
    made = posting(i)
    text = made["text"].replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    node, place, address = f"_:n{i}job", f"_:n{i}place", f"_:n{i}address"
    kind = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
    lines = [
        f"{node} {kind} <http://schema.org/JobPosting>",
        f'{node} <http://schema.org/title> "{made["title"]}"@en',
        f'{node} <http://schema.org/description> "{text} caf\\u00E9"',
        f'{node} <http://schema.org/datePosted> "{made["date"]}"^^<http://schema.org/Date>',
        f"{node} <http://schema.org/jobLocation> {place}",
        f"{place} {kind} <http://schema.org/Place>",
        f"{place} <http://schema.org/address> {address}",
        f'{address} <http://schema.org/addressCountry> "GB"',
    ]
    return "".join(f"{line} <{page_}> .\n" for line in lines)


def test_quads_are_put_together_by_page(tmp_path: Path) -> None:
    """Two pages and a line that is no quad; nested nodes, escapes, languages and types are read."""
    path = tmp_path / "job.nq"
    path.write_text(
        quads(0, "https://a.example/1") + "this is no quad\n" + quads(1, "https://a.example/2"), encoding="utf-8"
    )
    rows = sorted(rows_of(tmp_path, path), key=lambda row: row["row"])
    good = [row for row in rows if row["error"] is None]
    assert [row["url"] for row in good] == ["https://a.example/1", "https://a.example/2"]
    assert [row["error"] for row in rows if row["error"]] == ["is no quad"]
    assert good[0]["text"].endswith("café")
    assert good[0]["date"] == posting(0)["date"]
    assert "GB" in good[0]["places"]


def test_boards_records_are_read(tmp_path: Path) -> None:
    """The saved answers of five job boards give their titles, dates and texts; what isn't listed is told."""
    text = posting(0)["text"]
    html = f"<p>{text}</p>"
    boards = {
        "greenhouse": {"jobs": [{"id": 1, "title": "ML Engineer", "content": html.replace("<", "&lt;").replace(">", "&gt;"),
                                 "absolute_url": "https://g.example/1", "updated_at": "2026-02-03T01:02:03-05:00", "location": {"name": "Leeds"}}]},
        "lever": [{"id": "l", "text": "ML Engineer", "categories": {"location": "Leeds"}, "descriptionPlain": text,
                   "lists": [{"text": "Requirements", "content": "<li>Go</li>"}], "hostedUrl": "https://l.example/1", "createdAt": 1770076800000}],
        "ashby": {"apiVersion": "1", "jobs": [
            {"id": "a", "title": "ML Engineer", "descriptionHtml": html, "isListed": True, "publishedAt": "2026-02-03T00:00:00Z", "jobUrl": "https://a.example/1"},
            {"id": "b", "title": "Secret", "descriptionHtml": html, "isListed": False}]},
        "workable": {"name": "Loaf", "jobs": [{"title": "ML Engineer", "shortcode": "W1", "description": html, "published_on": "2026-02-03", "url": "https://w.example/1"}]},
        "smartrecruiters": {"id": "s", "name": "ML Engineer", "company": {"name": "Loaf"}, "releasedDate": "2026-02-03T00:00:00Z",
                            "jobAd": {"sections": {"jobDescription": {"title": "Work", "text": html}}}},
    }  # fmt: skip
    folder = tmp_path / "boards"
    folder.mkdir()
    for name, value in boards.items():
        (folder / f"{name}.json").write_text(json.dumps(value))
    rows = rows_of(tmp_path, folder)
    good = [row for row in rows if row["error"] is None]
    assert [row["title"] for row in good] == ["ML Engineer"] * 5
    assert {row["date"] for row in good} == {"2026-02-03"}
    assert [row["id"] for row in good] == ["a", "1", "l", "s", "W1"]
    assert all("python" in row["skills"] for row in good)
    assert [row["error"] for row in rows if row["error"]] == ["is not listed by its board"]
