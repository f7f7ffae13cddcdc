// The matrix: each row of the role beside each candidate's document; evidence to open, two or three side by side, the letter.
import { useSignal } from "@preact/signals"
import { Dialog } from "../parts/dialog.jsx"
import { Loaded, useLoad } from "../parts/load.jsx"
import { RoleHead } from "../parts/rolehead.jsx"
import { Evidence, Verdict } from "../parts/evidence.jsx"
import "../styles/matrix.css"

export function Matrix({ id }) {
  const day = useSignal("")
  const role = useLoad(`/roles/${id}`)
  const made = useLoad(`/roles/${id}/matrix${day.value ? `?day=${day.value}` : ""}`)
  return (
    <Loaded from={role}>{(one) => (
      <>
        <RoleHead role={one}><a class="button" href={`/roles/${id}/candidates`}>List of candidates</a></RoleHead>
        <Loaded from={made}>{(data) => data.people.length ? <Beside data={data} onDay={(value) => { day.value = value }} /> : <Nothing id={id} />}</Loaded>
      </>
    )}</Loaded>
  )
}

const Nothing = ({ id }) => (
  <div class="card empty"><h2>No documents yet</h2><p>Upload a candidate’s resume: it is read in a process of its own, without name, contact, age or schools, and isn’t kept.</p><a class="button primary" href={`/roles/${id}/candidates`}>Go to the candidates</a></div>
)

function Beside({ data, onDay }) {
  const order = useSignal("label")
  const picked = useSignal([])
  const open = useSignal(null)
  const people = order.value === "points" ? [...data.people].sort((a, b) => b.points - a.points) : data.people
  const shown = picked.value.length > 1 ? people.filter((one) => picked.value.includes(one.id)) : people
  const turn = (id) => { picked.value = picked.value.includes(id) ? picked.value.filter((one) => one !== id) : [...picked.value, id].slice(-3) }
  return (
    <div class="stack">
      <p class="notice">Evidence, not verdicts: “no evidence in the document” is not “can’t”. No cut-off is applied, and a person decides.</p>
      <div class="row matrix-acts">
        <label class="row nowrap" for="x-day">“Present” means <input id="x-day" type="date" value={data.day} onChange={(event) => event.target.value && onDay(event.target.value)} /></label>
        <label class="row nowrap" for="x-order">Order <select id="x-order" value={order.value} onChange={(event) => { order.value = event.target.value }}><option value="label">by label, which means nothing</option><option value="points">by points</option></select></label>
        {picked.value.length > 0 && <button class="small" onClick={() => { picked.value = [] }}>{picked.value.length > 1 ? "All candidates" : "Choose one or two more, or nobody"}</button>}
      </div>
      <div class="card flush scroll" tabIndex={0} role="region" aria-label="The matrix">
        <table class="matrix">
          <thead>
            <tr>
              <th class="what">What the role asks</th>
              {shown.map((one) => (
                <th key={one.id} scope="col">
                  <div class="stack tight">
                    <strong>{one.label}</strong>
                    <span class="num">{one.points.toLocaleString("en")} of {one.of}</span>
                    <label class="row nowrap pick-one"><input type="checkbox" checked={picked.value.includes(one.id)} onChange={() => turn(one.id)} />side by side</label>
                  </div>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.rows.map((row, at) => (
              <tr key={row.id}>
                <th scope="row" class="what"><span class="kind">{row.kind}{row.weight ? ` · weight ${row.weight}` : ""}</span><span class="text">{row.text}</span></th>
                {shown.map((one) => (
                  <td key={one.id} class={one.cells[at].verdict}>
                    {picked.value.length > 1
                      ? <div class="stack tight"><Verdict cell={one.cells[at]} /><Evidence cell={one.cells[at]} jobs={one.jobs} /></div>
                      : <button class="cell" onClick={() => { open.value = { one, at } }}><Verdict cell={one.cells[at]} /><span class="sr">: {one.label}, {row.text}</span></button>}
                  </td>
                ))}
              </tr>
            ))}
            <tr>
              <th scope="row" class="what">Documents</th>
              {shown.map((one) => (
                <td key={one.id}><div class="stack tight links">
                  <a href={`/api/candidates/${one.id}/match/matrix.html?day=${data.day}`} target="_blank" rel="noopener">Whole page<span class="sr"> of {one.label}</span></a>
                  <a href={`/api/candidates/${one.id}/match/matrix.docx?day=${data.day}`} download>Word<span class="sr"> file of {one.label}</span></a>
                  <a href={`/api/candidates/${one.id}/match/letter.md?day=${data.day}`} download>Letter<span class="sr"> to {one.label}</span></a>
                  {one.found_and_not_counted.length > 0 && <span class="tag warning">{one.found_and_not_counted.length} hidden or stuffed, not counted</span>}
                </div></td>
              ))}
            </tr>
          </tbody>
        </table>
      </div>
      {data.notes.map((one) => <p key={one} class="smaller muted">{one}</p>)}
      {open.value && <Opened {...open.value} row={data.rows[open.value.at]} onClose={() => { open.value = null }} />}
    </div>
  )
}

const Opened = ({ one, at, row, onClose }) => (
  <Dialog title={`${one.label}: ${row.text}`} onClose={onClose} acts={<button class="primary" onClick={onClose}>Close</button>}>
    <Verdict cell={one.cells[at]} />
    <Evidence cell={one.cells[at]} jobs={one.jobs} />
  </Dialog>
)
