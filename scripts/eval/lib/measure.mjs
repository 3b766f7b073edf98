/**
 * @typedef {{ kind: "call" | "reference" | "interface", from: Place, to: Place }} TrueEdge
 * @typedef {{ file: string, line: number, column: number }} Place
 * @typedef {{ files: ReadonlySet<string>, built?: ReadonlySet<string>, edges: TrueEdge[] }} Truth
 *   What is known for sure of what these files call; `built`: files of the same build, where there are several.
 * @typedef {{ name: string, right: number, wrong: number, found: number, missed: number, samples: string[] }} Measured
 */
import path from "node:path";
import { scan, unconfigured } from "@threatloom/engine";
import { functionPlaces } from "../../../packages/engine/dist/node/typed/places.js";

/** What code calls below a folder, as the scanner sees it. */
export async function callsBelow(root) {
  const { calls } = await scan(unconfigured(root), { today: "2026-01-01", cache: false, calls: true });
  return calls;
}

/** Which function stands around a place, or is declared there, as keys; -1 for the file itself. */
function functionsOf(files) {
  const places = functionPlaces(files);
  const keyOf = (ref) => (ref === null ? null : `${ref.file}:${ref.symbol}`);
  return { around: (place) => keyOf(places.around(place)), declared: (place) => keyOf(places.declared(place)) };
}

const add = (map, key, value) => map.get(key)?.add(value) ?? map.set(key, new Set([value]));

function truePairs({ edges }, functions) {
  const calls = new Map();
  const known = new Map();
  for (const { kind, from, to } of edges) {
    const target = functions.declared(to);
    const source = functions.around(from);
    if (target === null || source === null) continue;
    const pair = `${source}>${target}`;
    if (kind === "call" && !calls.has(pair)) calls.set(pair, `${from.file}:${from.line}`);
    add(known, pair, kind);
  }
  return { calls, known };
}

/**
 * Holds the edges between functions against the truth. An edge is right where the same function does call the same one,
 * or names it; what goes through an interface counts on neither side. Functions with a body outside of what the truth
 * speaks of are left out.
 *
 * @returns {Measured}
 */
export function measure(name, { files, graph }, truth) {
  const functions = functionsOf(files);
  const { calls, known } = truePairs(truth, functions);
  const [seen, right, wrong] = [new Set(), new Set(), new Map()];
  const built = truth.built ?? truth.files;
  const folders = new Set([...built].map(folderOf));
  const inside = ({ file }) => truth.files.has(files[file].path);
  // A file beside those that were checked belongs to another build.
  const checked = (to) => built.has(files[to.file].path) || !folders.has(folderOf(files[to.file].path));
  for (const { from, to, line, reason, how } of graph.edges) {
    if (!inside(from) || !checked(to) || reason.startsWith("implements ")) continue;
    const pair = `${from.file}:${from.symbol}>${to.file}:${to.symbol}`;
    seen.add(pair);
    if (known.has(pair)) right.add(pair);
    else wrong.set(pair, `wrong ${how} ${files[from.file].path}:${line} -> ${label(files, to)}: ${reason}`);
  }
  const missed = [...calls].filter(([pair]) => !seen.has(pair));
  const samples = [
    ...wrong.values(),
    ...missed.map(([pair, at]) => `missed ${at} -> ${label(files, refOf(pair.split(">")[1]))}`),
  ];
  const found = calls.size - missed.length;
  return { name, right: right.size, wrong: wrong.size, found, missed: missed.length, samples };
}

const folderOf = (file) => path.posix.dirname(file);

const refOf = (text) => {
  const [file, symbol] = text.split(":").map(Number);
  return { file, symbol };
};

function label(files, { file, symbol }) {
  return `${files[file].path}#${files[file].symbols[symbol]?.name ?? ""}`;
}
