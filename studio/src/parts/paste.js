// HTML of a clipboard as Markdown. Word writes lists as paragraphs with a bullet of their own; here they become lists.
import TurndownService from "turndown"

const service = new TurndownService({ headingStyle: "atx", bulletListMarker: "-", emDelimiter: "*", hr: "---" })
service.escape = (text) => text // a posting is prose: nothing in it is meant as a mark
service.remove(["style", "script", "title"])
service.addRule("picture", { filter: "img", replacement: () => "" })
service.addRule("bullet", { filter: (node) => /mso-list:\s*ignore/i.test(style(node)), replacement: () => "" })
service.addRule("item", { filter: "li", replacement: (words) => item(words, 0) })
service.addRule("listed", {
  filter: (node) => node.nodeName === "P" && /mso-list:\s*l\d+/i.test(style(node)),
  replacement: (words, node) => item(words, Number(/level(\d)/.exec(style(node))?.[1] ?? 1) - 1),
})
service.addRule("cell", { filter: ["td", "th"], replacement: (words) => `${words.trim()} ` })
service.addRule("row", { filter: "tr", replacement: (words) => `\n${words.trim()}\n` })

const style = (node) => node.getAttribute?.("data-style") ?? ""
const item = (words, level) => `\n${"  ".repeat(level)}- ${words.trim().replace(/\n+/g, `\n${"  ".repeat(level + 1)}`)}\n`

/** Styles and handlers of events under another name: the page's policy would refuse them, and say so for each. */
const inert = (html) =>
  html.replace(/<style[\s\S]*?<\/style>/gi, "").replace(/<[^>]*>/g, (tag) => tag.replace(/([\s/"'])(style|on\w+)(?=\s*=)/gi, "$1data-$2"))

export function markdown(html) {
  const page = new DOMParser().parseFromString(inert(html), "text/html")
  return service.turndown(page.body).replaceAll("\u00a0", " ").replace(/[ \t]+$/gm, "").replace(/\n{3,}/g, "\n\n").trim()
}
