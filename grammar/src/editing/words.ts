import type { CstElement, CstNode, IToken } from "chevrotain";
import { holdsReferences } from "../fields.js";
import type { Form } from "../forms.js";
import { slotLabel } from "../parser.js";
import { endOf } from "../tokens.js";
import type { PieceKind } from "./piece.js";

/** A word of an annotation as the parser saw it: offsets count from the `@` in the joined text, the end is exclusive. */
export interface Word {
  kind: PieceKind;
  /** The field it fills; null for verbs and keywords. */
  slot: string | null;
  start: number;
  end: number;
  /** The token it is; null for the verb. */
  token: IToken | null;
}

const VALUES: ReadonlySet<string> = new Set(["role", "of", "level", "line"]);
const TAIL: ReadonlyMap<string, Pick<Word, "kind" | "slot">> = new Map([
  ["Definition", { kind: "definition", slot: "id" }],
  ["Severity", { kind: "severity", slot: "severity" }],
  ["References", { kind: "catalogue", slot: "references" }],
  ["Quoted", { kind: "description", slot: "description" }],
]);
const KEYWORD = { kind: "keyword", slot: null } as const;

/** The words of an annotation's syntax tree in order, the verb first; commas are left out. */
export function wordsOf(form: Form, tree: CstNode, base: number): Word[] {
  const words: Word[] = [{ kind: "verb", slot: null, start: 0, end: base, token: null }];
  const slots = new Map(form.parts.map(({ slot }, i) => [slotLabel(i), slot]));
  const add = (token: IToken, what: Pick<Word, "kind" | "slot">) => {
    words.push({ ...what, start: base + token.startOffset, end: base + endOf(token), token });
  };
  for (const [name, elements] of Object.entries(tree.children)) {
    const slot = slots.get(name);
    for (const leaf of leaves(name, elements)) {
      if (leaf.name === "Comma") continue;
      const isMark = leaf.name === "Arrow" || leaf.name === "Dashes";
      const isSlot = slot !== undefined && !isMark;
      add(
        leaf.token,
        isSlot ? { kind: slotKind(slot), slot } : (TAIL.get(name === "tail" ? leaf.name : "") ?? KEYWORD),
      );
    }
  }
  return words.sort((a, b) => a.start - b.start);
}

function slotKind(slot: string): PieceKind {
  if (slot === "id") return "definition";
  if (VALUES.has(slot)) return "value";
  return holdsReferences(slot) ? "reference" : "text";
}

/** The tokens below a branch of the tree, by the names they have in it. */
function leaves(name: string, elements: readonly CstElement[]): { name: string; token: IToken }[] {
  return elements.flatMap((element) =>
    "children" in element
      ? Object.entries(element.children).flatMap(([inner, below]) => leaves(inner, below))
      : [{ name, token: element }],
  );
}
