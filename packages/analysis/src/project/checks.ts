import type { ASTNode } from "@marcbachmann/cel-js";
import { factSubjects, nearest } from "@threatloom/model";
import { factWords, functions, types, type Word } from "./words.js";

/** What is wrong with an expression, and where in its text. */
export interface ExpressionProblem {
  offset: number;
  message: string;
  suggestion: string | null;
}

/** How large and how deep expressions may be. */
export const bounds = { characters: 2000, nodes: 300, depth: 24, loops: 2, list: 50 } as const;

const MACROS: ReadonlySet<string> = new Set(["all", "exists", "exists_one", "filter", "map"]);
/** What makes lists of lists, over which others may go. */
const MAKERS: ReadonlySet<string> = new Set(["filter", "map"]);

/** The nodes right below a node. */
function childrenOf(node: ASTNode): readonly ASTNode[] {
  switch (node.op) {
    case "value":
    case "id":
      return [];
    case ".":
    case ".?":
      return [node.args[0]];
    case "call":
      return node.args[1];
    case "rcall":
      return [node.args[1], ...node.args[2]];
    case "list":
      return node.args;
    case "map":
      return node.args.flat();
    case "!_":
    case "-_":
      return [node.args];
    default:
      return node.args;
  }
}

const at = (node: Pick<ASTNode, "start">, message: string, suggestion: string | null = null): ExpressionProblem => ({
  offset: node.start,
  message,
  suggestion,
});

/** Whether a list comes from the model, so that going through it has been paid for; a list that is written out has not. */
function isFromModel(node: ASTNode): boolean {
  if (node.op === "id") return true;
  if (node.op === "." || node.op === "[]") return isFromModel(node.args[0]);
  return node.op === "rcall" && MAKERS.has(node.args[0]) && isFromModel(node.args[1]);
}

function callProblem(node: ASTNode, name: string): ExpressionProblem | null {
  if (functions.includes(name)) return null;
  // Of `a.b()` the name stands behind its receiver.
  const start = node.op === "rcall" ? node.args[1].end + 1 : node.start;
  if (name === "matches") {
    return at(
      { start },
      "regular expressions can take for ever and are not offered: use contains, startsWith or endsWith",
    );
  }
  return at({ start }, `there is no function \`${name.slice(0, 64)}\``, nearest(name, functions));
}

/** What the words are that a field of this name can be; null where it can be anything. */
function valuesOf(node: ASTNode): readonly string[] | null {
  const field = fieldOf(node);
  if (field === null) return null;
  const tables: readonly Readonly<Record<string, Word>>[] = field.facts
    ? factSubjects.map(factWords)
    : Object.values(types);
  const found = tables.flatMap((table) => (Object.hasOwn(table, field.name) ? [table[field.name]!] : []));
  if (found.length === 0 || found.some(({ values }) => values === undefined)) return null;
  return [...new Set(found.flatMap(({ values }) => values!))];
}

function fieldOf(node: ASTNode): { name: string; facts: boolean } | null {
  if (node.op === ".") {
    const [of, name] = node.args;
    // What people call their own properties is nobody else's business.
    if (of.op === "." && of.args[1] === "properties") return null;
    return { name, facts: of.op === "." && of.args[1] === "facts" };
  }
  if (node.op !== "[]") return null;
  const [of, key] = node.args;
  if (of.op !== "." || of.args[1] !== "facts" || key.op !== "value") return null;
  return typeof key.args === "string" ? { name: key.args, facts: true } : null;
}

/** `component.role == "proces"` is never true, and nobody would notice. */
function comparisonProblem(node: ASTNode): ExpressionProblem | null {
  if (node.op !== "==" && node.op !== "!=") return null;
  for (const [field, literal] of [node.args, [...node.args].reverse()] as const) {
    const said = literal.op === "value" ? literal.args : null;
    const values = typeof said === "string" ? valuesOf(field) : null;
    if (typeof said !== "string" || values === null || values.includes(said)) continue;
    const known = values.filter((value) => value !== "").join(", ");
    return at(literal, `\`${said.slice(0, 64)}\` is none of ${known}`, nearest(said, values));
  }
  return null;
}

function loopProblem(node: ASTNode, loops: number): ExpressionProblem | null {
  if (loops > bounds.loops)
    return at(node, `more than ${bounds.loops} of all, exists, filter and map inside each other`);
  if (node.op !== "rcall" || isFromModel(node.args[1])) return null;
  return at(node.args[1], "all, exists, filter and map go through lists of the model only");
}

/** What the language allows and we do not. */
export interface Checked {
  /** What costs too much. */
  problem: ExpressionProblem | null;
  /** A comparison that can never be true. */
  comparison: ExpressionProblem | null;
  nodes: number;
}

/** Walks through an expression before its types are known. */
export function checkNodes(root: ASTNode): Checked {
  const open: { node: ASTNode; loops: number }[] = [{ node: root, loops: 0 }];
  let problem: ExpressionProblem | null = null;
  let comparison: ExpressionProblem | null = null;
  let nodes = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, loops } = next;
    nodes++;
    const name = node.op === "call" || node.op === "rcall" ? node.args[0] : null;
    const isLoop = node.op === "rcall" && MACROS.has(node.args[0]);
    problem ??= name === null ? null : callProblem(node, name);
    problem ??= isLoop ? loopProblem(node, loops + 1) : null;
    comparison ??= comparisonProblem(node);
    // What a loop goes through is asked for once, before it begins.
    const list = isLoop ? node.args[1] : null;
    for (const child of childrenOf(node)) open.push({ node: child, loops: loops + Number(isLoop && child !== list) });
  }
  return { problem, comparison, nodes };
}

/** The fields that expressions may ask for, and the facts among them: for suggestions. */
export function fieldNames(): { fields: string[]; facts: string[] } {
  const facts = factSubjects.flatMap((on) => Object.keys(factWords(on)));
  return { fields: [...new Set(Object.values(types).flatMap((words) => Object.keys(words)))], facts };
}
