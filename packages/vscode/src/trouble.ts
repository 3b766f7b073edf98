import * as vscode from "vscode";

const REMEDY =
  "Set `threatloom.server.path` to a threatloom command that was installed on this machine. Colours work without it.";

/** Nothing is packed for this machine. */
export function noParser(platform: string): string {
  return `Threatloom brings no parsers for ${platform}, so its server does not run. ${REMEDY}`;
}

/** The packed parsers do not load. */
export const parserFails = `Threatloom's parsers do not load on this machine, so its server does not run. ${REMEDY}`;

/** The command of the setting cannot be started, or is none. */
export const commandFails =
  "The command that `threatloom.server.path` names did not start as a language server: it is there, and " +
  "`threatloom lsp --stdio` works? Colours work without it.";

/** Everything else; the log says what. */
export const serverFails =
  "Threatloom's server did not start; its log says why. Colours work without it. Try `Threatloom: Restart Server`.";

/** It started, and ended again and again. */
export const serverEnds =
  "Threatloom's server ended several times and is left alone now; its log says why. Try `Threatloom: Restart Server`.";

/** Tells of trouble once, with what can be done about it. */
export function tell(message: string): void {
  const [log, settings] = ["Show Log", "Open Settings"];
  void vscode.window.showErrorMessage(message, log, settings).then((chosen) => {
    if (chosen === log) void vscode.commands.executeCommand("threatloom.showLog");
    if (chosen === settings)
      void vscode.commands.executeCommand("workbench.action.openSettings", "threatloom.server.path");
  });
}
