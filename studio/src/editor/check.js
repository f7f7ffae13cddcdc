// Checking while somebody types: one request at a time is worth having, the newest.
import { signal } from "@preact/signals"
import { post } from "../api.js"

export const PAUSE = 120

export class Checker {
  constructor(role, onReport) {
    Object.assign(this, { role, onReport, timer: 0, flight: null })
    this.trouble = signal(null)
  }

  later(text) {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.now(text()), PAUSE)
  }

  async now(text) {
    this.flight?.abort()
    const flight = new AbortController()
    this.flight = flight
    const begun = performance.now()
    try {
      const report = await post("/check", { text, role: this.role }, { signal: flight.signal })
      if (flight !== this.flight) return
      this.trouble.value = null
      this.onReport(report, text)
      performance.measure("check", { start: begun })
    } catch (error) {
      if (error.name !== "AbortError") this.trouble.value = error
    }
  }
}
