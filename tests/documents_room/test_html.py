"""HTML: fragments and whole saved pages."""

import json

import made
import pytest
from hypothesis import given
from hypothesis import strategies as st
from soundness import check_sound, grows_as_its_size, is_linear, shown

from rolewright.documents import html


def test_a_fragment_is_what_it_shows():
    """Headings, bullets, rows and paragraphs come out; what is hidden doesn't."""
    posting = check_sound(html.read(made.HTML))
    assert shown(posting) == [
        ("heading", "Routing Engineer"),
        ("", "Boats & ports and\xa0more"),
        ("heading", "What you do"),
        ("bullet", "plan"),
        ("bullet", "route"),
        ("row", "Pay | 10"),
        ("", "end"),
        ("", "of it"),
    ]
    assert posting.comments == ((made.HTML.index("<!--"), "rolewright: ignore RW102 x"),)


def test_places_count_the_authors_lines():
    """With CR LF and a reference before it, a word is pointed at where it stands."""
    source = "<p>a &amp;\r\nb <i>word</i>"
    posting = html.read(source)
    at = posting.text.index("word")
    assert str(posting.place(at)) == "2:6"
    assert posting.map.editable(at, at + 4) == (source.index("word"), source.index("word") + 4)
    assert posting.map.editable(0, 3) is None


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("<p>a<p>b", [("", "a"), ("", "b")]),
        ("<td><p>a</p></td>", [("", "a")]),
        ("<table><tr><td><p>A</p><p>B</p></td></tr></table>", [("", "A"), ("", "B")]),
        ("<h2>a<br>b</h2>", [("heading", "a b")]),
        ("<li><p>a</p>b", [("bullet", "a"), ("", "b")]),
        ("<p>a <script>no</script>b<style>no</style>", [("", "a b")]),
        ("<ul><li hidden>x<li>y</ul>", [("bullet", "y")]),
        ("<div style='DISPLAY : none'>x</div>y", [("", "y")]),
        ("<div aria-hidden=true hidden>x<p>y</div>z", [("", "z")]),
        ("<pre>a\n  b</pre>", [("", "a"), ("", "b")]),
        ("<p><span style='font-weight:700'>Head</span></p><p>b c", [("heading", "Head"), ("", "b c")]),
        ("<p>• one<br>• two", [("bullet", "• one"), ("bullet", "• two")]),
        ("a<button>Apply</button> <button>b", [("", "a b")]),
        ("<p>&lt;b&gt; &notit; &#128512;", [("", "<b> ¬it; 😀")]),
    ],
)
def test_small_cases(source, lines):
    """Each construct is read as a browser shows it."""
    assert shown(check_sound(html.read(source))) == lines


def test_json_ld_of_a_page_is_the_posting():
    """The description of a page's JobPosting is the text, its map leads into the page, its data are facts."""
    source = made.page(made.json_ld(made.JOB_POSTING))
    posting = check_sound(html.read(source))
    assert posting.title == 'Routing "Engineer" é'
    assert shown(posting)[-2:] == [("bullet", "Python & SQL"), ("bullet", "Ports")]
    assert ("baseSalary", "EUR 50000-60000 YEAR") in posting.facts
    assert ("jobLocation", "Lisbon, PT") in posting.facts
    at = posting.text.index("Ports")
    assert posting.map.editable(at, at + 5) == (source.index("Ports"), source.index("Ports") + 5)


def test_the_main_text_of_a_page_is_the_posting():
    """Without data, the main text is read, without the page's frame; its title stands in for a missing heading."""
    posting = check_sound(html.read(made.page()))
    assert [hint for hint, _ in shown(posting)] == ["heading", "", "bullet"]
    assert "rights" not in posting.text
    assert "Home" not in posting.text
    assert posting.title == "Routing Engineer"


def test_a_page_without_a_main_element_is_read_without_its_frame():
    """Navigation and footer are left out, what is left is the posting."""
    posting = html.read(made.page(body=f"<div><h1>Routing Engineer</h1><p>{made.PROSE * 3}</p></div>"))
    assert [hint for hint, _ in shown(posting)] == ["heading", ""]


def test_microdata_is_read():
    """The description of a JobPosting item is the text, its other properties are facts."""
    body = (
        '<div itemscope itemtype="https://schema.org/JobPosting"><h1 itemprop="title">Router</h1>'
        f'<span itemprop="datePosted">2026-01-02</span><div itemprop="description"><p>{made.PROSE * 3}</div></div>'
    )
    posting = check_sound(html.read(made.page(body=body)))
    assert posting.title == "Router"
    assert ("datePosted", "2026-01-02") in posting.facts
    assert shown(posting)[0][1].startswith("We build")
    assert len(posting.lines) == 1


def test_several_postings_in_one_page_are_told():
    """The first is read, and a trouble counts them."""
    posting = html.read(made.page(made.json_ld(made.JOB_POSTING) * 3))
    assert [trouble.id for trouble in posting.troubles] == ["many"]
    assert "3" in posting.troubles[0].message


def test_broken_json_ld_falls_back_to_the_text():
    """A script that is no JSON is passed over."""
    assert "We build" in html.read(made.page('<script type="application/ld+json">{"@type": </script>')).text


@given(st.lists(st.sampled_from(
    ["<p>", "</p>", "<li>", "<b>", "</b>", "<div hidden>", "</div>", "a ", "é😀", "&amp;", "&", "&#0;", "\r\n", "\r", "\n", " ",
     "<td>", "<tr>", "<table>", "</table>", "<!--", "-->", "<script>", "</script>", "<pre>", "<html>", "<main>", "<nav>", "\0",
     "<br>", "<h1>", "</h1>", "<span style='font-weight:bold'>", "</span>", "<svg/>", "<select>", "&nbsp;", "<", ">", "•",
     '<script type="application/ld+json">', '{"@type":"JobPosting","title":"x","description":"a<p>b"}']), max_size=40))  # fmt: skip
def test_any_tags_are_read(pieces):
    """No soup of tags raises; lines are in order and inside; editable slices are the same in the source."""
    check_sound(html.read("".join(pieces)))


@given(st.text(max_size=200))
def test_any_text_is_read(text):
    """No text raises."""
    check_sound(html.read(text))


@pytest.mark.parametrize(
    "piece",
    ["<div>", "<p>a", "<li>x", "<div hidden>", "<nav>a", "&amp;", "<!--", "<script", "<td><p>a</p>", "a<br>", "<b>", "<button>",
     "<aside><p>x", "<script type=ld+json ", "word ", "é\r\n"],
)  # fmt: skip
def test_time_is_linear(piece):
    """Eight times the repeats take about eight times the time, in a fragment and in a page."""
    for head in ("", "<html>"):
        assert is_linear(lambda size, head=head: html.read(head + piece * (size // len(piece))), 15_000)


def test_five_megabytes_are_read():
    """A page of 5 MB is read in time that its size explains."""
    body = "<main>" + f"<p>{made.PROSE} &amp; <b>more</b></p>" * 40
    assert grows_as_its_size(lambda n: html.read(made.page(body=body * n)), 10, 5_000_000 // len(body))


def test_a_description_that_is_plain_text_keeps_its_lines():
    """JSON-LD may hold text without tags: its line ends mean something."""
    posting = html.read(
        made.page(made.json_ld({**made.JOB_POSTING, "description": f"About\n\n{made.PROSE * 3}\n\n- List<String>"}))
    )
    assert [text for _, text in shown(posting)][-1] == "- List<String>"
    assert json.dumps("x")
