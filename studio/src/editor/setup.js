// CodeMirror as a calm page for prose: Markdown, our findings as diagnostics, credits in the margin.
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands"
import { defineLanguageFacet, HighlightStyle, Language, syntaxHighlighting } from "@codemirror/language"
import { lintKeymap, setDiagnostics } from "@codemirror/lint"
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search"
import { EditorState, RangeSet, StateEffect, StateField } from "@codemirror/state"
import { drawSelection, EditorView, gutter, GutterMarker, keymap } from "@codemirror/view"
import { tags } from "@lezer/highlight"
import { parser } from "@lezer/markdown"
import { bringing } from "./bring.js"

const style = HighlightStyle.define([
  { tag: tags.heading1, class: "md-h1" },
  { tag: tags.heading2, class: "md-h2" },
  { tag: tags.heading, class: "md-h3" },
  { tag: tags.strong, class: "md-strong" },
  { tag: tags.emphasis, class: "md-em" },
  { tag: tags.processingInstruction, class: "md-mark" },
  { tag: tags.link, class: "md-link" },
  { tag: tags.url, class: "md-mark" },
])

/** Markdown alone: the usual package brings HTML, CSS and JavaScript along, which a posting has no use for. */
const markdown = new Language(defineLanguageFacet(), parser, [], "markdown")

const nonce = document.querySelector('meta[property="csp-nonce"]')?.nonce ?? ""

class Credit extends GutterMarker {
  constructor(texts) { super(); this.texts = texts }
  eq(other) { return this.texts.join() === other.texts.join() }
  toDOM() {
    const mark = document.createElement("span")
    mark.className = "credit-mark"
    mark.textContent = "✓"
    mark.title = this.texts.join("\n")
    return mark
  }
}

const setCredits = StateEffect.define()
const credits = StateField.define({
  create: () => RangeSet.empty,
  update(marks, change) {
    let made = marks.map(change.changes)
    for (const effect of change.effects) if (effect.is(setCredits)) made = effect.value
    return made
  },
})

export function makeEditor({ parent, text, label, readOnly, onChange }) {
  const state = EditorState.create({
    doc: text,
    extensions: [
      EditorView.cspNonce.of(nonce),
      history(), drawSelection(), search({ top: true }), highlightSelectionMatches(),
      markdown, syntaxHighlighting(style), EditorView.lineWrapping,
      credits, gutter({ class: "credit-gutter", markers: (view) => view.state.field(credits) }),
      keymap.of([...defaultKeymap, ...historyKeymap, ...searchKeymap, ...lintKeymap]),
      EditorState.readOnly.of(readOnly), bringing(),
      EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0", spellcheck: "true", autocapitalize: "sentences" }),
      EditorView.updateListener.of((update) => { if (update.docChanged) onChange(update) }),
    ],
  })
  return new EditorView({ state, parent })
}

const SEVERITY = { error: "error", warning: "warning", note: "info" }

/** Put a report's findings into the text: problems as diagnostics, credits in the margin. */
export function showReport(view, report, rules) {
  const size = view.state.doc.length
  const problems = report.findings.filter((one) => one.severity !== "credit" && one.to <= size)
  const made = problems.map((one) => ({
    from: one.from, to: Math.max(one.to, Math.min(size, one.from + 1)), severity: SEVERITY[one.severity], source: one.code, markClass: `finding-${one.severity}`,
    message: one.message,
    renderMessage: () => hover(one, rules),
    actions: one.fix?.edit ? [{ name: one.fix.edit.insert.trim() ? `Write “${short(one.fix.edit.insert.trim())}”` : "Take it out", apply: (target) => applyFix(target, one) }] : [],
  }))
  view.dispatch(setDiagnostics(view.state, made))
  const byLine = new Map()
  for (const one of report.findings) {
    if (one.severity !== "credit" || one.to > size || one.to === one.from) continue
    const at = view.state.doc.lineAt(one.from).from
    byLine.set(at, [...(byLine.get(at) ?? []), `${one.message} (+${one.points})`])
  }
  const marks = [...byLine].sort(([a], [b]) => a - b).map(([at, texts]) => new Credit(texts).range(at))
  view.dispatch({ effects: setCredits.of(RangeSet.of(marks)) })
}

export function applyFix(view, finding) {
  const { from, to, insert } = finding.fix.edit
  view.dispatch({ changes: { from, to, insert }, userEvent: "input.fix", scrollIntoView: true })
  view.focus()
}

const short = (text) => (text.length > 40 ? `${text.slice(0, 38)} …` : text)

/** What stands in the bubble: the message, why, what to do, how good the evidence is. */
function hover(finding, rules) {
  const box = document.createElement("div")
  box.className = "bubble"
  const rule = rules[finding.code]
  const add = (tag, text, name) => {
    const made = box.appendChild(document.createElement(tag))
    made.textContent = text
    if (name) made.className = name
    return made
  }
  add("strong", finding.message)
  if (rule) add("p", rule.why)
  add("p", finding.advice, "do")
  const source = [finding.evidence, finding.source].filter(Boolean).join(" · ")
  add("p", `${finding.code} · ${source} · ${finding.points} points`, "source")
  return box
}
