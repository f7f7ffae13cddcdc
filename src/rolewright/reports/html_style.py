"""The style sheet of the HTML report: two columns where there is room, colours of AA contrast in light and dark."""

from __future__ import annotations

STYLE = """
:root{color-scheme:light dark;--bg:#fff;--fg:#1c1e21;--dim:#5a6069;--line:#d8dce1;--card:#f6f7f9;
--error:#b3141d;--warning:#8a5300;--note:#0b5c8f;--credit:#17692f;
--error-bg:#ffe1e1;--warning-bg:#fff0cf;--note-bg:#dff0fc;--credit-bg:#dcf5e2}
@media (prefers-color-scheme:dark){:root{--bg:#15171a;--fg:#e7e9ec;--dim:#a3abb5;--line:#363b42;--card:#1e2126;
--error:#ff8f8f;--warning:#f5c267;--note:#7cc4f5;--credit:#7fd895;
--error-bg:#4a1d20;--warning-bg:#46350f;--note-bg:#12374d;--credit-bg:#153d22}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:84rem;padding:1rem 1.25rem 4rem;background:var(--bg);color:var(--fg);
font:1rem/1.55 system-ui,sans-serif}
header{display:flex;gap:1rem;align-items:baseline;flex-wrap:wrap;border-bottom:1px solid var(--line)}
h1{font-size:1.15rem;margin:.5rem 0}h2{font-size:1.5rem;line-height:1.25;margin:2rem 0 .25rem}h3{font-size:1rem;margin:0}
a{color:inherit}a:focus-visible,summary:focus-visible{outline:3px solid var(--note);outline-offset:2px}
.dim{color:var(--dim);font-size:.875rem}.score{font-size:1.05rem;margin:.25rem 0 1rem}.score strong{font-size:1.6rem}
.two{display:grid;gap:1.5rem;grid-template-columns:minmax(0,3fr) minmax(0,2fr)}
article{align-self:start;position:sticky;top:1rem;max-height:calc(100vh - 2rem);overflow:auto;overflow-wrap:anywhere;border:1px solid var(--line);border-radius:.5rem;padding:1.25rem}
article p{margin:0 0 .55rem;white-space:pre-line}article .h{font-weight:700;margin:1rem 0 .35rem}article .h:first-child{font-size:1.15rem;margin-top:0}
article .li{margin:0 0 .25rem 1.1rem;text-indent:-1.1rem}article .li:not(.own)::before{content:"•";display:inline-block;width:1.1rem;text-indent:0}
article a{text-decoration:underline 2px;text-underline-offset:3px;border-radius:2px}
article .error{background:var(--error-bg);text-decoration-color:var(--error)}
article .warning{background:var(--warning-bg);text-decoration-color:var(--warning)}
article .note{background:var(--note-bg);text-decoration-color:var(--note)}
article .credit{background:var(--credit-bg);text-decoration:none}
.findings{list-style:none;margin:0;padding:0}
.findings li{background:var(--card);border-left:4px solid var(--line);border-radius:.25rem;padding:.6rem .9rem;
margin:0 0 .75rem;overflow-wrap:anywhere}
.findings p{margin:.35rem 0}li.error{border-color:var(--error)}li.warning{border-color:var(--warning)}
li.note{border-color:var(--note)}li.credit{border-color:var(--credit)}
li:target,article a:target{outline:3px solid var(--note)}
.tag{text-transform:uppercase;font-size:.72rem;letter-spacing:.05em;font-weight:700}
.error .tag{color:var(--error)}.warning .tag{color:var(--warning)}.note .tag{color:var(--note)}
del{color:var(--error)}ins{color:var(--credit);text-decoration:none;font-weight:600}
table{border-collapse:collapse}td,th{text-align:left;padding:.2rem .9rem .2rem 0;border-bottom:1px solid var(--line)}
.n{text-align:right;font-variant-numeric:tabular-nums}
@media (max-width:52rem){.two{grid-template-columns:minmax(0,1fr)}article{position:static;max-height:none}}
@media print{article{position:static;max-height:none;overflow:visible}aside,article{break-inside:auto}}
"""
