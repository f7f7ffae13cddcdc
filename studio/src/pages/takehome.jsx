// Take-homes: set an exercise, take in what comes back, watch it being graded, read the report.
import { useSignal } from "@preact/signals"
import { call, post } from "../api.js"
import { Dialog } from "../parts/dialog.jsx"
import { Letter } from "../parts/letter.jsx"
import { Loaded, useLoad } from "../parts/load.jsx"
import { Progress } from "../parts/progress.jsx"
import { RoleHead } from "../parts/rolehead.jsx"
import { ago, can, sentence, tellTrouble } from "../state.js"

const KINDS = ["", "classification", "ranking", "forecasting", "text"]
const LEVELS = ["", "junior", "mid", "senior", "lead"]

export function Takehome({ id }) {
  const role = useLoad(`/roles/${id}`)
  const found = useLoad(`/roles/${id}/takehomes`)
  const setting = useSignal(false)
  const sending = useSignal(null)
  return (
    <Loaded from={role}>{(one) => (
      <>
        <RoleHead role={one}>{can("takehome.write") && <button class="primary" onClick={() => { setting.value = true }}>Set an exercise</button>}</RoleHead>
        <Loaded from={found}>{(data) => (
          <div class="stack">
            {data.assignments.length === 0 && <div class="card empty"><h2>No exercise yet</h2><p>Package a trained model and put it behind an endpoint: the work itself, in two hours, graded by what it does.</p></div>}
            {data.assignments.map((row) => (
              <section key={row.id} class="card stack tight">
                <div class="row between">
                  <h2>{row.title}</h2>
                  <div class="row">
                    <a class="button small" href={`/api/takehomes/${row.id}/candidate`} download>For the candidate</a>
                    {can("takehome.write") && <button class="small" onClick={() => { sending.value = row }}>Upload a submission</button>}
                  </div>
                </div>
                <p class="muted smaller">{row.kind} · {row.level} · number {row.seed} · set {ago(row.created)}</p>
                <ul class="findings">{data.submissions.filter((sent) => sent.takehome === row.id).map((sent) => <Submission key={sent.id} sent={sent} again={found.again} />)}</ul>
              </section>
            ))}
          </div>
        )}</Loaded>
        {setting.value && <SetOne id={id} onClose={() => { setting.value = false }} again={found.again} />}
        {sending.value && <Send id={id} takehome={sending.value} onClose={() => { sending.value = null }} again={found.again} />}
      </>
    )}</Loaded>
  )
}

function Submission({ sent, again }) {
  const reading = useSignal(false)
  const running = sent.state === "queued" || sent.state === "running"
  return (
    <li class={`finding ${sent.state === "failed" ? "error" : sent.graded ? "credit" : "note"}`}>
      <div class="row between"><strong>{sent.label}</strong><span class="muted smaller">{ago(sent.created)}</span></div>
      {running && <Progress job={sent.job} onEnd={again} />}
      {sent.state === "failed" && <p class="smaller">It could not be graded: {sent.error}</p>}
      {sent.graded && (
        <div class="row">
          <a class="button small" href={`/api/submissions/${sent.id}/report.html`} target="_blank" rel="noopener">Report<span class="sr"> on {sent.label}</span></a>
          <button class="small" onClick={() => { reading.value = true }}>Letter<span class="sr"> to {sent.label}</span></button>
          <a class="button small" href={`/api/submissions/${sent.id}/grade.json`} download>Data</a>
          {sent.told ? <span class="tag good">Feedback sent {ago(sent.told)}</span> : <span class="tag warning">Feedback not sent yet</span>}
        </div>
      )}
      {reading.value && <Letter sent={sent} onClose={() => { reading.value = false }} again={again} />}
    </li>
  )
}

function SetOne({ id, onClose, again }) {
  const form = useSignal({ kind: "", level: "", seed: 0 })
  const busy = useSignal(false)
  const set = (name) => (event) => { form.value = { ...form.value, [name]: name === "seed" ? Number(event.target.value) : event.target.value } }
  const create = async (event) => {
    event.preventDefault()
    busy.value = true
    try {
      await post(`/roles/${id}/takehomes`, form.value)
      onClose()
      await again()
    } catch (error) {
      tellTrouble(error)
    }
    busy.value = false
  }
  return (
    <Dialog title="Set an exercise" onClose={onClose} narrow acts={<><button onClick={onClose}>Cancel</button><button class="primary" form="set" disabled={busy.value}>{busy.value ? "Making it …" : "Set it"}</button></>}>
      <form id="set" class="stack tight" onSubmit={create}>
        <div><label for="t-kind">Kind of model</label><select id="t-kind" value={form.value.kind} onChange={set("kind")}>{KINDS.map((one) => <option key={one} value={one}>{one || "what suits the role"}</option>)}</select></div>
        <div><label for="t-level">Level</label><select id="t-level" value={form.value.level} onChange={set("level")}>{LEVELS.map((one) => <option key={one} value={one}>{one || "the role’s"}</option>)}</select></div>
        <div><label for="t-seed">Number of the variant</label><input id="t-seed" type="number" min={0} max={1000000} value={form.value.seed} onInput={set("seed")} /></div>
      </form>
    </Dialog>
  )
}

function Send({ id, takehome, onClose, again }) {
  const labels = useLoad(`/roles/${id}/labels`)
  const busy = useSignal(false)
  const send = async (event) => {
    event.preventDefault()
    busy.value = true
    try {
      await call("POST", `/takehomes/${takehome.id}/submissions`, new FormData(event.target))
      onClose()
      await again()
    } catch (error) {
      tellTrouble(error)
    }
    busy.value = false
  }
  return (
    <Dialog title="Upload a submission" onClose={onClose} narrow acts={<><button onClick={onClose}>Cancel</button><button class="primary" form="send" disabled={busy.value}>{busy.value ? "Sending …" : "Send and grade"}</button></>}>
      <Loaded from={labels}>{(rows) => (
        <form id="send" class="stack tight" onSubmit={send}>
          <div><label for="s-who">Candidate</label><select id="s-who" name="candidate" required>{rows.filter((one) => !one.erased).map((one) => <option key={one.id} value={one.id}>{one.label}</option>)}</select></div>
          <div><label for="s-file">Archive (zip, tarball or git bundle)</label><input id="s-file" name="file" type="file" required accept=".zip,.tar,.gz,.tgz,.bundle" /></div>
          <label class="row"><input type="checkbox" name="quick" value="true" /> Quick: fewer requests under load</label>
          <p class="muted smaller">It runs in a sandbox without a network; nothing of this machine is opened to it.</p>
        </form>
      )}</Loaded>
    </Dialog>
  )
}
