// The head of every page about a role: its name, its state, the tabs.
import { path } from "../router.js"
import { can } from "../state.js"
import { StateTag } from "./state.jsx"

const TABS = [
  ["", "Overview", "look"],
  ["/scope", "Scope", "look"],
  ["/interview", "Interview", "kit.read"],
  ["/debrief", "Debrief", "debrief"],
  ["/takehome", "Take-home", "takehome.read"],
  ["/candidates", "Candidates", "candidate.read"],
]

/** Pages that belong to a tab without being it. */
const BELOW = { "/matrix": "/candidates" }

export function RoleHead({ role, children }) {
  const base = `/roles/${role.id}`
  return (
    <>
      <div class="head">
        <div class="grow">
          <nav class="crumb" aria-label="Breadcrumb"><a href="/">Desk</a><span aria-hidden="true">/</span><StateTag state={role.state} /></nav>
          <h1>{role.title || "Untitled role"}</h1>
        </div>
        {children}
      </div>
      <nav class="tabs" aria-label="Role">
        {TABS.filter(([, , action]) => can(action)).map(([part, name]) => (
          <a href={base + part} aria-current={path.value === base + part || BELOW[path.value.slice(base.length)] === part ? "page" : undefined}>{name}</a>
        ))}
      </nav>
    </>
  )
}
