import { textMayHold } from "@threatloom/grammar/marker";
import { judgeFile, type FileAnswer, type FileQuestion } from "@threatloom/engine";
import type { Rule, SourceCode } from "eslint";
import { join } from "node:path";

/** What a rule needs to know besides what is wrong with the annotations of the file. */
export interface Wanted {
  /** What is claimed about the code, wherever: a model file may speak of a file that holds no annotation itself. */
  claims: boolean;
  functions: boolean;
  critical: boolean;
}

/** An answer; of those that say what stands in the way, `isFirst` marks the one to be shown. */
export type Answer = FileAnswer & { isFirst: boolean };

/** What was answered about a text: rules ask one after the other. */
const answers = new WeakMap<SourceCode, Map<string, Answer>>();

/** What the project says about the file that is linted; null where there is nothing to ask. */
export function answerFor(context: Rule.RuleContext, today: string, wanted: Wanted): Answer | null {
  const { sourceCode } = context;
  const isConcerned = wanted.functions || textMayHold(sourceCode.text);
  if (!isConcerned && !wanted.claims) return null;
  const known = answers.get(sourceCode) ?? new Map<string, Answer>();
  answers.set(sourceCode, known);
  const { functions, critical } = wanted;
  const key = `${today} ${functions} ${critical}`;
  let answer = known.get(key);
  // Once it is known that nothing can be known, nobody needs to be asked again.
  const failed = [...known.values()].find(({ kind }) => kind === "problem");
  if (failed !== undefined) return { ...failed, isFirst: false };
  if (answer === undefined) {
    const asked = ask(context, { today, functions, critical });
    // What stands in the way is said where there are annotations, not all over the project.
    if (asked.kind === "problem" && !isConcerned) return null;
    known.set(key, (answer = { ...asked, isFirst: true }));
  }
  return answer;
}

type Asked = Pick<FileQuestion, "critical" | "functions" | "today">;

function ask({ sourceCode, filename, cwd }: Rule.RuleContext, asked: Asked): FileAnswer {
  const comments = sourceCode.getAllComments().flatMap(({ range }) => {
    return range === undefined ? [] : [{ start: range[0], end: range[1] }];
  });
  // What comes from standard input has no name, and stands where ESLint runs.
  const file = /^<.*>$/.test(filename) ? join(cwd, "input.js") : filename;
  return judgeFile({ file, text: sourceCode.text, comments, ...asked });
}
