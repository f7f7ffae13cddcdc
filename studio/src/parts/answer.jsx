// One answer, in the shape that its question wants: a text, a choice, a number, a list, or a list of entries.

export function AnswerField({ step, value, body, onValue, label }) {
  const name = `answer-${step.path.replaceAll(".", "-")}`
  const common = { id: name, "aria-label": label ?? step.asks }
  const text = (event) => onValue(event.target.value)
  switch (step.kind) {
    case "prose":
      return <textarea {...common} rows={3} value={value ?? ""} onInput={text} />
    case "choice":
      return <Choices step={step} value={value} onValue={onValue} name={name} />
    case "choices":
      return <Choices step={step} value={value ?? []} onValue={onValue} name={name} many />
    case "whole":
    case "number":
      return <input {...common} class="short" type="number" step={step.kind === "whole" ? 1 : "any"} min={step.least} max={step.most} value={value ?? ""} onInput={(event) => onValue(event.target.value === "" ? null : Number(event.target.value))} />
    case "flag":
      return <Choices step={{ ...step, choices: { yes: "", no: "" } }} value={value === undefined ? undefined : value ? "yes" : "no"} onValue={(made) => onValue(made === "yes")} name={name} />
    case "date":
      return <input {...common} class="short" type="date" value={value ?? ""} onInput={text} />
    case "texts":
    case "codes":
      return <Lines common={common} value={value} onValue={onValue} upper={step.kind === "codes"} />
    case "many":
      return <Entries step={step} value={value ?? []} body={body} onValue={onValue} />
    default:
      return <input {...common} value={value ?? ""} onInput={text} />
  }
}

function Choices({ step, value, onValue, name, many }) {
  const chosen = (key) => (many ? value.includes(key) : value === key)
  const turn = (key) => onValue(many ? (chosen(key) ? value.filter((one) => one !== key) : [...value, key]) : key)
  return (
    <div class="choices" role={many ? "group" : "radiogroup"} aria-label={step.asks}>
      {Object.entries(step.choices).map(([key, meaning]) => (
        <label key={key} class={chosen(key) ? "chosen" : ""}>
          <input type={many ? "checkbox" : "radio"} name={name} checked={chosen(key)} onChange={() => turn(key)} />
          <span><strong>{key}</strong>{meaning && <span class="muted smaller"> {meaning}</span>}</span>
        </label>
      ))}
    </div>
  )
}

function Lines({ common, value, onValue, upper }) {
  const read = (event) => onValue(event.target.value.split("\n").map((line) => (upper ? line.trim().toUpperCase() : line)).filter((line, i, all) => line.trim() || i === all.length - 1))
  return (
    <>
      <textarea {...common} rows={4} value={(value ?? []).join("\n")} onInput={read} onBlur={(event) => onValue(event.target.value.split("\n").map((line) => line.trim()).filter(Boolean))} />
      <p class="muted smaller">One a line.</p>
    </>
  )
}

/** Duties are chosen by their words, wherever a field asks for one. */
function inner(step, body) {
  const duties = body.duties ?? []
  if (!step.path.endsWith(".duty") || !duties.length) return step
  return { ...step, kind: "choice", select: true, choices: Object.fromEntries(duties.map((one) => [one.id, one.text])) }
}

function Entries({ step, value, body, onValue }) {
  const set = (at, field, made) => onValue(value.map((one, i) => (i === at ? without({ ...one, [field]: made }) : one)))
  return (
    <div class="entries">
      {value.map((entry, at) => (
        <div key={at} class="entry">
          {step.each.map((each) => {
            const field = each.path.split(".").at(-1)
            const asked = inner(each, body)
            return (
              <div key={field}>
                <label for={`e-${at}-${field}`}>{each.asks}</label>
                <EntryField id={`e-${at}-${field}`} step={asked} value={entry[field]} onValue={(made) => set(at, field, made)} />
              </div>
            )
          })}
          <button type="button" class="small quiet danger" onClick={() => onValue(value.filter((_, i) => i !== at))}>Take out<span class="sr"> entry {at + 1}</span></button>
        </div>
      ))}
      <div><button type="button" class="small" onClick={() => onValue([...value, {}])}>Add {value.length ? "another" : "one"}</button></div>
    </div>
  )
}

function EntryField({ id, step, value, onValue }) {
  if (step.kind === "choice") {
    return <select id={id} value={value ?? ""} onChange={(event) => onValue(event.target.value)}><option value="">–</option>{Object.entries(step.choices).map(([key, meaning]) => <option key={key} value={key}>{step.select ? meaning.slice(0, 90) : key}</option>)}</select>
  }
  if (step.kind === "prose") return <textarea id={id} rows={2} value={value ?? ""} onInput={(event) => onValue(event.target.value)} />
  if (step.kind === "whole" || step.kind === "number") return <input id={id} class="short" type="number" value={value ?? ""} onInput={(event) => onValue(event.target.value === "" ? undefined : Number(event.target.value))} />
  if (step.kind === "texts") return <input id={id} value={(value ?? []).join("; ")} placeholder="parted by ;" onChange={(event) => onValue(event.target.value.split(";").map((one) => one.trim()).filter(Boolean))} />
  return <input id={id} value={value ?? ""} onInput={(event) => onValue(step.kind === "code" && /\.(country|region)$/.test(step.path) ? event.target.value.toUpperCase() : event.target.value)} />
}

const without = (entry) => Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== "" && value !== undefined && !(Array.isArray(value) && !value.length)))
