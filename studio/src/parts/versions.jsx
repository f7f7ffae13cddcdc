// The versions of a posting: who saved what when, what changed, and a way back.
import { useSignal } from "@preact/signals"
import { useEffect } from "preact/hooks"
import { get } from "../api.js"
import { can, day, tellTrouble } from "../state.js"
import { diffLines } from "./diff.js"
import { Loaded, useLoad } from "./load.jsx"

const GAP = 10 * 60_000

/** Saves of one person within ten minutes, as one entry. */
function grouped(rows) {
  const out = []
  for (const row of rows) {
    const last = out.at(-1)
    if (last && last.by === row.by && last.at - row.at < GAP && !last.note) last.first = row.revision
    else out.push({ ...row, first: row.revision })
  }
  return out
}

export function Versions({ posting, current, revision, onRestore }) {
  const rows = useLoad(`/postings/${posting.id}/versions`)
  const chosen = useSignal(null)
  useEffect(() => { rows.again() }, [revision])
  const show = async (row) => {
    try {
      chosen.value = await get(`/postings/${posting.id}/versions/${row.revision}`)
    } catch (error) {
      tellTrouble(error)
    }
  }
  return (
    <Loaded from={rows}>{(list) => (
      <div class="stack">
        <ol class="versions">
          {grouped(list).map((row) => (
            <li key={row.revision}>
              <button class="finding-text" aria-pressed={chosen.value?.revision === row.revision} onClick={() => show(row)}>{day(row.at)}</button>
              <span class="smaller muted">{row.by || "somebody"} · revision {row.first === row.revision ? row.revision : `${row.first} to ${row.revision}`}{row.merged ? " · woven together" : ""}{row.note ? ` · ${row.note}` : ""}</span>
            </li>
          ))}
        </ol>
        {chosen.value && (
          <section class="stack tight" aria-label="What changed since">
            <div class="row between"><h2>Revision {chosen.value.revision} → now</h2>
              {can("posting.write") && <button class="small" onClick={() => onRestore(chosen.value.text)}>Bring back</button>}
            </div>
            <pre class="diff">{diffLines(chosen.value.text, current()).map((one, i) => <div key={i} class={one.kind}><span class="sr">{one.kind} </span>{one.text || " "}</div>)}</pre>
          </section>
        )}
      </div>
    )}</Loaded>
  )
}
