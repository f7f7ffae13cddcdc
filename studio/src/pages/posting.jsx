// The posting editor: the text with its findings, and beside it the picture of the role, the score with its sum, the versions.
import { useSignal } from "@preact/signals"
import { useEffect, useMemo, useRef } from "preact/hooks"
import { get, post, put } from "../api.js"
import { Checker } from "../editor/check.js"
import { applyFix, makeEditor, showReport } from "../editor/setup.js"
import { Sync } from "../editor/sync.js"
import { Conflict } from "../parts/conflict.jsx"
import { Drift, Exports } from "../parts/exports.jsx"
import { Findings } from "../parts/findings.jsx"
import { Loaded, useLoad } from "../parts/load.jsx"
import { Picture } from "../parts/picture.jsx"
import { Remarks } from "../parts/remarks.jsx"
import { Score } from "../parts/score.jsx"
import { Versions } from "../parts/versions.jsx"
import { beforeLeaving } from "../router.js"
import { can, tell, tellTrouble } from "../state.js"
import "../styles/editor.css"

const SAVE = { saved: "Saved", changed: "Editing …", saving: "Saving …", offline: "Offline: kept in this browser", conflict: "Two changed the same words", refused: "Not saved" }
const PANELS = [["findings", "Findings"], ["picture", "Role"], ["comments", "Comments"], ["versions", "Versions"], ["drift", "Drift"], ["export", "Export"]]

export function Posting({ id, posting }) {
  const text = useLoad(`/postings/${posting}`)
  return <Loaded from={text}>{(data) => <Editor key={data.id} posting={data} role={id} again={text.again} />}</Loaded>
}

function Editor({ posting, role, again }) {
  const box = useRef()
  const ui = useEditor(box, posting, role)
  const panel = useSignal("findings")
  const view = ui.view
  const report = ui.report.value
  return (
    <div class="desk-editor">
      <header class="editor-head">
        <div class="grow">
          <nav class="crumb" aria-label="Breadcrumb"><a href="/">Desk</a><span aria-hidden="true">/</span><a href={`/roles/${role}`}>Role</a></nav>
          <h1>{posting.title}</h1>
        </div>
        <span class={`save ${ui.saving.value}`} role="status">{ui.saving.value === "offline" && ui.sync()?.why ? `Not saved yet: ${ui.sync().why}. Kept in this browser` : SAVE[ui.saving.value]}</span>
        <Approval posting={posting} sync={ui.sync} again={again} />
        {can("posting.write") && <button onClick={() => fixAll(ui)} disabled={!report}>Apply safe fixes</button>}
      </header>
      {ui.checker.trouble.value && <p class="notice error">{ui.checker.trouble.value.what}; {ui.checker.trouble.value.do}</p>}
      <div class="editor-grid">
        <section class="paper" aria-label="Text" ref={box} />
        <aside class="beside" aria-label="Check">
          {report && <Score report={report} />}
          <div class="panel-tabs" role="tablist" aria-label="Beside the text">
            {PANELS.map(([name, label]) => (
              <button key={name} role="tab" id={`tab-${name}`} aria-controls="panel" aria-selected={panel.value === name} tabIndex={panel.value === name ? 0 : -1} onClick={() => { panel.value = name }} onKeyDown={(event) => turn(event, panel)}>
                {label}{name === "findings" && report ? ` ${report.findings.filter((one) => one.severity !== "credit").length}` : ""}
              </button>
            ))}
          </div>
          <div id="panel" class="panel" role="tabpanel" aria-labelledby={`tab-${panel.value}`} tabIndex={0}>
            {panel.value === "findings" && report && <Findings report={report} rules={ui.rules.value} onShow={(one) => reveal(view(), one)} onFix={(one) => applyFix(view(), one)} writable={can("posting.write")} />}
            {panel.value === "picture" && report && <Picture picture={report.picture} />}
            {panel.value === "comments" && <Remarks posting={posting} again={again} line={() => here(view())} onShow={(line) => revealLine(view(), line)} />}
            {panel.value === "drift" && <Drift posting={posting} revision={ui.revision.value} onShow={(one) => reveal(view(), one)} />}
            {panel.value === "export" && <Exports posting={posting} sync={ui.sync} />}
            {panel.value === "versions" && <Versions posting={posting} current={() => view().state.doc.toString()} revision={ui.revision.value} onRestore={(text) => replaceAll(view(), text)} />}
          </div>
        </aside>
      </div>
      {ui.conflict.value && <Conflict found={ui.conflict.value} onSettle={async (text) => { const found = ui.conflict.value; ui.conflict.value = null; await ui.sync().settle(text, found.revision) }} />}
    </div>
  )
}

/** The editor with what checks it and what saves it; all of it ends with the page. */
function useEditor(box, posting, role) {
  const report = useSignal(null)
  const rules = useSignal({})
  const conflict = useSignal(null)
  const saving = useSignal("saved")
  const revision = useSignal(posting.revision)
  const parts = useRef({})
  const checker = useMemo(() => new Checker(role, (made, text) => {
    const view = parts.current.view
    if (!view || view.state.doc.toString() !== text) return
    report.value = made
    showReport(view, made, rules.value)
  }), [])
  useEffect(() => {
    const textOf = () => parts.current.view.state.doc.toString()
    const view = makeEditor({
      parent: box.current, text: posting.text, label: `Text of ${posting.title}`, readOnly: !can("posting.write"),
      onChange: (update) => { parts.current.sync?.changed(update); checker.later(textOf) },
    })
    const sync = new Sync(posting, view, {
      onSaved: (saved) => { revision.value = saved.revision; if (saved.merged) tell(`${saved.by} was writing too: both changes are in`) },
      onConflict: (found) => { conflict.value = found },
      onTrouble: tellTrouble,
      onRecovered: () => tell("What you had typed here before was brought back"),
    })
    parts.current = { view, sync }
    const stop = sync.state.subscribe((state) => { saving.value = state })
    if (can("posting.write")) sync.recover()
    get("/rules").then((book) => { rules.value = Object.fromEntries(book.rules.map((rule) => [rule.code, rule])); if (report.value) showReport(view, report.value, rules.value) }, tellTrouble)
    checker.now(textOf())
    const live = new EventSource(`/api/postings/${posting.id}/live`)
    live.onmessage = (event) => sync.theirs(JSON.parse(event.data).revision)
    const free = beforeLeaving(() => sync.end())
    const warn = (event) => { if (sync.dirty) { sync.save(); event.preventDefault() } }
    addEventListener("beforeunload", warn)
    return () => { live.close(); free(); removeEventListener("beforeunload", warn); stop(); clearTimeout(sync.timer); view.destroy(); parts.current = {} }
  }, [])
  return { report, rules, conflict, saving, revision, checker, view: () => parts.current.view, sync: () => parts.current.sync }
}

async function fixAll(ui) {
  try {
    const text = ui.view().state.doc.toString()
    const made = await post("/fix", { text, role: ui.checker.role })
    if (made.text !== text && ui.view().state.doc.toString() === text) replaceAll(ui.view(), made.text)
    tell(made.applied ? `${made.applied} ${made.applied === 1 ? "fix" : "fixes"} applied; undo takes them back` : "There is nothing that can be fixed safely", made.applied ? "good" : "note")
  } catch (error) {
    tellTrouble(error)
  }
}

function Approval({ posting, sync, again }) {
  if (!can("posting.approve")) return null
  const approved = posting.state === "approved"
  const set = async () => {
    try {
      await sync().end()
      await put(`/postings/${posting.id}/approval`, { revision: approved ? null : sync().base })
      tell(approved ? "The approval was taken back" : "Approved as it is now", "good")
      await again()
    } catch (error) {
      tellTrouble(error)
    }
  }
  return <button onClick={set}>{approved ? "Take approval back" : "Approve"}</button>
}

function turn(event, panel) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
  if (!step) return
  const names = PANELS.map(([name]) => name)
  panel.value = names[(names.indexOf(panel.value) + step + names.length) % names.length]
  document.getElementById(`tab-${panel.value}`).focus()
}

function reveal(view, finding) {
  view.dispatch({ selection: { anchor: finding.from, head: finding.to }, scrollIntoView: true })
  view.focus()
}

function revealLine(view, number) {
  const line = view.state.doc.line(Math.min(number, view.state.doc.lines))
  reveal(view, { from: line.from, to: line.to })
}

function here(view) {
  const line = view.state.doc.lineAt(view.state.selection.main.head)
  return { line: line.number, quote: line.text.slice(0, 200) }
}

/** One change from the first letter that differs to the last, so that undo and the cursor stay sensible. */
function replaceAll(view, text) {
  const old = view.state.doc.toString()
  let start = 0
  while (start < Math.min(old.length, text.length) && old[start] === text[start]) start++
  let end = 0
  while (end < Math.min(old.length, text.length) - start && old.at(-1 - end) === text.at(-1 - end)) end++
  view.dispatch({ changes: { from: start, to: old.length - end, insert: text.slice(start, text.length - end) }, userEvent: "input.fix" })
}
