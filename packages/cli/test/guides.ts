import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./workshop.js";

/** A block of code of a guide: its language, the file it is to be written to (second word of its fence), its text. */
export interface Block {
  kind: string;
  file: string | undefined;
  body: string;
}

/** A section of a guide by its heading. */
export interface Section {
  title: string;
  text: string;
  blocks: readonly Block[];
}

const FENCE = /^```(\w+)(?: (\S+))?\n([^]*?)^```$/gm;

const blocksOf = (text: string): Block[] =>
  [...text.matchAll(FENCE)].map(([, kind = "", file, body = ""]) => ({ kind, file, body }));

/** The sections (second headings) of a page below docs; what stands before the first is a section without a title. */
export function guide(page: string): Section[] {
  const text = readFileSync(join(ROOT, "docs", page), "utf8");
  return text.split(/^## /m).map((part, index) => {
    const end = index === 0 ? -1 : part.indexOf("\n");
    return { title: part.slice(0, Math.max(end, 0)), text: part, blocks: blocksOf(part) };
  });
}
