import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { describe, expect, test } from "@jest/globals";
import { projectOf, startClient } from "./client.js";
import { blocks, shell } from "./editors.js";

const folder = join(dirname(fileURLToPath(import.meta.url)), "../../../docs/editors");
const fences = /^```(\w+)$/gm;

type Value = string | string[];

/** As much TOML as the guides need: tables, lists of tables, and keys with a text or a list of texts in one line. */
function toml(text: string): Record<string, Record<string, Value>[]> {
  const tables: Record<string, Record<string, Value>[]> = { "": [{}] };
  let current = tables[""]![0]!;
  for (const line of text.split("\n").filter((one) => one.trim() !== "")) {
    const name = /^\[{1,2}([\w.-]+)\]{1,2}$/.exec(line)?.[1];
    const [, key, value] = /^([\w-]+) = ("[^"]*"|\[.*\]|\d+)$/.exec(line) ?? [];
    if (name !== undefined) (tables[name] ??= []).push((current = {}));
    else if (key !== undefined) current[key] = JSON.parse(value!) as Value;
    else throw new Error(`no TOML: ${line}`);
  }
  return tables;
}

/** How an editor starts the server and greets it: `as` says what it sends, as far as its documentation or code says so. */
interface Editor {
  command: () => readonly string[];
  languageId: string;
  as: (root: string) => Record<string, unknown>;
}

const uri = (root: string): string => pathToFileURL(root).href;
const named = (root: string): object[] => [{ uri: uri(root), name: "project" }];

const editors: Record<string, Editor> = {
  helix: {
    command: () => {
      const server = toml(blocks("helix", "toml")[0]!)["language-server.threatloom"]![0]!;
      return [server["command"] as string, ...(server["args"] as string[])];
    },
    languageId: "typescript",
    as: (root) => ({
      clientInfo: { name: "helix", version: "25.07" },
      rootPath: root,
      rootUri: uri(root),
      workspaceFolders: named(root),
      initializationOptions: null,
      capabilities: {
        general: { positionEncodings: ["utf-8", "utf-32", "utf-16"] },
        workspace: {
          configuration: false,
          didChangeWatchedFiles: { dynamicRegistration: true },
          workspaceFolders: true,
        },
      },
    }),
  },
  zed: {
    command: () => {
      const [code] = blocks("zed", "rust");
      const program = /worktree\.which\("([\w-]+)"\)/.exec(code!)![1]!;
      const args = /vec!\[(.*)\]/.exec(code!)![1]!;
      return [program, ...[...args.matchAll(/"([^"]+)"/g)].map(([, arg]) => arg!)];
    },
    languageId: "typescript",
    as: (root) => ({
      clientInfo: { name: "Zed" },
      rootUri: uri(root),
      workspaceFolders: named(root),
      capabilities: {
        general: { positionEncodings: ["utf-16"] },
        workspace: {
          configuration: true,
          workspaceFolders: true,
          didChangeWatchedFiles: { dynamicRegistration: true },
        },
      },
    }),
  },
  jetbrains: {
    command: () => {
      const { programArgs } = JSON.parse(blocks("jetbrains", "json")[0]!) as { programArgs: { default: string } };
      const [, inner] = /^sh -c "(.*)"$/.exec(programArgs.default)!;
      return ["sh", "-c", inner!];
    },
    languageId: "typescript",
    as: (root) => ({
      clientInfo: { name: "IntelliJ IDEA" },
      rootPath: root,
      rootUri: uri(root),
      workspaceFolders: named(root),
      capabilities: { workspace: { configuration: true, workspaceFolders: true } },
    }),
  },
  sublime: {
    command: () => sublime().command,
    languageId: "typescript",
    as: (root) => ({
      clientInfo: { name: "Sublime Text LSP" },
      rootPath: root,
      rootUri: uri(root),
      workspaceFolders: named(root),
      initializationOptions: {},
      capabilities: { workspace: { configuration: true, workspaceFolders: true, didChangeConfiguration: {} } },
    }),
  },
};

interface Sublime {
  enabled: boolean;
  command: string[];
  selector: string;
}

function sublime(): Sublime {
  const { clients } = JSON.parse(blocks("sublime", "json")[0]!) as { clients: { threatloom: Sublime } };
  return clients.threatloom;
}

describe("the configurations", () => {
  test("every block is of a kind that a test reads or runs", () => {
    const own = readdirSync(folder).filter((file) => file !== "vscode.md");
    const kinds = own.flatMap((file) =>
      [...readFileSync(join(folder, file), "utf8").matchAll(fences)].map(([, kind]) => `${file} ${kind}`),
    );
    expect(kinds.sort()).toEqual([
      ...["README.md sh", "emacs.md elisp", "helix.md toml", "jetbrains.md json", "neovim.md lua", "neovim.md lua"],
      ...["sublime.md json", "zed.md json", "zed.md rust", "zed.md toml", "zed.md toml"],
    ]);
  });

  test("every command runs", () => {
    const [check] = blocks("README", "sh");
    const { status, stdout } = spawnSync("sh", ["-ec", check!], { encoding: "utf8", env: shell() });
    expect([status, stdout]).toEqual([0, expect.stringMatching(/^\d+\.\d+\.\d+/)]);
  });

  test("Helix: every language starts the server, with keys that Helix knows", () => {
    const { language, ...others } = toml(blocks("helix", "toml")[0]!);
    expect(Object.keys(others)).toEqual(["", "language-server.threatloom"]);
    expect(Object.keys(others["language-server.threatloom"]![0]!)).toEqual(["command", "args"]);
    for (const one of language!) {
      expect(["name", "scope", "file-types", "language-servers"]).toEqual(expect.arrayContaining(Object.keys(one)));
      expect(one["language-servers"]).toContain("threatloom");
    }
    expect(language!.map(({ name }) => name)).toEqual(["go", "typescript", "tsx", "javascript", "jsx", "threatspec"]);
  });

  test("Zed: the extension is of one name throughout", () => {
    const [extension, cargo] = blocks("zed", "toml").map(toml);
    expect(extension![""]![0]).toMatchObject({ id: "threatloom", schema_version: 1 });
    expect(extension!["language_servers.threatloom"]![0]!["languages"]).toContain("TypeScript");
    expect(cargo!["lib"]![0]!["crate-type"]).toEqual(["cdylib"]);
    const { languages, lsp } = JSON.parse(blocks("zed", "json")[0]!) as {
      lsp: object;
      languages: Record<string, { language_servers: string[] }>;
    };
    for (const { language_servers } of Object.values(languages))
      expect(language_servers).toEqual(["threatloom", "..."]);
    expect(lsp).toEqual({ threatloom: { initialization_options: { formatting: false } } });
  });

  test("JetBrains and Sublime Text: the fields are those of the documentation", () => {
    const template = JSON.parse(blocks("jetbrains", "json")[0]!) as { fileTypeMappings: object[] };
    expect(Object.keys(template)).toEqual(["id", "name", "programArgs", "fileTypeMappings"]);
    for (const mapping of template.fileTypeMappings) expect(Object.keys(mapping)).toEqual(["fileType", "languageId"]);
    expect(sublime()).toEqual({
      enabled: true,
      command: ["threatloom", "lsp", "--stdio"],
      selector: expect.stringContaining("source.go | source.ts"),
    });
  });
});

test.each(Object.entries(editors))("%s: its greeting and its command lead to diagnostics", async (_, editor) => {
  const root = projectOf({ "model.threatspec": "@threat SQL injection (#sqli)\n@component Shop:Till (#till)\n" });
  const [command, ...args] = editor.command();
  const client = await startClient(root, {
    run: { command: command!, args, env: shell() },
    initialize: editor.as(root),
  });
  client.connection.onRequest("workspace/configuration", ({ items }: { items: object[] }) => items.map(() => null));
  client.connection.onRequest("client/registerCapability", () => null);
  await client.open("a.ts", "// @exposes #till to #sqlj with raw queries\nexport function pay(): void {}\n");
  const [found] = await client.until("a.ts", (list) => list.length > 0);
  expect(found!.message).toBe("no threat has the id #sqlj. Did you mean #sqli?");
  expect(await client.stop()).toBe(0);
  expect(client.errors).toEqual([]);
});
