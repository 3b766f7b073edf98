import { data, Evaluator, Lexer, Parser } from "@actions/expressions";
import type { FunctionDefinition } from "@actions/expressions/funcs/info";

/** What expressions may ask for, by the name of the context. */
export type Contexts = Readonly<Record<string, unknown>>;

const statusFunctions = (failed: boolean): FunctionDefinition[] =>
  Object.entries({ success: !failed, failure: failed, always: true, cancelled: false }).map(([name, answer]) => ({
    name,
    minArgs: 0,
    maxArgs: 0,
    call: () => new data.BooleanData(answer),
  }));

/** The value of one expression of a workflow, by GitHub's own evaluator; throws where it is not one. */
function evaluate(expression: string, contexts: Contexts, failed: boolean): data.ExpressionData {
  const functions = statusFunctions(failed);
  const tree = new Parser(new Lexer(expression).lex().tokens, Object.keys(contexts), functions).parse();
  const context = JSON.parse(JSON.stringify(contexts), data.reviver) as data.Dictionary;
  return new Evaluator(tree, context, new Map(functions.map((one) => [one.name, one]))).evaluate();
}

/** A text with its expressions filled in. */
export function filled(text: string, contexts: Contexts): string {
  return text.replaceAll(/\$\{\{(.*?)\}\}/gs, (_, inner: string) =>
    evaluate(inner.trim(), contexts, false).coerceString(),
  );
}

/** Whether a step runs: what its `if` says, and where that asks for nothing else, only while nothing has failed. */
export function holds(condition: string | undefined, contexts: Contexts, failed: boolean): boolean {
  const plain = (condition ?? "success()").replace(/^\$\{\{(.*)\}\}$/s, "$1").trim();
  const whole = /\b(?:success|failure|always|cancelled)\(/.test(plain) ? plain : `success() && (${plain})`;
  const negated = evaluate(`!(${whole})`, contexts, failed);
  return negated.coerceString() === "false";
}
