// The interview kit: the plan, each interview with its questions and what good answers look like, the cards of the loop.
import { useSignal } from "@preact/signals"
import { post, put } from "../api.js"
import { Dialog } from "../parts/dialog.jsx"
import { Loaded, useLoad } from "../parts/load.jsx"
import { RoleHead } from "../parts/rolehead.jsx"
import { go } from "../router.js"
import { can, tellTrouble } from "../state.js"
import "../styles/interview.css"

export function Interview({ id }) {
  const role = useLoad(`/roles/${id}`)
  const kit = useLoad(`/roles/${id}/kit`)
  const cards = useLoad(`/roles/${id}/cards`)
  return (
    <Loaded from={role}>{(one) => (
      <>
        <RoleHead role={one}>
          <a class="button" href={`/api/roles/${id}/kit/page/plan.html`} target="_blank" rel="noopener">Print the plan</a>
          <a class="button" href={`/api/roles/${id}/kit/files`} download>All files</a>
        </RoleHead>
        <Loaded from={kit}>{(data) => (
          <div class="grid2 kit">
            <div class="stack">{data.kit.interviews.map((each) => <Round key={each.id} round={each} />)}</div>
            <div class="stack">
              <Plan data={data} id={id} again={kit.again} />
              <Cards id={id} cards={cards} kit={data.kit} />
              <Donts rows={data.kit.donts} />
            </div>
          </div>
        )}</Loaded>
      </>
    )}</Loaded>
  )
}

function Plan({ data, id, again }) {
  const kit = data.kit
  const longest = Math.max(...kit.interviews.map((one) => one.minutes))
  const turn = async () => {
    try {
      await put(`/roles/${id}/kit`, { seed: data.seed + 1, minutes: data.minutes })
      await again()
    } catch (error) {
      tellTrouble(error)
    }
  }
  return (
    <section class="card stack tight">
      <h2>The plan</h2>
      <p class="smaller">{kit.minutes} minutes of a candidate’s time{kit.home ? `, ${kit.home} of them at home` : ""}; {kit.elements.length} things to find out.</p>
      <ol class="timeline">
        {kit.interviews.map((one) => <li key={one.id}><span>{one.name}</span><span class="bar" aria-hidden="true"><span style={{ width: `${(one.minutes / longest) * 100}%` }} /></span><span class="num">{one.minutes} min</span></li>)}
      </ol>
      {kit.missing.length > 0 && <p class="notice warning">Doesn’t fit into the time: {kit.missing.map((one) => one.name).join(", ")}</p>}
      {kit.notes.map((one) => <p key={one} class="smaller muted">{one}</p>)}
      {can("role.write") && <div><button class="small" onClick={turn}>Another set of questions</button></div>}
    </section>
  )
}

function Round({ round }) {
  return (
    <section class="card stack">
      <div>
        <div class="row between"><h2>{round.name}</h2><span class="tag num">{round.minutes} min</span></div>
        <p class="muted smaller">{round.purpose}</p>
        {round.who && <p class="smaller">With {round.who}</p>}
      </div>
      {round.opening && <p class="smaller quote">{round.opening}</p>}
      <ol class="questions">
        {round.chosen.map(({ question }) => (
          <li key={question.id}>
            <p><strong>{question.ask}</strong> <span class="muted smaller num">{question.minutes} min</span></p>
            <details>
              <summary>Follow-ups and anchors</summary>
              {question.follow.length > 0 && <ul class="smaller">{question.follow.map((one) => <li key={one}>{one}</li>)}</ul>}
              <dl class="anchors smaller"><dt>5</dt><dd>{question.strong}</dd><dt>3</dt><dd>{question.adequate}</dd><dt>1</dt><dd>{question.weak}</dd></dl>
            </details>
          </li>
        ))}
      </ol>
    </section>
  )
}

function Cards({ id, cards, kit }) {
  const adding = useSignal(false)
  return (
    <section class="card stack tight">
      <div class="row between"><h2>Scorecards</h2>{can("card.write") && <button class="small" onClick={() => { adding.value = true }}>Fill in a card</button>}</div>
      <Loaded from={cards}>{(rows) => rows.length ? (
        <table>
          <thead><tr><th>Candidate</th><th>Interview</th><th>By</th><th>State</th></tr></thead>
          <tbody>{rows.map((one) => (
            <tr key={one.id}><td>{one.label}</td><td><a href={`/roles/${id}/cards/${one.id}`}>{one.interview}</a></td><td>{one.by}</td><td>{one.sealed ? <span class="tag good">Sealed</span> : <span class="tag warning">Open</span>}</td></tr>
          ))}</tbody>
        </table>
      ) : <p class="muted smaller">None yet. Each interviewer fills in their own, right after the interview.</p>}</Loaded>
      {adding.value && <NewCard id={id} kit={kit} onClose={() => { adding.value = false }} />}
    </section>
  )
}

function NewCard({ id, kit, onClose }) {
  const labels = useLoad(`/roles/${id}/labels`)
  const interview = useSignal(kit.interviews.find((one) => one.rated)?.id)
  const candidate = useSignal("")
  const create = async (event) => {
    event.preventDefault()
    try {
      const made = await post(`/candidates/${candidate.value || labels.data.value[0].id}/cards`, { interview: interview.value })
      onClose()
      go(`/roles/${id}/cards/${made.id}`)
    } catch (error) {
      tellTrouble(error)
    }
  }
  const acts = <><button onClick={onClose}>Cancel</button><button class="primary" form="new-card" disabled={!labels.data.value?.length}>Open the card</button></>
  return (
    <Dialog title="Fill in a card" onClose={onClose} acts={acts} narrow>
      <Loaded from={labels}>{(rows) => rows.filter((one) => !one.erased).length ? (
        <form id="new-card" class="stack" onSubmit={create}>
          <div><label for="card-who">Candidate</label><select id="card-who" value={candidate.value} onChange={(event) => { candidate.value = event.target.value }}>{rows.filter((one) => !one.erased).map((one) => <option key={one.id} value={one.id}>{one.label}</option>)}</select></div>
          <div><label for="card-what">Interview</label><select id="card-what" value={interview.value} onChange={(event) => { interview.value = event.target.value }}>{kit.interviews.filter((one) => one.rated).map((one) => <option key={one.id} value={one.id}>{one.name}</option>)}</select></div>
        </form>
      ) : <p>There are no candidates yet: <a href={`/roles/${id}/candidates`}>add one</a>.</p>}</Loaded>
    </Dialog>
  )
}

const Donts = ({ rows }) => (
  <section class="card stack tight">
    <h2>What isn’t asked</h2>
    <ul class="smaller donts">{rows.slice(0, 8).map((one) => <li key={one.ask}><details><summary>{one.ask}</summary><p>{one.why} {one.instead && <strong>Instead: {one.instead}</strong>}</p><p class="muted">{one.source}</p></details></li>)}</ul>
  </section>
)
