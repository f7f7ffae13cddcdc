// Candidates: a label for everybody who rates, the details for those who may see them, and a way to erase them.
import { useSignal } from "@preact/signals"
import { call, get, post, remove } from "../api.js"
import { Dialog } from "../parts/dialog.jsx"
import { Loaded, useLoad } from "../parts/load.jsx"
import { RoleHead } from "../parts/rolehead.jsx"
import { can, day, tell, tellTrouble } from "../state.js"

export function Candidates({ id }) {
  const role = useLoad(`/roles/${id}`)
  const rows = useLoad(`/roles/${id}/candidates`)
  const adding = useSignal(false)
  const erasing = useSignal(null)
  const sending = useSignal(null)
  const seeing = useSignal(null)
  const see = async (row) => {
    try {
      seeing.value = { row, text: (await get(`/candidates/${row.id}/redacted`)).text }
    } catch (error) {
      tellTrouble(error)
    }
  }
  return (
    <Loaded from={role}>{(one) => (
      <>
        <RoleHead role={one}><a class="button" href={`/roles/${id}/matrix`}>Beside the role</a>{can("candidate.write") && <button class="primary" onClick={() => { adding.value = true }}>Add a candidate</button>}</RoleHead>
        <Loaded from={rows}>{(list) => list.length ? (
          <div class="card flush scroll" tabIndex={0} role="region" aria-label="Candidates">
            <table class="even">
              <thead><tr><th>Label</th><th>Name</th><th>E-mail</th><th>Notes</th><th>Document</th><th>Kept until</th><th><span class="sr">What can be done</span></th></tr></thead>
              <tbody>{list.map((row) => (
                <tr key={row.id}>
                  <td><strong>{row.label}</strong></td>
                  <td>{row.erased ? <span class="tag">erased {day(row.erased)}</span> : row.name}</td><td>{row.email}</td><td>{row.notes}</td>
                  <td>{!row.erased && (
                    <div class="row nowrap">
                      {can("candidate.write") && <button class="small" onClick={() => { sending.value = row }}>{row.profile ? "Replace" : "Upload"}<span class="sr"> the document of {row.label}</span></button>}
                      {row.profile && <button class="small" onClick={() => see(row)}>What is read<span class="sr"> of {row.label}</span></button>}
                    </div>
                  )}</td>
                  <td class={row.keep_until && row.keep_until < Date.now() ? "minus" : "muted"}>{row.keep_until ? day(row.keep_until) : ""}</td>
                  <td>{!row.erased && can("candidate.erase") && (
                    <div class="row"><a class="button small" href={`/api/candidates/${row.id}/everything`} download>Export<span class="sr"> {row.label}</span></a><button class="small danger" onClick={() => { erasing.value = row }}>Erase<span class="sr"> {row.label}</span></button></div>
                  )}</td>
                </tr>
              ))}</tbody>
            </table>
          </div>
        ) : <div class="card empty"><h2>No candidates yet</h2><p>Interviewers and graders see a label only; names stay here.</p></div>}</Loaded>
        {adding.value && <Add id={id} onClose={() => { adding.value = false }} again={rows.again} />}
        {sending.value && <Send row={sending.value} onClose={() => { sending.value = null }} again={rows.again} />}
        {seeing.value && <Redacted {...seeing.value} onClose={() => { seeing.value = null }} />}
        {erasing.value && <Erase row={erasing.value} onClose={() => { erasing.value = null }} again={rows.again} />}
      </>
    )}</Loaded>
  )
}

function Add({ id, onClose, again }) {
  const form = useSignal({ name: "", email: "", notes: "", keep_days: 180 })
  const set = (name) => (event) => { form.value = { ...form.value, [name]: name === "keep_days" ? Number(event.target.value) : event.target.value } }
  const create = async (event) => {
    event.preventDefault()
    try {
      await post(`/roles/${id}/candidates`, form.value)
      onClose()
      await again()
    } catch (error) {
      tellTrouble(error)
    }
  }
  return (
    <Dialog title="Add a candidate" onClose={onClose} narrow acts={<><button onClick={onClose}>Cancel</button><button class="primary" form="add">Add</button></>}>
      <form id="add" class="stack tight" onSubmit={create}>
        <div><label for="c-name">Name</label><input id="c-name" value={form.value.name} onInput={set("name")} maxLength={200} autocomplete="off" /></div>
        <div><label for="c-mail">E-mail</label><input id="c-mail" type="email" value={form.value.email} onInput={set("email")} maxLength={200} autocomplete="off" /></div>
        <div><label for="c-notes">Notes</label><textarea id="c-notes" rows={3} value={form.value.notes} onInput={set("notes")} /></div>
        <div><label for="c-days">Keep for so many days</label><input id="c-days" type="number" min={1} max={3650} value={form.value.keep_days} onInput={set("keep_days")} /></div>
      </form>
    </Dialog>
  )
}

function Send({ row, onClose, again }) {
  const file = useSignal(null)
  const busy = useSignal(false)
  const send = async (event) => {
    event.preventDefault()
    busy.value = true
    try {
      const form = new FormData()
      form.append("file", file.value)
      await call("POST", `/candidates/${row.id}/profile`, form)
      tell(`The document of ${row.label} is read`, "good")
      onClose()
      await again()
    } catch (error) {
      tellTrouble(error)
    }
    busy.value = false
  }
  return (
    <Dialog title={`Document of ${row.label}`} onClose={onClose} narrow acts={<><button onClick={onClose}>Cancel</button><button class="primary" form="send-document" disabled={!file.value || busy.value}>{busy.value ? "Reading …" : "Read it"}</button></>}>
      <form id="send-document" class="stack tight" onSubmit={send}>
        <label for="d-file">Resume: PDF, Word, text, JSON Resume, or LinkedIn’s export</label>
        <input id="d-file" type="file" accept=".pdf,.docx,.md,.txt,.html,.json,.toml,.zip" onChange={(event) => { file.value = event.target.files[0] ?? null }} />
        <p class="smaller muted">Name, contact, age, gender, nationality, family and schools aren’t read into matching. The file itself isn’t kept.</p>
      </form>
    </Dialog>
  )
}

const Redacted = ({ row, text, onClose }) => (
  <Dialog title={`What matching reads of ${row.label}`} onClose={onClose} acts={<button class="primary" onClick={onClose}>Close</button>}>
    <pre class="sample posting" tabIndex={0}>{text}</pre>
  </Dialog>
)

function Erase({ row, onClose, again }) {
  const erase = async () => {
    try {
      const gone = await remove(`/candidates/${row.id}`)
      tell(`${row.label} is erased: ${Object.values(gone).reduce((a, b) => a + b, 0)} rows`, "good")
      onClose()
      await again()
    } catch (error) {
      tellTrouble(error)
    }
  }
  return (
    <Dialog title={`Erase ${row.label}?`} onClose={onClose} narrow acts={<><button onClick={onClose}>Keep</button><button class="danger" onClick={erase}>Erase for good</button></>}>
      <p>Name, e-mail, notes, what was read of documents, scorecards and submissions go, with their files. The label stays, so that the counts stay right. It can’t be undone; backups that you made before still hold it.</p>
    </Dialog>
  )
}
