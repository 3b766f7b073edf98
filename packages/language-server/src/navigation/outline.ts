import type { LiveFile } from "@threatloom/engine";
import { lineOf, makesClaim, type Annotation, type CodeSymbol, type Range } from "@threatloom/model";
import { oneLine } from "@threatloom/reporters";
import { SymbolKind, type DocumentSymbol } from "vscode-languageserver";
import { toRange } from "../positions.js";
import { push } from "./names.js";

const codeKinds: Record<CodeSymbol["kind"], SymbolKind> = {
  function: SymbolKind.Function,
  method: SymbolKind.Method,
  class: SymbolKind.Class,
  type: SymbolKind.Interface,
  variable: SymbolKind.Variable,
  module: SymbolKind.Module,
};

/** What things of a threat model look like in an outline. */
export const thingKinds = {
  component: SymbolKind.Module,
  threat: SymbolKind.Event,
  control: SymbolKind.Interface,
  data: SymbolKind.Struct,
  actor: SymbolKind.Class,
  boundary: SymbolKind.Namespace,
} as const;

const isThing = (kind: Annotation["kind"]): kind is keyof typeof thingKinds => Object.hasOwn(thingKinds, kind);

/** As much of an annotation as an outline shows. */
const LONGEST = 100;

function shortened(text: string): string {
  const line = oneLine(text.slice(0, 4 * LONGEST));
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1).trimEnd()}…` : line;
}

/** The annotation without its verb, or the verb where there is nothing else. */
function titleOf({ text, verb }: Annotation): string {
  const rest = text.replace(/^@?\S+\s*/, "");
  return shortened(rest === "" ? verb : rest);
}

function symbolOf(annotation: Annotation): DocumentSymbol {
  const { kind, fields, verb, line, column, endLine, endColumn } = annotation;
  const range = toRange({ line, column, endLine, endColumn });
  const own = lineOf(annotation);
  const selectionRange = line === endLine ? toRange({ ...own, endColumn: Math.min(own.endColumn, endColumn) }) : range;
  if (isThing(kind) && fields.name) {
    const { name, id } = fields;
    const detail = id && id.text !== name.text ? `${kind} ${id.text}` : kind;
    return { name: shortened(name.text) || kind, detail, kind: thingKinds[kind], range, selectionRange: toRange(name) };
  }
  return { name: titleOf(annotation), detail: verb, kind: SymbolKind.Property, range, selectionRange };
}

const shown = ({ kind, fields }: Annotation): boolean =>
  makesClaim(kind) ||
  kind === "flow" ||
  kind === "feature" ||
  kind === "boundary" ||
  (isThing(kind) && fields.name !== undefined);

/** A range around two. */
function around(a: Range, b: Range): Range {
  const starts = a.line < b.line || (a.line === b.line && a.column <= b.column) ? a : b;
  const ends = a.endLine > b.endLine || (a.endLine === b.endLine && a.endColumn >= b.endColumn) ? a : b;
  return { line: starts.line, column: starts.column, endLine: ends.endLine, endColumn: ends.endColumn };
}

const placeOf = ({ name, line }: Pick<CodeSymbol, "line" | "name">): string => `${line} ${name}`;

/** What a declaration in code is called, with the annotations that speak of it below. */
function declarationOf(lines: readonly string[], symbol: CodeSymbol, own: readonly Annotation[]): DocumentSymbol {
  const { name, kind, line, column, endLine } = symbol;
  const last = lines[endLine - 1]?.length ?? 0;
  const code: Range = { line, column, endLine, endColumn: Math.max(last + 1, endLine === line ? column : 1) };
  const start = toRange({
    ...code,
    endLine: line,
    endColumn: Math.min((lines[line - 1]?.length ?? 0) + 1, column + 1),
  });
  const whole = own.reduce<Range>((all, annotation) => around(all, annotation), code);
  return {
    name: shortened(name) || "…",
    kind: codeKinds[kind],
    range: toRange(whole),
    selectionRange: start,
    children: own.map(symbolOf),
  };
}

const inOrder = (a: DocumentSymbol, b: DocumentSymbol): number =>
  a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character;

/**
 * What annotations say in a file, by place: definitions and what speaks of the module by itself, claims below the function
 * or type they are bound to. Declarations without annotations are left out; other tools show them.
 */
export function outlineOf({ record, symbols, text }: Pick<LiveFile, "record" | "symbols" | "text">): DocumentSymbol[] {
  const lines = text.split(/\r\n|\r|\n/);
  const loose: Annotation[] = [];
  // Of two alike the first is meant.
  const byPlace = new Map([...symbols].reverse().map((symbol) => [placeOf(symbol), symbol]));
  const bound = new Map<CodeSymbol, Annotation[]>();
  for (const annotation of record.annotations) {
    if (!shown(annotation)) continue;
    const { symbol: of } = annotation;
    const symbol = of && !isThing(annotation.kind) ? byPlace.get(placeOf(of)) : undefined;
    if (symbol) push(bound, symbol, annotation);
    else loose.push(annotation);
  }
  const declared = [...bound].map(([symbol, own]) => declarationOf(lines, symbol, own));
  return [...loose.map(symbolOf), ...declared].sort(inOrder);
}
