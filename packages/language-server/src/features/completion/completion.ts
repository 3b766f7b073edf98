import { expectedAt, type Expectation } from "@threatloom/grammar";
import {
  CompletionRequest,
  CompletionResolveRequest,
  CompletionTriggerKind,
  type CompletionItem,
  type CompletionList,
  type CompletionParams,
} from "vscode-languageserver";
import { bookOf } from "../../book.js";
import { optionsOf } from "../../pieces.js";
import { toPlace } from "../../positions.js";
import type { Feature, Server } from "../feature.js";
import { explain } from "./explain.js";
import { listOf, type ItemStyle } from "./items.js";
import { cursorLine, enders, type CursorLine } from "./line.js";
import { nearnessAt } from "./near.js";
import type { Offer } from "./offer.js";
import { propertyOffers } from "./properties.js";
import { keyNamed, type Scene } from "./scene.js";
import { codesBelow, silenceOffers } from "./silences.js";
import { slotOffers } from "./slots.js";
import { usageIn, usageOf } from "./usage.js";
import { dialectsHere, verbOffers } from "./verbs.js";
import { keywordOffers } from "./words.js";

function styleOf({ client }: Server): ItemStyle {
  const item = client.textDocument?.completion?.completionItem;
  return {
    snippets: item?.snippetSupport === true,
    insertReplace: item?.insertReplaceSupport === true,
    labelDetails: item?.labelDetailsSupport === true,
  };
}

/** Keywords come first where what is typed is whole already. */
function keywordTier(scene: Scene): number {
  const { slots } = scene.expected;
  const isWhole = slots.some(({ slot, typed }) => {
    const namespace = slot === "threat" || slot === "control" || slot === "data" ? slot : "component";
    return keyNamed(scene, namespace, typed.trim()) !== null;
  });
  return slots.length === 0 || isWhole ? 0 : 60;
}

/** What may be written in an annotation. */
async function offersIn(scene: Scene, canSnippet: boolean): Promise<Offer[]> {
  const { verb, slots, property } = scene.expected;
  if (property !== null) return propertyOffers(scene, property);
  if (verb === null) return verbOffers(scene, canSnippet);
  const offers = keywordOffers(scene, keywordTier(scene), canSnippet);
  const seen = new Set<string>();
  for (const slot of slots) {
    const key = [
      slot.slot,
      slot.kind,
      slot.replace.column,
      slot.dialect === "guardlink" && slot.slot === "data",
    ].join();
    // What is typed over several lines cannot be replaced in one place.
    if (seen.has(key) || slot.replace.line !== slot.replace.endLine) continue;
    seen.add(key);
    offers.push(...(await slotOffers(scene, slot)));
  }
  return offers;
}

/** A space opens lists within annotations, and not wherever a comment begins. */
function isUnasked({ context }: CompletionParams, { verb, property }: Expectation): boolean {
  const isSpace = context?.triggerKind === CompletionTriggerKind.TriggerCharacter && context.triggerCharacter === " ";
  return isSpace && verb === null && property === null;
}

async function completeAt(server: Server, params: CompletionParams): Promise<CompletionList | null> {
  const { uri } = params.textDocument;
  const spot = await server.workspace.at(uri, "recent");
  if (spot === null) return null;
  const place = toPlace(params.position);
  const at = cursorLine(spot.file, place);
  if (at === null) return null;
  const { file, view, desk, path } = spot;
  const style = styleOf(server);
  const means = { uri, style, after: at.after, typedIn: typedIn(at) };
  const silences = silenceOffers(at, codesBelow(view.diagnostics.get(path) ?? [], place.line));
  if (silences.length > 0) return listOf(silences, means);
  const expected = expectedAt(file.comments, place.line, place.column, optionsOf(file));
  if (expected === null || isUnasked(params, expected)) return null;
  const usage = usageOf(desk, view);
  const dialects = dialectsHere(usageIn(file.record), usage, file.manner.dialects);
  const near = nearnessAt(spot, at.symbol);
  const scene: Scene = { ...spot, place, at, expected, book: bookOf(view), usage, near, dialects };
  const ends = enders(file, at);
  const offers = await offersIn(scene, style.snippets);
  return listOf(
    offers.filter(({ newText, snippet = "" }) => !ends(newText) && !ends(snippet)),
    means,
  );
}

/** What stands in a range of the cursor's line. */
function typedIn({ line }: CursorLine): (replace: { column: number; endColumn: number }) => string {
  return ({ column, endColumn }) => line.text.slice(column - line.column, endColumn - line.column);
}

/** What may be written at the cursor, inside comments and model files only. */
export const feature: Feature = {
  id: "completion",
  capabilities: () => ({
    completionProvider: {
      triggerCharacters: ["@", "#", ":", " "],
      resolveProvider: true,
      completionItem: { labelDetailsSupport: true },
    },
  }),
  register: (server) => {
    const { connection } = server;
    connection.onRequest(
      CompletionRequest.type,
      server.guarded((params) => completeAt(server, params), null),
    );
    connection.onRequest(CompletionResolveRequest.type, (item: CompletionItem, token) =>
      server.guarded((asked: CompletionItem) => explain(server, asked), item)(item, token),
    );
  },
};
