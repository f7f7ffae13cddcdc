// What to count: the thing, the groups, the postings.
import { useSignal } from "@preact/signals"

const STRENGTHS = { "": "any", must: "must-haves", nice: "nice-to-haves", context: "mentioned only" }
const WEIGHTS = { kept: "once", all: "each copy", cluster: "copies share one" }
const SIGNS = { "=": "is", "!=": "is not", ">=": "at least", "<=": "at most", "~": "matches" }
const words = (name) => name.replaceAll("_", " ")

export function Filters({ asked, known, others }) {
  const now = asked.value
  const set = (change) => { asked.value = { ...asked.value, ...change } }
  const named = now.of === "skill" || now.of === "pair"
  const group = (at) => (event) => { const by = [...now.by]; by[at] = event.target.value; set({ by: [...new Set(by.filter(Boolean))] }) }
  return (
    <div class="stack tight">
      <div class="fields">
        <Pick id="m-of" label="Count" value={now.of} onPick={(of) => set({ of })} rows={Object.keys(known.of).map((name) => [name, words(name)])} />
        {[0, 1].map((at) => (at === 0 || now.by[0]) && !now.against && now.of !== "pair" && (
          <div key={at}><label for={`m-by-${at}`}>{at ? "And by" : "By"}</label>
            <select id={`m-by-${at}`} value={now.by[at] ?? ""} onChange={group(at)}><option value="">{at ? "nothing more" : "all together"}</option>{known.by.map((name) => <option key={name} value={name}>{words(name)}</option>)}</select></div>
        ))}
        {named && <Pick id="m-strength" label="Asked for as" value={now.strength} onPick={(strength) => set({ strength })} rows={Object.entries(STRENGTHS)} />}
        <Pick id="m-weights" label="Near duplicates count" value={now.weights} onPick={(weights) => set({ weights })} rows={Object.entries(WEIGHTS)} />
        <div><label for="m-least">Hide cells below</label><input id="m-least" type="number" min={0} value={now.least} placeholder={known.least} onChange={(event) => set({ least: event.target.value })} /></div>
        {others.length > 0 && now.of !== "pair" && <Pick id="m-against" label="Against" value={now.against} onPick={(against) => set({ against })} rows={[["", "nothing"], ...others.map((one) => [one.id, one.name])]} />}
      </div>
      <Where asked={asked} set={set} columns={known.columns} />
    </div>
  )
}

const Pick = ({ id, label, value, onPick, rows }) => (
  <div><label for={id}>{label}</label><select id={id} value={value} onChange={(event) => onPick(event.target.value)}>{rows.map(([name, text]) => <option key={name} value={name}>{text}</option>)}</select></div>
)

function Where({ asked, set, columns }) {
  const form = useSignal({ column: "level", sign: "=", value: "" })
  const { column, sign, value } = form.value
  const type = (name) => (event) => { form.value = { ...form.value, [name]: event.target.value } }
  const add = (event) => {
    event.preventDefault()
    if (!value.trim()) return
    set({ where: [...asked.value.where, `${column}${sign}${value.trim()}`] })
    form.value = { ...form.value, value: "" }
  }
  return (
    <form class="where" onSubmit={add} aria-label="Which postings">
      <span class="label">Only where</span>
      <select aria-label="Column" value={column} onChange={type("column")}>{columns.map((name) => <option key={name} value={name}>{words(name)}</option>)}</select>
      <select aria-label="Comparison" value={sign} onChange={type("sign")}>{Object.entries(SIGNS).map(([name, text]) => <option key={name} value={name}>{text}</option>)}</select>
      <input aria-label="Value" value={value} maxLength={120} onInput={type("value")} placeholder="senior, lead" />
      <button class="small">Add</button>
      {asked.value.where.map((one) => (
        <button key={one} type="button" class="tag chip" onClick={() => set({ where: asked.value.where.filter((other) => other !== one) })}>{one}<span aria-hidden="true">×</span><span class="sr">: take it away</span></button>
      ))}
    </form>
  )
}
