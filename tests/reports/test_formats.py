"""Reports for programs."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest

from rolewright.errors import ConfigError
from rolewright.model.posting import Place
from rolewright.reports.shape import FORMATS, format_of, render

NASTY = 'Machine Learning Engineer\n\nA <script>alert("1")</script> & ninja, "quoted" 100%: ok, or not.\n'


@pytest.fixture
def whole(report, show):
    """The whole document of some reports in a format."""
    return lambda form, *reports: "".join(render(reports or (report(),), form, show))


@pytest.mark.parametrize("form", FORMATS)
def test_no_postings_is_still_a_document(show, form):
    """Every format is well formed without any report."""
    text = "".join(render((), form, show))
    if form in {"json", "sarif"}:
        json.loads(text)
    if form == "junit":
        ET.fromstring(text)


def test_json_has_everything(whole, report):
    """Two reports, each with its findings, places, score and sum, and a summary."""
    data = json.loads(whole("json", report(), report(name="b.md")))
    first = data["reports"][0]
    assert (data["version"], first["file"], first["score"]) == (1, "posting.md", 52)
    assert sum(row["points"] for row in first["arithmetic"]) == first["score"]
    finding = first["findings"][0]
    assert finding["place"] == {"unit": "line", "number": 3, "column": 15}
    assert finding["fix"] == {"start": 41, "end": 46, "text": "engineer", "grade": "safe"}
    assert {"code", "topic", "severity", "start", "end", "message", "advice", "evidence", "points", "why"} <= set(
        finding
    )
    assert data["summary"]["rules"] == {"RC501": 2, "RW601": 4}


def test_sarif_has_the_structure_of_its_standard(whole):
    """Version, driver, rules with help, results whose rule exists, regions from 1, fixes that replace a region."""
    data = json.loads(whole("sarif"))
    assert data["version"] == "2.1.0"
    (run,) = data["runs"]
    rules = {rule["id"]: rule for rule in run["tool"]["driver"]["rules"]}
    assert rules["RW601"]["help"]["text"]
    assert rules["RW601"]["defaultConfiguration"]["level"] in {"none", "note", "warning", "error"}
    assert "RC501" not in rules
    result = run["results"][0]
    assert result["ruleId"] in rules
    assert result["message"]["text"]
    (location,) = result["locations"]
    assert location["physicalLocation"]["artifactLocation"] == {"uri": "posting.md"}
    region = {"startLine": 3, "startColumn": 15, "endLine": 3, "endColumn": 20}
    assert location["physicalLocation"]["region"] == region
    (change,) = result["fixes"][0]["artifactChanges"]
    assert change["replacements"] == [{"deletedRegion": region, "insertedContent": {"text": "engineer"}}]


def test_sarif_names_page_or_paragraph(whole, report):
    """Where there are no lines the message says where, and there is no region."""
    made = report()
    paged = made._replace(posting=made.posting._replace(format="pdf", places=((0, Place("page", 2, 1)),)))
    result = json.loads(whole("sarif", paged))["runs"][0]["results"][0]
    assert "(page 2)" in result["message"]["text"]
    assert "region" not in result["locations"][0]["physicalLocation"]


def test_github_annotations_are_escaped(whole, report):
    """Per cent signs and line breaks are escaped in the message, colons and commas in the properties too."""
    where = "file=a%2Cb%3Ac.md,title=RW601 hero words,line=3,col=33,endLine=3,endColumn=38"
    made = whole("github", report(NASTY, name="a,b:c.md"))
    assert made == f"::warning {where}::“ninja” is no job%0ASay the plain title.\n"


def test_gitlab_has_a_fingerprint_a_finding(whole, report):
    """An array with place, severity and a fingerprint that an edit elsewhere doesn't change; credits are left out."""
    made = json.loads(whole("gitlab", report(NASTY), report(NASTY, name="./other.md")))
    assert [one["location"]["path"] for one in made] == ["posting.md", "other.md"]
    assert made[0]["location"]["lines"] == {"begin": 3, "end": 3}
    assert made[0]["check_name"] == "RW601 hero words"
    assert made[0]["severity"] in {"info", "minor", "major", "critical", "blocker"}
    assert len({one["fingerprint"] for one in made}) == 2
    moved = json.loads(whole("gitlab", report("One more line.\n\n" + NASTY)))
    assert moved[0]["fingerprint"] == made[0]["fingerprint"]
    assert moved[0]["location"]["lines"]["begin"] == 5


def test_junit_is_xml_with_a_failure_a_finding(whole, report):
    """A suite a posting; a clean posting passes one case."""
    made = whole("junit", report(NASTY), report("Data Engineer\n\nShip.\n", name="clean & ok.md"))
    root = ET.fromstring(made)
    suites = root.findall("testsuite")
    assert [(s.get("name"), s.get("tests"), s.get("failures")) for s in suites] == [
        ("posting.md", "1", "1"),
        ("clean & ok.md", "1", "0"),
    ]
    assert suites[0].find("testcase/failure").get("message") == "“ninja” is no job"


class _Page(HTMLParser):
    """The tags, ids and links of a page."""

    def __init__(self):
        super().__init__()
        self.open, self.seen, self.ids, self.links, self.text = [], [], [], [], ""

    def handle_starttag(self, tag, attrs):
        self.seen.append(tag)
        values = dict(attrs)
        self.ids += [values["id"]] if "id" in values else []
        self.links += [values["href"]] if "href" in values else []
        if tag not in {"meta", "link", "br"}:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


def test_html_is_one_safe_page(whole, report):
    """Well nested, no script, nothing from outside, the posting's own markup escaped, every link leads somewhere."""
    made = whole("html", report(NASTY), report(name="b.md"))
    page = _Page()
    page.feed(made)
    assert page.open == []
    assert "script" not in page.seen
    assert '<script>alert("1")</script>' in page.text
    assert len(page.ids) == len(set(page.ids))
    assert {link[1:] for link in page.links} <= set(page.ids)
    assert not re.search(r'(?:src|href)="(?!#)', made)
    assert 'lang="en"' in made


def test_html_holds_the_whole_posting(whole, report):
    """The lines with their marks are the lines."""
    made = whole("html", report())
    page = _Page()
    page.feed(made[made.index("<article") : made.index("</article>") + 10])
    lines = report().posting.lines
    assert page.text.splitlines() == [report().reading.text[line.start : line.end] for line in lines]


def test_an_unknown_format_is_misuse():
    """A format that doesn't exist is refused with those that do."""
    with pytest.raises(ConfigError, match="text, json"):
        format_of("yaml")
