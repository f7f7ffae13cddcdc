// Times joblint or alex on a JSONL of {"text": …}: `node time.mjs joblint|alex|start:joblint|start:alex postings.jsonl`.
// Prints one line of JSON: tool, version, postings, messages, seconds, per_second. `start:` only loads the tool and checks
// the first posting; the caller times the whole process.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const LEAST_SECONDS = 3;

const load = {
  joblint: async () => {
    const joblint = require("joblint");
    return (text) => joblint(text).issues.length;
  },
  alex: async () => {
    const { markdown } = await import("alex");
    return (text) => markdown(text).messages.length;
  },
};

function version(tool) {
  const path = new URL(`node_modules/${tool}/package.json`, import.meta.url);
  return JSON.parse(readFileSync(path, "utf8")).version;
}

const [mode, file] = process.argv.slice(2);
const tool = mode.replace("start:", "");
const texts = readFileSync(file, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line).text);
const check = await load[tool]();

if (mode.startsWith("start:")) {
  check(texts[0]);
} else {
  for (const text of texts.slice(0, 20)) check(text);
  let postings = 0;
  let messages = 0;
  const began = process.hrtime.bigint();
  let seconds = 0;
  while (seconds < LEAST_SECONDS) {
    messages += check(texts[postings % texts.length]);
    postings += 1;
    seconds = Number(process.hrtime.bigint() - began) / 1e9;
  }
  console.log(JSON.stringify({ tool, version: version(tool), postings, messages, seconds, per_second: postings / seconds }));
}
