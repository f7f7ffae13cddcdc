"""Text that style sheets hide from the reader of an HTML page: found, told, and worth nothing."""

from __future__ import annotations

import time

import pytest
from candidate import DAY

from rolewright import api

SECRET = "Python expert with LightGBM and AWS"
PAGE = """<!doctype html><html><head>{head}</head><body><h2>Experience</h2><h3>Data Analyst, Beta Ltd, 2017 - 2019</h3>
<p>Wrote SQL queries.</p>{body}</body></html>"""


def matrix(role, head: str = "", body: str = ""):
    """The matrix of a page and its profile."""
    profile = api.read_profile(PAGE.format(head=head, body=body).encode(), "cv.html")
    made = api.match(role, [profile], day=DAY).matches[0]
    return [(c.row, c.verdict, c.depth, [e.quote for e in c.evidence], c.points) for c in made.cells], profile


HIDING = {
    "class": (".x{display:none}", '<p class="x">{}</p>'),
    "id": ("#x{visibility:hidden}", '<p id="x">{}</p>'),
    "element": ("aside{opacity:0}", "<aside>{}</aside>"),
    "compound": ("p.x.y{opacity:.01}", '<p class="y x">{}</p>'),
    "descendant": (".side .x{display:none}", '<div class="side"><div><p class="x">{}</p></div></div>'),
    "child": (".side > p{display:none}", '<div class="side"><p>{}</p></div>'),
    "list of selectors": ("h6, .x, #z{display:none}", '<p class="x">{}</p>'),
    "attribute": ('[data-kind="ats"]{display:none}', '<p data-kind="ats">{}</p>'),
    "nth": ("body p:nth-of-type(2){display:none}", "<p>{}</p>"),
    "inherited from a wrapper": (".x{display:none}", '<div class="x"><ul><li>{}</li></ul></div>'),
    "tiny": (".x{font-size:1px}", '<p class="x">{}</p>'),
    "tiny of tiny": (".x{font-size:10%}", '<p class="x"><span class="x">{}</span></p>'),
    "font in short": (".x{font:1px/1 Arial}", '<p class="x">{}</p>'),
    "white": (".x{color:white}", '<p class="x">{}</p>'),
    "nearly white": (".x{color:hsl(0 0% 98%)}", '<p class="x">{}</p>'),
    "white in another space": (".x{color:lab(99 0 0)}", '<p class="x">{}</p>'),
    "no ink": (".x{color:rgba(0,0,0,0)}", '<p class="x">{}</p>'),
    "dark on dark": (".box{background:#222 none}.x{color:#252525}", '<div class="box"><p class="x">{}</p></div>'),
    "a body's colour": ("body{background:#102030;color:#fff}.x{color:#102030}", '<p class="x">{}</p>'),
    "white on a white gradient": (".x{background:linear-gradient(#fff,#fff);color:#fff}", '<p class="x">{}</p>'),
    "fill": (".x{-webkit-text-fill-color:transparent}", '<p class="x">{}</p>'),
    "left": (".x{position:absolute;left:-9999px}", '<p class="x">{}</p>'),
    "inset": (".x{position:fixed;inset:-200vh auto auto 0}", '<p class="x">{}</p>'),
    "margin": (".x{margin:0 0 0 -5000px}", '<p class="x">{}</p>'),
    "indent": (".x{text-indent:-999em}", '<p class="x">{}</p>'),
    "moved": (".x{transform:translateX(-9999px)}", '<p class="x">{}</p>'),
    "scaled": (".x{transform:scale(0)}", '<p class="x">{}</p>'),
    "clip": (".x{position:absolute;clip:rect(0 0 0 0)}", '<p class="x">{}</p>'),
    "clip of a pixel": (".x{position:absolute;clip:rect(1px, 1px, 1px, 1px)}", '<p class="x">{}</p>'),
    "clip-path": (".x{clip-path:inset(50%)}", '<p class="x">{}</p>'),
    "circle": (".x{clip-path:circle(0)}", '<p class="x">{}</p>'),
    "no height": (".x{height:0;overflow:hidden}", '<p class="x">{}</p>'),
    "no width": (".x{max-width:1px;overflow:hidden}", '<p class="x">{}</p>'),
    "filter": (".x{filter:opacity(0%)}", '<p class="x">{}</p>'),
    "a screen's": ("@media screen and (min-width: 600px){.x{display:none}}", '<p class="x">{}</p>'),
    "a range's": ("@media (400px < width <= 2000px){.x{display:none}}", '<p class="x">{}</p>'),
    "paper only": (".x{display:none}@media print{.x{display:block}}", '<p class="x">{}</p>'),
    "a variable": (":root{--gone:none}.x{display:var(--gone)}", '<p class="x">{}</p>'),
    "a variable's other value": (".x{display:var(--unknown, none)}", '<p class="x">{}</p>'),
    "nested": (".side{& .x{display:none}}", '<div class="side"><p class="x">{}</p></div>'),
    "a layer": ("@layer base{.x{display:none}}", '<p class="x">{}</p>'),
    "supports": ("@supports (display:grid){.x{display:none}}", '<p class="x">{}</p>'),
    "important over inline": (".x{display:none !important}", '<p class="x" style="display:block">{}</p>'),
    "an error after it": (".x{display:none;display:bogus}", '<p class="x">{}</p>'),
    "stronger selector": ("#s .x{display:none} .x{display:block}", '<div id="s"><p class="x">{}</p></div>'),
    "a comment in it": (".x/**/{dis\\70lay:/**/none}", '<p class="x">{}</p>'),
    "an entity in it": (".x{display:none}", '<p class="x">{}</p>'.replace("{}", "{}&nbsp;")),
    "no end tag": (".x{display:none}", '<p class="x">{}<p>And reports.'),
}  # fmt: skip


@pytest.mark.parametrize("how", HIDING)
def test_what_a_style_sheet_hides_counts_for_nothing(how, role) -> None:
    """The matrix is that of the page without it, and the user is told."""
    sheet, body = HIDING[how]
    plain, _ = matrix(role, body=body.format("").replace('class="x"', ""))
    found, profile = matrix(role, f"<style>{sheet}</style>", body.format(SECRET))
    assert found == plain
    assert SECRET in " ".join(one.text for one in profile.tricks)


SEEN = {
    "inline wins": (".x{display:none}", '<p class="x" style="display:block">{}</p>'),
    "later wins": (".x{display:none} .x{display:block}", '<p class="x">{}</p>'),
    "paper's rules": ("@media print{.x{display:none}}", '<p class="x">{}</p>'),
    "a phone's rules": ("@media (max-width: 600px){.x{display:none}}", '<p class="x">{}</p>'),
    "a dark theme": ("@media (prefers-color-scheme: dark){.x{color:#fff}}", '<p class="x">{}</p>'),
    "white on a bar": (".bar{background:#123}.x{color:#fff}", '<div class="bar"><p class="x">{}</p></div>'),
    "white on a picture": (".bar{background:url(dark.jpg)}.x{color:#fff}", '<div class="bar"><p class="x">{}</p></div>'),
    "white on a gradient": (".bar{background:linear-gradient(#123,#456)}.x{color:#fff}", '<div class="bar"><p class="x">{}</p></div>'),
    "letters filled by a gradient": (".x{background:linear-gradient(red,blue);-webkit-background-clip:text;color:transparent}", '<p class="x">{}</p>'),
    "visible inside hidden": (".o{visibility:hidden}.x{visibility:visible}", '<div class="o"><p class="x">{}</p></div>'),
    "large inside a list of size nought": ("ul{font-size:0}li{font-size:16px}", "<ul><li>{}</li></ul>"),
    "another class": (".y{display:none}", '<p class="x">{}</p>'),
    "what only a pointer does": (".x:hover{opacity:0}", '<p class="x">{}</p>'),
    "a hanging indent": (".x{text-indent:-2em;margin-left:-15px}", '<p class="x">{}</p>'),
    "left of nothing": (".x{left:-9999px}", '<p class="x">{}</p>'),
    "a mark before it": (".x::before{content:'•';display:none}", '<p class="x">{}</p>'),
    "what comes after": (".y{display:none}", '<p class="y">Nothing<p>{}</p>'),
    "a broken sheet": ("}}} .x{{ display:none", '<p class="x">{}</p>'),
}  # fmt: skip


@pytest.mark.parametrize("how", SEEN)
def test_what_a_reader_sees_is_read(how) -> None:
    """Honest styles take nothing away."""
    sheet, body = SEEN[how]
    profile = api.read_profile(
        PAGE.format(head=f"<style>{sheet}</style>", body=body.format(SECRET)).encode(), "cv.html"
    )
    assert "skill:lightgbm" in {one.key for one in profile.shown}
    assert SECRET not in " ".join(one.text for one in profile.tricks)


@pytest.mark.parametrize("head", [
    '<link rel="stylesheet" href="x.css">', "<style>@import url(x.css);</style>", '<link href="x" rel="preload stylesheet">',
])  # fmt: skip
def test_a_sheet_elsewhere_is_not_fetched_and_told(head) -> None:
    """What it hides can't be known, and the profile says so."""
    profile = api.read_profile(PAGE.format(head=head, body="").encode(), "cv.html")
    assert any("not fetched" in one for one in profile.troubles)


def test_many_rules_end_in_bounded_time() -> None:
    """A hundred thousand rules are cut off and told; deep nesting and rings of variables end."""
    rules = "".join(f".k{i} .m{i}{{color:#000}}" for i in range(100_000))
    ring = ":root{--a:var(--b);--b:var(--a)}p{display:var(--a)}" + ".n{" * 500
    body = "".join(f'<div class="k{i}"><p class="m{i}">x</p></div>' for i in range(800))
    began = time.monotonic()
    profile = api.read_profile(
        PAGE.format(head=f"<style>{ring}</style><style>{rules}</style>", body=body).encode(), "a.html"
    )
    assert time.monotonic() - began < 45
    assert any("style rules" in one for one in profile.troubles)
