import type { LiveFile, LiveView } from "@threatloom/engine";
import type { CodeSymbol, SymbolRef } from "@threatloom/model";
import { standingOf } from "../../standing.js";
import { aboveCode } from "./insert.js";
import type { Asked, Finder } from "./types.js";
import { vocabularyOf } from "./vocabulary.js";
import { written } from "./write.js";

/** The one component that the claims on a function speak of; null where they speak of none or of several. */
function componentOf({ spot: { view, path } }: Asked, symbol: CodeSymbol): string | null {
  const isOwn = (own: SymbolRef | null): boolean => own?.name === symbol.name && own.line === symbol.line;
  const claims = standingOf(view)
    .claimsIn(path)
    .filter((claim) => isOwn(claim.symbol) && claim.kind !== "test");
  const keys = new Set(claims.flatMap(({ component }) => component ?? []));
  return keys.size === 1 ? [...keys][0]! : null;
}

/** The function of the file that a call by its plain name, or on `this`, leads to. */
function calleeOf(symbols: readonly CodeSymbol[], from: CodeSymbol, callee: string): CodeSymbol | null {
  const name = callee.startsWith("this.") && from.parent !== null ? `${from.parent}.${callee.slice(5)}` : callee;
  return symbols.find((symbol) => symbol.hasBody && symbol.name === name) ?? null;
}

const read = new WeakMap<LiveView, Map<string, Promise<LiveFile | null>>>();

/** The file with its calls, read once per view: a cursor moves often. Null where its functions are all of one component. */
function withCalls({ spot: { desk, view, path } }: Asked): Promise<LiveFile | null> | null {
  const bound = standingOf(view)
    .claimsIn(path)
    .filter(({ symbol }) => symbol !== null);
  if (new Set(bound.map(({ component }) => component)).size < 2) return null;
  const known = read.get(view) ?? new Map<string, Promise<LiveFile | null>>();
  read.set(view, known);
  const file = known.get(path) ?? desk.live.file(path, true);
  known.set(path, file);
  return file;
}

/** A flow for a call on the line of the cursor, from one component of the file to another, that nobody declared. */
export const connections: Finder = async (asked) => {
  const { view } = asked.spot;
  const file = asked.from === asked.to ? await withCalls(asked) : null;
  const calls = file?.record.code?.calls.filter(({ line }) => line === asked.from) ?? [];
  const vocabulary = vocabularyOf(view);
  return calls.flatMap(({ symbol, callee }) => {
    const from = symbol === null ? undefined : file!.symbols[symbol];
    const to = from && calleeOf(file!.symbols, from, callee);
    const ends = from && to && ([componentOf(asked, from), componentOf(asked, to)] as const);
    if (!ends) return [];
    const [one, other] = ends;
    if (one === null || other === null || one === other) return [];
    const isKnown = view.model.flows.some((flow) => flow.from === one && flow.to === other);
    const slots = {
      component: vocabulary.component(one),
      target: vocabulary.component(other),
      detail: { hole: "what flows" },
    };
    const lines = isKnown ? null : written("flow", slots, vocabulary.dialect, file!.manner);
    if (lines === null) return [];
    const title = `Declare the flow from ${slots.component} to ${slots.target}`;
    return [{ title, kind: "refactor" as const, edit: aboveCode(file!, asked.from, lines) }];
  });
};
