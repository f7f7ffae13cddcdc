import { useEffect } from "preact/hooks"
import { get, onSignedOut, post } from "./api.js"
import { Desk } from "./pages/desk.jsx"
import { SignIn } from "./pages/signin.jsx"
import { lazy } from "./parts/lazy.jsx"
import { go, match, path } from "./router.js"
import { can, me, theme, toasts, turnTheme } from "./state.js"

const PAGES = [
  ["/", Desk],
  ["/roles/:id", lazy(() => import("./pages/role.jsx"), "Overview")],
  ["/roles/:id/postings/:posting", lazy(() => import("./pages/posting.jsx"), "Posting"), "wide"],
  ["/roles/:id/scope", lazy(() => import("./pages/scope.jsx"), "Scope")],
  ["/roles/:id/interview", lazy(() => import("./pages/interview.jsx"), "Interview")],
  ["/roles/:id/cards/:card", lazy(() => import("./pages/card.jsx"), "Card")],
  ["/roles/:id/debrief", lazy(() => import("./pages/debrief.jsx"), "Debrief")],
  ["/roles/:id/takehome", lazy(() => import("./pages/takehome.jsx"), "Takehome")],
  ["/roles/:id/candidates", lazy(() => import("./pages/candidates.jsx"), "Candidates")],
  ["/roles/:id/matrix", lazy(() => import("./pages/matrix.jsx"), "Matrix"), "broad"],
  ["/market", lazy(() => import("./pages/market.jsx"), "Market")],
  ["/rules", lazy(() => import("./pages/rules.jsx"), "Rules")],
  ["/rules/:code", lazy(() => import("./pages/rules.jsx"), "Rules")],
  ["/people", lazy(() => import("./pages/people.jsx"), "People")],
  ["/log", lazy(() => import("./pages/log.jsx"), "Log")],
]

const NAV = [
  ["/", "Desk", () => true],
  ["/market", "Market", () => true],
  ["/rules", "Rules", () => true],
  ["/people", "People", () => can("people") && !me.value.alone],
  ["/log", "Log", () => can("log")],
]

onSignedOut(() => { me.value = null; go("/signin", { replace: true }) })

export function App() {
  useEffect(() => { get("/me").then((data) => { me.value = data }, () => {}) }, [])
  if (path.value === "/signin") return <SignIn />
  if (!me.value) return <p class="sr" role="status">Loading …</p>
  const found = PAGES.map(([pattern, Page, kind]) => ({ params: match(pattern, path.value), Page, kind })).find((one) => one.params)
  return (
    <>
      <a class="skip" href="#main">Skip to content</a>
      <div class="frame">
        <Side />
        <main id="main" class={`main ${found?.kind ?? ""}`} tabIndex={-1}>
          {found ? <found.Page key={path.value} {...found.params} /> : <Lost />}
        </main>
      </div>
      <Toasts />
    </>
  )
}

function Side() {
  const here = path.value
  return (
    <header class="side">
      <a class="brand" href="/">
        <svg viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="8" fill="#1d5c57" /><path d="M10 24V8h7a5 5 0 0 1 1.6 9.7L23 24h-4l-3.8-5.8H13V24zm3-8.6h3.7a2.3 2.3 0 0 0 0-4.6H13z" fill="#f6f3ec" /></svg>
        <span>Rolewright</span>
      </a>
      <nav aria-label="Studio">
        {NAV.filter(([, , shown]) => shown()).map(([to, name]) => (
          <a href={to} aria-current={(to === "/" ? here === "/" || here.startsWith("/roles") : here.startsWith(to)) ? "page" : undefined}>{name}</a>
        ))}
      </nav>
      <div class="foot">
        <button class="quiet small" onClick={turnTheme} aria-label={theme.value === "dark" ? "Light theme" : "Dark theme"}><span>{theme.value === "dark" ? "Light" : "Dark"}<span class="word"> theme</span></span></button>
        <span class="who">{me.value.name}{me.value.alone ? "" : ` · ${me.value.role}`}</span>
        {!me.value.alone && <button class="quiet small" onClick={async () => { await post("/signout"); me.value = null; go("/signin") }}>Sign out</button>}
      </div>
    </header>
  )
}

const Lost = () => (
  <div class="empty"><h1>There is no such page</h1><a class="button" href="/">Go to the desk</a></div>
)

function Toasts() {
  return (
    <div class="toasts" role="status" aria-live="polite">
      {toasts.value.map((one) => <div key={one.id} class={`notice ${one.kind}`}>{one.text}</div>)}
    </div>
  )
}
