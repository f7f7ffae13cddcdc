// A table as a picture: Observable Plot, loaded with this file when it is first needed. Colours come from the page's tokens.
import { axisX, barX, dot, gridX, line, link, plot, ruleX } from "@observablehq/plot"

const nonce = document.querySelector('meta[property="csp-nonce"]')?.nonce ?? ""
const HUES = ["--accent", "--deploy", "--data", "--model", "--credit", "--warning"]
const MOST = 24

const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim()
const percent = (value) => `${Math.round(value * 100)} %`
const figure = (value) => value.toLocaleString("en", { maximumFractionDigits: value < 10 ? 1 : 0 })

/** The picture of a table, `width` pixels wide; null where there is nothing to draw. */
export function picture(table, width) {
  const made = table.rows.length ? drawn(table, width) : null
  made?.querySelectorAll("style").forEach((one) => one.setAttribute("nonce", nonce))
  return made
}

function drawn(table, width) {
  const time = table.by.find((name) => name === "year" || name === "month")
  if ("median" in table.rows[0]) return numbers(table, width)
  if ("difference" in table.rows[0]) return differences(table, width)
  if (time && table.by.length === 1) return lines(table, time, width)
  return shares(table, width)
}

/** The first words of a table in its own order, at most so many. */
const first = (rows, name) => [...new Set(rows.map((row) => row[name]))].slice(0, MOST)
const groupOf = (table) => (row) => table.by.map((name) => row[name] ?? "none").join(", ")

function frame(width, rows, marks, options) {
  const names = Math.min(220, 20 + 7 * Math.max(...rows.map((one) => String(one).length)))
  return plot({
    width, marginLeft: names, marginRight: 24, marginTop: 8, marginBottom: 40,
    height: 56 + rows.length * (options.step ?? 22),
    y: { domain: rows, label: null, tickSize: 0 },
    marks, ...options.plot,
  })
}

function shares(table, width) {
  const name = table.of
  const best = first([...table.rows].sort((a, b) => b.share - a.share), name)
  const rows = table.rows.filter((row) => best.includes(row[name]))
  const group = groupOf(table)
  const groups = [...new Set(rows.map(group))]
  const hues = HUES.map(token)
  const color = table.by.length ? (row) => hues[groups.indexOf(group(row)) % hues.length] : () => hues[0]
  const marks = table.by.length
    ? [gridX({ stroke: token("--line"), strokeOpacity: 1 }), link(rows, { x1: "low", x2: "high", y1: name, y2: name, stroke: color, strokeOpacity: 0.45, strokeWidth: 2 }),
      dot(rows, { x: "share", y: name, fill: color, r: 4.5, title: (row) => `${group(row)}: ${row[name]} ${percent(row.share)} of ${row.of}` })]
    : [gridX({ stroke: token("--line"), strokeOpacity: 1 }), barX(rows, { x: "share", y: name, fill: hues[0], fillOpacity: 0.85, insetTop: 3, insetBottom: 3, rx: 3, title: (row) => `${row[name]}: ${percent(row.share)}, ${row.n} of ${row.of}` }),
      link(rows, { x1: "low", x2: "high", y1: name, y2: name, stroke: token("--ink"), strokeWidth: 1.2 })]
  return frame(width, best, [...marks, axisX({ label: "share of postings", tickFormat: percent, ticks: 6 })], { plot: { x: { domain: [0, Math.max(...rows.map((row) => row.high))], nice: true } } })
}

function lines(table, time, width) {
  const name = table.of
  const best = first([...table.rows].sort((a, b) => b.share - a.share), name).slice(0, HUES.length)
  const rows = table.rows.filter((row) => best.includes(row[name]) && row[time] !== null).map((row) => ({ ...row, at: String(row[time]) }))
  const hues = HUES.map(token)
  const hue = (row) => hues[best.indexOf(row[name])]
  return plot({
    width, height: 320, marginLeft: 56, marginBottom: 40, x: { type: "point", label: null }, y: { label: "share of postings", tickFormat: percent, grid: true, zero: true },
    marks: [line(rows, { x: "at", y: "share", z: name, stroke: hue, strokeWidth: 2 }), link(rows, { x1: "at", x2: "at", y1: "low", y2: "high", stroke: hue, strokeOpacity: 0.5 }),
      dot(rows, { x: "at", y: "share", fill: hue, r: 4, title: (row) => `${row[name]}, ${row.at}: ${percent(row.share)}` })],
  })
}

function numbers(table, width) {
  const label = (row) => [...table.by, ...("currency" in row ? ["currency"] : [])].map((name) => row[name] ?? "none").join(", ") || table.of
  const rows = table.rows.slice(0, MOST).map((row) => ({ ...row, label: label(row) }))
  return frame(width, rows.map((row) => row.label), [
    gridX({ stroke: token("--line"), strokeOpacity: 1 }),
    link(rows, { x1: "p10", x2: "p90", y1: "label", y2: "label", stroke: token("--accent"), strokeOpacity: 0.35, strokeWidth: 7, strokeLinecap: "round" }),
    link(rows, { x1: "low", x2: "high", y1: "label", y2: "label", stroke: token("--accent"), strokeWidth: 7, strokeLinecap: "round" }),
    dot(rows, { x: "median", y: "label", fill: token("--surface"), stroke: token("--ink"), strokeWidth: 2, r: 5, title: (row) => `${row.label}: ${figure(row.median)}` }),
    axisX({ label: `${table.of}: median with its interval; pale, from the tenth to the ninetieth of a hundred`, ticks: 6 }),
  ], { step: 30, plot: { x: { nice: true } } })
}

function differences(table, width) {
  const name = table.of
  const rows = table.rows.slice(0, MOST)
  return frame(width, rows.map((row) => row[name]), [
    gridX({ stroke: token("--line"), strokeOpacity: 1 }), ruleX([0], { stroke: token("--ink") }),
    link(rows, { x1: "low", x2: "high", y1: name, y2: name, stroke: token("--accent"), strokeOpacity: 0.6, strokeWidth: 2 }),
    dot(rows, { x: "difference", y: name, r: 4.5, fill: (row) => token(row.clear === "yes" ? "--accent" : "--surface"), stroke: token("--accent"), strokeWidth: 1.5 }),
    axisX({ label: "later minus earlier, points; filled where the interval leaves 0 out", tickFormat: (value) => `${value > 0 ? "+" : ""}${Math.round(value * 100)}`, ticks: 6 }),
  ], {})
}

/** What the colours stand for: [name, colour]. */
export function legend(table) {
  if (!table.rows.length || "median" in table.rows[0] || "difference" in table.rows[0] || !table.by.length) return []
  const time = table.by.length === 1 && ["year", "month"].includes(table.by[0])
  const names = time ? first([...table.rows].sort((a, b) => b.share - a.share), table.of).slice(0, HUES.length) : [...new Set(table.rows.map(groupOf(table)))]
  return names.map((name, i) => [name, HUES[i % HUES.length]])
}
