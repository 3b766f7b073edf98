import type { Annotation, Claim, SourceRecord } from "@threatloom/model";

const LINES: ReadonlySet<string> = new Set(["line", "endLine"]);

/** The lines that annotations speak of, each once, from the top. */
function linesOf(annotations: readonly Annotation[]): number[] {
  const lines = new Set<number>();
  JSON.stringify(annotations, (key, value: unknown) => {
    if (LINES.has(key) && typeof value === "number") lines.add(value);
    return value;
  });
  return [...lines].sort((a, b) => a - b);
}

/** What a file says, with its lines numbered anew: code that came in between makes no difference. */
function sayingOf({ annotations, path, language, package: name, test, generated }: SourceRecord): string {
  const ranks = new Map(linesOf(annotations).map((line, rank) => [line, rank]));
  return JSON.stringify([path, language, name, test, generated, annotations], (key, value: unknown) =>
    LINES.has(key) && typeof value === "number" ? ranks.get(value) : value,
  );
}

/** Whether two versions of a file give the same model but for lines. */
export function saysTheSame(a: SourceRecord, b: SourceRecord): boolean {
  return a.annotations.length === b.annotations.length && sayingOf(a) === sayingOf(b);
}

/** The claims of a file as they stand in another version of it that says the same. */
export function shifted(claims: readonly Claim[], from: SourceRecord, to: SourceRecord): Claim[] {
  const lines = linesOf(to.annotations);
  const map = new Map(linesOf(from.annotations).map((line, rank) => [line, lines[rank]!]));
  const at = (line: number): number => map.get(line) ?? line;
  return claims.map((claim) => {
    const { location, symbol } = claim;
    return {
      ...claim,
      location: { ...location, line: at(location.line) },
      symbol: symbol === null ? null : { ...symbol, line: at(symbol.line) },
    };
  });
}
