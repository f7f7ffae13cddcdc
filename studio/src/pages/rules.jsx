// The book of rules: what each objects to, why, how good the evidence is; switches of the team.
import { useSignal } from "@preact/signals"
import { put } from "../api.js"
import { Loaded, useLoad } from "../parts/load.jsx"
import { can, sentence, tell, tellTrouble } from "../state.js"
import "../styles/rules.css"

export function Rules({ code }) {
  const book = useLoad("/rules")
  return <Loaded from={book}>{(data) => <Book data={data} code={code} again={book.again} />}</Loaded>
}

function Book({ data, code, again }) {
  const words = useSignal("")
  const off = new Set(data.settings.ignore ?? [])
  const needle = words.value.toLowerCase()
  const rows = data.rules.filter((rule) => `${rule.code} ${rule.name} ${rule.topic} ${rule.why}`.toLowerCase().includes(needle))
  const topics = Map.groupBy(rows, (rule) => rule.topic)
  const turn = async (rule) => {
    const ignore = off.has(rule.code) ? [...off].filter((one) => one !== rule.code) : [...off, rule.code]
    try {
      await put("/rules", { select: [], jurisdictions: [], limits: {}, ...data.settings, ignore })
      tell(`${rule.code} is ${off.has(rule.code) ? "on" : "off"} for everybody here`, "good")
      await again()
    } catch (error) {
      tellTrouble(error)
    }
  }
  return (
    <>
      <div class="head">
        <div class="grow"><h1>Rules</h1><p class="lead">{data.rules.length} rules and credits. Each says why, and how good the evidence is.</p></div>
        <div><label for="find-rule">Find</label><input id="find-rule" type="search" value={words.value} onInput={(event) => { words.value = event.target.value }} placeholder="pay, degree, RW607 …" /></div>
      </div>
      <div class="book">
        <div class="book-list">
          {[...topics].map(([topic, rules]) => (
            <section key={topic}>
              <h2>{sentence(topic.replaceAll("_", " "))}</h2>
              <ul>
                {rules.map((rule) => (
                  <li key={rule.code}>
                    <a href={`/rules/${rule.code}`} aria-current={rule.code === code ? "page" : undefined}>
                      <span class={`tag ${rule.severity}`}>{rule.code}</span> <span class={off.has(rule.code) ? "off" : ""}>{rule.name}</span>
                    </a>
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </div>
        <div class="book-page">{code ? <Rule code={code} off={off} turn={turn} /> : <Settings data={data} again={again} />}</div>
      </div>
    </>
  )
}

function Settings({ data, again }) {
  const places = useSignal((data.settings.jurisdictions ?? []).join(", "))
  const off = data.settings.ignore ?? []
  const save = async (event) => {
    event.preventDefault()
    const jurisdictions = places.value.split(/[\s,;]+/).filter(Boolean).map((one) => one.toUpperCase())
    try {
      await put("/rules", { select: [], ignore: [], limits: {}, ...data.settings, jurisdictions })
      tell("Kept; the next check knows it", "good")
      await again()
    } catch (error) {
      tellTrouble(error)
    }
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
        {off.length ? <p class="row">{off.map((one) => <a key={one} class="tag" href={`/rules/${one}`}>{one}</a>)}</p> : <p class="muted smaller">None. Choose a rule to read it, and to turn it off.</p>}
      </div>
      <div>
        <h3>The same on the command line</h3>
        <pre class="sample" tabIndex={0}>{`# rolewright.toml\nignore = ${JSON.stringify(off)}\njurisdictions = ${JSON.stringify(data.settings.jurisdictions ?? [])}\n`}</pre>
      </div>
    </section>
  )
}

function Rule({ code, off, turn }) {
  const rule = useLoad(`/rules/${code}`)
  return (
    <Loaded from={rule}>{(data) => (
      <article class="card stack">
        <div class="row between"><h2>{data.code}: {data.name}</h2><span class={`tag ${data.severity}`}>{data.severity}</span></div>
        <p>{data.why}</p>
        <p><strong>What to do. </strong>{data.advice}</p>
        <p class="smaller muted">{sentence(data.evidence)}; {signed(data.points)} points a hit, {signed(data.most)} at most{data.on ? "" : "; off unless it is asked for"}</p>
        {data.sources.length > 0 && <ul class="smaller">{data.sources.map((one) => <li key={one}>{one}</li>)}</ul>}
        <Examples title={data.severity === "credit" ? "Earns it" : "Objects to"} rows={data.bad} />
        <Examples title={data.severity === "credit" ? "Doesn’t earn it" : "Lets be"} rows={data.good} />
        {can("rules.write") && <div><button onClick={() => turn(data)}>{off.has(data.code) ? "Turn on for the team" : "Turn off for the team"}</button></div>}
      </article>
    )}</Loaded>
  )
}

const signed = (points) => (points < 0 ? `−${-points}` : points > 0 ? `+${points}` : "0")

const Examples = ({ title, rows }) => (
  <section><h3>{title}</h3>{rows.map((one, i) => <pre key={i} class="sample" tabIndex={0}>{one.title ? `${one.title}\n\n` : ""}{one.text}</pre>)}</section>
)
