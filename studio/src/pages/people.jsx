// People: who uses the studio, and what they may.
import { useSignal } from "@preact/signals"
import { post, put } from "../api.js"
import { Dialog } from "../parts/dialog.jsx"
import { Loaded, useLoad } from "../parts/load.jsx"
import { tell, tellTrouble } from "../state.js"

const ROLES = { admin: "everything, people and the log", recruiter: "all roles", manager: "the roles they are on the team of", interviewer: "their own scorecards, on those roles", viewer: "reads those roles" }

export function People() {
  const rows = useLoad("/people")
  const adding = useSignal(false)
  const change = async (person, values) => {
    try {
      await put(`/people/${person.id}`, values)
      tell(`${person.name || person.email} is changed, and signed out everywhere`, "good")
    } catch (error) {
      tellTrouble(error)
    }
    await rows.again()
  }
  return (
    <>
      <div class="head"><div class="grow"><h1>People</h1><p class="lead">Who uses this studio, and what they may.</p></div><button class="primary" onClick={() => { adding.value = true }}>Add somebody</button></div>
      <Loaded from={rows}>{(list) => (
        <div class="card flush scroll" tabIndex={0} role="region" aria-label="People">
          <table class="even">
            <thead><tr><th>Name</th><th>E-mail</th><th>Role</th><th>Lets in</th></tr></thead>
            <tbody>{list.map((one) => (
              <tr key={one.id}>
                <td>{one.name}</td><td>{one.email}</td>
                <td><label class="sr" for={`r-${one.id}`}>Role of {one.name || one.email}</label><select id={`r-${one.id}`} value={one.role} onChange={(event) => change(one, { role: event.target.value })}>{Object.keys(ROLES).map((role) => <option key={role}>{role}</option>)}</select></td>
                <td><label class="row"><input type="checkbox" checked={one.active} onChange={(event) => change(one, { active: event.target.checked })} /><span class="sr">{one.name || one.email} may sign in</span></label></td>
              </tr>
            ))}</tbody>
          </table>
        </div>
      )}</Loaded>
      <dl class="facts" style={{ marginTop: "1.5rem" }}>{Object.entries(ROLES).map(([role, means]) => [<dt key={role}>{role}</dt>, <dd key={`${role}-`}>{means}</dd>])}</dl>
      {adding.value && <Add onClose={() => { adding.value = false }} again={rows.again} />}
    </>
  )
}

function Add({ onClose, again }) {
  const send = async (event) => {
    event.preventDefault()
    const body = Object.fromEntries(new FormData(event.target))
    try {
      await post("/people", { ...body, password: body.password || null })
      onClose()
      await again()
    } catch (error) {
      tellTrouble(error)
    }
  }
  return (
    <Dialog title="Add somebody" onClose={onClose} narrow acts={<><button onClick={onClose}>Cancel</button><button class="primary" form="add-person">Add</button></>}>
      <form id="add-person" class="stack tight" onSubmit={send}>
        <div><label for="p-name">Name</label><input id="p-name" name="name" autocomplete="off" /></div>
        <div><label for="p-mail">E-mail</label><input id="p-mail" name="email" type="email" required autocomplete="off" /></div>
        <div><label for="p-role">Role</label><select id="p-role" name="role">{Object.entries(ROLES).map(([role, means]) => <option key={role} value={role}>{role}: {means}</option>)}</select></div>
        <div><label for="p-word">Password (12 characters or more; leave it empty for the provider)</label><input id="p-word" name="password" type="password" autocomplete="new-password" /></div>
      </form>
    </Dialog>
  )
}
