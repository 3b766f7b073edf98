import { sinksFor } from "@threatloom/catalog";
import type { Call, CallGraph, CodeFile, CodeSymbol, FunctionRef, SinkUse } from "@threatloom/model";

/** Something dangerous that a function does without calling anything that is known by its name. */
export interface Effect {
  from: FunctionRef;
  category: ReturnType<typeof sinksFor>[number];
  target: SinkUse["target"];
  line: number;
}

const ELEMENT = "dangerouslySetInnerHTML";
const INSERT = ".insertAdjacentHTML";

const placeOf = (file: number, symbol: number, line: number): string => `${file}:${symbol}:${line}`;

/** Where calls lead into the project: whatever is called there, it is no part of a page. */
function ownPlaces({ edges }: CallGraph): Set<string> {
  return new Set(edges.map(({ from, line }) => placeOf(from.file, from.symbol, line)));
}

/** Under which name the catalogue knows it; null where it is a call like others. */
function targetOf({ how, callee }: Call): string | null {
  if (how !== "write") return callee.endsWith(INSERT) ? `Element${INSERT}` : null;
  return callee === ELEMENT ? callee : `Element.${/[^.]*$/.exec(callee)![0]}`;
}

/** Markup that is put into pages: by assignments, by attributes of elements, and by the methods that take markup. */
export function effectsIn(files: readonly CodeFile[], graph: CallGraph): Effect[] {
  const effects: Effect[] = [];
  let own: Set<string> | null = null;
  for (const [file, { language, code }] of files.entries()) {
    if (language !== "typescript") continue;
    for (const call of code.calls) {
      const target = targetOf(call);
      if (target === null) continue;
      const symbol = call.symbol ?? -1;
      own ??= ownPlaces(graph);
      if (own.has(placeOf(file, symbol, call.line)) && target !== ELEMENT) continue;
      for (const category of sinksFor("typescript", target))
        effects.push({ from: { file, symbol }, category, target, line: call.line });
    }
  }
  return effects;
}

const METHODS = new Set(["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"]);
const ROUTE_FILE = /(?:^|\/)app\/(?:.*\/)?route\.[jt]sx?$/;
const API_FILE = /(?:^|\/)pages\/api\/.+\.[jt]sx?$/;
const MIDDLEWARE_FILE = /^(?:.*\/)?(?:src\/)?(?:middleware|proxy)\.[jt]s$/;

/** What a file of Next.js exports under names that say which requests it answers. */
function answersIn({ path, code }: CodeFile): ((symbol: CodeSymbol) => boolean) | null {
  const exported = ({ kind, parent, exported: own }: CodeSymbol): boolean =>
    kind === "function" && parent === null && own;
  if (ROUTE_FILE.test(path)) return (one) => exported(one) && METHODS.has(one.name);
  if (API_FILE.test(path)) {
    const local = code.exports.find(({ name }) => name === "default")?.local ?? "default";
    return (one) => one.kind === "function" && one.parent === null && (one.name === local || one.name === "default");
  }
  const isNext = MIDDLEWARE_FILE.test(path) && code.imports.some((one) => one.path === "next/server");
  return isNext ? (one) => exported(one) && /^(?:middleware|proxy)$/.test(one.name) : null;
}

/** Functions that answer requests because of the file they stand in, as Next.js has it. */
export function routesByFile(files: readonly CodeFile[]): FunctionRef[] {
  const refs: FunctionRef[] = [];
  for (const [file, one] of files.entries()) {
    const answers = one.language === "typescript" ? answersIn(one) : null;
    if (answers === null) continue;
    for (const [symbol, found] of one.symbols.entries()) if (answers(found)) refs.push({ file, symbol });
  }
  return refs;
}
