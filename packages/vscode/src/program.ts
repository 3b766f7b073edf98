import * as vscode from "vscode";
import type { ServerOptions } from "vscode-languageclient/node";

/** How the server is started, or why it cannot be. */
export type Program = { options: ServerOptions } | { missing: string };

const SCRIPT = /\.[cm]?js$/i;

/**
 * The program of the server: the command that the setting names, else the one that is packed with the extension. The
 * packed one reads code with native parsers, which exist for some platforms only.
 */
export async function programOf(extension: vscode.Uri, path: string): Promise<Program> {
  if (path !== "") return { options: named(path) };
  const server = vscode.Uri.joinPath(extension, "server");
  const platform = `${process.platform}-${process.arch}`;
  const parser = vscode.Uri.joinPath(server, "node_modules/tree-sitter/prebuilds", platform, "tree-sitter.node");
  if (!(await exists(parser))) return { missing: platform };
  const module = vscode.Uri.joinPath(server, "start.mjs").fsPath;
  return { options: { module, args: ["lsp"] } };
}

/** A command by its path; a script runs in the editor's own Node. */
function named(path: string): ServerOptions {
  const args = ["lsp", "--stdio"];
  if (!SCRIPT.test(path)) return { command: path, args };
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: "1" };
  return { command: process.execPath, args: [path, ...args], options: { env } };
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
