// What the whole page shares: who is here, the theme, messages that pass.
import { effect, signal } from "@preact/signals"

export const me = signal(null)
export const can = (action) => me.value?.can.includes(action) ?? false

const kept = localStorage.getItem("theme")
const dark = matchMedia("(prefers-color-scheme: dark)")
export const theme = signal(kept ?? (dark.matches ? "dark" : "light"))
effect(() => { document.documentElement.dataset.theme = theme.value })
dark.addEventListener("change", () => { if (!localStorage.getItem("theme")) theme.value = dark.matches ? "dark" : "light" })
export function turnTheme() {
  theme.value = theme.value === "dark" ? "light" : "dark"
  localStorage.setItem("theme", theme.value)
}

export const toasts = signal([])
let count = 0
export function tell(text, kind = "note") {
  const id = ++count
  toasts.value = [...toasts.value, { id, text, kind }]
  setTimeout(() => { toasts.value = toasts.value.filter((one) => one.id !== id) }, kind === "error" ? 9000 : 4000)
}
export function tellTrouble(error) {
  if (error.name === "AbortError" || error.status === 401) return
  tell(error.what ? `${sentence(error.what)}. ${sentence(error.do ?? "")}` : String(error), "error")
}
export const sentence = (text) => text.charAt(0).toUpperCase() + text.slice(1)

const rtf = new Intl.RelativeTimeFormat("en", { numeric: "auto" })
export function ago(at) {
  const seconds = (at - Date.now()) / 1000
  for (const [unit, size] of [["day", 86400], ["hour", 3600], ["minute", 60]]) {
    if (Math.abs(seconds) >= size) return rtf.format(Math.round(seconds / size), unit)
  }
  return "just now"
}
export const day = (at) => new Date(at).toLocaleString("en", { dateStyle: "medium", timeStyle: "short" })
