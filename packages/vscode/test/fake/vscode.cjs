// A stand-in for the module `vscode`: what the extension itself uses is real enough to look at, and everything else that
// the language client touches answers with something harmless.
"use strict";
const { statSync } = require("node:fs");
const { basename, posix } = require("node:path");
const { fileURLToPath, pathToFileURL } = require("node:url");

class Disposable {
  constructor(run) {
    this.run = run;
  }
  static from(...all) {
    return new Disposable(() => all.forEach((one) => one.dispose()));
  }
  dispose() {
    this.run?.();
    this.run = undefined;
  }
}

class EventEmitter {
  constructor() {
    this.listeners = new Set();
    this.event = (listener, self) => {
      const bound = self === undefined ? listener : listener.bind(self);
      this.listeners.add(bound);
      return new Disposable(() => this.listeners.delete(bound));
    };
  }
  fire(value) {
    for (const listener of [...this.listeners]) listener(value);
  }
  dispose() {
    this.listeners.clear();
  }
}

class Uri {
  constructor(text) {
    this.text = text;
    const url = new URL(text);
    this.scheme = url.protocol.slice(0, -1);
    this.path = decodeURIComponent(url.pathname);
    this.query = url.search.slice(1);
    this.fragment = url.hash.slice(1);
    this.authority = url.host;
  }
  get fsPath() {
    return this.scheme === "file" ? fileURLToPath(this.text) : this.path;
  }
  static parse(text) {
    return new Uri(text);
  }
  static file(path) {
    return new Uri(pathToFileURL(path).href);
  }
  static joinPath(base, ...parts) {
    return Uri.file(posix.join(base.fsPath, ...parts));
  }
  toString() {
    return this.text;
  }
}

class Position {
  constructor(line, character) {
    Object.assign(this, { line, character });
  }
}
class Range {
  constructor(...at) {
    const [start, end] = at.length === 4 ? [new Position(at[0], at[1]), new Position(at[2], at[3])] : at;
    Object.assign(this, { start, end });
  }
}
class Location {
  constructor(uri, range) {
    Object.assign(this, { uri, range });
  }
}
class Selection extends Range {
  get isEmpty() {
    return this.start.line === this.end.line && this.start.character === this.end.character;
  }
}
class TextEdit {
  static replace(range, newText) {
    return Object.assign(new TextEdit(), { range, newText });
  }
}
class WorkspaceEdit {
  set(uri, edits) {
    Object.assign(this, { uri, edits });
  }
}
class TreeItem {
  constructor(label, collapsibleState) {
    Object.assign(this, { label, collapsibleState });
  }
}
class ThemeIcon {
  constructor(id, color) {
    Object.assign(this, { id, color });
  }
}
class ThemeColor {
  constructor(id) {
    this.id = id;
  }
}
class Diagnostic {
  constructor(range, message, severity) {
    Object.assign(this, { range, message, severity });
  }
}
class CancellationTokenSource {
  constructor() {
    this.token = { isCancellationRequested: false, onCancellationRequested: () => new Disposable() };
  }
  cancel() {}
  dispose() {}
}

/** Stands for whatever nobody looks at: a class, a function, a table of numbers. */
function anything() {
  const known = new Map();
  return new Proxy(function () {}, {
    get(target, key) {
      if (key === "prototype") return target.prototype;
      if (key === Symbol.toPrimitive) return () => 0;
      if (key === Symbol.iterator) return [][Symbol.iterator];
      if (typeof key === "symbol" || key === "then") return undefined;
      if (key === "dispose") return () => undefined;
      if (!known.has(key)) known.set(key, anything());
      return known.get(key);
    },
    apply: () => anything(),
  });
}

/** An object with some members, and anything else on top. */
function with_(members) {
  const rest = new Map();
  return new Proxy(members, {
    get(target, key) {
      if (key in target || typeof key === "symbol" || key === "then") return target[key];
      if (!rest.has(key)) rest.set(key, anything());
      return rest.get(key);
    },
  });
}

/** Makes the module for one folder and its settings; `seen` is what tests look at. */
exports.makeVscode = function ({ folder, settings }) {
  const seen = { messages: [], log: [], commands: new Map(), executed: [], panels: [], shown: [], diagnostics: {} };
  Object.assign(seen, { applied: [], formatters: [] });
  const events = Object.fromEntries(
    ["open", "change", "close", "editor", "configuration"].map((name) => [name, new EventEmitter()]),
  );
  const documents = [];
  const never = () => new Disposable();
  const say = (level) => (message) => {
    seen.messages.push(`${level}: ${message}`);
    return Promise.resolve(undefined);
  };
  const write = (level) => (message) => {
    seen.log.push(`${level}: ${message}`);
  };
  const log = {
    ...Object.fromEntries(["trace", "debug", "info", "warn", "error"].map((level) => [level, write(level)])),
    ...{ append: write("info"), appendLine: write("info"), show: () => seen.executed.push(["log.show"]) },
    ...{ dispose() {}, logLevel: 2, onDidChangeLogLevel: never, name: "Threatloom" },
  };
  const window = with_({
    activeTextEditor: undefined,
    visibleTextEditors: [],
    tabGroups: with_({ all: [], onDidChangeTabs: never }),
    createOutputChannel: () => log,
    createTreeView: (id, options) => {
      // An editor asks for what it shows: at once where the view is visible, else when it becomes visible.
      const { treeDataProvider: provider } = options;
      seen.tree = { id, provider, visible: true };
      provider.onDidChangeTreeData(() => seen.tree.visible && provider.getChildren());
      return { dispose() {} };
    },
    createStatusBarItem: () => (seen.bar = { show() {}, hide() {}, dispose() {} }),
    createWebviewPanel: (type, title, place, options) => {
      const received = new EventEmitter();
      const gone = new EventEmitter();
      const panel = {
        ...{ type, title, visible: true, options, posted: [], received, onDidDispose: gone.event },
        ...{ onDidChangeViewState: never, reveal() {}, dispose: () => gone.fire() },
        webview: {
          cspSource: "https://*.panel.example",
          html: "",
          asWebviewUri: (uri) => new Uri(`https://file.panel.example/${basename(uri.fsPath)}`),
          onDidReceiveMessage: received.event,
          postMessage: (message) => {
            panel.posted.push(message);
            return Promise.resolve(true);
          },
        },
      };
      seen.panels.push(panel);
      return panel;
    },
    onDidChangeActiveTextEditor: events.editor.event,
    onDidChangeVisibleTextEditors: never,
    setStatusBarMessage: say("status"),
    showErrorMessage: say("error"),
    showWarningMessage: say("warning"),
    showInformationMessage: say("information"),
    showTextDocument: (uri, { selection }) => {
      seen.shown.push({ uri: uri.toString(), line: selection.start.line });
      return Promise.resolve();
    },
  });
  const valueOf = (section) => (key, otherwise) => {
    const name = [section, key].filter(Boolean).join(".");
    if (name in settings) return settings[name];
    const below = Object.entries(settings).filter(([one]) => one.startsWith(`${name}.`));
    if (below.length === 0) return otherwise;
    return Object.fromEntries(below.map(([one, value]) => [one.slice(name.length + 1), value]));
  };
  const workspace = with_({
    textDocuments: documents,
    notebookDocuments: [],
    workspaceFolders: [{ uri: Uri.file(folder), name: "project", index: 0 }],
    isTrusted: true,
    applyEdit: async ({ uri, edits }) => {
      for (const { range, newText } of edits)
        seen.applied.push([basename(uri.fsPath), range.start.line, range.end.line, newText]);
      return true;
    },
    fs: {
      stat: async (uri) => statSync(uri.fsPath),
      isWritableFileSystem: () => true,
    },
    getConfiguration: (section) => ({ get: valueOf(section), inspect: () => undefined, has: () => false }),
    getWorkspaceFolder: () => workspace.workspaceFolders[0],
    onDidOpenTextDocument: events.open.event,
    onDidChangeTextDocument: events.change.event,
    onDidCloseTextDocument: events.close.event,
    onDidChangeConfiguration: events.configuration.event,
    ...Object.fromEntries(
      ["onDidSaveTextDocument", "onWillSaveTextDocument", "onDidChangeWorkspaceFolders"].map((name) => [name, never]),
    ),
  });
  const commands = {
    registerCommand: (id, run) => {
      seen.commands.set(id, run);
      return new Disposable(() => seen.commands.delete(id));
    },
    executeCommand: async (id, ...given) => {
      seen.executed.push([id, ...given]);
      return seen.commands.get(id)?.(...given);
    },
  };
  const languages = with_({
    match: (selector, document) => (document.languageId === "typescript" ? 10 : 0),
    registerDocumentFormattingEditProvider: (selector) => {
      seen.formatters.push(selector.map(({ language }) => language));
      return new Disposable();
    },
    createDiagnosticCollection: () => ({
      set: (uri, list) => {
        seen.diagnostics[uri.toString()] = (list ?? []).map(({ message }) => message);
      },
      delete: (uri) => delete seen.diagnostics[uri.toString()],
      ...{ clear() {}, dispose() {}, forEach() {}, has: () => false, get: () => [] },
    }),
  });
  const api = with_({
    ...{ Disposable, EventEmitter, Uri, Position, Range, Location, TreeItem, ThemeIcon, ThemeColor, Diagnostic },
    ...{ Selection, TextEdit, WorkspaceEdit },
    ...{ CancellationTokenSource, window, workspace, commands, languages, version: "1.100.0" },
    TreeItemCollapsibleState: { None: 0, Collapsed: 1, Expanded: 2 },
    ViewColumn: { Beside: -2 },
    StatusBarAlignment: { Left: 1, Right: 2 },
    LogLevel: { Off: 0, Trace: 1, Debug: 2, Info: 3, Warning: 4, Error: 5 },
    env: with_({ appName: "Stand-in", language: "en", clipboard: {} }),
  });
  return { api, seen, events, documents };
};
