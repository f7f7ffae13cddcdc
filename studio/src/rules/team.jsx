// What the team sets, in one place: where its jobs are, what is off, what counts otherwise; and the same as a file.
import { useSignal } from "@preact/signals"
import { can } from "../state.js"

export function Team({ data, keep }) {
  const { ignore = [], jurisdictions = [], points = {}, limits = {}, own = [] } = data.settings
  const places = useSignal(jurisdictions.join(", "))
  const save = (event) => {
    event.preventDefault()
    keep({ jurisdictions: places.value.split(/[\s,;]+/).filter(Boolean).map((one) => one.toUpperCase()) })
  }
  return (
    <section class="card stack">
      <h2>For your team</h2>
      <form class="stack tight" onSubmit={save}>
        <label for="places">Where your jobs may be done, besides what a posting says (GB, DE, US-CO)</label>
        <div class="row nowrap"><input id="places" value={places.value} readOnly={!can("rules.write")} onInput={(event) => { places.value = event.target.value }} />{can("rules.write") && <button>Keep</button>}</div>
      </form>
      <div>
        <h3>Rules that are off</h3>
        {ignore.length ? <p class="row">{ignore.map((one) => <a key={one} class="tag" href={`/rules/${one}`}>{one}</a>)}</p> : <p class="muted smaller">None. Choose a rule to read it, to turn it off, or to change what it counts.</p>}
      </div>
      {Object.keys(points).length > 0 && <div><h3>Points of your own</h3><p class="row">{Object.entries(points).map(([code, value]) => <a key={code} class="tag" href={`/rules/${code}`}>{code}: {value}</a>)}</p></div>}
      <div class="stack tight">
        <h3>The same on the command line and in CI</h3>
        <p class="smaller muted">{Object.keys(limits).length} thresholds, {own.length} rules of your own. Put the file beside your postings, and <code>rolewright check</code> says what this page says.</p>
        <div class="row"><a class="button small" href="/api/rules/file/rolewright.toml" download>rolewright.toml</a>{own.length > 0 && <a class="button small" href="/api/rules/file/rolewright.zip" download>With your own rules (zip)</a>}</div>
      </div>
    </section>
  )
}
