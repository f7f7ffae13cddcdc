// What changed between two texts, by lines: the longest common subsequence; lines that stayed are left out but for their neighbours.

export function diffLines(before, after) {
  const a = before.split("\n")
  const b = after.split("\n")
  let head = 0
  while (head < Math.min(a.length, b.length) && a[head] === b[head]) head++
  let tail = 0
  while (tail < Math.min(a.length, b.length) - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++
  const rows = [...a.slice(0, head).map(same), ...middle(a.slice(head, a.length - tail), b.slice(head, b.length - tail)), ...a.slice(a.length - tail).map(same)]
  return near(rows)
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
