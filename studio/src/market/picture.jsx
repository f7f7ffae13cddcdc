// The table's picture, drawn anew when the table, the theme or the width changes; Observable Plot comes when it is first wanted.
import { useSignal } from "@preact/signals"
import { useEffect, useRef } from "preact/hooks"
import { sentence, theme } from "../state.js"

export function Picture({ table }) {
  const box = useRef()
  const keys = useSignal([])
  const look = theme.value
  useEffect(() => {
    let gone = false
    const draw = async () => {
      const { picture, legend } = await import("./chart.js")
      if (gone || !box.current) return
      const made = picture(table, Math.max(320, box.current.clientWidth))
      keys.value = legend(table)
      box.current.replaceChildren(...(made ? [made] : []))
      made?.setAttribute("aria-hidden", "true")
    }
    draw()
    const watch = new ResizeObserver(draw)
    watch.observe(box.current)
    return () => { gone = true; watch.disconnect() }
  }, [table, look])
  if (!table.rows.length) return <p class="card empty">No cell has enough postings. Lower “hide cells below”, or take a filter away.</p>
  return (
    <figure class="card stack tight chart">
      <figcaption><h2>{sentence(table.about)}</h2></figcaption>
      {keys.value.length > 0 && <ul class="legend">{keys.value.map(([name, hue]) => <li key={name}><span aria-hidden="true" style={{ background: `var(${hue})` }} />{name}</li>)}</ul>}
      <div ref={box} class="drawing" role="img" aria-label={`${sentence(table.about)}, as a picture; the same figures stand in the table below`} />
    </figure>
  )
}
