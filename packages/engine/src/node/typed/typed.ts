import { dispatchTo, type ExactCalls } from "@threatloom/analysis";
import type { Call, CallConfidence, CallEdge, CodeFile, FunctionRef, OutsideCall } from "@threatloom/model";
import { relative, resolve, sep } from "node:path";
import type ts from "typescript";
import { typedConfigs } from "./configs.js";
import { nameOf, type Checked, type Declared } from "./declarations.js";
import { guardedSystem, withSystem } from "./guard.js";
import { implementersIn, type Implementers } from "./implementers.js";
import { loadCompiler, type Compiler } from "./load.js";
import { outsideName } from "./outside.js";
import { functionPlaces, type FunctionPlaces, type Place } from "./places.js";
import { walkUses, type TypedUse } from "./walk.js";

/** What the type checker says of a project; null where there is none. */
export type TypedRead = { exact: ExactCalls; notes: string[] } | null;

/** What all programs of a project write to. */
interface Asked {
  root: string;
  files: readonly CodeFile[];
  byPath: ReadonlyMap<string, number>;
  places: FunctionPlaces;
  /** By file: calls, and what of the guesses about them gives way. */
  answers: Map<number, Map<string, "all" | "edges">>;
  edges: Map<string, CallEdge>;
  outside: OutsideCall[];
}

/** One program, and what is asked of it. */
interface Program extends Checked {
  asked: Asked;
  implementers: Implementers;
}

const REASON = "resolved by the type checker";

const pathOf = (root: string, file: string): string => relative(root, file).split(sep).join("/");

function placeOf({ root }: Asked, node: ts.Node): Place {
  const source = node.getSourceFile();
  const { line, character } = source.getLineAndCharacterOfPosition(node.getStart(source));
  return { file: pathOf(root, source.fileName), line: line + 1, column: character + 1 };
}

const lastName = (chain: string): string => /[^.#/()[\]]*$/.exec(chain.replace(/(?:\(\)|\[\])+$/, ""))![0];

/** A call as both sides know it: where it starts, and the last name in it. */
const keyOf = (place: { line: number; column: number }, name: string, how: string): string =>
  `${place.line}:${place.column}:${name}:${how === "value" ? "value" : ""}`;

function answer({ asked }: Program, { called, name, how }: TypedUse, what: "all" | "edges"): void {
  const place = placeOf(asked, called);
  const file = asked.byPath.get(place.file)!;
  let own = asked.answers.get(file);
  if (own === undefined) asked.answers.set(file, (own = new Map<string, "all" | "edges">()));
  own.set(keyOf(place, name.getText().replace(/^#/, ""), how), what);
}

function add({ asked }: Program, use: TypedUse, to: FunctionRef, confidence: CallConfidence, reason: string): void {
  const place = placeOf(asked, use.name);
  const from = asked.places.around(place);
  if (from === null) return;
  const key = `${from.file}:${from.symbol}>${to.file}:${to.symbol}:${use.how}`;
  if (asked.edges.has(key)) return;
  asked.edges.set(key, { from, to, how: use.how, line: place.line, confidence, reason });
}

function addOutside(program: Program, use: TypedUse, declaration: Declared): void {
  const { asked } = program;
  const target = outsideName(program, declaration);
  const place = placeOf(asked, use.called);
  const from = asked.places.around(placeOf(asked, use.name));
  if (target === null || from === null) return;
  asked.outside.push({ from, target, how: use.how, line: place.line, column: place.column });
}

/** Who may be behind a member of an interface. Other programs may know more of them, so that the guesses stay. */
function addBehind(program: Program, use: TypedUse): void {
  const { asked, implementers } = program;
  for (const { owner, member } of use.behind) {
    const refs = implementers(owner, member).flatMap(
      (one) => asked.places.declared(placeOf(asked, nameOf(program, one))) ?? [],
    );
    const behind = dispatchTo(owner, refs);
    for (const to of behind?.refs ?? []) add(program, use, to, "medium", behind!.reason);
  }
}

/** A function without a name that stands in the function it is called from leads nowhere else. */
function isOwn({ asked }: Program, use: TypedUse, declaration: Declared): boolean {
  const [caller, around] = [use.name, declaration].map((node) => asked.places.around(placeOf(asked, node)));
  return caller != null && caller.file === around?.file && caller.symbol === around.symbol;
}

function take(program: Program, use: TypedUse): void {
  const { asked } = program;
  const found: FunctionRef[] = [];
  let outer: Declared | null = null;
  let own = use.how === "new" && use.to.length + use.behind.length === 0;
  for (const one of use.to) {
    const place = placeOf(asked, nameOf(program, one));
    const ref = asked.places.declared(place);
    if (ref !== null) found.push(ref);
    else if (!asked.byPath.has(place.file)) outer ??= one;
    else own ||= isOwn(program, use, one);
  }
  addBehind(program, use);
  if (found.length > 0) {
    answer(program, use, "all");
    const several = use.to.length + use.behind.length > 1;
    for (const to of found)
      add(program, use, to, several ? "medium" : "high", several ? `${REASON}, one of several` : REASON);
  } else if (outer !== null) {
    answer(program, use, "edges");
    addOutside(program, use, outer);
  } else if (own) answer(program, use, "edges");
}

/** Asks about these files of a configuration; how many of them nobody could be asked about. */
function askProgram(compiler: Compiler, asked: Asked, path: string, wanted: ReadonlySet<string>): number {
  const program = compiler.createProgram(path, asked.root);
  const checked: Checked = { ts: compiler.ts, checker: program.getTypeChecker() };
  const sources = program.getSourceFiles().filter(({ fileName }) => asked.byPath.has(pathOf(asked.root, fileName)));
  const one: Program = { ...checked, asked, implementers: implementersIn(checked, sources) };
  let failed = 0;
  for (const source of sources) {
    if (!wanted.has(pathOf(asked.root, source.fileName))) continue;
    try {
      walkUses(checked, source, (use) => {
        take(one, use);
      });
    } catch {
      // Code of strangers may be too much for the checker; what it said before holds.
      failed++;
    }
  }
  return failed;
}

function tryProgram(compiler: Compiler, asked: Asked, path: string, wanted: ReadonlySet<string>): string | null {
  const shown = pathOf(asked.root, path);
  try {
    const failed = askProgram(compiler, asked, path, wanted);
    return failed === 0 ? null : `${shown}: the type checker gave up on ${failed} of ${wanted.size} files`;
  } catch {
    return `${shown}:1:1: the type checker gave up, and its files keep their guesses`;
  }
}

function exactOf({ files, answers, edges, outside }: Asked): ExactCalls {
  const replaces = ({ file }: FunctionRef, call: Call): "all" | "edges" | "none" =>
    files[file]!.language === "typescript"
      ? (answers.get(file)?.get(keyOf(call, lastName(call.callee), call.how)) ?? "none")
      : "none";
  return { replaces, edges: [...edges.values()], outside };
}

/**
 * Asks a type checker where the calls of TypeScript files lead, as far as a `tsconfig.json` includes them. Runs nothing
 * of the project, and reads nothing outside of it.
 *
 * @param listed all files of the project, other kinds included
 */
export function readTyped(root: string, files: readonly CodeFile[], listed: readonly string[]): TypedRead {
  const compiler = loadCompiler();
  if (compiler === null) return null;
  const code = files.flatMap(({ path, language }, index): [string, number][] =>
    language === "typescript" ? [[path, index]] : [],
  );
  const byPath = new Map(code);
  const system = guardedSystem(compiler, root, new Set(byPath.keys()));
  const asked: Asked = {
    root,
    files,
    byPath,
    places: functionPlaces(files),
    answers: new Map(),
    edges: new Map(),
    outside: [],
  };
  const done = new Set<string>();
  const notes = withSystem(compiler, system, () => {
    const { configs, notes: said } = typedConfigs({ compiler, system, root }, listed);
    for (const { path, files: names } of configs) {
      const own = names.map((name) => pathOf(root, resolve(root, name)));
      const wanted = new Set(own.filter((name) => byPath.has(name) && !done.has(name)));
      if (wanted.size === 0) continue;
      const gaveUp = tryProgram(compiler, asked, path, wanted);
      if (gaveUp !== null) said.push(gaveUp);
      for (const name of wanted) done.add(name);
    }
    return said;
  });
  const rest = byPath.size - done.size;
  const kept = rest === 0 ? "" : `; guesses stand for ${rest} that no tsconfig.json includes`;
  notes.push(`--typed: ${done.size} of ${byPath.size} TypeScript files are resolved by the type checker${kept}`);
  return { exact: exactOf(asked), notes };
}
