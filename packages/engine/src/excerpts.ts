import type { Claim, Excerpt } from "@threatloom/model";

/** Lines before and after the line of a claim. */
const AROUND = 2;
/** Characters of a line; what is longer is no code that people wrote. */
const WIDEST = 200;

/** Which lines of which files stand around claims: ranges of line numbers, from 1, both ends included; merged, sorted. */
export function rangesAround(claims: readonly Pick<Claim, "location">[]): Map<string, [number, number][]> {
  const lines = new Map<string, number[]>();
  for (const { location } of claims) {
    const known = lines.get(location.file);
    if (known) known.push(location.line);
    else lines.set(location.file, [location.line]);
  }
  return new Map([...lines].map(([file, numbers]) => [file, merged(numbers)]));
}

function merged(numbers: readonly number[]): [number, number][] {
  const ranges: [number, number][] = [];
  for (const number of [...numbers].sort((a, b) => a - b)) {
    const [from, to] = [Math.max(1, number - AROUND), number + AROUND];
    const last = ranges.at(-1);
    if (last !== undefined && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else ranges.push([from, to]);
  }
  return ranges;
}

/** Cuts ranges out of a text; what lies behind its end is left out. */
export function excerptsFrom(file: string, text: string, ranges: readonly [number, number][]): Excerpt[] {
  const lines = text.split(/\r\n|\r|\n/);
  return ranges
    .map(([from, to]) => ({ file, line: from, lines: lines.slice(from - 1, to).map(cut) }))
    .filter((excerpt) => excerpt.lines.length > 0);
}

function cut(line: string): string {
  const start = line.slice(0, WIDEST * 2);
  const shown = Array.from(start);
  return shown.length <= WIDEST && start.length === line.length ? line : `${shown.slice(0, WIDEST).join("")}…`;
}
