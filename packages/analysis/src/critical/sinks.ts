import { HANDLER, ROUTES, sinkName, sinksFor, type SinkCategory } from "@threatloom/catalog";
import type { CallGraph, CodeFile, FunctionRef, OutsideCall, SinkUse } from "@threatloom/model";
import { effectsIn, routesByFile } from "./effects.js";
import { calleeAt, isHidden, parametersOf } from "./written.js";

/** A function of the project, as a key of maps. */
export const keyOf = ({ file, symbol }: FunctionRef): string => `${file}:${symbol}`;

/** The sinks that functions call themselves, by function. */
export type Uses = Map<string, SinkUse[]>;

/** What the outside calls of a project say. */
export interface Outside {
  uses: Uses;
  /** Functions that answer requests. */
  handlers: Set<string>;
  /** Functions of Go that answer something, and may be handlers or help them. */
  answering: Set<string>;
}

/** A sink as it is shown. */
export function useOf(category: SinkCategory, target: string, line: number): SinkUse {
  const { id, title, stride, cwe, severity } = category;
  return { category: id, title, stride: [...stride], cwe: [...cwe], severity, target, line, through: null };
}

/** One of each category and target is enough; of what answers requests, one. */
function note(uses: SinkUse[], use: SinkUse): void {
  const known = uses.some(
    ({ category, target }) => category === use.category && (category === HANDLER || target === use.target),
  );
  if (!known) uses.push(use);
}

/** Adds a sink to what is known of a function. */
export function addUse(uses: Uses, key: string, use: SinkUse): void {
  const own = uses.get(key);
  if (own === undefined) uses.set(key, [use]);
  else note(own, use);
}

/** Sinks that take the request or its answer: whoever calls them has both at hand. */
const ANSWERING = /^net\/http\.(?:Redirect|ServeFile|ServeFileFS|SetCookie)$/;

const ROUTE = /^[^("]+\("/;

/** What routes are registered by, as written (`app.get`): handlers that stand in the call bear its name. */
function routeCallees(files: readonly CodeFile[], graph: CallGraph): Map<number, Set<string>> {
  const callees = new Map<number, Set<string>>();
  for (const call of graph.outside) {
    const file = files[call.from.file]!;
    if (file.language === "text") continue;
    const categories = sinksFor(file.language, sinkName(file.language, call.target));
    if (!categories.some(({ id }) => id === ROUTES)) continue;
    const callee = calleeAt(file, call);
    if (callee === null) continue;
    const known = callees.get(call.from.file);
    if (known === undefined) callees.set(call.from.file, new Set([callee]));
    else known.add(callee);
  }
  return callees;
}

function addNamedHandlers(outside: Outside, files: readonly CodeFile[], graph: CallGraph, handler: SinkCategory): void {
  for (const [file, callees] of routeCallees(files, graph)) {
    for (const [symbol, { name, line }] of files[file]!.symbols.entries()) {
      const callee = ROUTE.exec(name)?.[0].slice(0, -2);
      if (callee === undefined || !callees.has(callee)) continue;
      const key = keyOf({ file, symbol });
      outside.handlers.add(key);
      addUse(outside.uses, key, useOf(handler, name, line));
    }
  }
}

function addRoutesByFile(outside: Outside, files: readonly CodeFile[], handler: SinkCategory): void {
  for (const ref of routesByFile(files)) {
    const { name, line } = files[ref.file]!.symbols[ref.symbol]!;
    outside.handlers.add(keyOf(ref));
    addUse(outside.uses, keyOf(ref), useOf(handler, name, line));
  }
}

/** Functions that are handed on by name where routes are registered. */
function addHanded(outside: Outside, files: readonly CodeFile[], graph: CallGraph, handler: SinkCategory): void {
  const registering = new Map<string, number>();
  for (const [key, uses] of outside.uses) {
    const route = uses.find(({ category }) => category === ROUTES);
    if (route !== undefined) registering.set(key, route.line);
  }
  for (const { from, to, how, line } of graph.edges) {
    const first = registering.get(keyOf(from));
    if (how !== "value" || first === undefined || line < first) continue;
    if (files[to.file]?.language === "go" && !outside.answering.has(keyOf(to))) continue;
    const symbol = files[to.file]!.symbols[to.symbol];
    if (symbol === undefined) continue;
    outside.handlers.add(keyOf(to));
    addUse(outside.uses, keyOf(to), useOf(handler, symbol.name, symbol.line));
  }
}

/** A handler that stands in the call that registers it bears the name of that call. */
const isRoute = (files: readonly CodeFile[], { file, symbol }: FunctionRef): boolean =>
  ROUTE.test(files[file]!.symbols[symbol]?.name ?? "");

/**
 * Whether a call on a request or an answer says that its function is a handler. In Go what is called has to be a
 * parameter, and one that only writes an answer has to know the request: everything that can write has the same type.
 */
function answers(file: CodeFile, call: OutsideCall, name: string, answering: Set<string>): boolean {
  const { from, how } = call;
  // A type that is handed on by its name is no call on it.
  if (how === "value" && !name.includes(".")) return false;
  if (file.language !== "go" || !/^net\/http\.(?:Request|ResponseWriter)\./.test(name)) return true;
  const [base] = (calleeAt(file, call) ?? "").split(/[.([]/);
  const parameters = parametersOf(file, from.symbol);
  if (!parameters.some((one) => one.name === base)) return false;
  answering.add(keyOf(from));
  return parameters.some(({ type }) => type.startsWith("*") && type.endsWith(".Request"));
}

/** Reads what functions do from their calls out of the project. */
export function readOutside(files: readonly CodeFile[], graph: CallGraph, handler: SinkCategory): Outside {
  const outside: Outside = { uses: new Map(), handlers: new Set(), answering: new Set() };
  for (const call of graph.outside) {
    const { from, target, line } = call;
    const { language } = files[from.file]!;
    if (language === "text") continue;
    const name = sinkName(language, target);
    if (language === "typescript" && !target.includes("#") && isHidden(files[from.file]!, from.symbol, target))
      continue;
    for (const category of sinksFor(language, name)) {
      if (category.id === ROUTES && isRoute(files, from)) continue;
      if (category.id === HANDLER) {
        if (!answers(files[from.file]!, call, name, outside.answering)) continue;
        outside.handlers.add(keyOf(from));
      }
      if (ANSWERING.test(name)) outside.handlers.add(keyOf(from));
      addUse(outside.uses, keyOf(from), useOf(category, name, line));
    }
  }
  for (const { from, category, target, line } of effectsIn(files, graph))
    addUse(outside.uses, keyOf(from), useOf(category, target, line));
  addRoutesByFile(outside, files, handler);
  addNamedHandlers(outside, files, graph, handler);
  addHanded(outside, files, graph, handler);
  return outside;
}
