// The audit log: who did what, the newest first. It only grows.
import { useSignal } from "@preact/signals"
import { useEffect } from "preact/hooks"
import { get } from "../api.js"
import { day, tellTrouble } from "../state.js"

export function Log() {
  const rows = useSignal([])
  const more = useSignal(true)
  const load = async () => {
    try {
      const last = rows.value.at(-1)?.number
      const found = await get(`/log${last ? `?before=${last}` : ""}`)
      rows.value = [...rows.value, ...found]
      more.value = found.length === 100
    } catch (error) {
      tellTrouble(error)
    }
  }
  useEffect(() => { load() }, [])
  return (
    <>
      <div class="head"><div class="grow"><h1>Log</h1><p class="lead">Who did what. Rows are only ever added; the database itself refuses the rest.</p></div></div>
      <div class="card flush scroll" tabIndex={0} role="region" aria-label="Log">
        <table>
          <thead><tr><th>When</th><th>Who</th><th>What</th><th>Which</th><th>Detail</th></tr></thead>
          <tbody>{rows.value.map((one) => <tr key={one.number}><td class="num">{day(one.at)}</td><td>{one.by || "the command line"}</td><td>{one.action}</td><td><code>{one.thing}</code></td><td class="muted">{one.detail}</td></tr>)}</tbody>
        </table>
      </div>
      {more.value && rows.value.length > 0 && <p><button onClick={load}>Show more</button></p>}
    </>
  )
}
