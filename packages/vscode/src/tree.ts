import { treeRequest, type TreeNode } from "@threatloom/language-server";
import * as vscode from "vscode";
import type { Closing, Link } from "./link.js";
import { literal } from "./literal.js";
import { lookOf } from "./look.js";

/** The tree view, and what it shows. */
export interface Tree extends Closing {
  refresh(): Promise<void>;
  nodes(): readonly TreeNode[];
  onRefreshed: vscode.Event<readonly TreeNode[]>;
}

/** Opens the tree view components → threats → claims. It asks the server once for all of it, and again when told to. */
export function openTree(link: Link): Tree {
  const changed = new vscode.EventEmitter<undefined>();
  const refreshed = new vscode.EventEmitter<readonly TreeNode[]>();
  let nodes: readonly TreeNode[] = [];
  let asked = 0;
  const provider: vscode.TreeDataProvider<TreeNode> = {
    onDidChangeTreeData: changed.event,
    getChildren: (node) => [...(node?.children ?? nodes)],
    getTreeItem: treeItem,
  };
  const view = vscode.window.createTreeView("threatloom.tree", { treeDataProvider: provider, showCollapseAll: true });
  return {
    refresh: async () => {
      const turn = ++asked;
      const answer = await link.ask<TreeNode[]>(treeRequest, {});
      // An answer that a later one has overtaken says nothing any more.
      if (turn !== asked) return;
      nodes = answer ?? [];
      changed.fire(undefined);
      refreshed.fire(nodes);
    },
    nodes: () => nodes,
    onRefreshed: refreshed.event,
    dispose: () => {
      for (const one of [view, changed, refreshed]) one.dispose();
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
