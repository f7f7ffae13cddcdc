// The team's own rules, a TOML text each, with their examples tried in the page as `rolewright rules test` does it.
import { useSignal } from "@preact/signals"
import { post } from "../api.js"
import { Problem } from "../parts/load.jsx"
import { can } from "../state.js"

const START = `code = "TEAM01"
name = "our old product name"
kind = "prefer"
severity = "warning"
why = "The product has a new name since 2024."
advice = "Use the new name."
bad = ["ML Engineer\\n\\nYou build the Oldname ranking service."]
good = ["ML Engineer\\n\\nYou build the Newname ranking service."]

[[term]]
id = "old-name"
phrases = ["Oldname"]
case = "exact"
instead = "Newname"
fix = "safe"
`

export function Own({ data, keep }) {
  const texts = useSignal([...(data.settings.own ?? [])])
  const proofs = useSignal(null)
  const error = useSignal(null)
  const writable = can("rules.write")
  const change = (at, text) => { texts.value = texts.value.map((one, i) => (i === at ? text : one)); proofs.value = null }
  const test = async () => {
    error.value = proofs.value = null
    try {
      proofs.value = await post("/rules/test", { own: texts.value })
    } catch (trouble) {
      error.value = trouble
    }
  }
  return (
    <section class="card stack">
      <div class="row between">
        <h2>Rules of your own</h2>
        <div class="row">
          {writable && <button class="small" onClick={() => { texts.value = [...texts.value, START.replace("TEAM01", `TEAM${String(texts.value.length + 1).padStart(2, "0")}`)] }}>Add a rule</button>}
          {texts.value.length > 0 && <button class="small" onClick={test}>Run their tests</button>}
          {writable && <button class="primary small" onClick={() => keep({ own: texts.value })}>Keep</button>}
        </div>
      </div>
      <p class="smaller muted">One text is one rule. Its examples are its tests: “bad” must fire, “good” must not.</p>
      {error.value && <Problem error={{ ...error.value, what: `${error.value.where}: ${error.value.what}` }} />}
      {proofs.value && <Proofs rows={proofs.value} />}
      {texts.value.length === 0 && <p class="empty">None yet.</p>}
      {texts.value.map((text, at) => (
        <div key={at} class="stack tight">
          <div class="row between"><label for={`own-${at}`}>Rule {at + 1}</label>{writable && <button class="small danger" onClick={() => { texts.value = texts.value.filter((_, i) => i !== at); proofs.value = null }}>Remove<span class="sr"> rule {at + 1}</span></button>}</div>
          <textarea id={`own-${at}`} class="code" rows={Math.min(22, text.split("\n").length + 1)} spellcheck={false} readOnly={!writable} value={text} onInput={(event) => change(at, event.target.value)} />
        </div>
      ))}
    </section>
  )
}

const Proofs = ({ rows }) => (
  <ul class="findings" role="status">
    {rows.map((one) => (
      <li key={one.code} class={`finding ${one.holds ? "credit" : "error"}`}>
        <strong>{one.code} {one.name}: {one.holds ? "all examples hold" : "an example fails"}</strong>
        {one.lacks.map((kind) => <p key={kind} class="smaller">There is no {kind} example.</p>)}
        {one.examples.filter((each) => !each.right).map((each) => <p key={each.kind + each.number} class="smaller">{each.kind} example {each.number}: the rule {each.kind === "bad" ? "doesn’t fire" : `fires: ${each.messages.join("; ")}`}</p>)}
      </li>
    ))}
  </ul>
)
