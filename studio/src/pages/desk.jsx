// The desk: every role with where it stands, what is missing, and the next step.
import { useSignal } from "@preact/signals"
import { post } from "../api.js"
import { Dialog } from "../parts/dialog.jsx"
import { Loaded, useLoad } from "../parts/load.jsx"
import { StateTag } from "../parts/state.jsx"
import { go } from "../router.js"
import { ago, can, tellTrouble } from "../state.js"
import "../styles/desk.css"

const NEXT = {
  scope: ["Go on with the scope", (id) => `/roles/${id}/scope`],
  draft: ["Write the posting", (id) => `/roles/${id}`],
  publish: ["Finish the posting", (id) => `/roles/${id}`],
  interview: ["Prepare the interviews", (id) => `/roles/${id}/interview`],
  debrief: ["Hold the debrief", (id) => `/roles/${id}/debrief`],
}

export function Desk() {
  const roles = useLoad("/roles")
  const adding = useSignal(false)
  return (
    <>
      <div class="head">
        <div class="grow">
          <h1>Desk</h1>
          <p class="lead">Every role you hire for, and what it needs next.</p>
        </div>
        {can("role.write") && <button class="primary" onClick={() => { adding.value = true }}>New role</button>}
      </div>
      <Loaded from={roles}>{(rows) => rows.length ? <ul class="desk">{rows.map((row) => <Role key={row.id} row={row} />)}</ul> : <Nothing />}</Loaded>
      {adding.value && <NewRole onClose={() => { adding.value = false }} />}
    </>
  )
}

function Role({ row }) {
  const [label, to] = NEXT[row.next] ?? []
  const name = row.title || "Untitled role"
  return (
    <li class="card desk-role">
      <div class="row between">
        <StateTag state={row.state} />
        <span class="muted smaller">{ago(row.changed)}</span>
      </div>
      <h2><a href={`/roles/${row.id}`}>{name}</a></h2>
      <p class="muted smaller">{[row.company, row.family, row.level].filter(Boolean).join(" · ") || "Not scoped yet"}</p>
      <p class="smaller">
        {row.missing.length ? <span class="tag warning">{row.missing.length} fields open</span> : <span class="tag good">Scope complete</span>}{" "}
        <span class="tag">{row.postings} {row.postings === 1 ? "posting" : "postings"}</span>{" "}
        {row.candidates > 0 && <span class="tag">{row.candidates} {row.candidates === 1 ? "candidate" : "candidates"}</span>}
      </p>
      {label && <a class="button small" href={to(row.id)} aria-label={`${label}: ${name}`}>{label}<span aria-hidden="true">→</span></a>}
    </li>
  )
}

const Nothing = () => (
  <div class="card empty">
    <h2>No roles yet</h2>
    <p>Start with what the team needs: a dozen short answers make a first diagnosis.</p>
  </div>
)

function NewRole({ onClose }) {
  const title = useSignal("")
  const toml = useSignal("")
  const create = async (event) => {
    event.preventDefault()
    try {
      const made = await post("/roles", toml.value ? { toml: toml.value } : { title: title.value.trim() })
      onClose()
      go(toml.value ? `/roles/${made.id}` : `/roles/${made.id}/scope`)
    } catch (error) {
      tellTrouble(error)
    }
  }
  const read = async (event) => { toml.value = (await event.target.files[0]?.text()) ?? "" }
  const acts = <><button onClick={onClose}>Cancel</button><button class="primary" form="new-role">Create</button></>
  return (
    <Dialog title="New role" onClose={onClose} acts={acts} narrow>
      <form id="new-role" class="stack" onSubmit={create}>
        <div>
          <label for="new-title">Working title</label>
          <input id="new-title" value={title.value} onInput={(event) => { title.value = event.target.value }} placeholder="You can leave it open" maxLength={150} disabled={!!toml.value} />
        </div>
        <div>
          <label for="new-file">Or a role file (TOML) that you have</label>
          <input id="new-file" type="file" accept=".toml" onChange={read} />
        </div>
      </form>
    </Dialog>
  )
}
