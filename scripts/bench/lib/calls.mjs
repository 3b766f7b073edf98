import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { setImmediate } from "node:timers/promises";
import { cli } from "./commands.mjs";
import { interleave, median, outputOf, peakMegabytes } from "./measure.mjs";
import { row, skipped, time } from "./table.mjs";
import { sourcesIn } from "./tree.mjs";

const HOOK = pathToFileURL(path.join(import.meta.dirname, "opened.mjs")).href;
const MOST_FILES = 5000;
/** Files after which code runs as fast as it will. */
const WARM_UP = 300;
/** Functions that are added to each file. */
const CHAIN = 10;
/** Syntax trees are freed only when this process has nothing else to do. */
const BREATH = 2 ** 21;

const flows = (dir, ...more) => cli(["flows", "--root", dir, "--format", "json", ...more]);
const critical = (dir, ...more) => cli(["coverage", "--critical", "--root", dir, "--format", "json", ...more]);

/** Functions that call each other, their neighbour in this file and one of the file before: code that hangs together. */
function chained(file, n, before) {
  const own = Array.from({ length: CHAIN }, (_, i) => `linked${n}x${i}`);
  const body = (name, i) => `${own[i + 1] ?? own[0]}()${i === 0 && before !== null ? `; linked${before.n}x0()` : ""}`;
  if (file.endsWith(".go")) return own.map((name, i) => `\nfunc ${name}() { ${body(name, i)} }`).join("");
  const from = before === null ? "" : path.posix.relative(path.posix.dirname(file), before.file);
  const head = before === null ? "" : `\nimport { linked${before.n}x0 } from "./${from.replace(/\.tsx?$/, ".js")}";`;
  return head + own.map((name, i) => `\nexport function ${name}() { ${body(name, i)}; }`).join("");
}

/** What a file may call: in Go those of its folder. */
const groupOf = (file) => (file.endsWith(".go") ? path.posix.dirname(file) : "");

/** The sources of a folder, at most so many, as texts; the generated ones call nobody, so that is added. */
function textsOf(dir) {
  const last = new Map();
  const files = sourcesIn(dir).sort().slice(0, MOST_FILES);
  return files.map((file, n) => {
    const tail = chained(file, n, last.get(groupOf(file)) ?? null);
    last.set(groupOf(file), { file, n });
    return { path: file, text: `${readFileSync(path.join(dir, file), "utf8")}${tail}\n` };
  });
}

/** Of the generated corpora. */
const LAYOUT = { go: [{ folder: "", path: "corpus.example/services", replaced: [] }], packages: [], mappings: [] };

/** Seconds that processors worked for this process: what others do at the same time does not count. */
function worked() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** Reads texts with what they call or without, and gives the seconds it took. */
async function parse(texts, languages, code, into) {
  let [taken, since] = [0, 0];
  for (const source of texts) {
    const language = languages.get(source.path.endsWith(".go") ? "go" : "typescript");
    const start = worked();
    const { value } = language.read(source, { code });
    taken += worked() - start;
    into?.push({ path: source.path, ...value });
    since += source.text.length;
    if (since < BREATH) continue;
    since = 0;
    await setImmediate();
  }
  return taken;
}

/** Parsing with calls against parsing without, and linking against parsing; in this process, in turns. */
async function parseRows(dir, rounds) {
  const { loadLanguage } = await import("@threatloom/languages");
  const { resolveCalls } = await import("@threatloom/analysis");
  const languages = new Map([
    ["go", await loadLanguage("go")],
    ["typescript", await loadLanguage("typescript")],
  ]);
  const texts = textsOf(dir);
  const [plain, code, linking] = [[], [], []];
  let graph = { edges: [], outside: [] };
  const first = [];
  await parse(texts.slice(0, WARM_UP), languages, true, first);
  resolveCalls(first, LAYOUT);
  for (let round = 0; round < rounds; round++) {
    const files = [];
    plain.push(await parse(texts, languages, false, null));
    code.push(await parse(texts, languages, true, files));
    const start = worked();
    graph = resolveCalls(files, LAYOUT);
    linking.push(worked() - start);
  }
  const [without, withCalls, link] = [plain, code, linking].map(median);
  const found = `${graph.edges.length} edges, ${graph.outside.length} calls that lead out`;
  return [
    row("parsing with calls / without", withCalls / without, { most: 1.35 }, `${time(withCalls)} / ${time(without)}`),
    row(
      `linking calls of ${texts.length} files / parsing them`,
      link / withCalls,
      { most: 0.25 },
      `${time(link)} / ${time(withCalls)}; ${found}`,
    ),
  ];
}

/** How often a command opens source files of a folder. */
function opened(dir, { file, args, cwd }) {
  const folder = mkdtempSync(path.join(tmpdir(), "threatloom-bench-opened-"));
  const log = path.join(folder, "log");
  const before = process.env.THREATLOOM_OPENED;
  try {
    process.env.THREATLOOM_OPENED = `${dir}\n${log}`;
    outputOf({ file, args: ["--import", HOOK, ...args], cwd });
    const counts = readFileSync(log, "utf8").trim().split("\n");
    return counts.reduce((sum, one) => sum + Number(one), 0);
  } finally {
    if (before === undefined) delete process.env.THREATLOOM_OPENED;
    else process.env.THREATLOOM_OPENED = before;
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What warm runs read, and how long they take against cold ones. */
function warmRows(dir, rounds) {
  return [
    ["flows", flows],
    ["coverage --critical", critical],
  ].flatMap(([name, command]) => {
    const cold = interleave({ cold: command(dir, "--no-cache") }, rounds).cold;
    outputOf(command(dir));
    const read = opened(dir, command(dir));
    const { warm } = interleave({ warm: command(dir) }, rounds);
    return [
      {
        ...row(`${name}, warm: source files that are opened`, read, { most: 0, unit: "files", digits: 0 }, ""),
        detail: `cold: ${opened(dir, command(dir, "--no-cache"))}`,
      },
      row(`${name}, warm / cold`, warm / cold, {}, `${time(warm)} / ${time(cold)}`),
    ];
  });
}

/**
 * What reading calls costs: parsing, linking, warm runs, memory.
 *
 * @param {import("./rows.mjs").Bench} bench
 * @returns {Promise<import("./table.mjs").Row[]>}
 */
export async function callsRows({ dir, runs }) {
  const rounds = Math.min(runs, 3);
  const rows = [...(await parseRows(dir, rounds)), ...warmRows(dir, rounds)];
  const name = "flows, cold: peak memory";
  const peak = await peakMegabytes(flows(dir, "--no-cache"));
  return [
    ...rows,
    peak === null
      ? skipped(name, "neither /usr/bin/time -v nor /proc")
      : row(name, peak, { unit: "MB", digits: 0 }, "one process, its threads counted"),
  ];
}
