import { coverage } from "@threatloom/analysis";
import type { Claim, CodeSymbol, CriticalFunction } from "@threatloom/model";
import { listOf } from "../../markup.js";
import { claimWords, statusWords } from "./words.js";
import type { Sight } from "./sight.js";

type Covered = { covered: "function" | "type" | "none"; tested: boolean };

/** What coverage says of a function; null for what it does not count. */
function coveredAs({ view, file }: Sight, { name, line }: CodeSymbol): Covered | null {
  const { list } = coverage(view.model, [file.record]);
  return list.find((fn) => fn.name === name && fn.line === line) ?? null;
}

function coverageWords({ covered, tested }: Covered): string {
  const words = {
    function: "covered by claims of its own",
    type: "covered by the claims of its type only",
    none: "not covered: no claim speaks of it",
  }[covered];
  return tested ? `${words}, tested` : words;
}

function sinkLines({ markup }: Sight, { sinks, suggestion }: CriticalFunction): string[] {
  const cover = suggestion === null ? [] : ["This would cover it:", markup.block([suggestion.annotation])];
  const called = listOf(
    markup,
    "Critical: it calls something dangerous",
    sinks,
    ({ title, target, severity, cwe, line }) => {
      const weaknesses = cwe.map((number) => `CWE-${number}`).join(", ");
      const aside = [severity, weaknesses].filter((one) => one !== "").join(", ");
      return `${title} (${aside}): ${markup.code(target)} on line ${line}`;
    },
  );
  return [...called, ...cover];
}

function claimsOf({ book, path }: Sight, { name, line }: Pick<CodeSymbol, "line" | "name">): Claim[] {
  return book.claimsIn(path).filter(({ symbol }) => symbol?.name === name && symbol.line === line);
}

/** The type that a method belongs to, where it stands in the same file. */
function typeOf({ file }: Sight, { parent }: CodeSymbol): CodeSymbol | undefined {
  return parent === null ? undefined : file.symbols.find(({ name, hasBody }) => name === parent && !hasBody);
}

/** What is claimed at a declaration, how far it is covered, and what it calls; null where a project says nothing at all. */
export async function symbolBlocks(sight: Sight, symbol: CodeSymbol): Promise<string[] | null> {
  const { markup, book, view, desk, path } = sight;
  if (view.model.annotations.length === 0) return null;
  const isFunction = symbol.kind === "function" || symbol.kind === "method";
  const covered = isFunction ? coveredAs(sight, symbol) : null;
  const claims = claimsOf(sight, symbol);
  const type = covered?.covered === "type" ? typeOf(sight, symbol) : undefined;
  if (covered === null && claims.length === 0) return null;
  const functions = covered === null ? [] : await desk.live.critical(path);
  const critical = functions.find(({ name, line }) => name === symbol.name && line === symbol.line);
  const line = (claim: Claim): string => {
    const pair = book.pair(claim.component, claim.threat);
    return markup.text(`${claimWords(claim, book.names)}${pair === undefined ? "" : ` — ${statusWords(pair)}`}`);
  };
  return [
    `${markup.code(symbol.name)} — ${covered === null ? symbol.kind : coverageWords(covered)}`,
    ...(critical === undefined ? [] : sinkLines(sight, critical)),
    ...listOf(markup, "Claims", claims, line),
    ...(type === undefined ? [] : listOf(markup, "Claims of its type", claimsOf(sight, type), line)),
  ];
}
