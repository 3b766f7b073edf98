import { namesOf, type Claim, type Component, type Location, type Names, type PairStatus } from "@threatloom/model";
import type { SiteCode, SiteData } from "@threatloom/reporters/site";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { embedded } from "./embedded.js";

/** The data of the page with what every view looks up in it. */
export interface Site {
  data: SiteData;
  names: Names;
  /** By key. */
  components: ReadonlyMap<string, Component>;
  /** Indices of the claims about a component, by its key. */
  claimsOf: (component: string) => readonly number[];
  /** The pairs of a component, by its key. */
  pairsOf: (component: string) => readonly PairStatus[];
  /** The address of a place on the forge; null where no forge is known. */
  addressOf: (place: Pick<Location, "file" | "line">) => string | null;
  /** The code around claims; unpacked when it is first asked for. */
  code: () => Promise<SiteCode>;
}

/** Prepares the look-ups. */
export function siteOf(data: SiteData): Site {
  const { model, references } = data.report;
  const claims = grouped(model.claims, (claim: Claim) => claim.component);
  const pairs = grouped(model.pairs, (pair) => pair.component);
  let code: Promise<SiteCode> | null = null;
  return {
    data,
    names: namesOf({ ...model, annotations: [] }, references),
    components: new Map(model.components.map((component) => [component.key, component])),
    claimsOf: (component) => claims.get(component) ?? [],
    pairsOf: (component) => (pairs.get(component) ?? []).map((index) => model.pairs[index]!),
    addressOf: (place) => addressOf(data.origin?.link ?? null, place),
    code: () => (code ??= embedded<SiteCode>("code")),
  };
}

/** Indices of the items by a key; items without one are left out. */
function grouped<T>(items: readonly T[], keyOf: (item: T) => string | null): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  items.forEach((item, index) => {
    const key = keyOf(item);
    if (key === null) return;
    const group = groups.get(key);
    if (group) group.push(index);
    else groups.set(key, [index]);
  });
  return groups;
}

/** The template decides where links lead; only file and line are filled in, and nothing but https is ever linked. */
function addressOf(template: string | null, { file, line }: Pick<Location, "file" | "line">): string | null {
  if (template?.startsWith("https://") !== true) return null;
  const path = file.split("/").map(encodeURIComponent).join("/");
  return template.replaceAll("{file}", () => path).replaceAll("{line}", String(line));
}

/** The site, for every part of the page. */
export const SiteContext = createContext<Site | null>(null);

/** The site in a part of the page. */
export function useSite(): Site {
  const site = useContext(SiteContext);
  if (site === null) throw new Error("a part of the page stands outside it");
  return site;
}
