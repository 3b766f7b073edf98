import { treeRequest, type TreeNode } from "@threatloom/language-server";
import * as vscode from "vscode";
import type { Closing, Link } from "./link.js";
import { literal } from "./literal.js";
import { lookOf } from "./look.js";

/** The tree view. */
export interface Tree extends Closing {
  /** What is shown is out of date. */
  refresh(): void;
}

/**
 * Opens the tree view components → threats → claims. All of it is one answer of the server, which may be large: it is
 * asked for when the editor shows the view, never while the view is hidden.
 */
export function openTree(link: Link): Tree {
  const changed = new vscode.EventEmitter<undefined>();
  let nodes: Promise<TreeNode[]> | null = null;
  const ask = async (): Promise<TreeNode[]> => (await link.ask<TreeNode[]>(treeRequest, {})) ?? [];
  const provider: vscode.TreeDataProvider<TreeNode> = {
    onDidChangeTreeData: changed.event,
    getChildren: (node) => node?.children ?? (nodes ??= ask()),
    getTreeItem: treeItem,
  };
  const view = vscode.window.createTreeView("threatloom.tree", { treeDataProvider: provider, showCollapseAll: true });
  return {
    refresh: () => {
      nodes = null;
      // The editor asks anew once the view is visible.
      changed.fire(undefined);
    },
    dispose: () => {
      for (const one of [view, changed]) one.dispose();
    },
  };
}

/** A node as the editor shows it: every text literally, the status as a shape, a colour and a word. */
export function treeItem(node: TreeNode): vscode.TreeItem {
  const { Collapsed, None } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(literal(node.label), node.children.length > 0 ? Collapsed : None);
  const { icon, colour, words } = lookOf(node);
  item.id = node.id;
  item.description = literal(node.description);
  item.iconPath = new vscode.ThemeIcon(icon, colour === undefined ? undefined : new vscode.ThemeColor(colour));
  item.contextValue = node.kind;
  const said = [literal(node.label), words, literal(node.description)].filter((part) => part !== "");
  item.tooltip = said.join("\n");
  item.accessibilityInformation = { label: said.join(", ") };
  if (node.location !== null)
    item.command = { command: "threatloom.open", title: "Go to the place", arguments: [node.location] };
  return item;
}
