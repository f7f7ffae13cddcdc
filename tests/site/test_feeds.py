"""Feeds: well formed, complete, in the words of those who read them."""

from __future__ import annotations

import json
from email.utils import parsedate_to_datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from rolewright.cli import main

CAREERS = str(Path(__file__).parents[2] / "examples/careers")


def test_indeed(made):
    """Every field that Indeed demands, each in CDATA, no entities, and text that ends CDATA comes through whole."""
    data = made()["indeed.xml"]
    source = ET.fromstring(data)
    (job,) = source.findall("job")
    said = {field.tag: field.text for field in job}
    assert said["title"] == "Engineer of R&D"
    assert said["referencenumber"] == "A&1"
    assert (said["company"], said["city"], said["state"], said["country"]) == (
        "Acme & Sons",
        "Denver",
        "CO",
        "United States",
    )
    assert said["date"] == "2026-11-20T00:00:00Z"
    assert said["salary"] == "$100,000 to $120,000 a year"
    assert "]]>" in said["description"]
    assert "&lt;" not in said["description"]
    assert "<script>" not in said["description"]
    assert data.count(b"<![CDATA[") >= len(said)


def test_indeed_has_a_job_for_each_place(folder, made):
    """Two places are two jobs with reference numbers of their own and one requisition."""
    careers = folder / "careers.toml"
    careers.write_text(
        careers.read_text() + '[postings."trap.md".place]\nsites = [{ city = "Denver", country = "US" }, '
        '{ city = "Berlin", country = "DE" }]\n'
    )
    jobs = ET.fromstring(made()["indeed.xml"]).findall("job")
    assert [job.findtext("referencenumber") for job in jobs] == ["A&1", "A&1-2"]
    assert {job.findtext("requisitionid") for job in jobs} == {"A&1"}
    assert [job.findtext("country") for job in jobs] == ["United States", "Germany"]


def test_rss(made):
    """RSS 2.0: a channel with its own address, items with title, link, guid, date and the text as HTML."""
    channel = ET.fromstring(made()["feed.xml"]).find("channel")
    assert channel.findtext("title") == "Open positions at Acme & Sons"
    (item,) = channel.findall("item")
    assert item.findtext("link") == item.findtext("guid") == "https://acme.example/jobs/trap.html"
    assert parsedate_to_datetime(item.findtext("pubDate")).date().isoformat() == "2026-11-20"
    assert "<h2>What you do</h2>" in item.findtext("description")


def test_sitemap(made):
    """The page of all positions and each posting with its day."""
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    root = ET.fromstring(made()["sitemap.xml"])
    assert [url.findtext(f"{space}loc") for url in root] == [
        "https://acme.example/jobs/", "https://acme.example/jobs/trap.html"
    ]  # fmt: skip
    assert root[1].findtext(f"{space}lastmod") == "2026-11-20"


def test_control_characters_leave_no_broken_xml(folder, made):
    """What XML forbids is left out."""
    path = folder / "trap.md"
    path.write_text(path.read_text().replace("Say", "Say \x08\x0b\ufffe"))
    ET.fromstring(made()["indeed.xml"])
    ET.fromstring(made()["feed.xml"])


@pytest.mark.parametrize("form", ["indeed", "rss", "jsonld"])
def test_the_command(form, tmp_path, capsysbinary):
    """`feed` writes the same to a file and to standard output; both examples are in it."""
    assert main(["feed", CAREERS, "--format", form]) == 0
    out = capsysbinary.readouterr().out
    assert main(["feed", CAREERS, "--format", form, "-o", str(tmp_path / "feed")]) == 0
    assert (tmp_path / "feed").read_bytes() == out
    count = len(json.loads(out)) if form == "jsonld" else len(ET.fromstring(out).findall(".//title")) - (form == "rss")
    assert count == 2


def test_what_a_feed_demands(folder, capsys):
    """A posting without a reference isn't in Indeed's feed, and that is told with status 1; RSS takes it."""
    path = folder / "trap.md"
    path.write_text(path.read_text().replace("reference: A&1\n", ""))
    assert main(["feed", str(folder), "--format", "indeed"]) == 1
    told = capsys.readouterr()
    assert "<job>" not in told.out
    assert "trap.md: left out of the feed: application.reference not said" in told.err
    assert main(["feed", str(folder), "--format", "rss"]) == 0
    assert main(["feed", str(folder), "--format", "rss", "--on", "tomorrow"]) == 2
