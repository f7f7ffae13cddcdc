// What changed between two texts, by lines and within them by words: the longest common subsequence; lines that stayed are left out
// but for their neighbours.

export function diffLines(before, after) {
  const a = before.split("\n")
  const b = after.split("\n")
  let head = 0
  while (head < Math.min(a.length, b.length) && a[head] === b[head]) head++
  let tail = 0
  while (tail < Math.min(a.length, b.length) - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++
  const rows = [...a.slice(0, head).map(same), ...middle(a.slice(head, a.length - tail), b.slice(head, b.length - tail)), ...a.slice(a.length - tail).map(same)]
  return near(worded(rows))
}

/** Where a line took another's place, both get `parts`: [words, whether they are different]. */
function worded(rows) {
  for (let i = 0; i < rows.length; i++) {
    const gone = run(rows, i, "removed")
    const come = run(rows, i + gone, "added")
    for (let n = 0; n < Math.min(gone, come); n++) byWords(rows[i + n], rows[i + gone + n])
    i += Math.max(0, gone + come - 1)
  }
  return rows
}

function run(rows, from, kind) {
  let n = 0
  while (rows[from + n]?.kind === kind) n++
  return n
}

function byWords(old, young) {
  const [a, b] = [old.text, young.text].map((text) => text.split(/(?<=\s)/))
  const found = middle(a, b)
  const stayed = found.filter((one) => one.kind === "same").length
  if (stayed * 3 < Math.max(a.length, b.length)) return // another line, not a changed one
  for (const line of [old, young]) line.parts = found.filter((one) => one.kind === "same" || one.kind === line.kind).map((one) => [one.text, one.kind !== "same"])
}

const same = (text) => ({ kind: "same", text })

function middle(a, b) {
  const rows = a.length + 1
  const columns = b.length + 1
  if (rows * columns > 4e6) return [...a.map((text) => ({ kind: "removed", text })), ...b.map((text) => ({ kind: "added", text }))]
  const length = new Uint16Array(rows * columns)
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      length[i * columns + j] = a[i] === b[j] ? length[(i + 1) * columns + j + 1] + 1 : Math.max(length[(i + 1) * columns + j], length[i * columns + j + 1])
    }
  }
  const out = []
  let i = 0
  let j = 0
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) { out.push(same(a[i])); i++; j++ }
    else if (j >= b.length || (i < a.length && length[(i + 1) * columns + j] >= length[i * columns + j + 1])) out.push({ kind: "removed", text: a[i++] })
    else out.push({ kind: "added", text: b[j++] })
  }
  return out
}

function near(rows) {
  const keep = rows.map((row, i) => rows.slice(Math.max(0, i - 1), i + 2).some((one) => one.kind !== "same"))
  const out = []
  for (const [i, row] of rows.entries()) {
    if (keep[i]) out.push(row)
    else if (out.at(-1)?.kind !== "gap") out.push({ kind: "gap", text: "…" })
  }
  return out.length === 1 && out[0].kind === "gap" ? [{ kind: "gap", text: "Nothing changed." }] : out
}
