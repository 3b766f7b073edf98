import { lineAboveCommands, pathMatcher, type JudgedFile, type JudgedFunction } from "@threatloom/engine";
import { visible } from "@threatloom/reporters";
import type { Rule } from "eslint";
import { nameMatcher } from "../names.js";
import { locOf, makeRule } from "../rule.js";

/** Which functions need a claim: those for which all that is said here holds. */
interface Selector {
  exported?: boolean;
  critical?: boolean;
  files?: readonly string[];
  names?: readonly string[];
}

/** What is asked of the rule. */
interface Options {
  functions?: readonly Selector[];
  byType?: boolean;
  date?: string;
}

const CRITICAL: readonly Selector[] = [{ critical: true }];

type Test = (fn: JudgedFunction, path: string) => boolean;

function testOf({ exported, critical, files, names }: Selector): Test {
  const inFiles = files === undefined ? () => true : pathMatcher(files);
  const isNamed = names === undefined ? () => true : nameMatcher(names);
  return (fn, path) =>
    (exported === undefined || fn.exported === exported) &&
    (critical === undefined || (fn.critical !== null) === critical) &&
    inFiles(path) &&
    isNamed(fn.name);
}

function report(context: Rule.RuleContext, fn: JudgedFunction, indentation: string | null): void {
  const { name, kind, covered, critical } = fn;
  const hint = covered === "type" ? " of its own" : "";
  const what = critical === null ? "" : ` ${visible(critical.title)} (\`${visible(critical.target)}\`) and`;
  const data = { what: `The ${kind} \`${visible(name)}\`${what}`, hint };
  const { sourceCode } = context;
  const line = lineAboveCommands(sourceCode.text, sourceCode.getLocFromIndex(fn.start).line);
  const lineStart = sourceCode.getIndexFromLoc({ line, column: 0 });
  const eol = /\r\n|\r|\n/.exec(sourceCode.text)?.[0] ?? "\n";
  context.report({
    loc: locOf(context, fn),
    messageId: "missing",
    data,
    ...(critical !== null &&
      indentation !== null && {
        suggest: [
          {
            messageId: "insert",
            data: { annotation: visible(critical.annotation) },
            fix: (fixer) =>
              fixer.insertTextBeforeRange(
                [lineStart, lineStart],
                `${indentation}${visible(critical.annotation)}${eol}`,
              ),
          },
        ],
      }),
  });
}

/** What the line of a function is indented by; null where something else than words stands before its name. */
function indentationOf({ sourceCode }: Rule.RuleContext, { start }: JudgedFunction): string | null {
  const before = sourceCode.text.slice(start - sourceCode.getLocFromIndex(start).column, start);
  return before.length < 200 && /^\s*(?:[\w$]+\s+)*\*?\s*$/.test(before) ? /^\s*/.exec(before)![0] : null;
}

function uncovered({ functions, path }: JudgedFile, options: Options): JudgedFunction[] {
  const { functions: selectors = CRITICAL, byType = true } = options;
  const tests = selectors.map(testOf);
  return functions.filter(
    (fn) =>
      fn.covered !== "function" && !(byType && fn.covered === "type") && tests.some((matches) => matches(fn, path)),
  );
}

const strings = { type: "array", items: { type: "string" }, minItems: 1 };

/** Says which functions need a claim and have none. */
export const rule = makeRule<Options>({
  id: "require-annotation",
  docs: {
    description: "Functions that matter carry a claim",
    recommended: null,
    why: "What a function does about threats is known best by whoever writes it, while it is written. A function that starts programs, queries a database or answers requests, and says nothing, is a blank on the map.",
    fix: "Say above the function what it does about which threat: `@mitigates`, `@exposes`, `@accepts`, `@transfers`, or any other claim. For critical functions a suggestion writes a first line to be corrected. Functions are those that `threatloom coverage` counts: named ones with a body, outside tests, generated and declaration files, in TypeScript and JavaScript. Critical is what calls something of the list of sinks itself; `threatloom critical` knows also what goes through functions of other files.",
    wrong: [
      {
        note: "it starts a program",
        code: 'import { exec } from "node:child_process";\n\nexport function run(name) {\n  exec(name);\n}',
      },
      {
        note: "exported functions were asked for",
        code: "export function find() {}\nfunction helper() {}",
        options: { functions: [{ exported: true }] },
      },
      {
        note: "methods of this name were asked for",
        code: "export class Page {\n  save() {}\n}",
        options: { functions: [{ names: ["*.save"] }] },
      },
      {
        note: "a claim on the class was said not to be enough",
        code: "// @mitigates App:Web against spoofing with sessions\nexport class Page {\n  save() {}\n}",
        options: { functions: [{ names: ["*.save"] }], byType: false },
      },
    ],
    right: [
      {
        note: "it says what it does",
        code: 'import { exec } from "node:child_process";\n\n// @mitigates App:Web against command injection with a list of names\nexport function run(name) {\n  exec(name);\n}',
      },
      {
        note: "the class says it",
        code: "// @mitigates App:Web against spoofing with sessions\nexport class Page {\n  save() {}\n}",
        options: { functions: [{ names: ["*.save"] }] },
      },
      {
        note: "only files of another folder were asked for",
        code: "export function find() {}",
        options: { functions: [{ exported: true, files: ["handlers/"] }] },
      },
    ],
  },
  options: {
    functions: {
      type: "array",
      items: {
        type: "object",
        properties: {
          exported: { type: "boolean" },
          critical: { type: "boolean" },
          files: strings,
          names: strings,
        },
        additionalProperties: false,
      },
      description:
        "Which functions need a claim: a list of descriptions, of which one has to fit. All that stands in a description has to hold: `exported` (yes or no), `critical` (calls something dangerous itself, or not), `files` (globs as in `threatloom.yaml`, relative to the root of the project), `names` (`*` stands for any letters: `handle*`, `Page.*`).",
      default: CRITICAL,
    },
    byType: {
      type: "boolean",
      description: "A claim on the class or type of a method is enough.",
      default: true,
    },
  },
  messages: {
    missing: "{{what}} carries no claim{{hint}}. Say above it what it does about which threat.",
    insert: "Write `{{annotation}}` above it, and correct it.",
  },
  hasSuggestions: true,
  wants: ({ functions = CRITICAL }) => ({
    claims: false,
    functions: true,
    critical: functions.some(({ critical }) => critical !== undefined),
  }),
  look({ context, file }, options) {
    for (const fn of uncovered(file, options)) report(context, fn, indentationOf(context, fn));
  },
});
