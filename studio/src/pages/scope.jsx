// The scope: one question at a time, and beside it the diagnosis that grows with the answers.
import { useSignal } from "@preact/signals"
import { useEffect } from "preact/hooks"
import { get, post, put } from "../api.js"
import { AnswerField } from "../parts/answer.jsx"
import { Ownership } from "../parts/ownership.jsx"
import { Problem } from "../parts/load.jsx"
import { RoleHead } from "../parts/rolehead.jsx"
import { can, sentence, tell, tellTrouble } from "../state.js"
import "../styles/scope.css"

export const at = (table, path) => path.split(".").reduce((value, name) => value?.[name], table)

export function Scope({ id }) {
  const role = useSignal(null)
  const steps = useSignal([])
  const state = useSignal(null)
  const here = useSignal(0)
  const error = useSignal(null)
  useEffect(() => {
    Promise.all([get(`/roles/${id}`), get("/scope"), get(`/roles/${id}/scope`)]).then(([one, questions, scoped]) => {
      role.value = one
      steps.value = questions
      state.value = scoped
      const asked = questions.filter((step) => scoped.asked.includes(step.path))
      const open = asked.findIndex((step) => at(scoped.body, step.path) === undefined)
      here.value = asked.indexOf(asked[open] ?? asked[0])
    }, (trouble) => { error.value = trouble })
  }, [id])
  if (error.value) return <Problem error={error.value} />
  if (!state.value) return <p class="muted" role="status">Loading …</p>
  const asked = steps.value.filter((step) => state.value.asked.includes(step.path))
  const step = asked[Math.min(here.value, asked.length - 1)]
  return (
    <>
      <RoleHead role={{ ...role.value, title: state.value.body.title ?? role.value.title }}>
        {can("role.write") && <button onClick={() => propose(id, state)}>Fill the gaps</button>}
      </RoleHead>
      <div class="scope">
        <Chapters asked={asked} body={state.value.body} step={step} onGo={(path) => { here.value = asked.findIndex((one) => one.path === path) }} />
        <Question key={step.path} id={id} step={step} number={asked.indexOf(step) + 1} of={asked.length} state={state} onMove={(by) => { here.value = Math.max(0, Math.min(asked.length - 1, asked.indexOf(step) + by)) }} />
        <Beside state={state.value} onGo={(path) => { const found = asked.findIndex((one) => path.startsWith(one.path)); if (found >= 0) here.value = found }} />
      </div>
    </>
  )
}

async function propose(id, state) {
  try {
    const made = await post(`/roles/${id}/propose`)
    const count = Object.keys(made.why).length
    state.value = made
    tell(count ? `${count} gaps filled: ${Object.keys(made.why).slice(0, 4).join(", ")}` : "Nothing can be filled from what was said", count ? "good" : "note")
  } catch (error) {
    tellTrouble(error)
  }
}

function Chapters({ asked, body, step, onGo }) {
  const chapters = Map.groupBy(asked, (one) => one.chapter)
  return (
    <nav class="chapters" aria-label="Chapters">
      <ol>
        {[...chapters].map(([name, steps]) => {
          const done = steps.filter((one) => at(body, one.path) !== undefined).length
          const current = step.chapter === name
          return (
            <li key={name}>
              <button class={current ? "current" : ""} aria-current={current ? "step" : undefined} onClick={() => onGo(steps[0].path)}>
                <span>{name}</span><span class="num muted smaller">{done}/{steps.length}</span>
              </button>
              {current && (
                <ol class="dots">
                  {steps.map((one) => (
                    <li key={one.path}><button class={`${at(body, one.path) === undefined ? "" : "done"} ${one.path === step.path ? "here" : ""}`} title={one.asks} aria-label={`${one.asks}${at(body, one.path) === undefined ? "" : " (answered)"}`} onClick={() => onGo(one.path)} /></li>
                  ))}
                </ol>
              )}
            </li>
          )
        })}
      </ol>
    </nav>
  )
}

function Question({ id, step, number, of, state, onMove }) {
  const value = useSignal(at(state.value.body, step.path))
  const problem = useSignal("")
  const remark = useSignal("")
  const save = async () => {
    const old = at(state.value.body, step.path)
    const given = clean(value.value)
    if (JSON.stringify(old ?? null) === JSON.stringify(given)) return true
    try {
      const made = await put(`/roles/${id}/answers`, { path: step.path, value: given, base: state.value.revision })
      problem.value = made.problem
      remark.value = made.remark
      if (!made.problem) state.value = made
      return !made.problem && !made.remark
    } catch (error) {
      if (error.status === 409) {
        state.value = await get(`/roles/${id}/scope`)
        problem.value = `somebody answered this meanwhile: “${shown(at(state.value.body, step.path))}”. Save again to keep yours`
      } else tellTrouble(error)
      return false
    }
  }
  const submit = async (event) => {
    event.preventDefault()
    if (remark.value || (await save())) onMove(1)
  }
  const writable = can("role.write")
  return (
    <form class="card question" onSubmit={submit}>
      <p class="muted smaller">{step.chapter} · {number} of {of}{step.five ? " · one of the five questions" : ""}</p>
      <h2 id="asks">{step.asks}</h2>
      {step.help && <p class="muted">{step.help}</p>}
      <fieldset disabled={!writable}>
        <legend class="sr">{step.asks}</legend>
        <AnswerField step={step} value={value.value} body={state.value.body} onValue={(made) => { value.value = made; problem.value = ""; remark.value = "" }} />
      </fieldset>
      {problem.value && <p class="notice error" role="alert">{sentence(problem.value)}.</p>}
      {remark.value && <p class="notice warning" role="status">{remark.value} Change it, or go on.</p>}
      {(step.good.length > 0 || step.bad.length > 0) && (
        <dl class="examples">
          {step.good.map((one) => <div key={one}><dt class="tag good">good</dt><dd>{one}</dd></div>)}
          {step.bad.map((one) => <div key={one}><dt class="tag warning">vague</dt><dd>{one}</dd></div>)}
        </dl>
      )}
      <div class="row between">
        <button type="button" class="quiet" onClick={() => onMove(-1)} disabled={number === 1}>← Back</button>
        <div class="row">
          <button type="button" class="quiet" onClick={() => onMove(1)}>Leave open</button>
          <button class="primary">{remark.value ? "Go on" : "Save and go on"}</button>
        </div>
      </div>
    </form>
  )
}

const clean = (value) => (value === "" || value === undefined || (Array.isArray(value) && value.length === 0) ? null : value)
const shown = (value) => (typeof value === "object" ? JSON.stringify(value) : String(value))

const STATE = { clear: ["good", "clear"], "no-number": ["warning", "no number"], vague: ["warning", "vague"], open: ["", "open"] }

function Beside({ state, onGo }) {
  const found = state.diagnosis
  return (
    <aside class="stack" aria-label="Diagnosis">
      <section class="card stack tight">
        <h2>The five questions</h2>
        <ul class="five">
          {found.answers.map((one) => (
            <li key={one.id}><span class={`tag ${STATE[one.state][0]}`}>{STATE[one.state][1]}</span><span class="smaller">{one.asks}{one.note && one.state !== "clear" ? <span class="muted"> {sentence(one.note)}.</span> : ""}</span></li>
          ))}
        </ul>
      </section>
      <section class="card stack tight" aria-live="polite">
        <h2>What it points to</h2>
        <p><strong>{found.means}</strong></p>
        <p class="smaller">{found.ready ? `Hire a ${found.first.title}, ${found.level.id}.` : found.sourcing.means} <span class="muted">{sentence(found.first_reason.text)}.</span></p>
      </section>
      <Ownership rows={found.ownership} />
      {found.questions.length > 0 && (
        <section class="card stack tight">
          <h2>Answers that don’t fit together</h2>
          {found.questions.map((one) => (
            <div key={one.id} class="notice warning"><p><strong>{one.asks}</strong></p><p>{one.because}</p>
              <p class="row">{one.fields.map((path) => <button key={path} class="small" type="button" onClick={() => onGo(path)}>{path}</button>)}</p></div>
          ))}
        </section>
      )}
    </aside>
  )
}
