import { afterAll, describe, expect, it, test } from "@jest/globals";
import { RuleTester as TypedRuleTester } from "@typescript-eslint/rule-tester";
import type { Rule } from "eslint";
import { join } from "node:path";
import { rules } from "../src/index.js";
import { folders, lines, parsers, type Line } from "./lint.js";

const temp = folders();
afterAll(() => {
  temp.dispose();
});
const folder = temp.make({
  "threatloom.yaml": "project:\n  name: Shop\n",
  "model.threatspec": "@component App:Web (#web)\n@threat SQL injection (#sqli) [high]\n@threat spoofing (#spoofing)\n",
});

type Tests = Parameters<InstanceType<Line["RuleTester"]>["run"]>[2];
type Invalid = Tests["invalid"][number];

/** The cases of a rule; files stand in one project. */
function casesOf(id: string, extension: string): Tests {
  const filename = join(folder, `src/app.${extension}`);
  const fill = <T extends object>(cases: readonly T[]): (T & { filename: string })[] =>
    cases.map((one) => ({ filename, ...one }));
  const { valid, invalid } = CASES[id]!;
  return { valid: fill(valid), invalid: fill(invalid) };
}

const replaced = (text: string, output: string): object => ({ messageId: "replace", data: { text }, output });

const CASES: Record<string, { valid: Exclude<Tests["valid"][number], string>[]; invalid: Invalid[] }> = {
  "valid-annotation": {
    valid: [
      { code: "// @mitigates #web against #sqli with bound parameters\nexport const a = 1;" },
      { code: "/**\n * @param {string} name of whom\n * @returns {string} text\n */\nexport function f() {}" },
      { code: "export const text = '// @mitigats #web against #sqli with care';" },
      { code: "// @exposes #gone to #sqli with joined strings", name: "ids are for another rule" },
      { code: "// threatloom-ignore-next-line unknown-verb a name\n// @mitigats #web against #sqli with care" },
      { code: "// @threat spoofing (#spoofing)", options: [{ warnings: false }] },
    ],
    invalid: [
      {
        code: "const a = 1;\n  // @mitigats #web against #sqli with care\n",
        errors: [
          {
            message: "`@mitigats` is no verb. Did you mean `@mitigates`? (unknown-verb)",
            ...{ line: 2, column: 6, endLine: 2, endColumn: 15 },
            suggestions: [replaced("@mitigates", "const a = 1;\n  // @mitigates #web against #sqli with care\n")],
          } as never,
        ],
      },
      {
        code: "/**\n * @exposes #web too #sqli with joined strings\n */\nexport function f() {}",
        errors: [
          {
            messageId: "found",
            suggestions: [
              replaced("to", "/**\n * @exposes #web to #sqli with joined strings\n */\nexport function f() {}"),
            ],
          } as never,
        ],
      },
      {
        code: "// @component App:Store as datastor",
        errors: [
          {
            messageId: "found",
            suggestions: [replaced("data-store", "// @component App:Store as data-store")],
          } as never,
        ],
      },
      {
        code: "// @accepts #spoofing to #web with the pilot:\n//   owner: us\n//   expries: 2030-01-01",
        errors: [
          {
            messageId: "found",
            ...{ line: 1, column: 4 },
            suggestions: [
              replaced(
                "expires",
                "// @accepts #spoofing to #web with the pilot:\n//   owner: us\n//   expires: 2030-01-01",
              ),
            ],
          } as never,
        ],
      },
      {
        code: "/**\n * @exposes #web to #spoofing with no login:\n *   severity: hihg\n */\nexport function f() {}",
        errors: [
          {
            messageId: "found",
            suggestions: [
              replaced(
                "high",
                "/**\n * @exposes #web to #spoofing with no login:\n *   severity: high\n */\nexport function f() {}",
              ),
            ],
          } as never,
        ],
      },
      {
        code: "// @mitigates ##web against #sqli with care",
        output: "// @mitigates #web against #sqli with care",
        errors: [{ messageId: "found", line: 1, column: 15 }],
      },
      {
        code: "// threatloom-ignore-next-line unknwon-verb a name\nexport const a = 1; // @exposes App to b with c",
        errors: [
          {
            messageId: "found",
            suggestions: [
              replaced(
                "unknown-verb",
                "// threatloom-ignore-next-line unknown-verb a name\nexport const a = 1; // @exposes App to b with c",
              ),
            ],
          } as never,
        ],
      },
      { code: "// @mitigates #web against\nexport function f() {}", errors: [{ messageId: "found" }] },
      { code: "// @threat spoofing (#spoofing)", errors: [{ messageId: "found" }], name: "a warning: defined twice" },
    ],
  },
  "no-unknown-reference": {
    valid: [
      { code: "// @exposes #web to #sqli with joined strings" },
      { code: "// @exposes #store to #sqli with joined strings\n// @component App:Store (#store)" },
      { code: "// @exposes App:Anything to whatever with names" },
    ],
    invalid: [
      {
        code: "// @exposes #web to #sqll with joined strings",
        errors: [
          {
            message: "no threat has the id #sqll. Did you mean `#sqli`? (dangling-reference)",
            ...{ line: 1, column: 21, endLine: 1, endColumn: 26 },
            suggestions: [replaced("#sqli", "// @exposes #web to #sqli with joined strings")],
          } as never,
        ],
      },
      {
        code: "// @exposes #sqli to #web with slots that were swapped",
        errors: [{ messageId: "found" }, { messageId: "found" }],
      },
    ],
  },
  "no-open-exposure": {
    valid: [
      { code: "// @exposes #web to #sqli with x\n// @mitigates #web against #sqli with y\nfunction f() {}" },
      { code: "// @exposes #web to #spoofing with x\nfunction f() {}", options: [{ ungraded: false }] },
      { code: "// @exposes #web to #spoofing [medium]\nfunction f() {}", options: [{ severity: "high" }] },
      { code: "// @mitigates #web against #spoofing with y\n// @exposes #web to #spoofing with x\nclass A {}" },
    ],
    invalid: [
      {
        code: "// @exposes #web to #sqli with joined strings\nfunction f() {}",
        options: [{ severity: "high", ungraded: false }],
        errors: [
          {
            message:
              "App:Web is exposed to SQL injection (high) by joined strings, and nothing answers that. Mitigate it here and say so with @mitigates, or accept or transfer it with a reason.",
            ...{ line: 1, column: 4, endLine: 1, endColumn: 46 },
          },
        ],
      },
      {
        code: "// @exposes #web to #spoofing with x\nfunction f() {}\n// @mitigates #web against #spoofing with y\nfunction g() {}",
        errors: [{ messageId: "open", data: {} }].map(({ messageId }) => ({ messageId, line: 1 })),
      },
      {
        code: "// @exposes #web to #spoofing with x\n// @accepts #spoofing to #web with y:\n//   expires: 2026-01-01\nfunction g() {}",
        options: [{ date: "2026-01-02" }],
        errors: [{ messageId: "open" }],
      },
    ],
  },
  "no-expired-acceptance": {
    valid: [
      { code: "// @accepts #spoofing to #web with y:\n//   expires: 2026-01-01", options: [{ date: "2026-01-01" }] },
      { code: "// @accepts #spoofing to #web with y:\n//   expires: 9999-01-01" },
      { code: "// @accepts #spoofing to #web with y" },
    ],
    invalid: [
      {
        code: "// @accepts #spoofing to #web with y:\n//   expires: 2026-01-01",
        options: [{ date: "2026-01-02" }],
        errors: [
          {
            message:
              "The acceptance of spoofing on App:Web ended on 2026-01-01 and closes nothing any more. Mitigate the threat, or renew the date with a reason that holds today.",
            ...{ line: 1, column: 4 },
          },
        ],
      },
      {
        code: "// @accepts #spoofing to #web with y:\n//   expires: 2001-01-01",
        name: "by default today is the day",
        errors: [{ messageId: "expired" }],
      },
      {
        code: "// @accepts #spoofing to #web with y:\n//   expires: 2026-01-31",
        options: [{ date: "2026-01-01", soon: 30 }],
        errors: [{ messageId: "soon" }],
      },
      {
        code: "// @accepts #spoofing to #web with y:\n//   expires: 2026-01-31",
        options: [{ date: "2026-99-01" }],
        errors: [
          { message: 'The option "date" of threatloom/no-expired-acceptance is no day. Write it as YYYY-MM-DD.' },
        ],
      },
    ],
  },
  "require-annotation": {
    valid: [
      { code: "export function f() {}" },
      { code: "function f() {}", options: [{ functions: [{ exported: true }] }] },
      {
        code: "// @mitigates #web against #sqli with x\nexport function f() {}",
        options: [{ functions: [{ exported: true }] }],
      },
      {
        code: "// @exposes #web to #sqli with x\nexport class A {\n  b() {}\n}",
        options: [{ functions: [{ names: ["A.*"] }] }],
      },
      { code: "export function f() {}", options: [{ functions: [{ files: ["lib/"] }] }] },
      { code: "export const a = [1].map((x) => x);", options: [{ functions: [{ names: ["*"] }] }] },
    ],
    invalid: [
      {
        code: 'import { exec } from "node:child_process";\nexport async function run(name) {\n  exec(name);\n}\n',
        errors: [
          {
            message:
              "The function `run` starts programs (`child_process#exec`) and carries no claim. Say above it what it does about which threat.",
            ...{ line: 2, column: 23, endLine: 2, endColumn: 26 },
            suggestions: [
              {
                messageId: "insert",
                output:
                  'import { exec } from "node:child_process";\n// @mitigates App:App against command injection with a fixed program and a list of checked arguments\nexport async function run(name) {\n  exec(name);\n}\n',
              },
            ],
          },
        ],
      },
      {
        code: 'import { exec } from "node:child_process";\r\n/* prettier-ignore */\r\nexport function run(name) {\r\n  exec(name);\r\n}\r\n',
        errors: [
          {
            messageId: "missing",
            suggestions: [
              {
                messageId: "insert",
                output:
                  'import { exec } from "node:child_process";\r\n// @mitigates App:App against command injection with a fixed program and a list of checked arguments\r\n/* prettier-ignore */\r\nexport function run(name) {\r\n  exec(name);\r\n}\r\n',
              },
            ],
          },
        ],
      },
      {
        code: "export function f() {}\nfunction g() {}\nexport const h = () => {};",
        options: [{ functions: [{ exported: true }] }],
        errors: [
          {
            message: "The function `f` carries no claim. Say above it what it does about which threat.",
            line: 1,
            column: 17,
          },
          { messageId: "missing", line: 3, column: 14, endColumn: 15 },
        ],
      },
      {
        code: "export class A {\n  b() {}\n  c() {}\n}",
        options: [{ functions: [{ names: ["*.b", "nothing"], files: ["src/**"] }] }],
        errors: [{ messageId: "missing", line: 2, column: 3, endColumn: 4 }],
      },
      {
        code: "// @exposes #web to #sqli with x\nexport class A {\n  b() {}\n}",
        options: [{ functions: [{ names: ["A.*"] }], byType: false }],
        errors: [
          { message: "The method `A.b` carries no claim of its own. Say above it what it does about which threat." },
        ],
      },
    ],
  },
};

test("every rule has cases", () => {
  expect(Object.keys(CASES).sort()).toEqual(Object.keys(rules).sort());
});

describe.each(lines)("%s", (_line, { RuleTester }) => {
  Object.assign(RuleTester, { describe, it, itOnly: it.only });
  for (const [name, parser, extension] of parsers) {
    describe(`with ${name}`, () => {
      const tester = new RuleTester(parser === undefined ? {} : { languageOptions: { parser } });
      for (const id of Object.keys(rules))
        tester.run(id, rules[id] as Rule.RuleModule as never, casesOf(id, extension) as never);
    });
  }
});

describe("the rule tester of typescript-eslint", () => {
  Object.assign(TypedRuleTester, { afterAll, describe, it, itOnly: it.only });
  const tester = new TypedRuleTester();
  for (const id of Object.keys(rules)) tester.run(id, rules[id] as never, casesOf(id, "ts") as never);
});
