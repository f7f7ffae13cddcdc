// Two people changed the same words: both are shown, and one chooses. Nothing is saved or lost before.
import { useSignal } from "@preact/signals"
import { Dialog } from "./dialog.jsx"

export function Conflict({ found, onSettle }) {
  const by = found.by || "Somebody else"
  const chosen = useSignal(found.pieces.map((one) => (one.conflict ? after(one.theirs, one.mine) : one.text)))
  const set = (at, text) => { chosen.value = chosen.value.with(at, text) }
  const acts = <button class="primary" onClick={() => onSettle(chosen.value.join(""))}>Save what is chosen</button>
  return (
    <Dialog title={`${by} and you changed the same words`} acts={acts} onClose={() => onSettle(chosen.value.join(""))}>
      <p class="muted">Everything else is woven together already. Choose what stays here; both are kept until you do.</p>
      {found.pieces.map((one, at) => one.conflict && (
        <fieldset key={at} class="card stack tight">
          <legend class="sr">Place {at}</legend>
          <p class="smaller muted">Before: {one.base}</p>
          <div class="row">
            <button class="small" type="button" onClick={() => set(at, one.mine)}>Take mine</button>
            <button class="small" type="button" onClick={() => set(at, one.theirs)}>Take {by}’s</button>
            <button class="small" type="button" onClick={() => set(at, after(one.theirs, one.mine))}>Keep both</button>
          </div>
          <label class="sr" for={`piece-${at}`}>What stays</label>
          <textarea id={`piece-${at}`} rows={4} value={chosen.value[at]} onInput={(event) => set(at, event.target.value)} />
        </fieldset>
      ))}
    </Dialog>
  )
}

const after = (first, second) => first + (first.endsWith("\n") || !first ? "" : "\n") + second
