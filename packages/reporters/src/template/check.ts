import { MemberError } from "./guard.js";
import { inside } from "./nunjucks.js";

/** What is wrong with a template, and where; lines and columns count from 1, and are null where nobody knows. */
export interface TemplateProblem {
  /** The name of the template, as it is included. */
  file: string;
  line: number | null;
  column: number | null;
  message: string;
}

/** A problem on its way out of the library. */
export class TemplateError extends Error {
  /** @param problem what is wrong */
  constructor(readonly problem: TemplateProblem) {
    super(problem.message);
  }
}

const LONGEST_CHAIN = 100;
const NAME = /^[\p{L}_$][\p{L}\p{N}_$]*$/u;

/**
 * Reads a template through before it is used, and throws a TemplateError for the first mistake. Names are written into a
 * program by the library as they are: one that is no name must not get there.
 */
export function check(file: string, text: string): void {
  try {
    const tokens = inside.lexer.lex(text);
    for (let token = tokens.nextToken(); token !== null; token = tokens.nextToken()) {
      if (token.type !== "symbol" || NAME.test(String(token.value))) continue;
      const [line, column] = [token.lineno + 1, token.colno + 1];
      throw new TemplateError({ file, line, column, message: `"${String(token.value)}" is no name` });
    }
    inside.compiler.compile(text, [], [], file, {});
  } catch (error) {
    throw error instanceof TemplateError ? error : new TemplateError(syntaxProblem(file, error));
  }
}

function syntaxProblem(file: string, error: unknown): TemplateProblem {
  const { lineno, colno, message } = error as { lineno?: number; colno?: number; message?: string };
  return { file, line: lineno ?? null, column: colno ?? null, message: plain(message ?? "it cannot be read") };
}

/** The library's message without its own names of places. */
function plain(message: string): string {
  return message
    .replace(/^(?:Template render error|Error): /, "")
    .replace(/\s+/g, " ")
    .trim();
}

/**
 * What went wrong while a template was filled in. The library counts lines from 0 here, names the innermost template last,
 * and says no line for a property that is not there: that is looked for in the text.
 */
export function renderProblem(file: string, error: unknown, source: (name: string) => string | null): TemplateProblem {
  const [first, ...causes] = chainOf(error);
  const known = [first, ...causes].find((one) => one instanceof TemplateError);
  if (known !== undefined) return known.problem;
  const text = first?.message ?? "it cannot be filled in";
  const inner = [...text.matchAll(/^\s*\(([^\n]*)\)(?: \[Line .*\])?$/gm)].at(-1)?.[1] ?? file;
  const [, line, column] = /\[Line (\d+)(?:, Column (\d+))?\]/.exec(text) ?? [];
  const missing = causes.find((one) => one instanceof MemberError);
  if (missing !== undefined)
    return { file: inner, ...firstOf(missing.member, source(inner)), message: missing.message };
  const message = plain((text.split("\n").at(-1) ?? text).trim());
  return { file: inner, line: fromOne(line), column: fromOne(column), message };
}

const fromOne = (number: string | undefined): number | null => (number === undefined ? null : Number(number) + 1);

/** An error and what it was made of. */
function chainOf(error: unknown): Error[] {
  const chain: Error[] = [];
  for (let one = error; one instanceof Error && chain.length < LONGEST_CHAIN; one = one.cause) chain.push(one);
  return chain;
}

/** Where a name first stands in a template. */
function firstOf(name: string, text: string | null): Pick<TemplateProblem, "column" | "line"> {
  const tokens = inside.lexer.lex(text ?? "");
  for (let token = tokens.nextToken(); token !== null; token = tokens.nextToken()) {
    if (token.value === name) return { line: token.lineno + 1, column: token.colno + 1 };
  }
  return { line: null, column: null };
}
