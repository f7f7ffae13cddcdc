// The versions of a posting: who saved what when, what they changed and what changed since, and a way back.
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
    if (last && last.by === row.by && last.at - row.at < GAP && !last.note && !row.note) last.first = row.revision
    else out.push({ ...row, first: row.revision })
  }
  return out
}

export function Versions({ posting, current, revision, onRestore }) {
  const rows = useLoad(`/postings/${posting.id}/versions`)
  const chosen = useSignal(null)
  useEffect(() => { rows.again() }, [revision])
  const text = async (number) => (number ? (await get(`/postings/${posting.id}/versions/${number}`)).text : "")
  const show = async (row) => {
    try {
      chosen.value = { ...row, text: await text(row.revision), before: await text(row.first - 1) }
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
        {chosen.value && <Changed key={chosen.value.revision} row={chosen.value} current={current} onRestore={onRestore} />}
      </div>
    )}</Loaded>
  )
}

/** What a person changed with an entry, or what has changed since. */
function Changed({ row, current, onRestore }) {
  const since = useSignal(false)
  const turn = (value, words) => <button class="small pick" aria-pressed={since.value === value} onClick={() => { since.value = value }}>{words}</button>
  return (
    <section class="stack tight" aria-label={since.value ? `Changed since revision ${row.revision}` : `Changed by ${row.by || "somebody"}`}>
      <div class="row between">
        <div class="row">{turn(false, "In this version")}{turn(true, "Since then")}</div>
        {can("posting.write") && <button class="small" onClick={() => onRestore(row.text)}>Bring back</button>}
      </div>
      <Diff before={since.value ? row.text : row.before} after={since.value ? current() : row.text} />
    </section>
  )
}

const Diff = ({ before, after }) => <pre class="diff" tabIndex={0}>{diffLines(before, after).map((one, i) => <div key={i} class={one.kind}><span class="sr">{one.kind} </span>{one.parts ? one.parts.map((part) => marked(one.kind, part)) : one.text || " "}</div>)}</pre>

function marked(kind, [words, changed]) {
  if (!changed) return words
  return kind === "added" ? <ins>{words}</ins> : <del>{words}</del>
}
