import Parser from "tree-sitter";
import goGrammar from "tree-sitter-go";
import typescriptGrammars from "tree-sitter-typescript";
import type { Span } from "./scan.js";

/** The grammars source is parsed with. */
export type GrammarId = "go" | "tsx" | "typescript";

/**
 * A node of the outline: a plain copy of a named node, comments left out, with the children of those that were asked
 * for. Offsets in UTF-16 code units.
 */
export interface Node extends Span {
  type: string;
  /** The name of the field of its parent it fills. */
  field: string | null;
  children: Node[];
}

/** Whether the outline goes into a node, by its type and its parent's; `span` tells where it is. */
export type Descend = (type: string, parent: string, field: string | null, span: () => Span) => boolean;

/** A parsed file. The tree lives as long as this does, and is freed only between two turns of the event loop. */
export interface Parsed {
  /** The outline of the whole file. */
  outline: Node;
  /** The outlines of all nodes of some types, in order, wherever they are; costs a walk over the whole tree. */
  find(types: string[]): Node[];
  /** The first place that could not be parsed; null where all could. */
  firstError: Span | null;
  /** The parser gave up: there is no outline. */
  gaveUp: boolean;
}

interface Grammar {
  parser: Parser;
  /** Names by number; asking the tree for a name each time would make a new string. Null stands for what is left out. */
  types: Map<number, string | null>;
  fields: Map<number, string>;
}

const grammars = new Map<GrammarId, Grammar>();
const DEEPEST = 64;
/** In microseconds: two seconds, and thirty times what an honest code unit takes. */
const PATIENCE = 2_000_000;
const PATIENCE_PER_UNIT = 3;
/** The number of the ERROR type in every grammar. */
const ERROR = 0xffff;

/**
 * Parses source; broken source gives a tree with ERROR nodes. Recovery from errors can take time that grows with the
 * square of a file (`''''…`), so the parser gives up after a time no honest file needs.
 */
export function parse(id: GrammarId, text: string, descend: Descend): Parsed {
  const grammar = grammarOf(id);
  grammar.parser.setTimeoutMicros(PATIENCE + PATIENCE_PER_UNIT * text.length);
  // The binding answers null where time is up.
  const tree = grammar.parser.parse(parseable(id, text)) as Parser.Tree | null | undefined;
  if (!tree) {
    grammar.parser.reset();
    const whole = { start: 0, end: text.length };
    const nothing = { type: "ERROR", field: null, ...whole, children: [] };
    return { outline: nothing, find: () => [], firstError: whole, gaveUp: true };
  }
  const root = tree.rootNode;
  return {
    outline: outline(root, grammar, descend),
    find: (types) => root.descendantsOfType(types).map((node) => outline(node, grammar, descend)),
    firstError: firstError(root),
    gaveUp: false,
  };
}

function grammarOf(id: GrammarId): Grammar {
  const known = grammars.get(id);
  if (known) return known;
  const parser = new Parser();
  // The grammars' own types call the native language `unknown`.
  parser.setLanguage((id === "go" ? goGrammar : typescriptGrammars[id]) as Parser.Language);
  const grammar = { parser, types: new Map<number, string | null>(), fields: new Map<number, string>() };
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

/**
 * Copies the part of a tree that is asked for. A cursor makes no node objects: those are tracked by the native side one
 * by one, which costs more than parsing once a file has many declarations.
 */
function outline(from: Parser.SyntaxNode, grammar: Grammar, descend: Descend): Node {
  const cursor = from.walk();
  const root: Node = { type: from.type, field: null, start: from.startIndex, end: from.endIndex, children: [] };
  const path = [root];
  if (!cursor.gotoFirstChild()) return root;
  while (path.length > 0) {
    const parent = path.at(-1)!;
    const node = copy(cursor, grammar, lists.has(parent.type));
    if (node) parent.children.push(node);
    const enter = node && path.length < DEEPEST && descend(node.type, parent.type, node.field, () => node);
    if (enter && cursor.gotoFirstChild()) {
      path.push(node);
      continue;
    }
    while (path.length > 0 && !cursor.gotoNextSibling()) {
      path.pop();
      if (path.length > 0) cursor.gotoParent();
    }
  }
  return root;
}

/** Nodes whose named children fill no fields; asking for them would be in vain. */
const lists = new Set([
  ...["source_file", "program", "const_declaration", "var_spec_list", "type_declaration", "interface_type"],
  ...["class_body", "interface_body", "statement_block", "object", "lexical_declaration"],
]);

/** The node under a cursor; null for comments and punctuation. */
function copy(cursor: Parser.TreeCursor, { types, fields }: Grammar, isListed: boolean): Node | null {
  const id = cursor.nodeTypeId;
  let type = types.get(id);
  if (type === undefined) {
    type = cursor.nodeIsNamed && cursor.nodeType !== "comment" ? cursor.nodeType : null;
    types.set(id, type);
  }
  if (type === null) return null;
  // The binding answers undefined where a node fills no field.
  const fieldId = isListed ? undefined : (cursor.currentFieldId as number | undefined);
  let field: string | null = null;
  if (fieldId !== undefined) {
    field = fields.get(fieldId) ?? cursor.currentFieldName;
    fields.set(fieldId, field);
  }
  return { type, field, start: cursor.startIndex, end: cursor.endIndex, children: [] };
}

/** Stops at the first ERROR or missing node: a broken file may hold a million of them. */
function firstError(root: Parser.SyntaxNode): Span | null {
  if (!root.hasError) return null;
  const cursor = root.walk();
  for (;;) {
    if (cursor.nodeTypeId === ERROR || cursor.nodeIsMissing) return { start: cursor.startIndex, end: cursor.endIndex };
    if (cursor.gotoFirstChild()) continue;
    while (!cursor.gotoNextSibling()) {
      if (!cursor.gotoParent()) return { start: root.startIndex, end: root.endIndex };
    }
  }
}

/** The child that fills a field; null where none does. */
export function child(node: Node, field: string): Node | null {
  return node.children.find((one) => one.field === field) ?? null;
}
