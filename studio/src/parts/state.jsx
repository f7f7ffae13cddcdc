// Where a role stands, as a word with a colour.
const KIND = { scoping: "warning", scoped: "note", drafted: "note", open: "good", interviewing: "accent", closed: "" }
const NAME = { scoping: "Scoping", scoped: "Scoped", drafted: "Drafted", open: "Open", interviewing: "Interviewing", closed: "Closed" }

export const STATES = Object.keys(NAME)
export const stateName = (state) => NAME[state] ?? state
export const StateTag = ({ state }) => <span class={`tag ${KIND[state] ?? ""}`}>{stateName(state)}</span>
