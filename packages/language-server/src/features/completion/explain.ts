import { formsFor } from "@threatloom/grammar";
import { propertyNamed, type PropertySubject } from "@threatloom/model";
import type { CompletionItem } from "vscode-languageserver";
import { bookOf } from "../../book.js";
import { contentOf, markupFor, type Markup } from "../../markup.js";
import type { Server } from "../feature.js";
import { catalogueText, formBlocks, propertyText, silenceBlocks } from "../hover/syntax.js";
import { thingBlocks } from "../hover/things.js";
import type { ItemData } from "./items.js";
import type { Topic } from "./offer.js";

/** What a client handed back with an item; null for what this server never sent. */
function dataOf({ data }: CompletionItem): ItemData | null {
  const sent = data as Partial<ItemData> | null | undefined;
  return typeof sent?.uri === "string" && typeof sent.topic?.is === "string" ? (sent as ItemData) : null;
}

async function blocksOf(server: Server, { uri, topic }: ItemData, markup: Markup): Promise<string[] | null> {
  switch (topic.is) {
    case "verb":
      return verbBlocks(topic, markup);
    case "property": {
      const named = propertyNamed(topic.subject as PropertySubject, topic.name);
      return named && propertyText(markup, named);
    }
    case "code":
      return silenceBlocks(markup, topic.code);
    default: {
      const found = await server.workspace.deskOf(uri);
      if (found === null) return null;
      const { desk } = found;
      const view = await desk.live.view();
      if (topic.is === "catalogue") return catalogueText(markup, view.project, topic.text);
      return thingBlocks({ desk, view, book: bookOf(view), markup }, topic.kind, topic.key);
    }
  }
}

function verbBlocks({ verb, dialect, kind }: Extract<Topic, { is: "verb" }>, markup: Markup): string[] {
  return formBlocks(
    markup,
    formsFor(verb).filter((form) => form.dialect === dialect && form.kind === kind),
    null,
  );
}

/** Adds what is known of an item; made only for those that somebody looks at. */
export async function explain(server: Server, item: CompletionItem): Promise<CompletionItem> {
  const data = dataOf(item);
  if (data === null) return item;
  const markup = markupFor(server.client.textDocument?.completion?.completionItem?.documentationFormat);
  const blocks = await blocksOf(server, data, markup);
  return blocks === null ? item : { ...item, documentation: contentOf(markup, blocks) };
}
