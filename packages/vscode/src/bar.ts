import { countsRequest, type Counts } from "@threatloom/language-server";
import * as vscode from "vscode";
import type { Closing, Link, LinkState } from "./link.js";

/** The item in the status bar: whether the server runs, and how many threats are open. */
export interface Bar extends Closing {
  /** Shows the state as it is now, and the number as soon as the server answers. */
  refresh(): Promise<void>;
}

/** Shows the item; a click leads to the tree, or to the log where something went wrong. */
export function openBar(link: Link): Bar {
  const item = vscode.window.createStatusBarItem("threatloom.status", vscode.StatusBarAlignment.Left, 0);
  item.name = "Threatloom";
  let open: number | null = null;
  let asked = 0;
  const draw = (): void => {
    const state = link.state();
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
    refresh: async () => {
      const turn = ++asked;
      draw();
      const counts = await link.ask<Counts>(countsRequest, {});
      // An answer that a later one has overtaken says nothing any more.
      if (turn !== asked) return;
      open = counts?.open ?? null;
      draw();
    },
    dispose: () => {
      item.dispose();
    },
  };
}

function wordsOf(state: LinkState, open: number | null): { text: string; tooltip: string; command: string } {
  const tree = "threatloom.tree.focus";
  if (state === "starting")
    return { text: "$(sync~spin) Threatloom", tooltip: "Threatloom: the server is starting", command: tree };
  if (state !== "ready")
    return {
      text: "$(warning) Threatloom",
      tooltip: "Threatloom: the server is not running; open the log",
      command: "threatloom.showLog",
    };
  // A command of another version may not count.
  if (open === null) return { text: "$(shield) Threatloom", tooltip: "Threatloom: show components", command: tree };
  if (open === 0) return { text: "$(shield) 0", tooltip: "Threatloom: no open threats", command: tree };
  const tooltip = `Threatloom: ${open} open ${open === 1 ? "threat" : "threats"}`;
  return { text: `$(shield) ${open}`, tooltip, command: tree };
}
