// Saving while somebody types, so that no word is lost: each save says from which revision it was made, others' changes come
// back as edits, and what can't be sent stays in this browser until it can.
import { signal } from "@preact/signals"
import { ChangeSet, Transaction } from "@codemirror/state"
import { put, tab } from "../api.js"
import { drop, keep, takeOver } from "../kept.js"

const PAUSE = 700
const RETRY = 4000

export class Sync {
  constructor(posting, view, { onSaved, onConflict, onTrouble, onRecovered }) {
    Object.assign(this, { id: posting.id, base: posting.revision, view, onSaved, onConflict, onTrouble, onRecovered })
    this.state = signal("saved")
    this.sent = null
    this.since = null
    this.timer = 0
    this.thing = `posting:${posting.id}`
    this.why = ""
    this.tab = tab
    this.dirty = false
  }

  /** The editor changed: by a person, or by what came back from a save. */
  changed(update) {
    if (this.since) this.since = this.since.compose(update.changes)
    if (update.transactions.every((one) => one.annotation(Transaction.userEvent) === "sync")) return
    this.dirty = true
    this.state.value = "changed"
    this.keep()
    this.later(PAUSE)
  }

  keep() {
    keep(this.thing, { base: this.base, text: this.view.state.doc.toString() })
  }

  later(pause) {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.save(), pause)
  }

  /** Somebody else saved: fetch what changed by saving what is here. */
  theirs(revision) {
    if (revision > this.base && this.sent === null) this.later(0)
  }

  async save(note = "") {
    clearTimeout(this.timer)
    if (this.sent !== null) return this.running
    this.running = this.#send(note)
    return this.running
  }

  async #send(note) {
    const text = this.view.state.doc.toString()
    this.sent = text
    this.since = ChangeSet.empty(this.view.state.doc.length)
    this.dirty = false
    this.state.value = "saving"
    try {
      const saved = await put(`/postings/${this.id}`, { text, base: this.base, tab: this.tab, note })
      this.tab = tab
      this.#weave(saved)
      this.state.value = this.dirty ? "changed" : "saved"
      if (!this.dirty) drop(this.thing)
      else this.later(PAUSE)
      this.onSaved(saved)
    } catch (error) {
      this.dirty = true
      if (error.status === 409 && error.data.pieces) {
        this.state.value = "conflict"
        this.onConflict(error.data)
      } else {
        this.why = error.status === 503 ? error.what : ""
        this.state.value = error.status === 0 || error.status === 503 ? "offline" : "refused"
        this.keep()
        if (error.status === 0 || error.status === 503 || error.status === 429) this.later(RETRY)
        else this.onTrouble(error)
      }
    } finally {
      this.sent = null
      this.since = null
    }
  }

  /** Put others' changes into the text, around what was typed since it was sent. */
  #weave(saved) {
    this.base = saved.revision
    if (!saved.edits.length) return
    const changes = ChangeSet.of(saved.edits, this.sent.length).map(this.since)
    this.view.dispatch({ changes, annotations: [Transaction.userEvent.of("sync"), Transaction.addToHistory.of(false)] })
  }

  /** A person chose what stays where two had changed the same words. */
  async settle(text, revision) {
    this.base = revision
    this.view.dispatch({ changes: { from: 0, to: this.view.state.doc.length, insert: text }, annotations: Transaction.userEvent.of("sync") })
    await this.save("settled by hand")
  }

  /** Words that a page which is gone never got to the studio come back, on top of the revision that they were made from. */
  recover() {
    return takeOver(this.thing, async (kept, owner) => {
      await this.end()
      if (this.dirty) return false
      if (kept.text === this.view.state.doc.toString()) return true
      this.base = kept.base
      this.tab = owner // what was saved since by this page is somebody else's to these words
      this.view.dispatch({ changes: { from: 0, to: this.view.state.doc.length, insert: kept.text } })
      this.onRecovered()
      return true
    })
  }

  /** Before the page is left: send what isn't sent. */
  async end() {
    clearTimeout(this.timer)
    if (this.sent !== null) await this.running
    if (this.dirty && this.state.value !== "conflict") await this.save()
  }
}
