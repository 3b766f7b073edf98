import type { Location, ShowPlacesArguments } from "@threatloom/language-server";
import * as vscode from "vscode";

/** Opens a place that the server told of; one that is no file of this machine is left alone. */
export async function openPlace(place: unknown): Promise<void> {
  const location = locationOf(place);
  if (location === null) return;
  await vscode.window.showTextDocument(location.uri, { selection: location.range });
}

/** Shows places beside a position, as the editor shows references. The arguments are those of code lenses. */
export async function showPlaces(...given: unknown[]): Promise<void> {
  const [uri, at, places] = given as Partial<ShowPlacesArguments>;
  const document = fileOf(uri);
  if (document === null || at === undefined || !Array.isArray(places)) return;
  const locations = places.map(locationOf).filter((location) => location !== null);
  const position = new vscode.Position(at.line, at.character);
  await vscode.commands.executeCommand("editor.action.showReferences", document, position, locations);
}

function fileOf(uri: unknown): vscode.Uri | null {
  if (typeof uri !== "string") return null;
  const parsed = vscode.Uri.parse(uri, true);
  return parsed.scheme === "file" || parsed.scheme === "vscode-remote" ? parsed : null;
}

function locationOf(place: unknown): vscode.Location | null {
  const { uri, range } = (place ?? {}) as Partial<Location>;
  const file = fileOf(uri);
  if (file === null || range === undefined) return null;
  const { start, end } = range;
  return new vscode.Location(file, new vscode.Range(start.line, start.character, end.line, end.character));
}
