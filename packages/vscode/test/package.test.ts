import { execFileSync, spawn } from "node:child_process";
import { cpSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { beforeAll, expect, test } from "@jest/globals";
import { folderFor, packExtension, readPackage, unpack, type Entry } from "./vsix.js";

const repository = join(import.meta.dirname, "../../..");
const home = join(repository, "packages/vscode");
let file = "";
let entries: Entry[] = [];
let extension = "";
beforeAll(async () => {
  file = packExtension();
  entries = await readPackage(file);
  extension = await unpack(file);
});

/** Every platform that is packed, and what its libraries are made for. */
const PLATFORMS = ["darwin-arm64", "darwin-x64", "linux-x64", "win32-arm64", "win32-x64"];
const PARSERS = ["tree-sitter", "tree-sitter-go", "tree-sitter-typescript"];

const server = "extension/server";
const modules = `${server}/node_modules`;

/** Files in the package, besides the chunks of the command. */
const EXPECTED = [
  "[Content_Types].xml",
  "extension.vsixmanifest",
  "extension/LICENSE.txt",
  "extension/dist/extension.cjs",
  ...["diagram.css", "diagram.js", "icon.png", "language-configuration.json", "threatloom.svg"].map(
    (name) => `extension/media/${name}`,
  ),
  "extension/package.json",
  "extension/readme.md",
  ...["lsp.js", "package.json", "start.mjs", "threatloom.js", "worker.js"].map((name) => `${server}/${name}`),
  ...["LICENSE", "dist/index.js", "package.json"].map((name) => `${modules}/@hpcc-js/wasm-graphviz/${name}`),
  ...["LICENSE", "index.js", "node-gyp-build.js", "package.json"].map((name) => `${modules}/node-gyp-build/${name}`),
  ...["LICENSE", "index.js", "package.json"].map((name) => `${modules}/tree-sitter/${name}`),
  ...["LICENSE", "bindings/node/index.js", "package.json", "src/node-types.json"].map(
    (name) => `${modules}/tree-sitter-go/${name}`,
  ),
  ...[
    "LICENSE",
    "bindings/node/index.js",
    "package.json",
    "tsx/src/node-types.json",
    "typescript/src/node-types.json",
  ].map((name) => `${modules}/tree-sitter-typescript/${name}`),
  ...PLATFORMS.flatMap((platform) => PARSERS.map((name) => `${modules}/${name}/prebuilds/${platform}/${name}.node`)),
  ...["LICENSE", "index.js", "package.json"].map((name) => `${modules}/yaml/${name}`),
  ...["block-comments", "gal", "line-comments", "threatspec"].map(
    (name) => `extension/syntaxes/${name}.tmLanguage.json`,
  ),
  ...["diagram", "project", "tree", "write"].map((name) => `extension/walkthrough/${name}.md`),
].sort();

test("the package holds what it needs and nothing else", () => {
  const names = entries.map(({ name }) => name);
  const isChunk = (name: string): boolean => /^extension\/server\/chunk-[0-9A-Z]+\.js$/.test(name);
  expect(names.filter((name) => !isChunk(name)).sort()).toEqual(EXPECTED);
  expect(names.filter(isChunk).length).toBeGreaterThan(50);
  const size = entries.reduce((sum, { bytes }) => sum + bytes.length, 0);
  expect(size).toBeLessThan(32_000_000);
  expect(readFileSync(file).length).toBeLessThan(8_000_000);
  const leaking = entries.filter(({ bytes }) => bytes.includes(repository) || bytes.includes("sourceMappingURL=data:"));
  expect(leaking.map(({ name }) => name)).toEqual([]);
});

test("the same tree gives the same bytes", () => {
  expect(readFileSync(packExtension()).equals(readFileSync(file))).toBe(true);
});

test("every native library is made for the platform that its folder names", () => {
  const machines: Record<string, (bytes: Buffer) => boolean> = {
    "darwin-arm64": (bytes) => bytes.readUInt32LE(4) === 0x0100000c,
    "darwin-x64": (bytes) => bytes.readUInt32LE(4) === 0x01000007,
    "linux-x64": (bytes) => bytes.readUInt16LE(18) === 62,
    "win32-arm64": (bytes) => bytes.readUInt16LE(bytes.readUInt32LE(0x3c) + 4) === 0xaa64,
    "win32-x64": (bytes) => bytes.readUInt16LE(bytes.readUInt32LE(0x3c) + 4) === 0x8664,
  };
  for (const { name, bytes } of entries) {
    const platform = /prebuilds\/([^/]+)\//.exec(name)?.[1];
    if (platform !== undefined) expect({ name, fits: machines[platform]!(bytes) }).toEqual({ name, fits: true });
  }
});

/** The parts of the extension's package.json that name files and each other. */
interface Manifest {
  main: string;
  icon: string;
  version: string;
  engines: Record<string, string>;
  contributes: {
    languages: { id: string; configuration: string }[];
    grammars: { path: string; scopeName: string; language?: string; injectTo?: string[] }[];
    viewsContainers: { activitybar: { id: string; icon: string }[] };
    views: Record<string, { id: string; icon: string }[]>;
    viewsWelcome: { view: string; contents: string }[];
    commands: { command: string; title: string }[];
    menus: Record<string, { command: string; when: string }[]>;
    configuration: {
      properties: Record<string, { default?: unknown; markdownDescription?: string; enum?: unknown[] }>;
    };
    walkthroughs: { id: string; steps: { description: string; media: { markdown: string } }[] }[];
  };
}

test("everything that the package.json names is there", () => {
  const manifest = JSON.parse(readFileSync(join(extension, "package.json"), "utf8")) as Manifest;
  const { languages, grammars, viewsContainers, views, viewsWelcome, commands, menus, configuration, walkthroughs } =
    manifest.contributes;
  const files = [
    manifest.main,
    manifest.icon,
    ...languages.map(({ configuration: path }) => path),
    ...grammars.map(({ path }) => path),
    ...viewsContainers.activitybar.map(({ icon }) => icon),
    ...Object.values(views).flatMap((list) => list.map(({ icon }) => icon)),
    ...walkthroughs.flatMap(({ steps }) => steps.map(({ media }) => media.markdown)),
  ];
  expect(files.filter((path) => !existsSync(join(extension, path)))).toEqual([]);
  for (const { path, scopeName } of grammars)
    expect(JSON.parse(readFileSync(join(extension, path), "utf8"))).toMatchObject({ scopeName });
  expect(grammars.flatMap(({ language = [] }) => language)).toEqual(languages.map(({ id }) => id));
  expect(Object.keys(views)).toEqual(viewsContainers.activitybar.map(({ id }) => id));
  const viewIds = Object.values(views).flatMap((list) => list.map(({ id }) => id));
  expect(viewsWelcome.filter(({ view }) => !viewIds.includes(view))).toEqual([]);

  const bundle = readFileSync(join(extension, manifest.main), "utf8");
  const known = [...commands.map(({ command }) => command), ...viewIds.map((id) => `${id}.focus`)];
  const texts = [
    ...viewsWelcome.map(({ contents }) => contents),
    ...walkthroughs.flatMap(({ steps }) => steps.map(({ description }) => description)),
  ];
  const linked = texts.flatMap((text) => [...text.matchAll(/command:([\w.]+)/g)].map(([, id]) => id!));
  expect(
    [
      ...linked,
      ...Object.values(menus)
        .flat()
        .map(({ command }) => command),
    ].filter((id) => !known.includes(id)),
  ).toEqual([]);
  expect(commands.filter(({ command }) => !bundle.includes(`"${command}"`))).toEqual([]);
  const settings = Object.entries(configuration.properties);
  for (const [name, { default: value, markdownDescription, enum: values }] of settings) {
    expect(name).toMatch(/^threatloom\.[a-z.]+/);
    expect(markdownDescription).toMatch(/^[A-Z].*\.$/s);
    expect(value).toBeDefined();
    if (values !== undefined) expect(values).toContain(value);
  }
  expect(manifest.engines).toEqual({ vscode: "^1.100.0" });
  expect(manifest).not.toHaveProperty("dependencies");
});

test("the setting that names a program counts for the machine alone", () => {
  const { contributes } = JSON.parse(readFileSync(join(home, "package.json"), "utf8")) as Manifest;
  expect(contributes.configuration.properties["threatloom.server.path"]).toMatchObject({ scope: "machine" });
});

test("the command that formats is offered where annotations are read", () => {
  const { contributes } = JSON.parse(readFileSync(join(home, "package.json"), "utf8")) as Manifest;
  const [offered] = contributes.menus["commandPalette"]!;
  expect(offered!.command).toBe("threatloom.formatAnnotations");
  const pattern = new RegExp(/editorLangId =~ \/(\S+)\//.exec(offered!.when)![1]!);
  const own = contributes.languages.map(({ id }) => id);
  const ids = [...own, "go", "javascript", "javascriptreact", "typescript", "typescriptreact"];
  expect(ids.filter((id) => !pattern.test(id))).toEqual([]);
  expect(["markdown", "yaml", "gomod", "threatloom"].filter((id) => pattern.test(id))).toEqual([]);
});

/** Runs the command of the package. */
function run(folder: string, ...args: string[]): string {
  return execFileSync(process.execPath, [join(extension, "server/threatloom.js"), ...args], {
    cwd: folder,
    encoding: "utf8",
  });
}

test("the packed command works with nothing but the package", () => {
  const folder = join(folderFor("project"), "shop");
  cpSync(join(repository, "fixtures/projects/shop-ts"), folder, { recursive: true });
  expect(run(folder, "--version").trim()).toBe("0.1.0");
  const scanned = JSON.parse(run(folder, "scan", "--format", "json", "--no-cache")) as { annotations: unknown[] };
  expect(scanned.annotations.length).toBeGreaterThan(50);
  expect(run(folder, "dfd", "--no-cache")).toContain("<svg");
  const go = join(folderFor("project"), "wiki");
  cpSync(join(repository, "fixtures/projects/wiki-go"), go, { recursive: true });
  expect(run(go, "coverage", "--no-cache")).toMatch(/\d/);
});

/** A message as the protocol frames it. */
function framed(message: object): string {
  const body = JSON.stringify({ jsonrpc: "2.0", ...message });
  return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

test("the packed server shakes hands, whatever options the editor adds", async () => {
  const folder = folderFor("project");
  const args = [join(extension, "server/start.mjs"), "lsp", "--stdio", `--clientProcessId=${process.pid}`];
  const child = spawn(process.execPath, args, { stdio: ["pipe", "pipe", "pipe"], cwd: folder });
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  let [said, complained] = ["", ""];
  child.stderr.setEncoding("utf8").on("data", (part: string) => (complained += part));
  const answered = (id: number) =>
    new Promise<void>((resolve) => {
      const look = (): void => {
        if (said.includes(`"id":${id},`)) resolve();
      };
      child.stdout.on("data", look);
      look();
    });
  child.stdout.setEncoding("utf8").on("data", (part: string) => (said += part));
  const workspaceFolders = [{ uri: pathToFileURL(folder).href, name: "project" }];
  const params = { processId: process.pid, capabilities: {}, workspaceFolders };
  child.stdin.write(framed({ id: 1, method: "initialize", params }));
  await answered(1);
  expect(said).toContain('"serverInfo":{"name":"threatloom","version":"0.1.0"}');
  expect(said).toContain('"textDocumentSync":');
  child.stdin.write(framed({ method: "initialized", params: {} }) + framed({ id: 2, method: "shutdown" }));
  await answered(2);
  child.stdin.write(framed({ method: "exit" }));
  expect(await ended).toBe(0);
  expect(complained).toBe("");
});
