"""The careers page: valid, complete, and nothing of others is lost."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from rolewright.cli import main

CAREERS = str(Path(__file__).parents[2] / "examples/careers")
VOID = {"meta", "link", "br", "img", "hr", "input"}
INSIDE = {"li": {"ul"}, "h1": {"header"}, "header": {"body"}, "main": {"body"}, "footer": {"body"}, "nav": {"body"},
          "ul": {"main", "header", "li"}, "p": {"main", "header", "footer"}, "a": {"p", "li", "h2", "nav"}}  # fmt: skip


class Checked(HTMLParser):
    """Raises on what a validator would object to: nesting, ends, duplicate attributes, headings, places of elements."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open, self.headings, self.texts, self.links, self.scripts = [], [], [], [], []
        self.feed(page)
        self.close()
        assert not self.open, self.open

    def handle_starttag(self, tag, attrs):
        """Open an element where it may stand."""
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names))
        assert all(value is not None for _, value in attrs)
        assert tag not in INSIDE or self.open[-1] in INSIDE[tag], (tag, self.open)
        if re.fullmatch(r"h[1-6]", tag):
            level = int(tag[1])
            assert level <= (self.headings[-1] if self.headings else 0) + 1, "a level of headings is left out"
            self.headings.append(level)
        self.links += [value for name, value in attrs if name == "href"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        """Close the innermost element."""
        assert self.open.pop() == tag

    def handle_data(self, data):
        """Text, or the structured data."""
        (self.scripts if self.open and self.open[-1] == "script" else self.texts).append(data)


def test_pages_are_valid(made):
    """Every page: language, title, one h1, headings in order, elements where they may stand, no script but the data."""
    for name, page in made().items():
        if name.endswith(".html"):
            text = page.decode()
            found = Checked(text)
            assert text.startswith('<!doctype html>\n<html lang="en">')
            assert found.headings.count(1) == 1
            assert len(re.findall(r"<title>[^<]+</title>", text)) == 1
            assert re.findall(r"<script[^>]*>", text) in ([], ['<script type="application/ld+json">'])
            assert "http" not in "".join(re.findall(r"<style>.*?</style>", text, re.DOTALL))


def test_the_authors_markup_stays_text(made):
    """Angle brackets, ampersands and script ends of a posting are text on its page and in its data."""
    page = made()["trap.html"].decode()
    found = Checked(page)
    assert "alert(1)" in "".join(found.texts)
    assert "<script>alert" not in page
    data = json.loads("".join(found.scripts))
    assert data["title"] == "Engineer of R&D"
    assert data["hiringOrganization"]["name"] == "Acme & Sons"
    assert data["baseSalary"]["value"]["maxValue"] == 120000
    assert data["jobLocation"]["address"]["addressLocality"] == "Denver"
    assert data["url"] == "https://acme.example/jobs/trap.html"
    assert "&lt;/script&gt;" in data["description"]


def test_the_same_folder_gives_the_same_bytes(made):
    """No clock and no chance."""
    assert made() == made()


def test_a_line_that_repeats_the_facts_is_left_out(folder, made):
    """“Acme · Denver” below the title isn't shown twice; a line that says one thing more stays whole."""
    path, line = folder / "trap.md", "Acme &amp; Sons · Denver, Colorado, United States"
    text = path.read_text()
    path.write_text(text.replace("We're at Acme.", f"{line}\n\nWe're at Acme."))
    assert "United States</p>" not in made()["trap.html"].decode()
    path.write_text(text.replace("We're at Acme.", f"{line} · with dogs\n\nWe're at Acme."))
    assert "United States · with dogs</p>" in made()["trap.html"].decode()


def test_links_inside_lead_somewhere(made):
    """Every relative link is a file of the site."""
    files = made()
    for name in ("index.html", "trap.html"):
        inside = [link for link in Checked(files[name].decode()).links if ":" not in link]
        assert inside
        assert all(link in files for link in inside)


def test_a_posting_past_its_day_is_left_out(folder, made):
    """`on` after the last day leaves it out of every file; the day itself doesn't."""
    path = folder / "trap.md"
    path.write_text(path.read_text().replace("reference:", "valid_through: 2026-12-24\nreference:"))
    assert "trap.html" in made("2026-12-24")
    gone = made("2026-12-25")
    assert "trap.html" not in gone
    assert "Nothing is open" in gone["index.html"].decode()
    assert all(b"trap" not in data for data in gone.values())


def test_what_google_demands_and_nobody_says(folder, tmp_path, capsys):
    """Without a date there is no JSON-LD on the page; it is told, with status 1."""
    path = folder / "trap.md"
    path.write_text(path.read_text().replace("posted: 2026-11-20", "posted: soon"))
    assert main(["site", str(folder), "-o", str(tmp_path / "out")]) == 1
    assert "ld+json" not in (tmp_path / "out/trap.html").read_text()
    told = capsys.readouterr().err
    assert "trap.md: no JSON-LD on its page: application.posted not said" in told
    assert "trap.md: not in indeed.xml" in told


def test_a_role_file_beside_a_posting_says_the_rest(folder, made):
    """Facts come from the role file of the same name; careers.toml wins over it for one posting."""
    (folder / "trap.toml").write_text('version = 1\n[place]\nemployment = "part-time"\nmode = "onsite"\n')
    assert "part-time" in made()["trap.html"].decode()
    careers = folder / "careers.toml"
    careers.write_text(careers.read_text() + '[postings."trap.md".place]\nemployment = "contract"\n')
    assert "part-time" not in made()["trap.html"].decode()


def test_a_page_of_a_posting_that_is_gone_goes(folder, tmp_path):
    """A second run removes it, writes only what changed, and leaves files of others alone."""
    out = tmp_path / "out"
    (folder / "other.md").write_text((folder / "trap.md").read_text())
    assert main(["site", str(folder), "-o", str(out)]) == 0
    (out / "CNAME").write_text("acme.example")
    before = (out / "trap.html").stat().st_mtime_ns
    (folder / "other.md").unlink()
    assert main(["site", str(folder), "-o", str(out)]) == 0
    assert {path.name for path in out.iterdir()} == {
        "CNAME", "index.html", "trap.html", "feed.xml", "indeed.xml", "sitemap.xml", ".rolewright-site.json"
    }  # fmt: skip
    assert (out / "trap.html").stat().st_mtime_ns == before


def test_files_of_others_are_not_written_over(folder, tmp_path, capsys):
    """An index.html that we didn't make stops the run before anything is written."""
    (tmp_path / "index.html").write_text("mine")
    assert main(["site", str(folder), "-o", str(tmp_path)]) == 2
    assert (tmp_path / "index.html").read_text() == "mine"
    assert "wasn't made by `rolewright site`" in capsys.readouterr().err
    assert not (tmp_path / "trap.html").exists()


def test_the_site_goes_beside_the_postings(folder, capsys):
    """Inside them its pages would be postings at the next run."""
    for out in (folder, folder / "public"):
        assert main(["site", str(folder), "-o", str(out)]) == 2
        assert "inside the folder of postings" in capsys.readouterr().err
    assert not (folder / "public").exists()


@pytest.mark.parametrize("names", ['["../../etc/passwd"]', "{}", "nope"])
def test_a_list_of_files_that_was_tampered_with(folder, tmp_path, names):
    """A list that names files elsewhere is refused: its names would be removed."""
    (tmp_path / ".rolewright-site.json").write_text(names)
    assert main(["site", str(folder), "-o", str(tmp_path)]) == 2


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('url = "ftp://a"', "is no web address"),
        ("url = 3", "is no web address"),
        ("ulr = 1", "did you mean 'url'"),
        ('url = "https://a"\n[role.compny]\nname = "x"', "careers.toml: role.compny: there is no such field"),
        ('url = "https://a"\n[postings."trp.md".place]\nmode = "remote"', "there is no posting 'trp.md'"),
        ('url = "https://a"\npostings = 3', "isn't a table of tables"),
        ('leave-out = "x"', "leave-out is no list of texts"),
        ("= broken", "isn't valid TOML"),
        ("", "the site has no address"),
    ],
)
def test_wrong_settings(folder, tmp_path, capsys, text, message):
    """Status 2 and one line that says what and where; nothing is written."""
    (folder / "careers.toml").write_text(text)
    assert main(["site", str(folder), "-o", str(tmp_path / "out")]) == 2
    assert message in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_two_files_for_one_address(folder, tmp_path, capsys):
    """Two postings whose pages would have one name are refused."""
    (folder / "trap.txt").write_text("Engineer\n\nWork.")
    assert main(["site", str(folder), "-o", str(tmp_path / "out")]) == 2
    assert "would both be trap.html" in capsys.readouterr().err


def test_the_example_site_is_complete(tmp_path):
    """examples/careers lacks nothing that anyone demands."""
    assert main(["site", CAREERS, "-o", str(tmp_path / "out")]) == 0
