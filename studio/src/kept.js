// What was typed here and couldn't be sent yet, in this browser's storage. Each page keeps its own under a name of its own, so that
// two tabs never overwrite each other's words; what a page that is gone had kept is taken over by the next one on the same thing.
import { tab } from "./api.js"

const SOON = 1000
const earlier = sessionStorage.getItem("tab")
sessionStorage.setItem("tab", tab)
navigator.locks?.request(lock(tab), () => new Promise(() => {})) // held as long as this page lives

function lock(owner) {
  return `page ${owner}`
}

export function keep(thing, value) {
  localStorage.setItem(`kept ${thing} ${tab}`, JSON.stringify(value))
}

export function drop(thing) {
  localStorage.removeItem(`kept ${thing} ${tab}`)
}

/** Hand what pages that are gone had kept of a thing to `use`, one after the other, with the name of the page; what it takes (true) is
 *  kept by it from then on. */
export function takeOver(thing, use) {
  const start = `kept ${thing} `
  const work = async () => {
    for (const name of Object.keys(localStorage).filter((one) => one.startsWith(start))) {
      const owner = name.slice(start.length)
      if (owner === tab || !(await isGone(owner))) continue
      const value = JSON.parse(localStorage.getItem(name) ?? "null")
      if (value === null || (await use(value, owner))) localStorage.removeItem(name)
    }
  }
  return navigator.locks ? navigator.locks.request(`take ${thing}`, work) : work()
}

/** A page that was just closed takes a moment to go. Where pages can't be seen, only this tab's own earlier one is known to be gone. */
async function isGone(owner) {
  if (!navigator.locks) return owner === earlier
  if (!(await lives(owner))) return true
  await new Promise((then) => setTimeout(then, SOON))
  return !(await lives(owner))
}

async function lives(owner) {
  return (await navigator.locks.query()).held.some((one) => one.name === lock(owner))
}
