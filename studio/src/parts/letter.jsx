// The letter to a candidate about their take-home: to read, to copy, to send from one's own mail; and who said that it went out.
import { useSignal } from "@preact/signals"
import { put } from "../api.js"
import { can, tell, tellTrouble } from "../state.js"
import { Dialog } from "./dialog.jsx"
import { Loaded, useText } from "./load.jsx"

const MOST = 1800 // letters of an address that mail programs take

export function Letter({ sent, onClose, again }) {
  const letter = useText(`/submissions/${sent.id}/letter.md`)
  const busy = useSignal(false)
  const copy = async () => {
    await navigator.clipboard.writeText(letter.data.value).then(() => tell("Copied", "good"), tellTrouble)
  }
  const mark = async () => {
    busy.value = true
    try {
      await put(`/submissions/${sent.id}/told`, { told: !sent.told })
      onClose()
      await again()
    } catch (error) {
      tellTrouble(error)
    }
    busy.value = false
  }
  const text = letter.data.value ?? ""
  const mail = `mailto:?subject=${encodeURIComponent("Your take-home")}&body=${encodeURIComponent(text)}`
  const acts = (
    <>
      <button onClick={onClose}>Close</button>
      {can("takehome.write") && <button class="primary" disabled={!text || busy.value} onClick={mark}>{sent.told ? "It wasn’t sent" : "It is sent"}</button>}
    </>
  )
  return (
    <Dialog title={`Letter to ${sent.label}`} onClose={onClose} acts={acts}>
      <Loaded from={letter}>{(words) => (
        <>
          <p class="muted smaller">The studio sends no mail: it goes out as you write to the candidate, and the studio keeps that it did.</p>
          <div class="row">
            <button class="small" onClick={copy}>Copy</button>
            {mail.length < MOST && <a class="button small" href={mail}>Write a mail</a>}
            <a class="button small" href={`/api/submissions/${sent.id}/letter.md`} download={`letter-${sent.label.replaceAll(" ", "-").toLowerCase()}.md`}>Download</a>
          </div>
          <pre class="sample posting" tabIndex={0}>{words}</pre>
        </>
      )}</Loaded>
    </Dialog>
  )
}
