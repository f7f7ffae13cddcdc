// The rows of a table with what stands under it; each figure leads to the words that were counted.
import { useSignal } from "@preact/signals"
import { get } from "../api.js"
import { Dialog } from "../parts/dialog.jsx"
import { tellTrouble } from "../state.js"

const SHARES = new Set(["share", "low", "high", "stated", "stated_low", "stated_high", "before", "after", "difference"])
const AT_FIRST = 40

export function Rows({ table, corpus }) {
  const shown = useSignal(AT_FIRST)
  const open = useSignal(null)
  if (!table.rows.length) return <Notes table={table} />
  const names = Object.keys(table.rows[0]).filter((name) => name !== "evidence")
  const medians = "median" in table.rows[0]
  const see = async (one) => {
    const at = one.start === null ? one.id : `${one.id}@${one.start}-${one.end}`
    try {
      open.value = { ...(await get(`/market/${corpus}/words?at=${encodeURIComponent(at)}`)), id: one.id }
    } catch (error) {
      tellTrouble(error)
    }
  }
  return (
    <section class="card flush">
      <div class="scroll" tabIndex={0} role="region" aria-label="The figures">
        <table class="num">
          <thead><tr>{names.map((name) => <th key={name} class={left(name, table) ? "" : "right"}>{name.replaceAll("_", " ")}</th>)}{table.rows[0].evidence && <th>Evidence</th>}</tr></thead>
          <tbody>{table.rows.slice(0, shown.value).map((row, i) => (
            <tr key={i}>
              {names.map((name) => <td key={name} class={left(name, table) ? "" : "right"}>{cell(name, row[name], medians)}</td>)}
              {row.evidence && <td><span class="row nowrap">{row.evidence.map((one, at) => <button key={at} class="small" onClick={() => see(one)}>{at + 1}<span class="sr"> posting for {String(row[table.of] ?? table.of)}</span></button>)}</span></td>}
            </tr>
          ))}</tbody>
        </table>
      </div>
      <div class="under stack tight">
        {table.rows.length > shown.value && <div><button class="small" onClick={() => { shown.value += 200 }}>{table.rows.length - shown.value} more rows</button></div>}
        <Notes table={table} />
      </div>
      {open.value && <Words found={open.value} onClose={() => { open.value = null }} />}
    </section>
  )
}

const left = (name, table) => table.by.includes(name) || name === table.of || name === "currency" || name === "clear"

function cell(name, value, medians) {
  if (value === null || value === undefined) return "–"
  if (typeof value !== "number" || name === "year") return String(value)
  if (SHARES.has(name) && !(medians && (name === "low" || name === "high"))) return name === "difference" ? `${value > 0 ? "+" : ""}${(value * 100).toFixed(1)}` : `${(value * 100).toFixed(1)} %`
  return Number.isInteger(value) ? value.toLocaleString("en") : value.toLocaleString("en", { maximumFractionDigits: Math.abs(value) < 10 ? 2 : 0 })
}

const Notes = ({ table }) => (
  <ul class="smaller muted notes">
    <li>{table.postings.toLocaleString("en")} postings</li>
    {table.notes.map((one) => <li key={one}>{one}</li>)}
    {table.hidden > 0 && <li>{table.hidden.toLocaleString("en")} cells hidden</li>}
  </ul>
)

/** A posting with the words that counted, in view. */
function Words({ found, onClose }) {
  const seen = (mark) => mark?.scrollIntoView({ block: "center" })
  return (
    <Dialog title={found.title || "A posting"} onClose={onClose} acts={<button class="primary" onClick={onClose}>Close</button>}>
      <p class="muted smaller">{found.id} · {found.place}</p>
      <pre class="sample posting" tabIndex={0}>{found.before}{found.hit && <mark ref={seen}>{found.hit}</mark>}{found.after}</pre>
    </Dialog>
  )
}
