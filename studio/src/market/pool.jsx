// The pool meter: how many of a survey's respondents meet a role's must-haves, and which of them costs most.
import { useSignal } from "@preact/signals"
import { useEffect } from "preact/hooks"
import { get } from "../api.js"
import { Loaded, Problem, useLoad } from "../parts/load.jsx"

const percent = (share) => (share.length ? `${(share[0] * 100).toFixed(1)} %` : "none")
const between = (share) => (share.length ? `${(share[1] * 100).toFixed(1)} to ${(share[2] * 100).toFixed(1)}` : "")

export function Pool({ survey, act }) {
  const roles = useLoad("/roles")
  const role = useSignal("")
  return (
    <section class="card stack">
      <div class="row between"><h2>{survey.name}</h2>{act}</div>
      <Loaded from={roles}>{(rows) => (
        <div class="pick-role"><label for="p-role">How many people meet the must-haves of</label>
          <select id="p-role" value={role.value} onChange={(event) => { role.value = event.target.value }}><option value="">choose a role</option>{rows.map((one) => <option key={one.id} value={one.id}>{one.title || "Untitled role"}</option>)}</select></div>
      )}</Loaded>
      {role.value && <Meter key={role.value} path={`/market/${survey.id}/pool?role=${role.value}`} />}
    </section>
  )
}

function Meter({ path }) {
  const made = useSignal(null)
  const error = useSignal(null)
  useEffect(() => { get(path).then((data) => { made.value = data }, (trouble) => { error.value = trouble }) }, [path])
  if (error.value) return <Problem error={error.value} />
  if (!made.value) return <p class="muted" role="status">Counting …</p>
  const { of, together, share, met, costs_most: most, without, warnings } = made.value
  return (
    <div class="stack">
      <div>
        <p class="big">{percent(share)}</p>
        <p class="muted">{together.toLocaleString("en")} of {of.toLocaleString("en")} professional developers meet all must-haves ({between(share)} %)</p>
      </div>
      <ul class="pool">
        {met.map((one, i) => (
          <li key={i}>
            <span>{one.what}{one.what === most && <span class="tag warning">costs most</span>}</span>
            {one.asked ? <><span class="bar" aria-hidden="true"><span style={{ width: `${one.share[0] * 100}%` }} /></span><span class="num">{percent(one.share)}</span></> : <span class="muted smaller">the survey doesn’t ask about it; left out</span>}
          </li>
        ))}
      </ul>
      {most && <p>Without “{most}” {without.toLocaleString("en")} remain instead of {together.toLocaleString("en")}.</p>}
      <ul class="smaller muted notes">{warnings.map((one) => <li key={one}>{one}</li>)}</ul>
    </div>
  )
}
