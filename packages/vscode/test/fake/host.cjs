// Runs the bundled extension with the stand-in for `vscode`, in a process of its own, and does what tests send.
"use strict";
const Module = require("node:module");
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const { makeVscode } = require("./vscode.cjs");

const [, , extension, options] = process.argv;
const { folder, settings, platform } = JSON.parse(options);
if (platform !== undefined) Object.defineProperty(process, "platform", { value: platform });
const { api, seen, events, documents } = makeVscode({ folder, settings });
const load = Module._load;
Module._load = function (name, ...rest) {
  return name === "vscode" ? api : load.call(this, name, ...rest);
};
const manifest = JSON.parse(readFileSync(join(extension, "package.json"), "utf8"));
const main = require(join(extension, manifest.main));
const context = {
  subscriptions: [],
  extensionUri: api.Uri.file(extension),
  extension: { id: `${manifest.publisher}.${manifest.name}` },
};

/** The tree as it is shown. */
async function shownTree(node) {
  const { provider, visible } = seen.tree;
  if (!visible) return [];
  const children = await provider.getChildren(node);
  return Promise.all(
    children.map(async (child) => ({ ...(await provider.getTreeItem(child)), children: await shownTree(child) })),
  );
}

const doing = {
  activate: () => main.activate(context),
  deactivate: async () => {
    await main.deactivate();
    for (const one of context.subscriptions) one.dispose();
  },
  tree: () => shownTree(),
  reveal: ([visible]) => {
    seen.tree.visible = visible;
  },
  select: (selections) => {
    api.window.activeTextEditor.selections = selections.map((at) => new api.Selection(...at));
  },
  run: ([id, ...given]) => api.commands.executeCommand(id, ...given),
  /** Somebody types while a command runs. */
  runLate: ([id]) => {
    const running = api.commands.executeCommand(id);
    api.window.activeTextEditor.document.version++;
    return running;
  },
  edit: ([path]) => {
    const file = join(folder, path);
    const uri = api.Uri.file(file);
    const text = readFileSync(file, "utf8");
    const document = { uri, languageId: "typescript", version: 1, getText: () => text, isClosed: false };
    documents.push(document);
    events.open.fire(document);
    api.window.activeTextEditor = { document, selections: [new api.Selection(0, 0, 0, 0)] };
    events.editor.fire(api.window.activeTextEditor);
  },
  set: ([name, value]) => {
    settings[name] = value;
    events.configuration.fire({ affectsConfiguration: (section) => name.startsWith(section) });
  },
  page: ([message]) => seen.panels.at(-1).received.fire(message),
  seen: () => ({
    ...{ messages: seen.messages, log: seen.log, executed: seen.executed, shown: seen.shown, bar: seen.bar },
    ...{ applied: seen.applied, formatters: seen.formatters },
    ...{ diagnostics: seen.diagnostics, commands: [...seen.commands.keys()].sort() },
    panels: seen.panels.map(({ webview, options, posted, title }) => ({ html: webview.html, options, posted, title })),
  }),
};

process.on("message", ({ id, name, given }) => {
  Promise.resolve()
    .then(() => doing[name](given))
    .then(
      (value) => process.send({ id, value: value === undefined ? null : JSON.parse(JSON.stringify(value) ?? "null") }),
      (error) => process.send({ id, error: String(error?.stack ?? error) }),
    );
});
process.on("disconnect", () => process.exit(0));
