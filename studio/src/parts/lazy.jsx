// A page that is loaded when it is first shown.
import { useEffect, useState } from "preact/hooks"
import { Problem } from "./load.jsx"

export function lazy(load, name) {
  let known = null
  return function Lazy(props) {
    const [Page, setPage] = useState(() => known)
    const [error, setError] = useState(null)
    useEffect(() => {
      if (!known) load().then((module) => { known = module[name]; setPage(() => known) }, (trouble) => setError({ what: trouble.message, do: "Reload the page." }))
    }, [])
    if (error) return <Problem error={error} />
    return Page ? <Page {...props} /> : <p class="muted" role="status">Loading …</p>
  }
}
