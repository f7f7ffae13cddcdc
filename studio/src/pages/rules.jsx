// The book of rules: what each objects to, why, how good the evidence is; switches of the team.
import { useSignal } from "@preact/signals"
import { put } from "../api.js"
import { Laws } from "../rules/laws.jsx"
import { Own } from "../rules/own.jsx"
import { Team } from "../rules/team.jsx"
import { Thresholds } from "../rules/thresholds.jsx"
import { Loaded, useLoad } from "../parts/load.jsx"
import { can, sentence, tell, tellTrouble } from "../state.js"
import "../styles/rules.css"

export function Rules({ code }) {
  const book = useLoad("/rules")
  return <Loaded from={book}>{(data) => <Book data={data} code={code} again={book.again} />}</Loaded>
}

const EMPTY = { select: [], ignore: [], jurisdictions: [], limits: {}, points: {}, own: [] }
const PARTS = [["", "Your team"], ["/thresholds", "Thresholds"], ["/own", "Own rules"], ["/laws", "Laws"]]
const WORDS = PARTS.map(([part]) => part.slice(1)).filter(Boolean)

function Book({ data, code, again }) {
  const words = useSignal("")
  const off = new Set(data.settings.ignore ?? [])
  const needle = words.value.toLowerCase()
  const rows = data.rules.filter((rule) => `${rule.code} ${rule.name} ${rule.topic} ${rule.why}`.toLowerCase().includes(needle))
  const topics = Map.groupBy(rows, (rule) => rule.topic)
  const keep = async (change, told = "Kept; the next check knows it") => {
    try {
      await put("/rules", { ...EMPTY, ...data.settings, ...change })
      tell(told, "good")
      await again()
      return true
    } catch (error) {
      tellTrouble(error)
      return false
    }
  }
  const turn = (rule) => keep({ ignore: off.has(rule.code) ? [...off].filter((one) => one !== rule.code) : [...off, rule.code] }, `${rule.code} is ${off.has(rule.code) ? "on" : "off"} for everybody here`)
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
        <div class="book-page">
          <nav class="tabs" aria-label="Settings">{PARTS.map(([part, name]) => <a key={part} href={`/rules${part}`} aria-current={code === (part.slice(1) || undefined) ? "page" : undefined}>{name}</a>)}</nav>
          {!code && <Team data={data} keep={keep} />}
          {code === "thresholds" && <Thresholds data={data} keep={keep} />}
          {code === "own" && <Own data={data} keep={keep} />}
          {code === "laws" && <Laws />}
          {code && !WORDS.includes(code) && <Rule key={`${code}-${data.settings.base}`} code={code} off={off} turn={turn} data={data} keep={keep} />}
        </div>
      </div>
    </>
  )
}

function Rule({ code, off, turn, data: book, keep }) {
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
        {can("rules.write") && <div class="row between"><button onClick={() => turn(data)}>{off.has(data.code) ? "Turn on for the team" : "Turn off for the team"}</button><Points rule={data} book={book} keep={keep} /></div>}
      </article>
    )}</Loaded>
  )
}

/** What a hit of the rule counts for this team. */
function Points({ rule, book, keep }) {
  const own = book.settings.points ?? {}
  const value = useSignal(String(rule.points))
  const usual = book.rules.find((one) => one.code === rule.code)?.usual
  if (usual === null || usual === undefined) return null
  const save = (event) => {
    event.preventDefault()
    const { [rule.code]: _, ...others } = own
    const points = Number(value.value)
    keep({ points: points === usual ? others : { ...others, [rule.code]: points } })
  }
  return (
    <form class="row nowrap points" onSubmit={save}>
      <label for="r-points">Points a hit{usual !== rule.points ? ` (the book: ${signed(usual)})` : ""}</label>
      <input id="r-points" type="number" step={1} min={usual > 0 ? 0 : -100} max={usual > 0 ? 100 : 0} value={value.value} onInput={(event) => { value.value = event.target.value }} />
      <button class="small" disabled={value.value === "" || Number(value.value) === rule.points}>Keep</button>
    </form>
  )
}

const signed = (points) => (points < 0 ? `−${-points}` : points > 0 ? `+${points}` : "0")

const Examples = ({ title, rows }) => (
  <section><h3>{title}</h3>{rows.map((one, i) => <pre key={i} class="sample" tabIndex={0}>{one.title ? `${one.title}\n\n` : ""}{one.text}</pre>)}</section>
)
