// One cell of the matrix: what was found in words, the quotes with their places, what people saw, the sum, the question for a gap.
const SIGN = { shown: "●", adjacent: "◐", none: "○" }

export const Verdict = ({ cell }) => (
  <span class="verdict"><span aria-hidden="true" class="sign">{SIGN[cell.verdict]}</span><span>{cell.says}</span></span>
)

export function Evidence({ cell, jobs }) {
  return (
    <>
      {cell.evidence.map((one, i) => (
        <blockquote key={i} class="quote">“{one.quote}”<footer class="smaller">{one.depth}{jobs[one.job] ? ` · ${jobs[one.job]}` : ""} · {one.where}</footer></blockquote>
      ))}
      {cell.vetted.map((one, i) => (
        <blockquote key={`v${i}`} class="quote">{one.says}<footer class="smaller">{one.kind} · {one.rating} of 5 · {one.by}</footer></blockquote>
      ))}
      {cell.sum && <p class="smaller num">{cell.sum}</p>}
      {cell.ask && <p class="smaller ask"><strong>To settle it. </strong>{cell.ask}</p>}
    </>
  )
}
