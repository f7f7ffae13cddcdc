// The market: corpora brought in, the tables and pictures over them, the words that were counted, the pool of a survey.
import { useSignal } from "@preact/signals"
import { remove } from "../api.js"
import { Bring } from "../market/bring.jsx"
import { Counted } from "../market/counted.jsx"
import { Pool } from "../market/pool.jsx"
import { Dialog } from "../parts/dialog.jsx"
import { Loaded, useLoad } from "../parts/load.jsx"
import { Progress } from "../parts/progress.jsx"
import { ago, can, tell, tellTrouble } from "../state.js"
import "../styles/market.css"

export function Market() {
  const found = useLoad("/market")
  const bringing = useSignal("")
  return (
    <>
      <div class="head">
        <div class="grow"><h1>Market</h1><p class="lead">What postings say, each figure with its denominator, its interval and the words that were counted.</p></div>
        {can("market.write") && <><button onClick={() => { bringing.value = "survey" }}>Bring a survey</button><button class="primary" onClick={() => { bringing.value = "postings" }}>Bring postings</button></>}
      </div>
      <Loaded from={found}>{(data) => data.lacks
        ? <p class="notice warning">{data.lacks}</p>
        : <Shelf data={data} again={found.again} onBring={() => { bringing.value = "postings" }} />}</Loaded>
      {bringing.value && <Bring kind={bringing.value} folders={found.data.value?.folders} onClose={() => { bringing.value = "" }} again={found.again} />}
    </>
  )
}

function Shelf({ data, again, onBring }) {
  const wanted = useSignal(new URLSearchParams(location.search).get("corpus"))
  if (!data.corpora.length) return <Nothing onBring={onBring} />
  const chosen = data.corpora.find((one) => one.id === wanted.value) ?? data.corpora.find((one) => one.read) ?? data.corpora[0]
  const choose = (one) => { wanted.value = one.id; history.replaceState({}, "", `/market?corpus=${one.id}`) }
  return (
    <div class="stack">
      <div class="corpora" role="group" aria-label="What is here">
        {data.corpora.map((one) => (
          <button key={one.id} class="corpus" aria-pressed={one === chosen} onClick={() => choose(one)}>
            <strong>{one.name}</strong>
            <span class="muted smaller">{about(one)}</span>
          </button>
        ))}
      </div>
      <Chosen key={`${chosen.id}-${chosen.state}`} one={chosen} data={data} again={again} />
    </div>
  )
}

function about(one) {
  if (one.kind === "survey") return `survey · ${ago(one.created)}`
  if (one.counts) return `${one.counts.kept.toLocaleString("en")} postings · ${ago(one.created)}`
  return one.state === "failed" ? "could not be read" : "being read"
}

function Chosen({ one, data, again }) {
  const erasing = useSignal(false)
  const drop = <Drop one={one} onAsk={() => { erasing.value = true }} />
  return (
    <>
      {one.kind === "survey" && <Pool survey={one} act={drop} />}
      {one.kind === "postings" && one.read && <Counted corpus={one} others={data.corpora.filter((other) => other.read && other !== one)} known={data} act={drop} />}
      {one.kind === "postings" && !one.read && (
        <section class="card stack tight">
          <div class="row between"><h2>{one.name}</h2>{drop}</div>
          {one.state === "failed" ? <p class="notice error">It could not be read: {one.error}</p> : <Progress job={one.job} onEnd={again} />}
          <p class="muted smaller">You can leave this page, and the studio may be stopped: reading goes on where it was.</p>
        </section>
      )}
      {erasing.value && <Delete one={one} onClose={() => { erasing.value = false }} again={again} />}
    </>
  )
}

const Drop = ({ one, onAsk }) => can("market.write") && <button class="small danger" onClick={onAsk}>Delete<span class="sr"> {one.name}</span></button>

function Delete({ one, onClose, again }) {
  const go = async () => {
    try {
      await remove(`/market/${one.id}`)
      tell(`${one.name} is deleted`, "good")
      onClose()
      await again()
    } catch (error) {
      tellTrouble(error)
    }
  }
  return (
    <Dialog title={`Delete ${one.name}?`} onClose={onClose} narrow acts={<><button onClick={onClose}>Keep</button><button class="danger" onClick={go}>Delete</button></>}>
      <p>The readings go with it. Files of your machine that it was read from stay.</p>
    </Dialog>
  )
}

const Nothing = ({ onBring }) => (
  <div class="card empty">
    <h2>No postings yet</h2>
    <p>Bring a few hundred ads (JSON Lines, CSV, a job board’s answer, a zip of documents) and ask what they want, pay and say.</p>
    {can("market.write") && <button class="primary" onClick={onBring}>Bring your postings</button>}
  </div>
)
