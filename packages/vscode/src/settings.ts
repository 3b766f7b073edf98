import * as vscode from "vscode";

/** What people may set under `threatloom`, with the defaults that package.json names. */
export interface Settings {
  enabled: boolean;
  lenses: boolean;
  hints: boolean;
  diagnostics: string;
  followFile: boolean;
  serverPath: string;
}

/** The settings as they are now. */
export function readSettings(): Settings {
  const own = vscode.workspace.getConfiguration("threatloom");
  return {
    enabled: own.get("enabled", true),
    lenses: own.get("lenses", true),
    hints: own.get("hints", true),
    diagnostics: own.get("diagnostics", "workspace"),
    followFile: own.get("diagram.followFile", true),
    serverPath: own.get("server.path", "").trim(),
  };
}
