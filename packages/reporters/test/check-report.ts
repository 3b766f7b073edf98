import type { CheckItem, CheckReport } from "@threatloom/model";
import type { CheckOptions } from "@threatloom/reporters";

/** An item with everything in order; `more` says what is not. */
export function item(id: string, more: Partial<CheckItem> = {}): CheckItem {
  return {
    id,
    kind: "diagnostics",
    rule: "dangling-reference",
    level: "error",
    severity: null,
    message: 'nothing defines "#sqli"',
    file: "src/login.ts",
    line: 3,
    column: 16,
    endLine: 3,
    endColumn: 21,
    component: null,
    threat: null,
    fails: true,
    ...more,
  };
}

/** A report of these items. */
export function reportOf(items: CheckItem[], more: Partial<CheckReport> = {}): CheckReport {
  return {
    project: "web-shop",
    subject: "the project",
    items,
    adopted: 0,
    stale: [],
    files: { listed: 12, annotated: 5, skipped: 1 },
    failed: items.some((each) => each.fails),
    ...more,
  };
}

const exposure = (id: string, more: Partial<CheckItem>): CheckItem =>
  item(id, {
    kind: "exposed",
    rule: "exposed",
    level: "warning",
    component: "web_shop:login",
    threat: "sql_injection",
    fails: false,
    ...more,
  });

/** Every kind, level and severity, in texts and names that mean something to some reader of some format. */
export function hostileReport(): CheckReport {
  return reportOf(
    [
      item("01", {
        file: "-rf.ts",
        message: "line one\n::error::line two\r\n::set-output name=x::y",
        line: 0,
        column: 0,
      }),
      exposure("02", {
        file: "src/a, b: c.ts",
        severity: "critical",
        message: "<script>alert(1)</script> ]]> <!-- --> &lt; ##[error]no ##[add-path]/tmp",
        fails: true,
        level: "error",
      }),
      exposure("03", {
        file: "src/\"quoted\" 'name'\n::warning::.ts",
        severity: "high",
        message: "red \u001b[31m \u009b31m \u202eesrever\u2066 \u0000 \ufffe \ud800 %0A %25 100% 🧵",
      }),
      item("04", {
        kind: "removed-mitigation",
        rule: "removed-mitigation",
        severity: "medium",
        file: "src/login.ts",
        message: "[click](https://example.org) {0} {{1}} ![x](y) @octocat #1 | `code` \\",
        endLine: 5,
        endColumn: 2,
        component: "web_shop:login",
        threat: "sql_injection",
      }),
      exposure("05", {
        references: ["CWE-89", "<b>[CWE-80](x)</b>", "::error::cwe:CWE-22"],
        kind: "partial",
        rule: "partial",
        severity: "low",
        level: "info",
        message: "partly exposed",
      }),
      item("06", { expected: "`against`", suggestion: "#sql-injection", level: "warning", fails: false, endColumn: 2 }),
      item("07", { expected: "`against`", suggestion: "#sql-injection", level: "warning", fails: false, endColumn: 2 }),
      exposure("08", {
        kind: "expired",
        rule: "expired",
        message: "the acceptance expired on 2025-12-31",
        file: "::notice::/x %2C.ts",
      }),
      exposure("09", { kind: "drift", rule: "drift", level: "info", message: "the code changed under 2 claims" }),
    ],
    {
      subject: "changes since ma\u001bin |<b>",
      adopted: 3,
      stale: [
        { id: "s1", kind: "exposed", rule: "exposed", file: "::error::gone.ts", message: "::stop-commands::x\n::y::z" },
        { id: "s2", kind: "drift", rule: "drift", file: "src/old.ts", message: "<i>old</i> ##[group]x" },
      ],
    },
  );
}

/** The sources behind the hostile report. */
const sources: Readonly<Record<string, string>> = {
  "src/login.ts": "import x\n\n/** @mitigates A against #sqli with b\u001b[0m */\nfunction f() {\n}\n",
  "-rf.ts": "a\n",
};

/** Options with sources, help for some rules, and a fixed version. */
export const options: CheckOptions = {
  sources: (file) => sources[file],
  toolVersion: "1.2.3",
  rules: {
    exposed: {
      title: "An open exposure",
      why: "Somebody said that the code is open to a threat, and nothing stands against it.",
      fix: "Mitigate it, or accept it with a reason and a date.",
      cwe: [89, 20],
      severity: "medium",
      helpUri: "https://example.org/rules/exposed",
    },
    "dangling-reference": {
      title: "A reference to an id that nothing defines",
      why: "The claim protects nothing that is known.",
      fix: "Define the id (`@threat NAME (#id)`).",
      cwe: [],
      severity: null,
    },
  },
};
