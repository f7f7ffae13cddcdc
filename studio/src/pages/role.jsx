// A role at a glance: its postings, what is missing, the diagnosis, where it stands.
import { useSignal } from "@preact/signals"
import { post, put } from "../api.js"
import { Dialog } from "../parts/dialog.jsx"
import { Loaded, useLoad } from "../parts/load.jsx"
import { RoleHead } from "../parts/rolehead.jsx"
import { STATES, stateName } from "../parts/state.jsx"
import { go } from "../router.js"
import { ago, can, me, tell, tellTrouble } from "../state.js"

export function Overview({ id }) {
  const role = useLoad(`/roles/${id}`)
  return <Loaded from={role}>{(data) => <Role role={data} again={role.again} />}</Loaded>
}

function Role({ role, again }) {
  return (
    <>
      <RoleHead role={role}>
        <a class="button" href={`/api/roles/${role.id}/file`} download>Role file</a>
        {can("role.write") && <StateChoice role={role} again={again} />}
      </RoleHead>
      <div class="grid2">
        <div class="stack">
          <Postings role={role} />
          {role.missing.length > 0 && <Missing role={role} />}
        </div>
        <div class="stack">
          <Diagnosis role={role} />
          {can("role.team") && !me.value.alone && <Team role={role} again={again} />}
        </div>
      </div>
    </>
  )
}

function StateChoice({ role, again }) {
  const set = async (event) => {
    try {
      await put(`/roles/${role.id}/state`, { state: event.target.value })
      await again()
    } catch (error) {
      tellTrouble(error)
    }
  }
  return (
    <div>
      <label class="sr" for="state">Where the role stands</label>
      <select id="state" value={role.state} onChange={set}>{STATES.map((state) => <option value={state}>{stateName(state)}</option>)}</select>
    </div>
  )
}

function Postings({ role }) {
  const pasting = useSignal(false)
  const create = async (body) => {
    try {
      const made = await post(`/roles/${role.id}/postings`, body)
      if (made.gaps.length) tell(`Drafted; ${made.gaps.length} fields of the role leave gaps`, "warning")
      go(`/roles/${role.id}/postings/${made.id}`)
    } catch (error) {
      tellTrouble(error)
    }
  }
  return (
    <section class="card">
      <div class="row between">
        <h2>Postings</h2>
        {can("posting.write") && (
          <div class="row">
            <button class="small" onClick={() => { pasting.value = true }}>Paste or upload</button>
            <button class="small primary" onClick={() => create({ draft: true, title: "Drafted from the role" })}>Draft from the role</button>
          </div>
        )}
      </div>
      {role.texts.length ? (
        <table>
          <thead><tr><th>Name</th><th>State</th><th>Revision</th><th>Changed</th></tr></thead>
          <tbody>
            {role.texts.map((one) => (
              <tr key={one.id}>
                <td><a href={`/roles/${role.id}/postings/${one.id}`}>{one.title}</a></td>
                <td>{one.state === "approved" ? <span class="tag good">Approved{one.approved !== one.revision ? ", changed since" : ""}</span> : <span class="tag">Draft</span>}</td>
                <td class="num">{one.revision}</td>
                <td class="muted">{ago(one.changed)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : <p class="muted smaller">None yet. Draft one from the role, or bring the text that you have.</p>}
      {pasting.value && <Paste onClose={() => { pasting.value = false }} onText={(title, text) => create({ title, text })} />}
    </section>
  )
}

function Paste({ onClose, onText }) {
  const title = useSignal("")
  const text = useSignal("")
  const submit = (event) => {
    event.preventDefault()
    onText(title.value || "Pasted", text.value)
  }
  const acts = <><button onClick={onClose}>Cancel</button><button class="primary" form="paste" disabled={!text.value.trim()}>Open in the editor</button></>
  return (
    <Dialog title="Bring a posting" onClose={onClose} acts={acts}>
      <form id="paste" class="stack" onSubmit={submit}>
        <div><label for="paste-title">Name</label><input id="paste-title" value={title.value} onInput={(event) => { title.value = event.target.value }} maxLength={150} /></div>
        <div><label for="paste-text">Text</label><textarea id="paste-text" rows={12} value={text.value} onInput={(event) => { text.value = event.target.value }} /></div>
      </form>
    </Dialog>
  )
}

function Missing({ role }) {
  return (
    <section class="card">
      <h2>Still open in the scope</h2>
      <ul class="smaller">{role.missing.slice(0, 12).map((one) => <li key={one.path}><code>{one.path}</code>: {one.what}</li>)}</ul>
      {role.missing.length > 12 && <p class="muted smaller">and {role.missing.length - 12} more</p>}
    </section>
  )
}

function Team({ role, again }) {
  const people = useLoad("/people")
  const turn = async (person) => {
    const there = role.team.includes(person)
    try {
      await put(`/roles/${role.id}/team`, { people: there ? role.team.filter((one) => one !== person) : [...role.team, person] })
      await again()
    } catch (error) {
      tellTrouble(error)
    }
  }
  return (
    <section class="card stack tight">
      <h2>Who works on it</h2>
      <p class="muted smaller">Managers, interviewers and viewers see the roles that they work on; admins and recruiters see all.</p>
      <Loaded from={people}>{(rows) => rows.filter((one) => one.active).map((one) => <label key={one.id} class="row"><input type="checkbox" checked={role.team.includes(one.id)} onChange={() => turn(one.id)} /> {one.name || one.email} <span class="muted">{one.role}</span></label>)}</Loaded>
    </section>
  )
}

function Diagnosis({ role }) {
  const found = role.diagnosis
  return (
    <section class="card stack tight">
      <h2>Diagnosis</h2>
      <p><strong>{found.means}</strong></p>
      <p class="smaller">Hire first: <strong>{found.first.title}</strong>. {found.first_reason.text}</p>
      <p class="smaller">Level: <strong>{found.level.id}</strong>. {found.level.reasons[0]?.text}</p>
      <p class="smaller">{found.sourcing.means} {found.sourcing.reason.text}</p>
      {found.headlines.map((one) => (
        <p key={one.id} class={`notice ${one.holds ? "good" : "warning"}`}>{one.note}</p>
      ))}
    </section>
  )
}
