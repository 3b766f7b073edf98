import { showPlacesCommand } from "@threatloom/language-server";
import * as vscode from "vscode";
import { openBar } from "./bar.js";
import { formatAnnotations, formatModelFiles } from "./format.js";
import { openLink, type Link } from "./link.js";
import { paced } from "./pace.js";
import { openDiagramPanel, type DiagramPanel } from "./panel/panel.js";
import { openPlace, showPlaces } from "./places.js";
import { openTree } from "./tree.js";

/** Settings that only take effect in a new server. */
const RESTARTING = ["threatloom.enabled", "threatloom.server.path"];

/** The tree may be megabytes, and the model changes with every keystroke. In milliseconds. */
const PAUSE = 2000;

let running: Link | null = null;

/** Called by the editor when a file or command needs the extension. It does not wait for the server. */
export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel("Threatloom", { log: true });
  const link = openLink(context.extensionUri, log);
  const tree = openTree(link);
  const panel = openDiagramPanel(context.extensionUri, link);
  const bar = openBar(link);
  running = link;
  const look = (): void => {
    tree.refresh();
    void bar.refresh();
  };
  const refresh = (): void => {
    panel.refresh();
    look();
  };
  const pace = paced(PAUSE, look);
  context.subscriptions.push(
    ...[log, link, tree, panel, bar, pace, formatModelFiles(link)],
    ...commandsOf({ link, panel, log, refresh, extension: context.extension.id }),
    link.onState((state) => {
      void vscode.commands.executeCommand("setContext", "threatloom.state", state);
      if (state === "starting") void bar.refresh();
      else refresh();
    }),
    link.onChanged(() => {
      panel.refresh();
      pace.ask();
    }),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (RESTARTING.some((name) => event.affectsConfiguration(name))) void link.start();
    }),
  );
  void link.start();
}

/** Called by the editor when it closes or the extension goes. */
export async function deactivate(): Promise<void> {
  await running?.stop();
  running = null;
}

interface CommandContext {
  link: Link;
  panel: DiagramPanel;
  log: vscode.LogOutputChannel;
  refresh: () => void;
  extension: string;
}

function commandsOf({ link, panel, log, refresh, extension }: CommandContext): vscode.Disposable[] {
  const commands: Readonly<Record<string, (...given: unknown[]) => unknown>> = {
    "threatloom.formatAnnotations": () => formatAnnotations(link),
    "threatloom.open": openPlace,
    "threatloom.openWalkthrough": () =>
      vscode.commands.executeCommand("workbench.action.openWalkthrough", `${extension}#threatloom.start`),
    "threatloom.refresh": refresh,
    "threatloom.restart": () => link.start(),
    "threatloom.showDiagram": () => {
      panel.show("file");
    },
    "threatloom.showLog": () => {
      log.show();
    },
    "threatloom.showProjectDiagram": () => {
      panel.show("project");
    },
    [showPlacesCommand]: showPlaces,
  };
  return Object.entries(commands).map(([id, run]) => vscode.commands.registerCommand(id, run));
}
