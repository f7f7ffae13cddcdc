// What comes from elsewhere as Markdown: words of a clipboard from Word or a page, a file.
import { call } from "../api.js"

const BLOCKS = /<(h[1-6]|li|p|table|tr|ul|ol)[\s>]/i

/** Whether what is pasted has a heading, a list or a paragraph; plain words go in as they are. */
export const hasBlocks = (clipboard) => BLOCKS.test(clipboard.getData("text/html"))

/** Such a paste as Markdown. */
export async function markdownOf(clipboard) {
  const html = clipboard.getData("text/html")
  const plain = clipboard.getData("text/plain")
  try {
    return (await import("./paste.js")).markdown(html) || plain
  } catch {
    return plain // the studio can't be reached for the part that reads HTML: no word is lost
  }
}

/** A file (Word, PDF, HTML, e-mail …) as Markdown, read by the studio in a process of its own. */
export function textOf(file) {
  const form = new FormData()
  form.append("file", file)
  return call("POST", "/bring/file", form).then((made) => made.text)
}
