import { describe, expect, test } from "@jest/globals";
import { configSchema } from "@threatloom/engine";
import {
  commonProperties,
  diagnosticCodes,
  factSubjects,
  factTable,
  type PropertyRows,
  type PropertyType,
} from "@threatloom/model";
import { git, golden, tempFolder, threatloom, writeFiles } from "@threatloom/testing";
import { chmodSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { commandPages } from "../src/pages.js";
import { ownRulesPage } from "./own-rules-page.js";
import { introduction } from "./properties-page.js";

const ROOT = join(import.meta.dirname, "../../..");

test("docs/cli is what yargs says", async () => {
  for (const [file, text] of await commandPages()) golden(join(ROOT, "docs/cli", file), text);
});

test("docs/codes is what the table says", () => {
  const pages = Object.entries(diagnosticCodes).map(([code, { severity, title, why, fix }]) =>
    [`## ${code}`, `${title}. (${severity})`, `**Why:** ${why}`, `**Fix:** ${fix}`].join("\n\n"),
  );
  const intro = "# Diagnostic codes\n\n`threatloom explain CODE` prints the same. Errors fail `threatloom check`.";
  golden(join(ROOT, "docs/codes/README.md"), `${[intro, ...pages].join("\n\n")}\n`);
});

interface Schema {
  type?: string | string[];
  description?: string;
  properties?: Record<string, Schema>;
  items?: { enum?: string[] };
  enum?: unknown[];
}

const rows = (schema: Schema, path: string): string[] =>
  Object.entries(schema.properties ?? {}).flatMap(([key, inner]) => {
    const name = path === "" ? key : `${path}.${key}`;
    if (inner.properties) return rows(inner, name);
    const values = inner.items?.enum
      ? ` One or several of ${inner.items.enum.map((value) => `\`${value}\``).join(", ")}.`
      : "";
    // Of all keys only flags say what they may be one by one.
    const types = [inner.type ?? (inner.enum ? "yes or no" : "")]
      .flat()
      .map((type) => (type === "array" ? "list" : type));
    return [`| \`${name}\` | ${types.join(" or ")} | ${inner.description ?? ""}${values} |`];
  });

test("docs/configuration.md is what the schema says", () => {
  const text = `# Configuration

\`threatloom.yaml\` stands at the root of the project; \`threatloom init\` writes one in which everything is a comment. A
\`threatloom.yaml\` in a folder below may hold \`include\`, \`exclude\`, \`models\` and \`dialects\` for its folder. A lone
\`threatspec.yaml\` is read for its \`project\`, \`paths\` (with \`ignore\`) and \`imports\`. Unknown keys are errors with a
suggestion. The [JSON Schema](schema/threatloom-config.schema.json) is for editors.

Globs mean what they mean in a \`.gitignore\`, and are relative to the file they stand in.

\`components\`, \`flows\`, \`boundaries\` and \`data.assets\` give [properties](properties.md) to what annotations speak of.

| key | type | meaning |
|---|---|---|
${rows(configSchema(), "").join("\n")}
`;
  golden(join(ROOT, "docs/configuration.md"), text);
});

const article = { component: "components", flow: "flows", data: "data assets", boundary: "trust boundaries" };

const kinds: Record<PropertyType, string> = {
  flag: "yes or no",
  word: "word",
  text: "text",
  texts: "list of texts",
  assets: "list of data assets",
  level: "level",
  classes: "list of classes",
  duration: "duration",
  day: "day",
  severity: "severity",
  grade: "grade",
  dread: "five numbers",
  stride: "letters or names",
  free: "anything",
};

function propertyTable(rows: PropertyRows): string {
  const code = (words: readonly string[] = []): string => words.map((word) => `\`${word}\``).join(", ");
  const lines = Object.entries(rows).map(([name, { type, values, also, meaning }]) => {
    const kind = values ? `one of ${code(values)}` : kinds[type];
    return `| \`${name}\` | ${kind} | ${meaning} | ${code(also)} |`;
  });
  return ["| property | value | meaning | also read as |", "|---|---|---|---|", ...lines].join("\n");
}

test("docs/properties.md is what the table says", () => {
  const tables = factSubjects.map((on) => `## Of ${article[on]}\n\n${propertyTable(factTable[on])}`);
  const common = `## Of anything\n\nThese are read where they are said, and make no facts.\n\n${propertyTable(commonProperties)}`;
  golden(join(ROOT, "docs/properties.md"), `${[introduction, ...tables, common].join("\n\n")}\n`);
});

test("docs/rules-of-your-own.md is what the tables say", () => {
  golden(join(ROOT, "docs/rules-of-your-own.md"), ownRulesPage());
});

test("the picture of the README is what the tool draws today", async () => {
  const { stdout, code } = await threatloom(["dfd", join(ROOT, "fixtures/projects/shop-ts"), "--date", "2026-01-01"]);
  expect(code).toBe(0);
  golden(join(ROOT, "docs/images/shop-ts.svg"), stdout);
});

describe("the guide", () => {
  const text = readFileSync(join(ROOT, "docs/guide.md"), "utf8");
  const blocks = [...text.matchAll(/```(\w+)\n([^]*?)```/g)].map(([, kind = "", body = ""]) => ({ kind, body }));

  test("every command in it runs", async () => {
    const { path, dispose } = tempFolder();
    const files: Record<string, string> = { go: "store/store.go" };
    let models = 0;
    const ran: string[] = [];
    try {
      for (const { kind, body } of blocks) {
        const file = files[kind];
        if (file !== undefined) writeFiles(path, { [file]: body });
        if (kind === "threatspec") writeFiles(path, { [`model${models++}.threatspec`]: body });
        if (kind !== "sh") continue;
        for (const line of body.trim().split("\n")) {
          const [command, ...args] = line.split(" ").map((word) => word.replace(/^'|'$/g, ""));
          expect(command).toBe("threatloom");
          const { code, stderr } = await threatloom(args, { cwd: path });
          expect({ line, code, stderr: stderr.replace(/^wrote .*\n/, "") }).toEqual({ line, code: 0, stderr: "" });
          ran.push(line);
        }
      }
    } finally {
      dispose();
    }
    expect(ran.length).toBeGreaterThan(6);
  });

  test("its model files are sound, and its hook stops a broken annotation and nothing else", () => {
    const { path, dispose } = tempFolder();
    const bin = tempFolder({
      threatloom: `#!/bin/sh\nexec node ${join(ROOT, "packages/cli/bin/threatloom.js")} "$@"\n`,
    });
    try {
      const models = blocks.filter(({ kind }) => kind === "threatspec").map(({ body }) => body);
      writeFiles(path, { "model.threatspec": models.join("\n"), "a b.ts": "export const a = 1;\n" });
      git(path, "init", "-q");
      writeFiles(path, { ".git/hooks/pre-commit": blocks.find(({ kind }) => kind === "hook")!.body });
      chmodSync(join(path, ".git/hooks/pre-commit"), 0o755);
      chmodSync(join(bin.path, "threatloom"), 0o755);
      process.env["PATH"] = `${bin.path}:${process.env["PATH"] ?? ""}`;
      git(path, "add", "-A");
      git(path, "commit", "-q", "-m", "sound");
      writeFiles(path, { "-b.ts": "// @exposes #gone to x with y\nexport function b() {}\n", "c.pdf": "%PDF" });
      git(path, "add", "-A");
      expect(() => git(path, "commit", "-q", "-m", "broken")).toThrow(/#gone/);
    } finally {
      dispose();
      bin.dispose();
    }
  });
});
