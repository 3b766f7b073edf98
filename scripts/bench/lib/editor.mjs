import { cpSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { editedCorpus, HUB, USES } from "../corpus/edited.mjs";
import { cli, scan } from "./commands.mjs";
import { startEditor } from "./editor-client.mjs";
import { interleave, median } from "./measure.mjs";
import { row, skipped } from "./table.mjs";
import { sourcesIn } from "./tree.mjs";

const ECHO = [path.join(import.meta.dirname, "echo-server.mjs")];
const OWN = cli(["lsp", "--stdio"]).args;
const KEYSTROKES = 200;
const COMPLETIONS = 50;
const RENAMES = 5;
/** So much after a change its time is trusted. */
const SETTLED_MS = 2500;

const now = () => performance.now();
const ms = (value) => `${value.toFixed(0)} ms`;

async function timed(act) {
  const start = now();
  const value = await act();
  return { value, took: now() - start };
}

/** The 95th of a hundred numbers. */
const p95 = (numbers) => [...numbers].sort((a, b) => a - b)[Math.ceil(numbers.length * 0.95) - 1];

/** From the start of the process to the first diagnostics of the file that is opened at once. */
async function first(args, { dir, some }) {
  const text = readFileSync(path.join(dir, some), "utf8");
  const start = now();
  const client = await startEditor(args, dir);
  await client.open(some, text);
  const took = now() - start;
  await client.stop();
  return took;
}

async function firsts(corpus, runs) {
  const times = { echo: [], own: [] };
  for (let round = 0; round < runs; round++) {
    times.echo.push(await first(ECHO, corpus));
    times.own.push(await first(OWN, corpus));
  }
  return { echo: median(times.echo), own: median(times.own) };
}

/** A letter more and a letter less in the middle of a reference, so that each keystroke changes what is wrong. */
async function keystrokes(client, { dir, large }) {
  const lines = readFileSync(path.join(dir, large), "utf8").split("\n");
  await client.open(large, `${lines.join("\n")}// @exposes #bench-gone to overload with nothing\n`);
  const annotated = lines.flatMap((line, n) => (line.includes(`#${HUB} `) ? [n] : []));
  const times = [];
  for (let n = 0; n < KEYSTROKES; n++) {
    const line = annotated[(n >> 1) % annotated.length];
    const start = { line, character: lines[line].indexOf(`#${HUB}`) + 3 };
    const end = n % 2 === 0 ? start : { line, character: start.character + 1 };
    times.push((await timed(() => client.type(large, { start, end }, n % 2 === 0 ? "x" : ""))).took);
  }
  return { times, line: annotated[0], character: lines[annotated[0]].indexOf(`#${HUB}`) };
}

/** An answer for every position asked, right after a keystroke was answered. */
async function completions(client, { large }, { line, character }) {
  const times = [];
  const at = { line, character: character + 3 };
  for (let n = 0; n < COMPLETIONS; n++) {
    const end = n % 2 === 0 ? at : { line, character: at.character + 1 };
    await client.type(large, { start: at, end }, n % 2 === 0 ? "x" : "");
    const position = { line, character: character + 2 };
    const params = { textDocument: { uri: client.uri(large) }, position, context: { triggerKind: 1 } };
    times.push((await timed(() => client.ask("textDocument/completion", params))).took);
  }
  return times;
}

async function renames(client, { model }) {
  const position = { line: 0, character: "@component Bench:Hub (#".length };
  const params = { textDocument: { uri: client.uri(model) }, position };
  const times = [];
  let files = 0;
  for (let n = 0; n < RENAMES; n++) {
    const { value, took } = await timed(() => client.ask("textDocument/rename", { ...params, newName: `hub-${n}` }));
    files = (value?.documentChanges ?? Object.keys(value?.changes ?? {})).length;
    times.push(took);
  }
  return { times, files };
}

const limit = (most, unit = "ms") => ({ most, unit, digits: 0 });

/** What a session costs; `echo` beside it is a server that only answers. */
async function sessionRows(corpus) {
  const echo = await startEditor(ECHO, corpus.dir);
  const idle = await keystrokes(echo, corpus);
  const asked = await completions(echo, corpus, idle);
  await echo.stop();
  const client = await startEditor(OWN, corpus.dir);
  const typed = await keystrokes(client, corpus);
  const { completionProvider, renameProvider } = client.capabilities;
  const completed = completionProvider ? await completions(client, corpus, typed) : null;
  const renamed = renameProvider ? await renames(client, corpus) : null;
  const peak = client.peak();
  await client.stop();
  const names = [
    "editor, completion behind a keystroke",
    `editor, rename of an id in ${USES} files`,
    "editor, peak memory",
  ];
  return [
    row("editor, keystroke in 5,000 lines, median", median(typed.times), limit(50), `echo ${ms(median(idle.times))}`),
    row("editor, keystroke in 5,000 lines, 95th of 100", p95(typed.times), limit(100), `echo ${ms(p95(idle.times))}`),
    completed === null
      ? skipped(names[0], "the server does not offer it")
      : row(names[0], median(completed), limit(30), `echo ${ms(median(asked))}; 95th of 100: ${ms(p95(completed))}`),
    renamed === null
      ? skipped(names[1], "the server does not offer it")
      : row(names[1], median(renamed.times), limit(1000), `${renamed.files} files in the answer`),
    peak === 0 ? skipped(names[2], "no /proc") : row(names[2], peak, limit(300, "MB"), "after all of that"),
  ];
}

/**
 * What an editor waits for, in a copy of the corpus with a large file and an id that many files name.
 *
 * @param {import("./rows.mjs").Bench} bench
 * @returns {Promise<import("./table.mjs").Row[]>}
 */
export async function editorRows({ dir: source, runs }) {
  const dir = path.join(tmpdir(), "threatloom-bench-editor");
  rmSync(dir, { recursive: true, force: true });
  cpSync(source, dir, { recursive: true });
  try {
    const corpus = { dir, ...editedCorpus(dir, sourcesIn(dir)) };
    // The cache is warm where somebody worked in the project before, and left its files alone for a moment.
    await setTimeout(SETTLED_MS);
    interleave({ scan: scan(dir) }, 1);
    await first(OWN, corpus);
    const start = await firsts(corpus, runs);
    const name = "editor, first diagnostics after start, warm";
    return [row(name, start.own, limit(300), `echo ${ms(start.echo)}`), ...(await sessionRows(corpus))];
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
