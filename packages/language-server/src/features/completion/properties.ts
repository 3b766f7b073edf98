import type { Expectation } from "@threatloom/grammar";
import {
  propertyNamed,
  propertyRows,
  propertySubject,
  roleWords,
  severityWords,
  strideNames,
  type PropertySpec,
  type Range,
} from "@threatloom/model";
import { CompletionItemKind } from "vscode-languageserver";
import { catalogueOffers } from "./catalogues.js";
import type { Offer } from "./offer.js";
import type { Scene } from "./scene.js";
import { levelWords, teamOffers, wordOffers } from "./words.js";

type Property = NonNullable<Expectation["property"]>;

/** The keys that stand in the block already. */
function keysIn({ at: { comment, line } }: Scene): Set<string> {
  const keys = new Set<string>();
  const { lines } = comment;
  const here = lines.indexOf(line);
  const add = (text: string): boolean => {
    const key = /^\s+([^\s:#-][^:]{0,60}):/.exec(text)?.[1];
    if (key !== undefined) keys.add(key.trim());
    return /^\s/.test(text);
  };
  for (let i = here - 1; i >= 0 && add(lines[i]!.text); i--);
  for (let i = here + 1; i < lines.length && add(lines[i]!.text); i++);
  return keys;
}

function keyOffers(scene: Scene, { kind }: Property): Offer[] {
  const subject = propertySubject(kind);
  const said = new Set([...keysIn(scene)].map((key) => propertyNamed(subject, key)?.name ?? key));
  const { replace } = scene.expected;
  const colon = scene.at.after.trimStart().startsWith(":") ? "" : ": ";
  return propertyRows(subject)
    .filter(([name]) => !said.has(name))
    .map(([name], at) => ({
      ...{ label: name, kind: CompletionItemKind.Property, newText: `${name}${colon}`, filter: name, replace },
      ...{ tier: 0, use: -at, topic: { is: "property", subject, name } as const },
    }));
}

/** The item of a list that is being typed: `[cards, na` is `na`. */
function itemIn({ expected }: Scene): { replace: Range; typed: string } {
  const { replace, typed } = expected;
  const from = Math.max(typed.lastIndexOf("["), typed.lastIndexOf(",")) + 1;
  const start = from + (typed.slice(from).length - typed.slice(from).trimStart().length);
  return { replace: { ...replace, column: replace.column + start }, typed: typed.slice(start) };
}

/** A text as YAML holds it. */
function scalar(text: string): string {
  return /^[\p{L}\p{N}][\p{L}\p{N} _/.-]*$/u.test(text) ? text : `"${text.replace(/["\\]/g, "\\$&")}"`;
}

function assetOffers({ view: { model }, near, usage }: Scene, item: { replace: Range }): Offer[] {
  return model.data.map(({ name, key }) => ({
    ...{ label: name, kind: CompletionItemKind.Struct, newText: scalar(name), replace: item.replace },
    ...{
      tier: near.of("data", key),
      use: usage.count("data", key),
      topic: { is: "thing", kind: "data", key } as const,
    },
  }));
}

async function valuesOf(scene: Scene, name: string, { type, values }: PropertySpec): Promise<Offer[]> {
  const item = itemIn(scene);
  const { sensitivity } = scene.view.model;
  switch (type) {
    case "flag":
      return wordOffers(["yes", "no", "unknown"], item);
    case "word":
      return wordOffers(name === "role" ? roleWords : (values ?? []), item);
    case "severity":
      return wordOffers(severityWords, item);
    case "grade":
      return wordOffers(["1", "2", "3", "4", "5", "low", "medium", "high", "critical"], item);
    case "level":
      return wordOffers(levelWords(scene), item);
    case "classes":
      return wordOffers(sensitivity.classes, item);
    case "stride":
      return wordOffers(Object.values(strideNames), item);
    case "assets":
      return assetOffers(scene, item);
    default:
      if (name === "owner") return teamOffers(scene, item);
      return name === "references" ? catalogueOffers(scene, item) : [];
  }
}

/** Keys of the block below an annotation, or what the value of one may be. */
export async function propertyOffers(scene: Scene, property: Property): Promise<Offer[]> {
  if (property.key === null) return keyOffers(scene, property);
  const named = propertyNamed(propertySubject(property.kind), property.key);
  if (named === null) return [];
  const offers = await valuesOf(scene, named.name, named.spec);
  // YAML wants a space behind the colon.
  const isTight = scene.at.before.endsWith(":");
  return isTight ? offers.map((offer) => ({ ...offer, newText: ` ${offer.newText}`, filter: offer.newText })) : offers;
}
