"""The style of the page: system fonts, contrast of 7:1 or more by day and by night, ink only where it helps on paper."""

STYLE = """\
:root { color-scheme: light dark; --ink: #1c2127; --soft: #4a525c; --paper: #ffffff; --rule: #d5dae0; --link: #0b4a8f; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8ebee; --soft: #b6bec7; --paper: #14181c; --rule: #333b44; --link: #9cc8ff; }
}
* { box-sizing: border-box; }
html { font: 106.25%/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial, sans-serif; }
body { margin: 0 auto; padding: 3rem 1.25rem 4rem; max-width: 42rem; color: var(--ink); background: var(--paper);
  overflow-wrap: break-word; }
header { padding-bottom: 1.5rem; border-bottom: 1px solid var(--rule); }
h1 { margin: 0; font-size: 2.1rem; line-height: 1.15; letter-spacing: -0.015em; text-wrap: balance; }
h2 { margin: 2.4rem 0 0.5rem; font-size: 1.2rem; line-height: 1.3; letter-spacing: -0.005em; }
p { margin: 0 0 0.8rem; }
ul { margin: 0 0 0.8rem; padding-left: 1.25rem; }
li { margin: 0 0 0.35rem; padding-left: 0.15rem; }
li::marker { color: var(--soft); }
a { color: var(--link); text-underline-offset: 0.15em; }
a:focus-visible { outline: 3px solid var(--link); outline-offset: 3px; border-radius: 2px; }
.facts { display: flex; flex-wrap: wrap; margin: 0.8rem 0 0; padding: 0; list-style: none; color: var(--soft); }
.facts li { margin: 0; padding: 0; }
.facts li:first-child { color: var(--ink); font-weight: 600; }
.facts li:not(:last-child)::after { content: "·"; padding: 0 0.5rem; font-weight: 400; color: var(--soft); }
.apply { margin: 1.25rem 0 0; }
.apply a { display: inline-block; padding: 0.55rem 1.1rem; border-radius: 0.4rem; font-weight: 600; text-decoration: none;
  color: var(--paper); background: var(--link); }
footer { margin-top: 2.5rem; padding-top: 0.25rem; border-top: 1px solid var(--rule); color: var(--soft); }
footer p { margin: 1.25rem 0 0; }
@media print {
  :root { color-scheme: light; --ink: #000000; --soft: #333333; --paper: #ffffff; --rule: #999999; --link: #000000; }
  @page { margin: 2cm 2.2cm; }
  html { font-size: 10.5pt; line-height: 1.45; }
  body { max-width: none; padding: 0; }
  h1 { font-size: 20pt; }
  h2 { margin-top: 14pt; font-size: 12pt; break-after: avoid; }
  li, p { break-inside: avoid; orphans: 3; widows: 3; }
  a { text-decoration: none; }
  .apply { display: none; }
  footer { border: 0; margin: 0; }
}
"""
