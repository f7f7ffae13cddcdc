// What leaves the studio: the posting in every format, as a search result, and how far it has drifted from its role.
import { Loaded, useLoad } from "./load.jsx"
import { sentence } from "../state.js"

const FILES = [["md", "Markdown"], ["html", "HTML"], ["docx", "Word"], ["pdf", "PDF"], ["txt", "Text"], ["json", "JSON-LD"]]
const SYSTEMS = [["greenhouse", "Greenhouse"], ["lever", "Lever"], ["ashby", "Ashby"], ["workable", "Workable"], ["smartrecruiters", "SmartRecruiters"]]

export function Exports({ posting, sync }) {
  const preview = useLoad(`/postings/${posting.id}/preview`)
  const link = ([form, name]) => <a key={form} class="button small" href={`/api/postings/${posting.id}/export/${form}`} download onClick={() => sync().end()}>{name}</a>
  return (
    <div class="stack">
      <section class="stack tight"><h2>Files</h2><div class="row">{FILES.map(link)}</div></section>
      <section class="stack tight"><h2>For an applicant tracking system</h2><div class="row">{SYSTEMS.map(link)}</div></section>
      <section class="stack tight">
        <h2>As a search result</h2>
        <Loaded from={preview}>{(data) => <Result data={data} />}</Loaded>
      </section>
    </div>
  )
}

function Result({ data }) {
  const pay = data.baseSalary?.value
  const place = data.jobLocationType === "TELECOMMUTE" ? "Remote" : [data.jobLocation].flat().map((one) => one?.address?.addressLocality).filter(Boolean).join(", ")
  const unit = pay?.unitText?.toLowerCase()
  const missing = ["datePosted", "validThrough", "hiringOrganization", "baseSalary", "employmentType"].filter((name) => !data[name])
  return (
    <>
      <div class="result">
        <p class="result-title">{data.title}</p>
        <p class="smaller">{data.hiringOrganization?.name} · {place || "no place"}</p>
        <p class="row smaller">
          {pay && <span class="tag">{[pay.minValue, pay.maxValue].filter(Boolean).map((one) => one.toLocaleString("en")).join("–")} {data.baseSalary.currency} a {unit}</span>}
          {data.employmentType && <span class="tag">{String(data.employmentType).replaceAll("_", "-").toLowerCase()}</span>}
          {data.datePosted && <span class="tag">posted {data.datePosted}</span>}
        </p>
      </div>
      {missing.length > 0 && <p class="notice warning">Search engines miss: {missing.join(", ")}. The role’s scope has the questions.</p>}
      <details><summary>JSON-LD</summary><pre class="sample" tabIndex={0}>{JSON.stringify(data, null, 2)}</pre></details>
    </>
  )
}

const HEADS = { only_posting: "Only the posting says", only_role: "Only the role says", changed: "They say it differently" }

export function Drift({ posting, revision, onShow }) {
  const found = useLoad(`/postings/${posting.id}/drift?at=${revision}`)
  return (
    <Loaded from={found}>{(data) => data.same ? <p class="notice good">The posting says what the role says.</p> : (
      <div class="stack">
        {Object.entries(HEADS).filter(([name]) => data[name].length).map(([name, head]) => (
          <section key={name}>
            <h2>{head}</h2>
            <ul class="findings">
              {data[name].map((one, i) => (
                <li key={i} class="finding note">
                  {one.start >= 0 ? <button class="finding-text" onClick={() => onShow({ from: one.start, to: one.end })}>{sentence(one.text)}</button> : <span class="smaller">{sentence(one.text)}</span>}
                  <span class="smaller muted">{one.kind}{one.field ? ` · ${one.field}` : ""}{one.other ? ` · the role says: ${one.other}` : ""}</span>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    )}</Loaded>
  )
}
