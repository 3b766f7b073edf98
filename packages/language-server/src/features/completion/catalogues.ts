import type { ExpectedSlot } from "@threatloom/grammar";
import { fullId, type Catalog, type CatalogEntry } from "@threatloom/catalog";
import type { Location } from "@threatloom/model";
import { CompletionItemKind } from "vscode-languageserver";
import { shelfOf } from "../../shelf.js";
import type { Offer } from "./offer.js";
import type { Scene } from "./scene.js";

const PREFIX = /^(cwe|capec|owasp|attack|asvs):/i;

/** References that the model names already: the project's own choice comes first. What is being typed is none yet. */
function usedIn({ view: { model }, path, place }: Scene): Map<string, number> {
  const used = new Map<string, number>();
  const isHere = ({ file, line }: Location): boolean => file === path && line === place.line;
  const others = model.claims.filter(({ location }) => !isHere(location));
  const threats = model.threats.filter(({ definitions }) => !definitions.some(isHere));
  for (const { references } of [...threats, ...others])
    for (const text of references) used.set(text, (used.get(text) ?? 0) + 1);
  return used;
}

type Row = Pick<CatalogEntry, "id" | "name"> & { catalog: Pick<Catalog, "catalog" | "version"> };

function rowOffer(
  { catalog, id, name }: Row,
  prefix: string,
  replace: ExpectedSlot["replace"],
  used: ReadonlyMap<string, number>,
): Offer {
  const whole = fullId(catalog, id);
  const newText = `${prefix}${whole}`;
  const use = used.get(newText) ?? used.get(whole) ?? 0;
  return {
    ...{ label: newText, aside: name, kind: CompletionItemKind.Reference, newText, replace },
    // `cwe:8` finds CWE-89.
    filter: `${newText} ${prefix}${whole.replace(/^[A-Z]+-/, "")} ${name}`,
    tier: use > 0 ? 0 : 1,
    use,
    topic: { is: "catalogue", text: whole },
  };
}

/** Ids of catalogues with their names, behind `cwe:` and its like those of one of them. */
export async function catalogueOffers(
  scene: Scene,
  { typed, replace }: Pick<ExpectedSlot, "replace" | "typed">,
): Promise<Offer[]> {
  const prefix = PREFIX.exec(typed)?.[0] ?? "";
  const wanted = prefix.slice(0, -1).toLowerCase();
  const used = usedIn(scene);
  const shelf = await shelfOf(scene.view.project);
  const offers = new Map<string, Offer>();
  const add = (offer: Offer): void => {
    if (!offers.has(offer.newText)) offers.set(offer.newText, offer);
  };
  for (const { catalog, entries, version } of shelf.catalogs) {
    if (wanted !== "" && wanted !== catalog) continue;
    for (const { id, name } of entries)
      add(rowOffer({ catalog: { catalog, version }, id, name }, prefix, replace, used));
  }
  for (const [text, use] of used) {
    const isOwn = prefix === "" ? !PREFIX.test(text) : text.toLowerCase().startsWith(prefix.toLowerCase());
    if (!isOwn || !/^[^\s"(),|[\]]+$/.test(text)) continue;
    add({
      label: text,
      kind: CompletionItemKind.Reference,
      newText: text,
      replace,
      tier: 0,
      use,
      topic: { is: "catalogue", text },
    });
  }
  return [...offers.values()];
}
