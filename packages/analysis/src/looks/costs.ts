import type { ComponentView } from "../elements.js";
import { says } from "../suspect.js";
import { callsTo } from "./calls.js";
import { isOutsider } from "./parties.js";
import { names } from "./vocabulary.js";
import { formats, nestedFormats, packedFormats, queryLanguages, uploadWords } from "./words.js";

/** Somebody outside sends it files, or it is open to the internet and knows how they come in. */
export function takesUploads(view: ComponentView): boolean {
  const sent = callsTo(view).some(
    ({ crosses, from, flow }) => crosses && isOutsider(from) && names(flow.label, uploadWords),
  );
  return sent || (says(view.facts["internet-facing"]) && names(view.facts.parses, uploadWords));
}

/** Others speak a query language to it, by what it parses or by how they call it. */
export function answersQueries(view: ComponentView): boolean {
  const ways = callsTo(view).flatMap(({ facts, flow }) => [facts.protocol.value, flow.medium ?? ""]);
  return [view.facts.parses, { value: ways }].some((texts) => names(texts, queryLanguages));
}

/**
 * Whether it is known what makes one of its requests costly, so that a rule about just that asks whether cost is bounded:
 * a general one would only repeat it. `isCertain`: nothing bounds it, as somebody said.
 */
export function isKnownCost(view: ComponentView, isCertain: boolean): boolean {
  const costly = [formats.yaml, formats.xml, packedFormats, ...(isCertain ? [nestedFormats] : [])];
  return takesUploads(view) || answersQueries(view) || costly.some((words) => names(view.facts.parses, words));
}
