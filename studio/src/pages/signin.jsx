// Signing in: by password, by the company's provider, or by the address that the studio printed.
import { useSignal } from "@preact/signals"
import { get, post } from "../api.js"
import { Loaded, Problem, useLoad } from "../parts/load.jsx"
import { go } from "../router.js"
import { me } from "../state.js"

export function SignIn() {
  const ways = useLoad("/ways-in")
  return (
    <main class="main signin" id="main" tabIndex={-1}>
      <div class="card stack">
        <h1>Sign in</h1>
        <Loaded from={ways}>{(data) => (
          <>
            {data.token && <p>Open the studio by the address that it printed when it started: it holds the key of this session.</p>}
            {data.provider && <a class="button primary" href="/auth/start" target="_self">Sign in with your company’s account</a>}
            {data.password && <Password />}
          </>
        )}</Loaded>
      </div>
    </main>
  )
}

function Password() {
  const error = useSignal(null)
  const send = async (event) => {
    event.preventDefault()
    const form = new FormData(event.target)
    try {
      await post("/signin", Object.fromEntries(form))
      me.value = await get("/me")
      go("/", { replace: true })
    } catch (trouble) {
      error.value = trouble
    }
  }
  return (
    <form class="stack tight" onSubmit={send}>
      <div><label for="email">E-mail</label><input id="email" name="email" type="email" autocomplete="username" required /></div>
      <div><label for="password">Password</label><input id="password" name="password" type="password" autocomplete="current-password" required /></div>
      {error.value && <Problem error={error.value} />}
      <div><button class="primary">Sign in</button></div>
    </form>
  )
}
