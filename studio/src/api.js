// Every request goes through here: JSON both ways, and trouble as one kind of error.

export class Trouble extends Error {
  constructor(status, error, data) {
    super(error.what)
    Object.assign(this, { status, what: error.what, where: error.where, do: error.do, others: error.others ?? [], data })
  }
}

const OFFLINE = { what: "the studio doesn't answer", where: "", do: "what you wrote is kept in this browser; it goes on when the studio is back" }

export async function call(method, path, body, { signal, text } = {}) {
  const form = body instanceof FormData
  let answer
  try {
    answer = await fetch(`/api${path}`, {
      method,
      signal,
      headers: body === undefined || form ? {} : { "Content-Type": "application/json" },
      body: body === undefined ? undefined : form ? body : JSON.stringify(body),
    })
  } catch (error) {
    if (error.name === "AbortError") throw error
    throw new Trouble(0, OFFLINE)
  }
  if (answer.status === 204) return null
  const data = await (text && answer.ok ? answer.text() : answer.json()).catch(() => ({ error: { what: `the studio answered ${answer.status}`, where: path, do: "reload the page" } }))
  if (!answer.ok) {
    if (answer.status === 401 && !location.pathname.startsWith("/signin")) signedOut()
    throw new Trouble(answer.status, data.error, data)
  }
  return data
}

let signedOut = () => {}
export const onSignedOut = (then) => { signedOut = then }

export const get = (path, options) => call("GET", path, undefined, options)
export const getText = (path) => call("GET", path, undefined, { text: true })
export const post = (path, body = {}, options) => call("POST", path, body, options)
export const put = (path, body, options) => call("PUT", path, body, options)
export const remove = (path) => call("DELETE", path)

export const tab = crypto.randomUUID().replaceAll("-", "").slice(0, 24)
