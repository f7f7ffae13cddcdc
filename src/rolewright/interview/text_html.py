"""A page as an HTML file of its own: no scripts, nothing fetched, fit to print."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from rolewright.interview.page import runs

if TYPE_CHECKING:
    from rolewright.interview.page import Block, Page

_STYLE = """
:root{color-scheme:light dark;--ink:#1c2127;--soft:#4a525c;--line:#c9cfd6;--paper:#fff;--wash:#f3f5f7}
@media(prefers-color-scheme:dark){:root{--ink:#e6e9ec;--soft:#aab3bd;--line:#444c55;--paper:#14181c;--wash:#1f252b}}
body{font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);max-width:52rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.7rem;line-height:1.2}h2{font-size:1.15rem;margin:2rem 0 .4rem}
.quiet{color:var(--soft);font-size:.88rem}.ask{font-size:1.15rem;border-left:4px solid var(--ink);margin:.6rem 0;padding:.2rem 0 .2rem 1rem}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.92rem;margin:.6rem 0}
th,td{border:1px solid var(--line);padding:.35rem .5rem;text-align:left;vertical-align:top}th{background:var(--wash)}
.keep{break-after:avoid}.rule{border-bottom:1px solid var(--line);height:1.9rem}.box{display:inline-block;margin-right:1.2rem}
@media print{body{max-width:none;margin:0;font-size:10.5pt;color:#000;background:#fff}h2{break-after:avoid}table,.ask{break-inside:avoid}.new{break-before:page}}
"""


def render(page: Page) -> str:
    """The file's text."""
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{escape(page.title)}</title>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n{body(page)}\n</main>\n</body>\n</html>\n"
    )


def body(page: Page) -> str:
    """What stands between the tags of the body."""
    parts, fresh = [], ""
    for block in page.blocks:
        if block.kind == "break":
            fresh = ' class="new"'
            continue
        parts.append(_block(block, fresh))
        fresh = ""
    return "\n".join(parts)


def _block(block: Block, fresh: str) -> str:
    said = _inline(block.text)
    if block.kind == "heading":
        return f"<h{block.level}{fresh}>{said}</h{block.level}>"
    if block.kind in {"quiet", "ask"}:
        return f'<p class="{block.kind}">{said}</p>'
    if block.kind in {"bullets", "numbers"}:
        tag = "ul" if block.kind == "bullets" else "ol"
        return f"<{tag}>" + "".join(f"<li>{_inline(item)}</li>" for item in block.items) + f"</{tag}>"
    if block.kind == "table":
        return _table(block)
    if block.kind == "lines":
        return f"<p>{said}:</p>" + '<div class="rule"></div>' * block.level
    if block.kind == "choice":
        after = "" if said else "<br>"
        boxes = "".join(f'<span class="box">☐ {_inline(item)}</span>{after}' for item in block.items)
        return f"<p>{said + ': ' if said else ''}{boxes}</p>"
    return f"<p>{said}</p>"


def _table(block: Block) -> str:
    head, *rows = block.rows
    top = "".join(f'<th scope="col">{_inline(cell)}</th>' for cell in head)
    rest = "".join("<tr>" + "".join(f"<td>{_lines(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f'<div class="wide"><table><thead><tr>{top}</tr></thead><tbody>{rest}</tbody></table></div>'


def _lines(text: str) -> str:
    """A cell, whose lines stand below one another."""
    return "<br>".join(map(_inline, text.split("\n")))


def _inline(text: str) -> str:
    return "".join(f"<strong>{escape(part)}</strong>" if strong else escape(part) for part, strong in runs(text))
