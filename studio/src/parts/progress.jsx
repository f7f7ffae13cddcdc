// A job as it goes on: the last thing that it told, the steps before, its end.
import { useSignal } from "@preact/signals"
import { useEffect } from "preact/hooks"
import { sentence } from "../state.js"

export function Progress({ job, onEnd }) {
  const told = useSignal([])
  useEffect(() => {
    const source = new EventSource(`/api/jobs/${job}/events`)
    source.onmessage = (event) => { told.value = [...told.value, JSON.parse(event.data).text] }
    source.addEventListener("end", () => { source.close(); onEnd() })
    return () => source.close()
  }, [job])
  return (
    <div role="status" aria-live="polite" class="smaller">
      <p><strong>{sentence(told.value.at(-1) ?? "waiting for its turn")} …</strong></p>
      {told.value.length > 1 && <details><summary>{told.value.length - 1} steps before</summary><ol class="muted">{told.value.slice(0, -1).map((one, i) => <li key={i}>{one}</li>)}</ol></details>}
    </div>
  )
}
