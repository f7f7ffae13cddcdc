// Bringing a corpus or a survey: a file, or a path on the studio's own machine.
import { useSignal } from "@preact/signals"
import { call, post } from "../api.js"
import { Dialog } from "../parts/dialog.jsx"
import { tellTrouble } from "../state.js"

export function Bring({ kind, folders, onClose, again }) {
  const form = useSignal({ file: null, path: "", name: "", text: "", findings: false })
  const busy = useSignal(false)
  const set = (change) => { form.value = { ...form.value, ...change } }
  const { file, path, name, text, findings } = form.value
  const survey = kind === "survey"
  const send = async (event) => {
    event.preventDefault()
    busy.value = true
    try {
      if (file) await call("POST", survey ? "/market/surveys" : "/market/corpora", filled({ file, name, ...(survey ? {} : { text, findings }) }))
      else await post("/market/folders", { path, name, text, findings })
      onClose()
      await again()
    } catch (error) {
      tellTrouble(error)
    }
    busy.value = false
  }
  const acts = <><button onClick={onClose}>Cancel</button><button class="primary" form="bring" disabled={busy.value || !(file || path)}>{busy.value ? "Sending …" : survey ? "Bring it" : "Read it"}</button></>
  return (
    <Dialog title={survey ? "Bring a survey" : "Bring postings"} onClose={onClose} narrow acts={acts}>
      <form id="bring" class="stack" onSubmit={send}>
        <div>
          <label for="b-file">{survey ? "The public CSV of the Stack Overflow survey, or its zip" : "A file: JSON Lines, CSV, Parquet, WARC, a board’s JSON, or a zip of documents"}</label>
          <input id="b-file" type="file" onChange={(event) => set({ file: event.target.files[0] ?? null })} />
        </div>
        {!survey && folders && <div><label for="b-path">Or a file or folder of this machine</label><input id="b-path" value={path} disabled={!!file} onInput={(event) => set({ path: event.target.value })} placeholder="~/postings" /></div>}
        <div><label for="b-name">What to call it</label><input id="b-name" value={name} maxLength={100} onInput={(event) => set({ name: event.target.value })} placeholder={file?.name ?? "The file’s name"} /></div>
        {!survey && (
          <details class="stack tight">
            <summary>More</summary>
            <div><label for="b-text">The column of the text, if it isn’t found by itself</label><input id="b-text" value={text} maxLength={200} onInput={(event) => set({ text: event.target.value })} placeholder="description" /></div>
            <label class="row nowrap check"><input type="checkbox" checked={findings} onChange={(event) => set({ findings: event.target.checked })} />Keep which rules object (takes about twice as long)</label>
          </details>
        )}
      </form>
    </Dialog>
  )
}

function filled(values) {
  const made = new FormData()
  for (const [name, value] of Object.entries(values)) made.append(name, value)
  return made
}
