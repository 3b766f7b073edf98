import { Environment, type ASTNode, type ParseResult, type TypeCheckResult } from "@marcbachmann/cel-js";
import { factSubjects, nearest, ruleSubjects, type RuleSubject } from "@threatloom/model";
import { bounds, checkNodes, fieldNames, type ExpressionProblem } from "./checks.js";
import { classes, type Thing } from "./things.js";
import { factsType, factWords, typeOf, types, type Words } from "./words.js";

/** An expression that was checked. `run` throws what the evaluation throws: a missing key, or Exhausted. */
export interface Expression {
  run(thing: Thing, today: string): unknown;
  /** Steps it takes at most for each thing it looks at. */
  weight: number;
  type: string;
}

const fieldsOf = (words: Words): Record<string, string> =>
  Object.fromEntries(Object.entries(words).map(([name, { type }]) => [name, type]));

/** What expressions about a subject may speak of: its variable, and the day. */
function environmentOf(on: RuleSubject): Environment {
  const environment = new Environment({
    limits: {
      maxAstNodes: bounds.nodes,
      maxDepth: bounds.depth,
      maxListElements: bounds.list,
      maxMapEntries: bounds.list,
      maxCallArguments: 4,
    },
  });
  const tables: [string, Words][] = [
    ...factSubjects.map((of): [string, Words] => [factsType(of), factWords(of)]),
    ...Object.entries(types),
  ];
  // First the names, for types refer to each other.
  const order = ["Threat", "Flow", "Component", "Data", "Boundary", "Claim"];
  tables.sort(([a], [b]) => order.indexOf(a) - order.indexOf(b));
  for (const [name, words] of tables) environment.registerType(name, { ctor: classes[name]!, fields: fieldsOf(words) });
  return environment.registerVariable(on, typeOf[on]).registerVariable("today", "string");
}

const environments = new Map<RuleSubject, Environment>();

function environmentFor(on: RuleSubject): Environment {
  const known = environments.get(on) ?? environmentOf(on);
  environments.set(on, known);
  return known;
}

type CelError = NonNullable<TypeCheckResult["error"]>;

const OPERATED = new Set(["no_such_overload", "invalid_logical_operand"]);

/** The operator between two operands, as far as the tree has both. */
function operatorAt({ op, args }: ASTNode, text: string): number | null {
  const [left, right] = (Array.isArray(args) ? args : []) as { start?: number; end?: number }[];
  if (left?.end === undefined || right?.start === undefined) return null;
  const at = text.indexOf(op, left.end);
  return at >= 0 && at < right.start ? at : null;
}

/** Where an error stands: of a wrong key the key itself, of two operands that do not fit what is between them. */
function offsetOf({ range, node, code }: CelError, text: string): number {
  const tree = node as ASTNode | undefined;
  if (code === "no_such_key" && tree?.op === "[]") return tree.args[1].start;
  const operator = tree !== undefined && OPERATED.has(code) ? operatorAt(tree, text) : null;
  return operator ?? range?.start ?? 0;
}

const SAID: readonly (readonly [RegExp, string])[] = [
  [/^Unexpected token: EOF$/, "it ends too early"],
  [/^Exceeded maxDepth \((\d+)\)$/, "it is nested deeper than $1 levels"],
  [/^Exceeded maxAstNodes \((\d+)\)$/, "it has more than $1 parts"],
];

function said({ summary }: CelError): string {
  const line = summary.replace(/\s+/g, " ");
  const [pattern, plain] = SAID.find(([one]) => one.test(line)) ?? [/^./, ""];
  return plain === "" ? line.charAt(0).toLowerCase() + line.slice(1) : line.replace(pattern, plain);
}

function fieldProblem(offset: number, word: string): ExpressionProblem {
  const { fields, facts } = fieldNames();
  const named = { offset, message: `there is no field \`${word}\` here` };
  if (facts.includes(word)) return { ...named, suggestion: `facts["${word}"]` };
  return { ...named, suggestion: fields.includes(word) ? null : nearest(word, [...fields, ...facts]) };
}

/** What the library says, with the nearest word that would be right. */
function problemOf(error: CelError, text: string, on: RuleSubject): ExpressionProblem {
  const offset = Math.min(offsetOf(error, text), text.length);
  const word = /^(?:Unknown variable|No such key): (.{1,64})/.exec(error.summary)?.[1];
  if (word === undefined) return { offset, message: `the expression cannot be read: ${said(error)}`, suggestion: null };
  if (error.code !== "unknown_variable") return fieldProblem(offset, word);
  const other = (ruleSubjects as readonly string[]).includes(word) ? `; this rule is about a ${on}` : "";
  return { offset, message: `there is no variable \`${word}\`${other}`, suggestion: nearest(word, [on, "today"]) };
}

function checked(parsed: ParseResult): { type: string } | { error: CelError } {
  const { valid, type, error } = parsed.check();
  return valid ? { type: type ?? "dyn" } : { error: error! };
}

/** Reads an expression about a subject. Whatever is wrong with it is found here, as far as it can be before it runs. */
export function readExpression(text: string, on: RuleSubject): Expression | ExpressionProblem {
  if (text.length > bounds.characters) {
    return { offset: bounds.characters, message: `more than ${bounds.characters} characters`, suggestion: null };
  }
  let parsed: ParseResult;
  try {
    parsed = environmentFor(on).parse(text);
  } catch (error) {
    return problemOf(error as CelError, text, on);
  }
  // Before the types, for checking them rewrites the loops.
  const { problem, comparison, nodes } = checkNodes(parsed.ast);
  if (problem !== null) return problem;
  const result = checked(parsed);
  if ("error" in result) return problemOf(result.error, text, on);
  if (comparison !== null) return comparison;
  return { run: (thing, today) => parsed({ [on]: thing, today }) as unknown, weight: nodes, type: result.type };
}
