// A table over a corpus: what is counted, by what, of which postings; its picture, its rows, the words behind each.
import { useSignal } from "@preact/signals"
import { useEffect } from "preact/hooks"
import { get } from "../api.js"
import { Problem } from "../parts/load.jsx"
import { Filters } from "./filters.jsx"
import { Picture } from "./picture.jsx"
import { Rows } from "./rows.jsx"

const START = { of: "skill", by: [], where: [], strength: "", least: "", weights: "kept", against: "" }

export function Counted({ corpus, others, known, act }) {
  const asked = useSignal(fromAddress())
  const table = useSignal(null)
  const error = useSignal(null)
  const query = asString(asked.value, known)
  const path = asked.value.against ? `/market/${corpus.id}/against/${asked.value.against}?${query}` : `/market/${corpus.id}/table?${query}`
  useEffect(() => {
    const stop = new AbortController()
    keepAddress(corpus.id, asked.value)
    get(path, { signal: stop.signal }).then((data) => { table.value = data; error.value = null }, (trouble) => { if (trouble.name !== "AbortError") error.value = trouble })
    return () => stop.abort()
  }, [path])
  return (
    <>
      <section class="card stack">
        <div class="row between">
          <h2>{corpus.name}</h2>
          <div class="row"><a class="button small" href={`/api${path}&format=csv`} download>CSV</a>{act}</div>
        </div>
        <p class="muted smaller">{corpus.counts.in.toLocaleString("en")} rows in = {corpus.counts.kept.toLocaleString("en")} kept + {corpus.counts.duplicate.toLocaleString("en")} near duplicates + {corpus.counts.error.toLocaleString("en")} errors</p>
        <Filters asked={asked} known={known} others={others} />
      </section>
      {error.value && <Problem error={error.value} />}
      {table.value && !error.value && (
        <>
          <Picture table={table.value} />
          <Rows table={table.value} corpus={corpus.id} />
        </>
      )}
      {!table.value && !error.value && <p class="muted" role="status">Counting …</p>}
    </>
  )
}

function asString(asked, known) {
  const made = new URLSearchParams({ of: asked.of })
  const kind = known.of[asked.of]?.kind
  if (kind !== "pair" && !asked.against) for (const name of asked.by) made.append("by", name)
  for (const one of asked.where) made.append("where", one)
  if (asked.strength && (asked.of === "skill" || asked.of === "pair")) made.set("strength", asked.strength)
  if (asked.least !== "") made.set("least", asked.least)
  if (asked.weights !== "kept") made.set("weights", asked.weights)
  return String(made)
}

/** The address tells what is asked, so that it can be kept and sent. */
function fromAddress() {
  const given = new URLSearchParams(location.search)
  const made = { ...START, by: given.getAll("by"), where: given.getAll("where") }
  for (const name of ["of", "strength", "least", "weights", "against"]) if (given.get(name)) made[name] = given.get(name)
  return made
}

function keepAddress(corpus, asked) {
  const made = new URLSearchParams({ corpus })
  for (const [name, value] of Object.entries(asked)) {
    if (Array.isArray(value)) for (const one of value) made.append(name, one)
    else if (value !== START[name]) made.set(name, value)
  }
  history.replaceState({}, "", `/market?${made}`)
}
