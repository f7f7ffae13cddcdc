// Every message of alex (retext-equality and retext-profanities) on a JSONL of {"id", "text"}: `node hits.mjs postings.jsonl`.
// Prints a JSON line a message: id, tool, rule, start, end (UTF-16 units of the text), message.
import { readFileSync } from "node:fs";
import { text as check } from "alex";

const out = [];
for (const line of readFileSync(process.argv[2], "utf8").split("\n")) {
  if (!line) continue;
  const { id, text } = JSON.parse(line);
  for (const { source, ruleId, place, position, message } of check(text).messages) {
    const { start, end } = place ?? position;
    out.push(JSON.stringify({ id, tool: source, rule: ruleId, start: start.offset, end: end.offset, message: String(message) }));
  }
}
process.stdout.write(out.join("\n") + "\n");
