// The thresholds that rules compare with: the book's value with its source, and the team's.
import { useSignal } from "@preact/signals"
import { can } from "../state.js"

export function Thresholds({ data, keep }) {
  const typed = useSignal({ ...(data.settings.limits ?? {}) })
  const topics = Map.groupBy(data.thresholds, (one) => one.name.split(".")[0])
  const set = (name) => (event) => {
    const { [name]: _, ...others } = typed.value
    typed.value = event.target.value === "" ? others : { ...others, [name]: Number(event.target.value) }
  }
  const save = (event) => { event.preventDefault(); keep({ limits: typed.value }) }
  return (
    <form class="card stack" onSubmit={save}>
      <div class="row between"><h2>Thresholds</h2>{can("rules.write") && <button class="primary">Keep</button>}</div>
      <p class="smaller muted">An empty field takes the book’s value, which stands in it.</p>
      {[...topics].map(([topic, rows]) => (
        <section key={topic}>
          <h3>{topic.replaceAll("_", " ")}</h3>
          <ul class="thresholds">{rows.map((one) => (
            <li key={one.name}>
              <label for={`t-${one.name}`}>{one.name.split(".")[1].replaceAll("_", " ")}<span class="smaller muted">{one.source}</span></label>
              <input id={`t-${one.name}`} type="number" step="any" readOnly={!can("rules.write")} placeholder={one.value} value={typed.value[one.name] ?? ""} onInput={set(one.name)} />
            </li>
          ))}</ul>
        </section>
      ))}
    </form>
  )
}
