import type Parser from "tree-sitter";
import { nativeParsers } from "./natives.js";
import {
  firstError,
  newOutliner,
  outline,
  type Enter,
  type Node,
  type Outliner,
  type Plan,
  type View,
} from "./outline.js";
import type { Span } from "./scan.js";
import { placeIn, shorten } from "./shorten.js";

/** The grammars source is parsed with. */
export type GrammarId = "go" | "tsx" | "typescript";

/** What went wrong with a file. */
export interface Broken {
  /** The first place that could not be parsed; null where all could. */
  firstError: Span | null;
  /** The parser gave up: there is no outline. */
  gaveUp: boolean;
}

/**
 * A parsed file. The tree lives as long as this does, and is freed only between two turns of the event loop: whoever
 * holds it while much else is made keeps it, and trees are large.
 */
export interface Parsed extends Broken {
  /** The outline of the whole file. */
  outline: Node;
  /** All nodes of some types, in order, wherever they are; costs a walk over the whole tree. */
  find(types: string[]): Found[];
}

/** A node that was looked for; its outline is made when it is asked for. */
export interface Found extends Span {
  type: string;
  outline: () => Node;
}

interface Grammar {
  parser: Parser;
  outliner: Outliner;
}

const always: Enter = () => true;
const grammars = new Map<GrammarId, Grammar>();
/** In microseconds: two seconds, and thirty times what an honest code unit takes. */
const PATIENCE = 2_000_000;
const PATIENCE_PER_UNIT = 3;

/** What is asked of a parse. */
export interface Request {
  plan: Plan;
  enter?: Enter;
  /** Stretches in which nothing is declared: the parser does not see them, unless it fails without. */
  quiet: readonly Span[];
}

/**
 * Parses source; broken source gives a tree with ERROR nodes. Recovery from errors can take time that grows with the
 * square of a file (`''''…`), so the parser gives up after a time no honest file needs.
 */
export function parse(id: GrammarId, text: string, request: Request): Parsed {
  const { plan, enter = always, quiet } = request;
  const { parser, outliner } = grammarOf(id, plan);
  parser.setTimeoutMicros(PATIENCE + PATIENCE_PER_UNIT * text.length);
  const { text: short, cuts } = shorten(text, quiet);
  const input = parseable(id, short);
  // In one piece: at the end of each piece the parser reads some of it twice. It answers null where time is up.
  const tree = parser.parse(input, undefined, { bufferSize: input.length + 1 }) as Parser.Tree | null | undefined;
  if (!tree) parser.reset();
  const root = tree?.rootNode;
  if (quiet.length > 0 && root?.hasError !== false) return parse(id, text, { plan, enter, quiet: [] });
  return root ? parsedOf(root, { outliner, enter, text, cuts }) : gaveUp(text);
}

function parsedOf(root: Parser.SyntaxNode, view: View): Parsed {
  return {
    outline: outline(root, view),
    find: (types) => {
      const found: Found[] = [];
      for (const node of root.descendantsOfType(types)) found.push(foundAt(node, view));
      return found;
    },
    firstError: firstError(root),
    gaveUp: false,
  };
}

function foundAt(node: Parser.SyntaxNode, view: View): Found {
  const { type, startIndex, endIndex } = node;
  const start = placeIn(view.cuts, startIndex);
  const end = placeIn(view.cuts, endIndex);
  return { type, start, end, outline: () => outline(node, view) };
}

function gaveUp(text: string): Parsed {
  const whole = { start: 0, end: text.length };
  const nothing = { type: "ERROR", field: null, ...whole, children: [] };
  return { outline: nothing, find: () => [], firstError: whole, gaveUp: true };
}

function grammarOf(id: GrammarId, plan: Plan): Grammar {
  const known = grammars.get(id);
  if (known) return known;
  const natives = nativeParsers();
  const parser = new natives.Parser();
  // The grammars' own types call the native language `unknown`.
  parser.setLanguage(id === "go" ? natives.go : natives.typescript[id]);
  const grammar = { parser, outliner: newOutliner(plan) };
  grammars.set(id, grammar);
  return grammar;
}

/**
 * The text as the grammars can take it, with every offset kept: they know no lone CR, take NUL for the end of the file,
 * and Go's needs a final line end.
 */
function parseable(id: GrammarId, text: string): string {
  let clean = text;
  if (clean.includes("\r")) clean = clean.replace(/\r(?!\n)/g, "\n");
  if (clean.includes("\0")) clean = clean.replaceAll("\0", " ");
  return id === "go" ? `${clean}\n` : clean;
}
