// Addresses: the path is a signal, links are followed without loading the page anew.
import { signal } from "@preact/signals"

export const path = signal(location.pathname)
const guards = new Set()

/** Run before leaving a page: what it returns is waited for. */
export function beforeLeaving(guard) {
  guards.add(guard)
  return () => guards.delete(guard)
}

export async function go(to, { replace = false } = {}) {
  await Promise.all([...guards].map((guard) => guard()))
  history[replace ? "replaceState" : "pushState"]({}, "", to)
  path.value = location.pathname
  scrollTo(0, 0)
  document.getElementById("main")?.focus({ preventScroll: true })
}

addEventListener("popstate", () => { path.value = location.pathname })
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]")
  if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return
  const href = link.getAttribute("href")
  if (!href.startsWith("/") || href.startsWith("/api/") || link.hasAttribute("download") || link.target) return
  event.preventDefault()
  go(href)
})

/** `/roles/:id` against a path: its parts, or null. */
export function match(pattern, value) {
  const wanted = pattern.split("/")
  const given = value.replace(/\/$/, "").split("/")
  if (pattern === "/") return value === "/" ? {} : null
  if (wanted.length !== given.length) return null
  const out = {}
  for (const [i, part] of wanted.entries()) {
    if (part.startsWith(":")) out[part.slice(1)] = decodeURIComponent(given[i])
    else if (part !== given[i]) return null
  }
  return out
}
