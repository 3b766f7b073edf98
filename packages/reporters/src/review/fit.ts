import type { Section } from "../markdown/parts.js";

/** A part of a document that can be shortened by whole rows. Everything in it is Markdown already. */
export interface Block {
  /** The higher, the longer it is kept whole. */
  importance: number;
  /** Always there: a heading, an opening tag; lines without the blank one that follows them. */
  head: Section;
  /** Only there where a row is: the head of a table. */
  rowsHead: Section;
  rows: readonly string[];
  /** Always there: a closing tag. */
  foot: Section;
  /** Said in place of the one row of a block that has no others; null for a list, whose hidden rows are counted. */
  instead: string | null;
}

/** What is said about rows that are left out: how many, or what stands in place of the only one. */
export type More = (count: number, instead: string | null) => string;

/** Rows that a block keeps while others are shortened too. */
const FEW = 5;

/**
 * The lines of a document of at most `limit` UTF-16 code units. Where there are too many, the least important blocks are
 * shortened first: to a few rows, then to none, then away. What a block leaves out it counts.
 * @param first lines that are always there; they must fit.
 * @param last lines that end the document; always there, too.
 * @param more what is said about rows that are left out.
 */
export function fitted(blocks: readonly Block[], limit: number, first: Section, last: Section, more: More): string {
  const shown = new Map(blocks.map((block) => [block, block.rows.length]));
  const sizes = new Map(blocks.map((block) => [block, lengthsOf(block)]));
  const size = (block: Block): number => sizeOf(block, shown.get(block), sizes.get(block)!, more);
  let total = blocks.reduce((sum, block) => sum + size(block), paragraph([first, last]).length + 4);
  const leastFirst = [...blocks].sort((a, b) => a.importance - b.importance);
  const shrink = (block: Block, rows: number | undefined): void => {
    const before = size(block);
    if (rows === undefined) shown.delete(block);
    else shown.set(block, rows);
    total += size(block) - before;
  };
  for (const floor of [FEW, 0])
    for (const block of leastFirst) {
      if (total <= limit) break;
      const least = Math.min(floor, shown.get(block)!);
      const room = limit - (total - size(block));
      shrink(block, mostRows(block, least, shown.get(block)!, room, sizes.get(block)!, more));
    }
  for (const block of leastFirst) if (total > limit) shrink(block, undefined);
  const parts = blocks.map((block) => linesOf(block, shown.get(block), more));
  return `${paragraph([first, ...parts, last])}\n`;
}

function paragraph(parts: readonly Section[]): string {
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}

/** Lengths of the rows of a block together, each with its line end: of the first one, two, … */
function lengthsOf({ rows }: Block): number[] {
  const sums = [0];
  for (const row of rows) sums.push(sums.at(-1)! + row.length + 1);
  return sums;
}

/** The length of a block with so many rows and the blank line after it; 0 where it is left out. */
function sizeOf(block: Block, rows: number | undefined, sums: readonly number[], more: More): number {
  if (rows === undefined) return 0;
  const bare = linesOf({ ...block, rows: rows > 0 ? [""] : [] }, rows > 0 ? 1 : 0, more).join("\n").length;
  const hidden = block.rows.length - rows;
  return bare + sums[rows]! + (hidden > 0 ? more(hidden, block.instead).length + 2 : 0) + 2;
}

/** The most rows, from `least` to `most`, with which a block stays within its room; `least` where none does. */
function mostRows(
  block: Block,
  least: number,
  most: number,
  room: number,
  sums: readonly number[],
  more: More,
): number {
  let [low, high] = [least, most];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (sizeOf(block, middle, sums, more) <= room) low = middle;
    else high = middle - 1;
  }
  return low;
}

function linesOf(block: Block, rows: number | undefined, more: More): Section {
  if (rows === undefined) return [];
  const hidden = block.rows.length - rows;
  const parts = [
    block.head,
    rows > 0 ? [...block.rowsHead, ...block.rows.slice(0, rows)] : [],
    hidden > 0 ? [more(hidden, block.instead)] : [],
    block.foot,
  ];
  return parts.filter((lines) => lines.length > 0).flatMap((lines, at) => (at === 0 ? lines : ["", ...lines]));
}
