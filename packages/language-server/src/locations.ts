import type { Location as ModelLocation } from "@threatloom/model";
import type { Location } from "vscode-languageserver";
import { uriOf, type Desk } from "./desk.js";

/** Gives places of the model as the protocol has them. */
export type Placer = (location: ModelLocation) => Location;

/** For the files of a project; each one's uri is made once. */
export function placer(desk: Pick<Desk, "base" | "open">): Placer {
  const uris = new Map<string, string>();
  return ({ file, line, column }) => {
    let uri = uris.get(file);
    if (uri === undefined) uris.set(file, (uri = uriOf(desk, file)));
    const at = { line: line - 1, character: column - 1 };
    return { uri, range: { start: at, end: at } };
  };
}
