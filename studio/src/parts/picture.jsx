// The role as the text describes it: the mix of work, the lifecycle, the level, the must-haves against the market.
const STAGES = ["data", "model", "deploy", "operate"]

export function Picture({ picture }) {
  const pay = picture.pay[0]
  return (
    <div class="picture stack">
      <section>
        <h2>Which work it is</h2>
        {picture.families.slice(0, 4).map((one) => (
          <div key={one.id} class="meter"><span>{one.id}</span><span class="bar" aria-hidden="true"><span style={{ width: `${one.share * 100}%` }} /></span><span class="num">{Math.round(one.share * 100)} %</span></div>
        ))}
        {picture.title && <p class="smaller muted">“{picture.title.text}” promises {picture.title.level === "unknown" ? "" : `${picture.title.level} `}{picture.title.family}</p>}
        {picture.jobs > 1 && <p class="notice warning">{picture.jobs} jobs in one</p>}
      </section>
      <section>
        <h2>Which stages it covers</h2>
        <ol class="stages">
          {STAGES.map((stage) => (
            <li key={stage} class={picture.lifecycle[stage] ? "on" : "off"} style={{ "--tone": `var(--${stage})` }}>
              <strong>{stage}</strong><span class="num">{picture.lifecycle[stage] || "none"}</span>
            </li>
          ))}
        </ol>
      </section>
      <section>
        <h2>What it asks for</h2>
        <p class="smaller">{picture.must} must-haves, {picture.nice} nice-to-haves; {picture.skills.length} named skills are required</p>
        {picture.skills.slice(0, 14).map((one) => (
          <div key={one.id} class="meter"><span>{one.name}</span><span class="bar" aria-hidden="true"><span style={{ width: `${one.share ?? 0}%` }} /></span><span class="num">{one.share === null ? "–" : `${one.share} %`}</span></div>
        ))}
        {picture.skills.length > 0 && <p class="smaller muted">Share of {picture.market.postings} AI postings that name it ({picture.market.from} to {picture.market.to})</p>}
      </section>
      <dl class="facts">
        <dt>Level</dt><dd>{picture.level}</dd>
        <dt>Company</dt><dd>reads as {picture.stage}</dd>
        <dt>Pay</dt><dd class="num">{pay ? `${[pay.min, pay.max].filter((one) => one !== null).map((one) => one.toLocaleString("en")).join(" to ")} ${pay.currency} a ${pay.interval}` : "not stated"}</dd>
        <dt>Place</dt><dd>{[...new Set(picture.places)].join(", ") || "not stated"}{picture.mode && picture.mode !== "unknown" ? ` · ${picture.mode}` : ""}</dd>
        <dt>Length</dt><dd class="num">{picture.words} words</dd>
        <dt>Reading</dt><dd class="num">{picture.grade === null ? "–" : `school grade ${Math.max(0, picture.grade)}`}</dd>
      </dl>
    </div>
  )
}
