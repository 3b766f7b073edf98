import type { Annotation, CodeSymbol } from "@threatloom/model";
import { namesSymbol } from "@threatloom/model";
import type { DefinitionLink, DefinitionParams, Location } from "vscode-languageserver";
import { uriOf, type Desk } from "../desk.js";
import { annotationAt, definitionsOf, type DefinitionPlace } from "../navigation/definitions.js";
import { nameAt } from "../navigation/spot.js";
import { toPlace, toRange } from "../positions.js";
import type { Spot } from "../workspace.js";
import type { Feature, Server } from "./feature.js";

/** Where definitions are, and the stretch of text that asked for them. */
interface Found {
  origin: DefinitionPlace["range"] | null;
  places: DefinitionPlace[];
}

function symbolNamed(symbols: readonly CodeSymbol[], name: string, line: number): CodeSymbol | undefined {
  return symbols
    .filter((symbol) => namesSymbol(name, symbol.name))
    .sort((a, b) => Math.abs(a.line - line) - Math.abs(b.line - line))[0];
}

/** The code that `@source file:… line:… symbol:…` leads to; the symbol counts for more than the line, which goes stale. */
async function sourcePlace(desk: Desk, { fields }: Annotation): Promise<DefinitionPlace[]> {
  const { file: path, line, symbol } = fields;
  const file = path === undefined ? null : await desk.live.file(path);
  if (file === null || line === undefined) return [];
  const found = symbol === undefined ? undefined : symbolNamed(file.symbols, symbol, line);
  const start = { line: found?.line ?? line, column: found?.column ?? 1 };
  const range = { ...start, endLine: start.line, endColumn: start.column };
  const around = found ? { ...range, endLine: found.endLine, endColumn: 1 } : range;
  return [{ file: file.path, range, around: around.endLine > around.line ? around : range }];
}

async function find({ desk, path, view, file }: Spot, place: ReturnType<typeof toPlace>): Promise<Found | null> {
  const spot = nameAt(view, file, place);
  if (spot) return { origin: spot.range, places: definitionsOf(view, spot) };
  const annotation = annotationAt(view, path, place);
  if (annotation?.kind !== "source") return null;
  const { line, column, endLine, endColumn } = annotation;
  return { origin: { line, column, endLine, endColumn }, places: await sourcePlace(desk, annotation) };
}

function answer(desk: Desk, { origin, places }: Found, links: boolean): DefinitionLink[] | Location[] {
  if (!links) return places.map(({ file, range }) => ({ uri: uriOf(desk, file), range: toRange(range) }));
  return places.map(({ file, range, around }) => ({
    ...(origin && { originSelectionRange: toRange(origin) }),
    targetUri: uriOf(desk, file),
    targetRange: toRange(around),
    targetSelectionRange: toRange(range),
  }));
}

function handlerOf(server: Server, links: boolean) {
  const { workspace } = server;
  return server.guarded<DefinitionParams, DefinitionLink[] | Location[] | null>(async ({ textDocument, position }) => {
    const at = await workspace.at(textDocument.uri);
    const found = at && (await find(at, toPlace(position)));
    return found && answer(at.desk, found, links);
  }, null);
}

/** From a name to where it is defined, or first named; from a `@source` to the code. Declarations are the same. */
export const feature: Feature = {
  id: "definition",
  capabilities: () => ({ definitionProvider: true, declarationProvider: true }),
  register: (server) => {
    const { connection, client } = server;
    const { definition, declaration } = client.textDocument ?? {};
    connection.onDefinition(handlerOf(server, definition?.linkSupport === true));
    connection.onDeclaration(handlerOf(server, declaration?.linkSupport === true));
  },
};
