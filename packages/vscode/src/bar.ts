import * as vscode from "vscode";
import type { Closing, LinkState } from "./link.js";

/** The item in the status bar: whether the server runs, and how many threats are open. */
export interface Bar extends Closing {
  update(state: LinkState, open: number): void;
}

/** Shows the item; a click leads to the tree, or to the log where something went wrong. */
export function openBar(): Bar {
  const item = vscode.window.createStatusBarItem("threatloom.status", vscode.StatusBarAlignment.Left, 0);
  item.name = "Threatloom";
  const update = (state: LinkState, open: number): void => {
    const { text, tooltip, command } = wordsOf(state, open);
    item.text = text;
    item.tooltip = tooltip;
    item.command = command;
    item.accessibilityInformation = { label: tooltip };
    item.backgroundColor = state === "failed" ? new vscode.ThemeColor("statusBarItem.warningBackground") : undefined;
    if (state === "off") item.hide();
    else item.show();
  };
  return {
    update,
    dispose: () => {
      item.dispose();
    },
  };
}

function wordsOf(state: LinkState, open: number): { text: string; tooltip: string; command: string } {
  const tree = "threatloom.tree.focus";
  if (state === "starting")
    return { text: "$(sync~spin) Threatloom", tooltip: "Threatloom: the server is starting", command: tree };
  if (state !== "ready")
    return {
      text: "$(warning) Threatloom",
      tooltip: "Threatloom: the server is not running; open the log",
      command: "threatloom.showLog",
    };
  if (open === 0) return { text: "$(shield) 0", tooltip: "Threatloom: no open threats", command: tree };
  const tooltip = `Threatloom: ${open} open ${open === 1 ? "threat" : "threats"}`;
  return { text: `$(shield) ${open}`, tooltip, command: tree };
}
