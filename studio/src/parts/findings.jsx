// The findings as a list: worst first, each with its place, its reasons and its fix.
import { useSignal } from "@preact/signals"
import { sentence } from "../state.js"

const FIX = { safe: "Fix", unsafe: "Fix", show: "Use the suggestion" }
const ORDER = ["error", "warning", "note", "credit"]

export function Findings({ report, rules, onShow, onFix, writable }) {
  const shown = useSignal("problems")
  const wanted = report.findings.filter((one) => (shown.value === "credits") === (one.severity === "credit"))
  const rows = wanted.toSorted((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity) || a.from - b.from)
  return (
    <>
      <div class="row" role="group" aria-label="Which findings">
        <button class="small" aria-pressed={shown.value === "problems"} onClick={() => { shown.value = "problems" }}>To mend</button>
        <button class="small" aria-pressed={shown.value === "credits"} onClick={() => { shown.value = "credits" }}>Done right</button>
      </div>
      {rows.length === 0 && <p class="empty">{shown.value === "credits" ? "Nothing to praise yet." : "Nothing to mend."}</p>}
      <ul class="findings">{rows.map((one) => <Finding key={`${one.code}-${one.from}-${one.to}`} one={one} rule={rules[one.code]} onShow={onShow} onFix={onFix} writable={writable} />)}</ul>
    </>
  )
}

function Finding({ one, rule, onShow, onFix, writable }) {
  return (
    <li class={`finding ${one.severity}`}>
      <button class="finding-text" onClick={() => onShow(one)}>
        <span class="sr">{one.severity}: </span>{sentence(one.message)}
      </button>
      <div class="row smaller muted">
        <a href={`/rules/${one.code}`}>{one.code}</a><span>line {one.line}</span><span class="num">{one.points === 0 ? "0" : `${one.points > 0 ? "+" : "−"}${Math.abs(one.points)}`}</span>
        {writable && one.fix?.edit && <button class="small" onClick={() => onFix(one)}>{FIX[one.fix.grade]}<span class="sr">: {one.message}</span></button>}
      </div>
      <details>
        <summary>Why and what to do</summary>
        {rule && <p class="smaller">{rule.why}</p>}
        <p class="smaller"><strong>{one.advice}</strong></p>
        {one.fix && <p class="smaller">Write “{one.fix.text.trim()}”{one.fix.grade === "safe" ? " (keeps the meaning)" : one.fix.grade === "unsafe" ? " (may change the meaning)" : " (a suggestion)"}</p>}
        <p class="smaller muted">{sentence(one.evidence)}{one.source ? ` · ${one.source}` : ""}</p>
      </details>
    </li>
  )
}
