// The laws that rules look at: where, since when, whom they bind, what they say, when the source was read.
import { useSignal } from "@preact/signals"
import { Loaded, useLoad } from "../parts/load.jsx"

export function Laws() {
  const found = useLoad("/rules/laws")
  const words = useSignal("")
  const fits = (one) => JSON.stringify(one).toLowerCase().includes(words.value.toLowerCase())
  return (
    <section class="stack">
      <p class="notice">What the law wants of a posting’s text, as far as the rules look at it. This is not legal advice: a table can be wrong, incomplete or late.</p>
      <div class="find-law"><label for="find-law">Find a law</label><input id="find-law" type="search" value={words.value} onInput={(event) => { words.value = event.target.value }} placeholder="Colorado, pay, 2027 …" /></div>
      <Loaded from={found}>{(rows) => (
        <div class="card flush scroll" tabIndex={0} role="region" aria-label="Laws">
          <table class="laws">
            <thead><tr><th>Law</th><th>Since</th><th>What it says</th><th>Read</th></tr></thead>
            <tbody>{rows.filter(fits).map((one) => (
              <tr key={one.duty + one.id}>
                <td><strong>{one.name}</strong><br /><span class="smaller muted">{one.duty} · {one.where.join(", ")}</span></td>
                <td class="num nobreak">{one.since}</td>
                <td>{one.says}{one.penalty ? `; ${one.penalty}` : ""}{one.later ? " (owed later, not in the ad)" : ""}<br /><span class="smaller muted">{one.who}. {one.source}</span><div class="codes">{one.checked.map((code) => <a key={code} class="tag" href={`/rules/${code}`}>{code}</a>)}</div></td>
                <td class="num nobreak">{one.verified}{one.basis === "read" ? "" : <><br /><span class="tag warning">source not read</span></>}</td>
              </tr>
            ))}</tbody>
          </table>
        </div>
      )}</Loaded>
    </section>
  )
}
