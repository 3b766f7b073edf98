import type Parser from "tree-sitter";
import type { Span } from "./scan.js";
import { placeIn, type Cuts } from "./shorten.js";

/**
 * A node of the outline: a plain copy of a named node, comments left out, with the children of those that were asked
 * for. Offsets in UTF-16 code units.
 */
export interface Node extends Span {
  type: string;
  /** The name of the field of its parent it fills. */
  field: string | null;
  children: readonly Node[];
}

/** What is known of the children of one type under one parent, so that the tree need not be asked. */
export interface Part {
  /** The field they fill; null for none, or for one that nobody asks for. */
  field: string | null;
  /** Only the first of them is wanted; others of this type fill another field. */
  first?: boolean;
  /** It only matters that it is there: its span stays empty, and nothing that is wanted comes after it. */
  last?: boolean;
}

/** What is wanted of a language's trees. */
export interface Plan {
  /** By type, the only children that are wanted, by their type. Of parents that are not here every child is copied. */
  parts: Readonly<Record<string, Readonly<Record<string, Part>>>>;
  /** Types that are wanted under no parent. */
  skips: ReadonlySet<string>;
  /** Parents whose children's fields nobody asks for. */
  lists: ReadonlySet<string>;
  /** Whether the outline goes into nodes of a type, by their parent's type and, where it is known, their field. */
  enters: (type: string, parent: string, field: string | null) => boolean;
}

/** Asked in addition, before the outline goes into one node of a file's text. */
export type Enter = (node: Node, parent: Node, text: string) => boolean;

/** A plan that was made for many parents at once: the same parts for each. */
export function partsOf(parents: readonly string[], parts: Readonly<Record<string, Part>>): Plan["parts"] {
  return Object.fromEntries(parents.map((parent) => [parent, parts]));
}

/** What to do with the children of one type under parents of one type. */
interface Rule {
  type: string;
  /** Undefined where the tree must be asked. */
  field: string | null | undefined;
  first: boolean;
  last: boolean;
  enters: boolean;
}

/** A plan with the numbers that a grammar gave to names. Asking the tree for a name each time would make a new string. */
export interface Outliner {
  plan: Plan;
  /** By the type of the parent, then by number; null stands for what is left out. */
  rules: Map<string, (Rule | null | undefined)[]>;
  fields: Map<number, string>;
}

/** How one tree is copied. */
export interface View {
  outliner: Outliner;
  enter: Enter;
  /** The text of the file. */
  text: string;
  /** What the parser did not see of it. */
  cuts: Cuts;
}

/** The number of the ERROR type in every grammar. */
const ERROR = 0xffff;
const DEEPEST = 64;

export function newOutliner(plan: Plan): Outliner {
  return { plan, rules: new Map(), fields: new Map() };
}

function rulesOf(outliner: Outliner, parent: string): (Rule | null | undefined)[] {
  let rules = outliner.rules.get(parent);
  if (rules === undefined) outliner.rules.set(parent, (rules = []));
  return rules;
}

function makeRule(cursor: Parser.TreeCursor, parent: string, plan: Plan): Rule | null {
  const type = cursor.nodeType;
  if (!cursor.nodeIsNamed || type === "comment" || plan.skips.has(type)) return null;
  const parts = plan.parts[parent];
  const part = parts?.[type];
  if (parts !== undefined && part === undefined) return null;
  const field = plan.lists.has(parent) ? null : part?.field;
  const enters = plan.enters(type, parent, field ?? null);
  return { type, field, first: part?.first === true, last: part?.last === true, enters };
}

/** The rule for the node under a cursor; null where it is left out. ERROR has a number beyond all others: not kept. */
function ruleFor(cursor: Parser.TreeCursor, parent: Node, rules: (Rule | null | undefined)[], plan: Plan): Rule | null {
  const id = cursor.nodeTypeId;
  if (id === ERROR) return makeRule(cursor, parent.type, plan);
  let rule = rules[id];
  if (rule === undefined) rules[id] = rule = makeRule(cursor, parent.type, plan);
  return rule?.first === true && holds(parent, rule.type) ? null : rule;
}

function holds(parent: Node, type: string): boolean {
  for (const one of parent.children) if (one.type === type) return true;
  return false;
}

function fieldOf(cursor: Parser.TreeCursor, fields: Map<number, string>): string | null {
  // The binding answers undefined where a node fills no field.
  const id = cursor.currentFieldId as number | undefined;
  if (id === undefined) return null;
  const field = fields.get(id) ?? cursor.currentFieldName;
  fields.set(id, field);
  return field;
}

function copy(cursor: Parser.TreeCursor, { type, field, last }: Rule, { outliner, cuts }: View): Node {
  return {
    type,
    field: field === undefined ? fieldOf(cursor, outliner.fields) : field,
    start: last ? 0 : placeIn(cuts, cursor.startIndex),
    end: last ? 0 : placeIn(cuts, cursor.endIndex),
    children: NONE,
  };
}

const NONE: readonly Node[] = [];

/**
 * Copies the part of a tree that is asked for. A cursor makes no node objects: those are tracked by the native side one
 * by one, which costs more than parsing once a file has many declarations. Every question to it has its price, too.
 */
export function outline(from: Parser.SyntaxNode, view: View): Node {
  const cursor = from.walk();
  const start = placeIn(view.cuts, from.startIndex);
  const end = placeIn(view.cuts, from.endIndex);
  const root: Node = { type: from.type, field: null, start, end, children: NONE };
  if (cursor.gotoFirstChild()) fill(root, cursor, view, 1);
  return root;
}

/** Copies the node under the cursor and those after it; leaves the cursor on one of them. */
function fill(parent: Node, cursor: Parser.TreeCursor, view: View, depth: number): void {
  const { outliner, enter, text } = view;
  const { plan } = outliner;
  const rules = rulesOf(outliner, parent.type);
  const children: Node[] = [];
  parent.children = children;
  do {
    const rule = ruleFor(cursor, parent, rules, plan);
    if (rule === null) continue;
    const node = copy(cursor, rule, view);
    children.push(node);
    if (rule.last) return;
    if (!rule.enters || depth >= DEEPEST || !enter(node, parent, text)) continue;
    if (!cursor.gotoFirstChild()) continue;
    fill(node, cursor, view, depth + 1);
    cursor.gotoParent();
  } while (cursor.gotoNextSibling());
}

/** Stops at the first ERROR or missing node: a broken file may hold a million of them. */
export function firstError(root: Parser.SyntaxNode): Span | null {
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
  for (const one of node.children) if (one.field === field) return one;
  return null;
}
