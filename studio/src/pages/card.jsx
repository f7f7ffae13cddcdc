// A scorecard: evidence first, then a rating; kept while it is typed, and sealed when it is done.
import { useSignal } from "@preact/signals"
import { useEffect, useRef } from "preact/hooks"
import { post, put } from "../api.js"
import { drop, keep as keepHere, takeOver } from "../kept.js"
import { Loaded, useLoad } from "../parts/load.jsx"
import { beforeLeaving } from "../router.js"
import { sentence, tell, tellTrouble } from "../state.js"
import "../styles/interview.css"

const VERDICTS = { strong_yes: "Strong yes", yes: "Yes", no: "No", definitely_not: "Definitely not", no_decision: "No decision" }
const AGAIN = [0, 429, 502, 503, 504]
const SAVE = { saved: "Saved", changed: "Writing …", saving: "Saving …", offline: "Offline: kept in this browser", conflict: "Changed in another tab: reload", refused: "Not saved" }

export function Card({ id, card }) {
  const found = useLoad(`/cards/${card}`)
  return <Loaded from={found}>{(data) => <Filled key={data.revision} data={data} role={id} again={found.again} />}</Loaded>
}

function Filled({ data, role, again }) {
  const typed = useSignal({ lines: {}, verdict: "", because: "", ...data.scribble })
  const saving = useSaving(data, typed)
  const open = data.mine && !data.sealed
  const set = (name, change) => { typed.value = { ...typed.value, lines: { ...typed.value.lines, [name]: { ...typed.value.lines[name], ...change } } }; saving.changed() }
  const seal = async () => {
    try {
      await saving.save()
      if (saving.state.value !== "saved") return tell("Not sealed: what you typed isn’t saved yet", "error")
      await post(`/cards/${data.id}/seal`, { base: saving.base() })
      tell("Sealed: it can’t change any more", "good")
      drop(`card:${data.id}`)
      await again()
    } catch (error) {
      tellTrouble(error)
    }
  }
  return (
    <>
      <div class="head">
        <div class="grow">
          <nav class="crumb" aria-label="Breadcrumb"><a href="/">Desk</a><span aria-hidden="true">/</span><a href={`/roles/${role}/interview`}>Interview</a></nav>
          <h1>{data.card.candidate}</h1>
          <p class="lead">{data.card.title} · {data.card.interview} · {data.card.interviewer}</p>
        </div>
        {open ? <span class="smaller muted" role="status">{SAVE[saving.state.value]}</span> : <span class="tag good">{data.sealed ? "Sealed" : "Open"}</span>}
      </div>
      <div class="stack card-lines">
        {data.card.lines.map((line) => <Line key={line.id} line={line} typed={typed.value.lines[line.id] ?? {}} open={open} onTyped={(change) => set(line.id, change)} />)}
        <section class="card stack tight">
          <h2>Recommendation</h2>
          <p class="muted smaller">It comes last, and rests on what is written above.</p>
          <div class="row" role="radiogroup" aria-label="Recommendation">
            {Object.entries(VERDICTS).map(([key, name]) => <button key={key} type="button" role="radio" aria-checked={verdict(data, typed) === key} class="small pick" disabled={!open} onClick={() => { typed.value = { ...typed.value, verdict: key }; saving.changed() }}>{name}</button>)}
          </div>
          <label for="because">Because</label>
          <textarea id="because" rows={3} readOnly={!open} value={open ? typed.value.because : data.card.because} onInput={(event) => { typed.value = { ...typed.value, because: event.target.value }; saving.changed() }} />
        </section>
        {open && <div class="row"><button class="primary" onClick={seal}>Seal the card</button><span class="muted smaller">Others’ cards open to you when all are sealed.</span></div>}
      </div>
    </>
  )
}

const verdict = (data, typed) => (data.sealed ? data.card.verdict : typed.value.verdict)

function Line({ line, typed, open, onTyped }) {
  const evidence = open ? typed.evidence ?? "" : line.evidence
  const rating = open ? typed.rating : line.rating
  return (
    <section class="card stack tight">
      <div class="row between"><h2>{sentence(line.name)}</h2><span class="tag">{line.check}</span></div>
      <label for={`ev-${line.id}`}>What they said or did</label>
      <textarea id={`ev-${line.id}`} rows={3} readOnly={!open} value={evidence} onInput={(event) => onTyped({ evidence: event.target.value })} />
      <div class="row" role="radiogroup" aria-label={`Rating of ${line.name}`}>
        {[1, 2, 3, 4, 5, 0].map((value) => <button key={value} type="button" role="radio" aria-checked={rating === value} class="small pick num" disabled={!open} onClick={() => onTyped({ rating: value })}>{value === 0 ? "Not seen" : value}</button>)}
      </div>
      <dl class="anchors smaller"><dt>5</dt><dd>{line.strong}</dd><dt>3</dt><dd>{line.adequate}</dd><dt>1</dt><dd>{line.weak}</dd></dl>
    </section>
  )
}

/** Saves a pause after the last letter; without a connection it keeps on trying, and a copy stays in this browser. */
function useSaving(data, typed) {
  const state = useSignal("saved")
  const ref = useRef({ base: data.revision, timer: 0, dirty: false, flight: null })
  const self = ref.current
  const thing = `card:${data.id}`
  const failed = (error) => {
    self.dirty = true
    state.value = error.status === 409 ? "conflict" : AGAIN.includes(error.status) ? "offline" : "refused"
    if (AGAIN.includes(error.status)) self.timer = setTimeout(save, 4000)
    else tellTrouble(error)
  }
  const save = async () => {
    clearTimeout(self.timer)
    if (self.flight) await self.flight
    if (!self.dirty || state.value === "conflict") return
    self.dirty = false
    state.value = "saving"
    self.flight = put(`/cards/${data.id}`, { typed: typed.value, base: self.base }).then((made) => {
      self.base = made.revision
      state.value = self.dirty ? "changed" : "saved"
      if (self.dirty) keep()
      else drop(thing)
    }, failed)
    await self.flight
    self.flight = null
  }
  const keep = () => keepHere(thing, { base: self.base, typed: typed.value })
  const changed = () => {
    self.dirty = true
    keep()
    if (state.value === "conflict") return
    state.value = "changed"
    clearTimeout(self.timer)
    self.timer = setTimeout(save, 600)
  }
  useEffect(() => {
    if (data.mine && !data.sealed) {
      takeOver(thing, async (kept) => {
        if (JSON.stringify(kept.typed) !== JSON.stringify(typed.value)) bringBack(kept, self.dirty ? null : self.base, typed, changed)
        return true
      })
    }
    const free = beforeLeaving(save)
    return () => { free(); clearTimeout(self.timer) }
  }, [])
  return { state, changed, save, base: () => self.base }
}

/** Words of an earlier visit come back; where another tab has written since, both are kept, the newer rating counts. */
function bringBack(kept, revision, typed, changed) {
  typed.value = kept.base === revision ? kept.typed : joined(kept.typed, typed.value)
  tell("What you had typed here before was brought back")
  changed()
}

const joined = (older, newer) => ({
  lines: Object.fromEntries([...new Set([...Object.keys(older.lines), ...Object.keys(newer.lines)])].map((name) => [name, oneLine(older.lines[name] ?? {}, newer.lines[name] ?? {})])),
  verdict: newer.verdict || older.verdict,
  because: words(older.because, newer.because),
})
const oneLine = (older, newer) => ({ evidence: words(older.evidence, newer.evidence), rating: newer.rating ?? older.rating ?? null })
const words = (older = "", newer = "") => (newer.includes(older) ? newer : older.includes(newer) ? older : `${newer}\n${older}`)
