// The score: a number, what it means, and the sum that it is.
import { sentence } from "../state.js"

const LABEL = { error: "errors", warning: "warnings", note: "notes", credit: "credits" }

export function Score({ report }) {
  const counts = {}
  for (const one of report.findings) counts[one.severity] = (counts[one.severity] ?? 0) + 1
  return (
    <section class="score" aria-label="Score">
      <div class="score-ring" aria-hidden="true" style={{ "--part": `${report.score}%` }}><span>{report.score}</span></div>
      <div class="stack tight">
        <p><strong><span class="sr">Score {report.score} of 100: </span>{sentence(report.band)}</strong></p>
        <p class="row">{Object.keys(LABEL).filter((name) => counts[name]).map((name) => <span key={name} class={`tag ${name}`}>{counts[name]} {counts[name] === 1 ? LABEL[name].slice(0, -1) : LABEL[name]}</span>)}</p>
        <details>
          <summary>How it adds up</summary>
          <table class="sum num">
            <tbody>
              {report.arithmetic.map((row) => (
                <tr key={row.label + row.code}>
                  <td>{row.code ? <a href={`/rules/${row.code}`}>{row.code}</a> : ""}</td>
                  <td>{row.label}{row.count > 1 ? ` (${row.count}×)` : ""}</td>
                  <td class={row.points < 0 ? "minus" : "plus"}>{row.points > 0 ? "+" : "−"}{Math.abs(row.points)}</td>
                </tr>
              ))}
              <tr><td /><th>Score</th><td><strong>{report.score}</strong></td></tr>
            </tbody>
          </table>
        </details>
      </div>
    </section>
  )
}
