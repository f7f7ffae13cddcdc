// A modal dialog, by the browser's own element: focus stays inside, Escape closes.
import { useEffect, useRef } from "preact/hooks"

export function Dialog({ title, onClose, acts, narrow, children }) {
  const box = useRef()
  useEffect(() => { box.current.showModal() }, [])
  return (
    <dialog ref={box} class={narrow ? "narrow" : ""} aria-labelledby="dialog-title" onClose={onClose} onCancel={onClose}>
      <div class="body">
        <h2 id="dialog-title">{title}</h2>
        {children}
      </div>
      <div class="acts">{acts}</div>
    </dialog>
  )
}
