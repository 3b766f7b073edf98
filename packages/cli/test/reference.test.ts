import { describe, expect, test } from "@jest/globals";
import { configSchema } from "@threatloom/engine";
import { diagnosticCodes } from "@threatloom/model";
import { golden, tempFolder, threatloom, writeFiles } from "@threatloom/testing";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { commandPages } from "../src/pages.js";

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
  type?: string;
  description?: string;
  properties?: Record<string, Schema>;
  items?: { enum?: string[] };
}

const rows = (schema: Schema, path: string): string[] =>
  Object.entries(schema.properties ?? {}).flatMap(([key, inner]) => {
    const name = path === "" ? key : `${path}.${key}`;
    if (inner.properties) return rows(inner, name);
    const values = inner.items?.enum
      ? ` One or several of ${inner.items.enum.map((value) => `\`${value}\``).join(", ")}.`
      : "";
    return [
      `| \`${name}\` | ${inner.type === "array" ? "list" : (inner.type ?? "")} | ${inner.description ?? ""}${values} |`,
    ];
  });

test("docs/configuration.md is what the schema says", () => {
  const text = `# Configuration

\`threatloom.yaml\` stands at the root of the project; \`threatloom init\` writes one in which everything is a comment. A
\`threatloom.yaml\` in a folder below may hold \`include\`, \`exclude\`, \`models\` and \`dialects\` for its folder. A lone
\`threatspec.yaml\` is read for its \`project\`, \`paths\` (with \`ignore\`) and \`imports\`. Unknown keys are errors with a
suggestion. The [JSON Schema](schema/threatloom-config.schema.json) is for editors.

Globs mean what they mean in a \`.gitignore\`, and are relative to the file they stand in.

| key | type | meaning |
|---|---|---|
${rows(configSchema(), "").join("\n")}
`;
  golden(join(ROOT, "docs/configuration.md"), text);
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
    const files: Record<string, string> = { threatspec: "model.threatspec", go: "store/store.go" };
    const ran: string[] = [];
    try {
      for (const { kind, body } of blocks) {
        const file = files[kind];
        if (file !== undefined) writeFiles(path, { [file]: body });
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
});
