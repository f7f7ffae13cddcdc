// Data that a page needs: loaded, told to be loading, or told why not.
import { useSignal } from "@preact/signals"
import { useCallback, useEffect } from "preact/hooks"
import { get, getText } from "../api.js"
import { sentence } from "../state.js"

export const useText = (path) => useLoad(path, getText)

export function useLoad(path, ask = get) {
  const data = useSignal(null)
  const error = useSignal(null)
  const again = useCallback(async () => {
    try {
      data.value = await ask(path)
      error.value = null
    } catch (trouble) {
      error.value = trouble
    }
  }, [path])
  useEffect(() => { data.value = null; again() }, [path])
  return { data, error, again }
}

export function Loaded({ from, children }) {
  if (from.error.value) return <Problem error={from.error.value} />
  if (!from.data.value) return <p class="muted" role="status">Loading …</p>
  return children(from.data.value)
}

export function Problem({ error }) {
  return (
    <div class="notice error" role="alert">
      <strong>{sentence(error.what ?? String(error))}.</strong> {sentence(error.do ?? "")}
    </div>
  )
}
