// The debrief: sealed cards side by side. It recommends nobody.
import { Loaded, useLoad } from "../parts/load.jsx"
import { RoleHead } from "../parts/rolehead.jsx"
import { sentence } from "../state.js"
import "../styles/interview.css"

export function Debrief({ id }) {
  const role = useLoad(`/roles/${id}`)
  const found = useLoad(`/roles/${id}/debrief`)
  return (
    <Loaded from={role}>{(one) => (
      <>
        <RoleHead role={one} />
        <Loaded from={found}>{(data) => <Board data={data} />}</Loaded>
      </>
    )}</Loaded>
  )
}

function Board({ data }) {
  const found = data.debrief
  const waiting = Object.entries(data.waiting)
  return (
    <div class="stack">
      {waiting.map(([label, [sealed, all]]) => <p key={label} class="notice warning">{label}: {sealed} of {all} cards are sealed. Their ratings show when all are.</p>)}
      {found.decisions.length === 0 && waiting.length === 0 && <div class="card empty"><h2>Nothing to talk about yet</h2><p>When the cards of a candidate are sealed, they stand here side by side.</p></div>}
      {found.questions.length > 0 && <section class="card"><h2>Talk about</h2><ul>{found.questions.slice(0, 6).map((one) => <li key={one}>{one}</li>)}</ul>{found.questions.length > 6 && <details><summary>{found.questions.length - 6} more</summary><ul>{found.questions.slice(6).map((one) => <li key={one}>{one}</li>)}</ul></details>}</section>}
      <div class="boards">{found.decisions.map((one) => <Decision key={one.candidate} one={one} />)}</div>
      {found.warnings.length > 0 && <section class="card"><h2>Habits to know of</h2><ul class="smaller">{found.warnings.map((one) => <li key={one}>{one}</li>)}</ul></section>}
      {found.problems.length > 0 && <section class="card"><h2>Trouble with cards</h2><ul class="smaller">{found.problems.map((one) => <li key={one}>{one}</li>)}</ul></section>}
    </div>
  )
}

function Decision({ one }) {
  return (
    <section class="card stack tight">
      <div class="row between"><h2>{one.candidate}</h2>{one.number !== null && <span class="big num">{one.number.toFixed(2)}</span>}</div>
      <p class="muted smaller">{one.sum}</p>
      <div class="scroll" tabIndex={0} role="region" aria-label={`Ratings of ${one.candidate}`}>
        <table>
          <thead><tr><th>What</th><th>Ratings</th><th>Mean</th></tr></thead>
          <tbody>{one.rows.map((row) => (
            <tr key={row.attribute}><td>{sentence(row.name)}<br /><span class="muted">{row.check}</span></td>
              <td><ul class="dotplot" aria-label={row.ratings.map(([who, value]) => `${who}: ${value}`).join(", ")}>{[1, 2, 3, 4, 5].map((value) => <li key={value} class={row.ratings.some(([, given]) => given === value) ? "on" : ""} title={row.ratings.filter(([, given]) => given === value).map(([who]) => who).join(", ")}>{value}</li>)}</ul></td>
              <td class="num">{row.mean === null ? "–" : row.mean.toFixed(2)}</td></tr>
          ))}</tbody>
        </table>
      </div>
      <ul class="smaller">{one.verdicts.map(([who, what, why]) => <li key={who}><strong>{who}: {what.replaceAll("_", " ")}.</strong> {why}</li>)}</ul>
      {one.missing.length > 0 && <p class="notice warning">Nobody rated: {one.missing.join(", ")}</p>}
    </section>
  )
}
