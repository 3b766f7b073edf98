import { renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "@jest/globals";
import { folderFor, packExtension, startHost, unpack, type Host } from "./vsix.js";

const hostile = join(import.meta.dirname, "fake/server.mjs");
let file = "";
let extension = "";
beforeAll(async () => {
  file = packExtension();
  extension = await unpack(file);
});

interface Item {
  label: string;
  description: string;
  tooltip: string;
  iconPath: { id: string; color?: { id: string } };
  command?: { command: string; arguments: unknown[] };
  accessibilityInformation: { label: string };
  children: Item[];
}
interface Seen {
  messages: string[];
  log: string[];
  executed: unknown[][];
  shown: { uri: string; line: number }[];
  bar: { text: string; tooltip: string; command: string };
  diagnostics: Record<string, string[]>;
  commands: string[];
  applied: [file: string, start: number, end: number, text: string][];
  formatters: string[][];
  panels: {
    html: string;
    options: Record<string, unknown>;
    posted: { title: string; picture: string; note: string }[];
  }[];
}

/** Starts the extension and waits until its server runs, or does not. */
async function activate(host: Host): Promise<Seen> {
  await host.do("activate");
  return host.until<Seen>("seen", ({ executed }) =>
    executed.some(([id, , state]) => id === "setContext" && (state === "ready" || state === "failed")),
  );
}

/** A project with a few files, and the extension running in it with a server that says hostile things. */
async function withHostileServer(settings: Record<string, unknown> = {}) {
  const folder = folderFor("project");
  for (const name of ["a.ts", "b.ts", "empty.ts"]) writeFileSync(join(folder, name), "export {};\n");
  const host = startHost(extension, { folder, settings: { "threatloom.server.path": hostile, ...settings } });
  if (settings["threatloom.enabled"] === false) await host.do("activate");
  else await activate(host);
  return { folder, host };
}

test("the tree shows every text literally, and every status by a shape of its own", async () => {
  const { folder, host } = await withHostileServer();
  const [first, second] = await host.until<Item[]>("tree", (items) => items.length > 0);
  expect(first!.label).toBe("<img src=x onerror=alert(1)> $\u200b(trash) [x](command:y)");
  expect(first!.accessibilityInformation.label).toContain("exposed, process");
  expect(second!.iconPath.id).toBe("circle-large-outline");
  const looks = first!.children.map(({ iconPath }) => [iconPath.id, iconPath.color?.id]);
  expect(looks).toEqual([
    ["error", "charts.red"],
    ["warning", "charts.orange"],
    ["circle-slash", "disabledForeground"],
    ["arrow-circle-right", "charts.blue"],
    ["pass", "charts.green"],
    ["circle-large-outline", undefined],
  ]);
  expect(first!.children[4]).toMatchObject({ description: "tested", tooltip: "t5\nmitigated\ntested" });
  const { command, arguments: given } = first!.command!;
  await host.do("run", command, ...given);
  const [claim] = first!.children[0]!.children;
  await host.do("run", claim!.command!.command, ...claim!.command!.arguments);
  await host.do("run", "threatloom.refresh");
  const seen = await host.until<Seen>("seen", ({ bar }) => bar.text.endsWith("2"));
  expect(seen.shown).toEqual([{ uri: `file://${folder}/a.ts`, line: 4 }]);
  expect(seen.bar).toMatchObject({
    text: "$(shield) 2",
    tooltip: "Threatloom: 2 open threats",
    command: "threatloom.tree.focus",
  });
  expect(seen.messages).toEqual([]);
});

test("the diagram is an inert picture, in a page that runs its own script alone, and follows the file", async () => {
  const { host } = await withHostileServer();
  await host.do("edit", "a.ts");
  await host.do("run", "threatloom.showDiagram");
  await host.do("page", "ready");
  const posted = async (count: number) => {
    const { panels } = await host.until<Seen>("seen", ({ panels: [panel] }) => (panel?.posted.length ?? 0) >= count);
    return panels[0]!;
  };
  const { html: page, options, posted: messages } = await posted(1);
  const html = page.replaceAll("&#39;", "'");
  const nonce = /script-src 'nonce-([\w-]{32})'/.exec(html)![1]!;
  expect(/content="([^"]*)"/.exec(html.slice(html.indexOf("Content-Security-Policy")))![1]).toBe(
    "default-src 'none'; img-src data:; style-src https://*.panel.example; " +
      `script-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'`,
  );
  expect(html.match(/<script/g)).toHaveLength(1);
  expect(html).toContain(`<script nonce="${nonce}" src="https://file.panel.example/diagram.js"></script>`);
  expect(html).not.toMatch(/\son\w+=|style=|alert|unsafe/);
  expect(html).toMatch(/<html lang="en">[^]*aria-label="Zoom in"[^]*role="status"/);
  expect(options).toMatchObject({ enableScripts: true, enableForms: false, enableCommandUris: false });
  expect(options["localResourceRoots"]).toHaveLength(1);
  const last = messages.at(-1)!;
  expect(last.title).toBe("<b>a.ts</b>");
  expect(last.picture).toMatch(/^data:image\/svg\+xml;base64,[A-Za-z0-9+/=]+$/);

  await host.do("edit", "b.ts");
  const shows = (title: string, note = "") =>
    host.until<Seen>("seen", ({ panels: [panel] }) => {
      const now = panel!.posted.at(-1)!;
      return now.title === title && now.note.includes(note);
    });
  await shows("<b>b.ts</b>");
  await host.do("edit", "empty.ts");
  await shows("", "No annotation speaks of a component here.");
  await host.do("run", "threatloom.showProjectDiagram");
  await shows("<b>project</b>");
  await host.do("edit", "a.ts");
  await host.do("run", "threatloom.refresh");
  await shows("<b>project</b>");
});

test("a tree that nobody sees is not asked for, and the status bar counts all the same", async () => {
  const { host } = await withHostileServer();
  const asked = async (times: number) =>
    host.until<Item[]>("tree", (items) => items.at(-1)?.description === `asked ${times}`);
  await asked(1);
  await host.do("reveal", false);
  await host.do("edit", "a.ts");
  const { bar } = await host.until<Seen>("seen", ({ bar: { text } }) => text === "$(shield) 2");
  expect(bar.command).toBe("threatloom.tree.focus");
  await host.do("run", "threatloom.refresh");
  await host.do("run", "threatloom.refresh");
  await host.do("reveal", true);
  await asked(2);
});

test("annotations are formatted by a command, and no formatter is announced but for model files", async () => {
  const { host } = await withHostileServer();
  const format = async (): Promise<Seen> => {
    await host.do("run", "threatloom.formatAnnotations");
    return host.do<Seen>("seen");
  };
  const { applied: nothing, formatters } = await format();
  expect([nothing, formatters]).toEqual([[], [["threatloom-gal", "threatloom-threatspec"]]]);
  await host.do("edit", "a.ts");
  const all = [
    ["a.ts", 0, 0, "formatting false"],
    ["a.ts", 7, 7, "formatting false"],
  ];
  expect((await format()).applied).toEqual(all);
  // A cursor, the same line twice, and lines of which the last is only reached.
  await host.do("select", [0, 4, 0, 4], [2, 1, 2, 3], [2, 5, 2, 6], [4, 0, 6, 0]);
  const some = [...all, ["a.ts", 2, 2, "2 to 2"], ["a.ts", 4, 4, "4 to 5"]];
  expect((await format()).applied).toEqual(some);

  await host.do("edit", "empty.ts");
  expect((await format()).messages).toEqual(["status: Threatloom: no annotation to format"]);
  await host.do("edit", "b.ts");
  await host.do("runLate", "threatloom.formatAnnotations");
  const { messages, applied } = await host.do<Seen>("seen");
  expect(messages.at(-1)).toMatch(/^information: Nothing was formatted: the text changed meanwhile/);
  expect(applied).toEqual(some);
  await host.do("set", "threatloom.enabled", false);
  expect((await format()).messages.at(-1)).toMatch(/^information: Threatloom's server is not running/);
});

test("it says goodbye to its server and leaves nothing behind", async () => {
  const { host } = await withHostileServer();
  const { commands } = await host.do<Seen>("seen");
  expect(commands).toEqual([
    "threatloom.formatAnnotations",
    "threatloom.open",
    "threatloom.openWalkthrough",
    "threatloom.refresh",
    "threatloom.restart",
    "threatloom.showDiagram",
    "threatloom.showLog",
    "threatloom.showPlaces",
    "threatloom.showProjectDiagram",
  ]);
  await host.do("run", "threatloom.openWalkthrough");
  await host.do("run", "threatloom.showPlaces", "file:///x/a.ts", { line: 1, character: 2 }, [
    null,
    { uri: "command:evil" },
  ]);
  await host.do("run", "threatloom.showPlaces", "command:evil");
  const { executed } = await host.do<Seen>("seen");
  expect(executed).toContainEqual([
    "workbench.action.openWalkthrough",
    "threatloom.threatloom-vscode#threatloom.start",
  ]);
  expect(executed.filter(([id]) => id === "editor.action.showReferences")).toHaveLength(1);
  expect(executed).toContainEqual(["setContext", "threatloom.state", "ready"]);
  await host.do("deactivate");
  expect((await host.do<Seen>("seen")).commands).toEqual([]);
});

test("it restarts where a setting asks for it, and stays off where it is switched off", async () => {
  const { host } = await withHostileServer({ "threatloom.enabled": false });
  const states = async () =>
    (await host.do<Seen>("seen")).executed.filter(([id]) => id === "setContext").map(([, , state]) => state);
  expect(await states()).not.toContain("ready");
  await host.do("set", "threatloom.enabled", true);
  await host.until<Item[]>("tree", (items) => items.length > 0);
  expect((await states()).at(-1)).toBe("ready");
  await host.do("set", "threatloom.enabled", false);
  await host.until<Item[]>("tree", (items) => items.length === 0);
  expect((await states()).at(-1)).toBe("off");
});

test("where it has no parsers, it says so once and does nothing worse", async () => {
  const folder = folderFor("project");
  const host = startHost(extension, { folder, platform: "plan9" });
  const seen = await activate(host);
  expect(seen.messages).toEqual([
    expect.stringMatching(
      /^error: Threatloom brings no parsers for plan9-\w+, .*Set `threatloom\.server\.path`.*Colours work/,
    ),
  ]);
  expect(seen.bar.text).toBe("$(warning) Threatloom");
  expect(await host.do("tree")).toEqual([]);
  await host.do("run", "threatloom.showDiagram");
  const { panels } = await host.until<Seen>("seen", ({ panels: [panel] }) => (panel?.posted.length ?? 0) > 0);
  expect(panels[0]!.posted[0]!.note).toBe("The server is not running, so there is no diagram.");
  await host.do("deactivate");
});

test("where the parsers do not load, it says so once", async () => {
  const own = await unpack(file);
  const go = join(own, "server/node_modules/tree-sitter-go");
  renameSync(join(go, "prebuilds"), join(go, "elsewhere"));
  const host = startHost(own, { folder: folderFor("project") });
  const { messages, log } = await activate(host);
  expect(messages).toEqual([expect.stringMatching(/^error: Threatloom's parsers do not load on this machine/)]);
  expect(log.join("\n")).toContain("tree-sitter-go");
});

test("where the command of the setting is none, it says so once", async () => {
  const path = join(folderFor("nothing"), "threatloom");
  const host = startHost(extension, { folder: folderFor("project"), settings: { "threatloom.server.path": path } });
  const { messages } = await activate(host);
  expect(messages).toEqual([
    expect.stringMatching(/^error: The command that `threatloom\.server\.path` names did not start/),
  ]);
});

test("the packed server tells what is wrong in a file, and fills the tree and the diagram", async () => {
  const folder = folderFor("project");
  const lines = [
    "// @exposes Shop:Till to #nothing [hgih]",
    "// @exposes Shop:Till to <b>theft</b> with an open drawer",
    "// @connects Shop:Till to Shop:Safe with coins",
    "export function a() {}",
    "// @mitigates   Shop:Safe against loss with a lock",
    "export function b() {}",
  ];
  writeFileSync(join(folder, "a.ts"), `${lines.join("\n")}\n`);
  const host = startHost(extension, { folder });
  await activate(host);
  await host.do("edit", "a.ts");
  const told = await host.until<Seen>("seen", ({ diagnostics: all }) => Object.keys(all).length > 0);
  expect(told.diagnostics[`file://${folder}/a.ts`]!.join("\n")).toContain("high");
  const items = await host.until<Item[]>("tree", (all) => all.length > 0);
  const till = items.find(({ label }) => label.includes("Till"))!;
  expect(till.iconPath.id).toBe("error");
  expect(till.children.map(({ label }) => label)).toEqual(["<b>theft</b>"]);
  await host.do("run", "threatloom.showDiagram");
  const { panels, messages } = await host.until<Seen>("seen", ({ panels: [panel] }) =>
    Boolean(panel?.posted.some(({ picture }) => picture !== "")),
  );
  const { picture } = panels[0]!.posted.at(-1)!;
  const svg = Buffer.from(picture.slice(picture.indexOf(",") + 1), "base64").toString("utf8");
  expect(svg).toMatch(/^<svg[^]*Till[^]*coins/);
  expect(svg).not.toMatch(/<script|<b>/);
  await host.do("run", "threatloom.formatAnnotations");
  const { applied } = await host.do<Seen>("seen");
  expect(applied.map(([, line]) => line)).toEqual([4]);
  expect(messages).toEqual([]);
  await host.do("deactivate");
});
