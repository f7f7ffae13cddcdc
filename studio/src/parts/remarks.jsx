// Comments on lines of the posting.
import { useSignal } from "@preact/signals"
import { post, put } from "../api.js"
import { ago, can, tellTrouble } from "../state.js"

export function Remarks({ posting, again, line, onShow }) {
  const text = useSignal("")
  const send = async (event) => {
    event.preventDefault()
    try {
      await post(`/postings/${posting.id}/comments`, { ...line(), body: text.value })
      text.value = ""
      await again()
    } catch (error) {
      tellTrouble(error)
    }
  }
  const settle = async (one) => {
    try {
      await put(`/comments/${one.id}`, { resolved: !one.resolved })
      await again()
    } catch (error) {
      tellTrouble(error)
    }
  }
  return (
    <div class="stack">
      {posting.comments.length === 0 && <p class="muted smaller">No comments. Put the cursor on a line and say what you think.</p>}
      <ul class="findings">
        {posting.comments.map((one) => (
          <li key={one.id} class={`finding ${one.resolved ? "credit" : "note"}`}>
            <button class="finding-text" onClick={() => onShow(one.line)}>{one.body}</button>
            <div class="row smaller muted"><span>{one.by}</span><span>{ago(one.at)}</span><span>line {one.line}</span>
              {can("comment") && <button class="small" onClick={() => settle(one)}>{one.resolved ? "Open again" : "Settle"}</button>}
            </div>
            {one.quote && <p class="smaller muted quote">{one.quote}</p>}
          </li>
        ))}
      </ul>
      {can("comment") && (
        <form class="stack tight" onSubmit={send}>
          <label for="remark">Comment on the cursor’s line</label>
          <textarea id="remark" rows={3} value={text.value} maxLength={4000} onInput={(event) => { text.value = event.target.value }} />
          <button class="small" disabled={!text.value.trim()}>Comment</button>
        </form>
      )}
    </div>
  )
}
