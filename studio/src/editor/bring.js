// The editor takes in what is pasted from Word or a page, and files that are dropped on it.
import { EditorView } from "@codemirror/view"
import { hasBlocks, markdownOf, textOf } from "../parts/bring.js"
import { tell, tellTrouble } from "../state.js"

/** Both go in, at the cursor or where it is dropped. */
export const bringing = () => EditorView.domEventHandlers({
  paste: (event, view) => take(event, view, event.clipboardData),
  drop: (event, view) => {
    if (!event.dataTransfer?.files.length) return false
    const at = view.posAtCoords({ x: event.clientX, y: event.clientY }, false)
    view.dispatch({ selection: { anchor: at } })
    return take(event, view, event.dataTransfer)
  },
})

function take(event, view, data) {
  if (view.state.readOnly || !data) return false
  const file = hasBlocks(data) ? null : data.files[0] // Word puts a picture of the words beside them
  if (!file && !hasBlocks(data)) return false
  event.preventDefault()
  if (file) tell(`Reading ${file.name} …`)
  const made = file ? textOf(file) : markdownOf(data)
  made.then((text) => put(view, text), tellTrouble)
  return true
}

const put = (view, text) => view.dispatch(view.state.replaceSelection(view.state.toText(text)), { userEvent: "input.paste", scrollIntoView: true })
