import { HoverRequest, type Hover, type HoverParams } from "vscode-languageserver";
import { bookOf } from "../../book.js";
import { contentOf, listOf, markupFor } from "../../markup.js";
import { toPlace, toRange } from "../../positions.js";
import type { Feature, Server } from "../feature.js";
import { flowWords } from "./lines.js";
import type { Sight } from "./sight.js";
import { subjectAt, type Subject } from "./subject.js";
import { symbolBlocks } from "./symbol.js";
import { pieceBlocks, silenceBlocks } from "./syntax.js";
import { thingBlocks } from "./things.js";

/** Of an end of a flow also the flow it is an end of. */
function flowBlocks(sight: Sight, subject: Subject): string[] {
  if (subject.is !== "thing" || subject.kind !== "component" || subject.placed?.of.annotation.kind !== "flow")
    return [];
  const { line } = subject.placed.of.annotation;
  const { markup, book, path } = sight;
  const flows = book.flowsAt(subject.key).filter(({ location }) => location.file === path && location.line === line);
  return listOf(markup, "This flow", flows, (flow) => {
    const crossed = flow.crosses.map((key) => book.names.boundary(key)).join(", ");
    return markup.text(`${flowWords(sight, flow)}${crossed === "" ? "" : ` (crosses ${crossed})`}`);
  });
}

async function blocksOf(sight: Sight, subject: Subject): Promise<string[] | null> {
  switch (subject.is) {
    case "thing": {
      const blocks = await thingBlocks(sight, subject.kind, subject.key);
      return blocks && [...blocks, ...flowBlocks(sight, subject)];
    }
    case "piece":
      return pieceBlocks(sight, subject.placed);
    case "silence":
      return silenceBlocks(sight.markup, subject.code);
    case "symbol":
      return symbolBlocks(sight, subject.symbol);
  }
}

async function hoverAt(server: Server, { textDocument, position }: HoverParams): Promise<Hover | null> {
  const spot = await server.workspace.at(textDocument.uri);
  if (spot === null) return null;
  const place = toPlace(position);
  const subject = subjectAt(spot.view, spot.file, place);
  if (subject === null) return null;
  const markup = markupFor(server.client.textDocument?.hover?.contentFormat);
  const blocks = await blocksOf({ ...spot, place, book: bookOf(spot.view), markup }, subject);
  return blocks && { contents: contentOf(markup, blocks), range: toRange(subject.range) };
}

/** What is known of what the cursor is on. */
export const feature: Feature = {
  id: "hover",
  capabilities: () => ({ hoverProvider: true }),
  register: (server) => {
    server.connection.onRequest(
      HoverRequest.type,
      server.guarded((params) => hoverAt(server, params), null),
    );
  },
};
