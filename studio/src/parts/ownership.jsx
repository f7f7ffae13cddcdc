// Who owns each stage of the lifecycle, as a picture: a chain of four links, those of this person filled.
import "../styles/ownership.css"

const NAME = { data: "Data", model: "Model", deploy: "Release", operate: "After launch" }
const KIND = { "this person": "mine", "another team": "theirs", "nobody yet": "nobody", "": "open" }

export function Ownership({ rows }) {
  return (
    <section class="card stack tight">
      <h2>Who owns what</h2>
      <ol class="chain">
        {rows.map((one) => (
          <li key={one.stage} class={KIND[one.owner] ?? "open"} style={{ "--tone": `var(--${one.stage})` }}>
            <strong>{NAME[one.stage]}</strong>
            <span>{one.owner === "another team" ? one.who || "another team" : one.owner || "not said"}</span>
            {one.boundary && <span class="smaller muted">{one.boundary}</span>}
            {one.finding && <span class="smaller finding-note">{one.finding}</span>}
          </li>
        ))}
      </ol>
    </section>
  )
}
