// A role at a glance: its postings, what is missing, the diagnosis, where it stands.
import { useSignal } from "@preact/signals"
import { post, put } from "../api.js"
import { hasBlocks, markdownOf, textOf } from "../parts/bring.js"
import { Dialog } from "../parts/dialog.jsx"
import { Loaded, useLoad } from "../parts/load.jsx"
import { Ownership } from "../parts/ownership.jsx"
import { RoleHead } from "../parts/rolehead.jsx"
import { STATES, stateName } from "../parts/state.jsx"
import { go } from "../router.js"
import { ago, can, me, sentence, tell, tellTrouble } from "../state.js"

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
          <Ownership rows={role.diagnosis.ownership} />
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
  const url = useSignal("")
  const busy = useSignal(false)
  const submit = (event) => {
    event.preventDefault()
    onText(title.value || "Pasted", text.value)
  }
  const bring = async (how, name) => {
    busy.value = true
    try {
      text.value = await how()
      title.value ||= name
    } catch (error) {
      tellTrouble(error)
    }
    busy.value = false
  }
  const upload = (file) => file && bring(() => textOf(file), file.name)
  const drop = (event) => { event.preventDefault(); upload(event.dataTransfer.files[0]) }
  const paste = (event) => {
    if (text.value || !hasBlocks(event.clipboardData)) return
    event.preventDefault()
    bring(() => markdownOf(event.clipboardData), "Pasted")
  }
  const acts = <><button onClick={onClose}>Cancel</button><button class="primary" form="paste" disabled={!text.value.trim() || busy.value}>Open in the editor</button></>
  return (
    <Dialog title="Bring a posting" onClose={onClose} acts={acts}>
      <form id="paste" class="stack tight" onSubmit={submit} onDrop={drop} onDragOver={(event) => event.preventDefault()}>
        <div><label for="paste-file">A file: Word, PDF, HTML, Markdown, e-mail (or drop it here)</label><input id="paste-file" type="file" accept=".docx,.pdf,.html,.htm,.md,.txt,.eml,.json" onChange={(event) => upload(event.target.files[0])} /></div>
        <div><label for="paste-url">Or a public page</label><div class="row nowrap"><input id="paste-url" type="url" placeholder="https://…" value={url.value} onInput={(event) => { url.value = event.target.value }} /><button type="button" disabled={!url.value || busy.value} onClick={() => bring(async () => (await post("/bring/page", { url: url.value })).text, new URL(url.value).hostname)}>Fetch</button></div></div>
        <div><label for="paste-title">Name</label><input id="paste-title" value={title.value} onInput={(event) => { title.value = event.target.value }} maxLength={150} /></div>
        <div><label for="paste-text">Text{busy.value ? " (reading …)" : ""}</label><textarea id="paste-text" rows={10} value={text.value} onPaste={paste} onInput={(event) => { text.value = event.target.value }} /></div>
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
      <p class="smaller">Hire first: <strong>{found.first.title}</strong>. {sentence(found.first_reason.text)}.</p>
      <p class="smaller">Level: <strong>{found.level.id}</strong>. {sentence(found.level.reasons[0]?.text ?? "")}.</p>
      <p class="smaller">{sentence(found.sourcing.means)}: {found.sourcing.reason.text}.</p>
      {found.headlines.map((one) => (
        <p key={one.id} class={`notice ${one.holds ? "good" : "warning"}`}>{sentence(one.note)}.</p>
      ))}
    </section>
  )
}
