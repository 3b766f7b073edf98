// What `npm run new` makes: for each gesture its files, its registry and the line in it.

/** `my-format` as an identifier: `myFormat`. */
export const camel = (id) => id.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
const quoted = (id) => (id.includes("-") ? `"${id}"` : id);
const lazy = (id) => `  ${quoted(id)}: async () => (await import("./${id}.js")).${camel(id)},`;

const rule = (id) => `import type { Rule } from "../rule.js";

/** Says …: one sentence on what it finds. */
export const rule: Rule = {
  id: "${id}",
  meta: {
    title: "What is wrong, in a few words",
    group: "stride",
    stride: [],
    cwe: [],
    capec: [],
    attack: [],
    asvs: [],
    severity: "medium",
    confidence: "medium",
    threats: ["usual name of the threat"],
    why: "Why it matters.",
    fix: "What to do about it.",
    falsePositives: "When it is wrong.",
  },
  check(model) {
    return model.claims
      .filter((claim) => claim.kind === "exposure" && claim.detail === "replace this condition")
      .map((claim) => ({
        message: "what is wrong with this one",
        component: claim.component,
        location: claim.location,
      }));
  },
};
`;

const ruleCases = `- name: it fires
  text: |
    @exposes Shop:Search to scraping with replace this condition
  expect: ["what is wrong with this one"]
- name: it stays quiet
  text: |
    @exposes Shop:Search to scraping with an open catalogue
  expect: []
`;

const reporter = (id) => `import type { Report, Reporter } from "@threatloom/model";

/** Renders a report as …: what it is for. */
export const ${camel(id)}: Reporter = {
  id: "${id}",
  extension: ".${id}",
  render(report: Report) {
    return \`\${report.project}: \${report.model.claims.length} claims\\n\`;
  },
};
`;

const language = (
  id,
) => `import type { FileFacts, Language, LocalDiagnostic, Result, SourceFile } from "@threatloom/model";

/** The front end of …: comments and symbols. */
export const ${camel(id)}: Language = {
  id: "${id}",
  extensions: [".${id}"],
  read(source: SourceFile): Result<FileFacts, LocalDiagnostic> {
    void source;
    const value = { language: "${id}" as const, package: null, test: false, generated: false, comments: [], symbols: [] };
    return { value, diagnostics: [] };
  },
};
`;

const dialect = (id) => `import { forms } from "../forms.js";
import type { Dialect } from "../forms.js";

/** What the dialect is and where it comes from. */
export const ${camel(id)}: Dialect = {
  id: "${id}",
  title: "${id}",
  summary: "How it differs, in one sentence.",
  forms: forms("${id}", [], [
    {
      verb: "component",
      kind: "component",
      parts: ["name:reference"],
      form: "@component A:B",
      summary: "Says that there is a component.",
      example: "@component Yard:Gate",
    },
  ]),
};
`;

const dialectCases = (id) => `- name: a component
  text: "@component Yard:Gate"
  options: { dialects: [${id}] }
  annotations:
    - kind: component
      dialect: ${id}
`;

const template = (id) => `/** What kind of system it is for, in one sentence. */
export const text = \`# The threat model of ${id}, to start from.
# Lines that begin with an @ count; everything else is for readers.

@actor User (#user)
@component App:Server (#server) as process
@owns app-team for #server
@connects #user with #server with requests:
  protocol: HTTPS
\`;
`;

/** Adds an id to a union of ids: `"go" | "text"`. */
const union = (name, id) => (text) =>
  text.replace(new RegExp(`(export type ${name} = [^;]*);`), (_, head) => `${head} | "${id}";`);

/** Every gesture by its name. `edits` are the other lines a new id needs, by file. */
export const gestures = {
  rule: {
    registry: "packages/analysis/src/rules/registry.ts",
    line: (id) => `  "${id}": () => import("./${id}.js"),`,
    files: (id) => ({
      [`packages/analysis/src/rules/${id}.ts`]: rule(id),
      [`fixtures/rules/${id}/cases.yaml`]: ruleCases,
    }),
    edits: () => ({}),
    next: "write check and its cases, then UPDATE_FIXTURES=1 npm test -- packages/analysis",
  },
  reporter: {
    registry: "packages/reporters/src/registry.ts",
    line: lazy,
    files: (id) => ({ [`packages/reporters/src/${id}.ts`]: reporter(id), [`fixtures/reporters/${id}/.gitkeep`]: "" }),
    edits: () => ({}),
    next: "write render and its test, then UPDATE_FIXTURES=1 npm test -- packages/reporters",
  },
  language: {
    registry: "packages/languages/src/registry.ts",
    line: lazy,
    files: (id) => ({ [`packages/languages/src/${id}.ts`]: language(id), [`fixtures/languages/${id}/.gitkeep`]: "" }),
    edits: (id) => ({ "packages/model/src/source.ts": union("LanguageId", id) }),
    next: "add its extensions to packages/languages/src/paths.ts, write read, then UPDATE_FIXTURES=1 npm test -- packages/languages",
  },
  dialect: {
    registry: "grammar/src/dialects/registry.ts",
    line: null,
    files: (id) => ({
      [`grammar/src/dialects/${id}.ts`]: dialect(id),
      [`grammar/conformance/${id}/component.yaml`]: dialectCases(id),
    }),
    edits: (id) => ({
      "packages/model/src/annotation.ts": union("DialectId", id),
      "grammar/src/dialects/registry.ts": (text) =>
        text
          .replace(/\n\n\/\*\*/, `\nimport { ${camel(id)} } from "./${id}.js";\n\n/**`)
          .replace(/(readonly Dialect\[\] = \[)([^\]]*)\]/, (_, head, list) => {
            const names = [...list.split(",").map((name) => name.trim()), camel(id)]
              .filter((name) => name !== "")
              .sort();
            return `${head}${names.join(", ")}]`;
          }),
    }),
    next: "write its forms and cases, then UPDATE_FIXTURES=1 npm test -- grammar",
  },
  template: {
    registry: "packages/engine/src/templates/registry.ts",
    line: (id) => `  ${quoted(id)}: () => import("./${id}.js"),`,
    files: (id) => ({
      [`packages/engine/src/templates/${id}.ts`]: template(id),
      [`fixtures/templates/${id}/.gitkeep`]: "",
    }),
    edits: (id) => ({
      "packages/cli/src/commands/init.ts": (text) =>
        text.replace("a model to start from: ", (head) => `${head}${id}, `),
    }),
    next: "write its text, name it in docs/guide.md, then UPDATE_FIXTURES=1 npm test -- packages/cli/test/templates packages/cli/test/reference",
  },
};
