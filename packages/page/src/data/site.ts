import { namesOf, type Component, type Location, type Names, type PairStatus, type Report } from "@threatloom/model";
import type { SiteCode, SiteData } from "@threatloom/reporters/site";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { embedded } from "./embedded.js";
import { grouped } from "./grouped.js";
import { lookupsOf, type Lookups } from "./lookups.js";

/** The data of the page with what every view looks up in it. */
export interface Site {
  data: SiteData;
  /** The report of the data, for what asks for a whole one: its annotations are not in the page. */
  report: Report;
  names: Names;
  /** By key. */
  components: ReadonlyMap<string, Component>;
  /** Indices of the claims about a component, by its key. */
  claimsOf: (component: string) => readonly number[];
  /** The pairs of a component, by its key. */
  pairsOf: (component: string) => readonly PairStatus[];
  /** What belongs together, found when it is first asked for. */
  find: Lookups;
  /** The address of a place on the forge; null where no forge is known. */
  addressOf: (place: Pick<Location, "file" | "line">) => string | null;
  /** The code around claims; unpacked when it is first asked for. */
  code: () => Promise<SiteCode>;
}

/** Prepares the look-ups. */
export function siteOf(data: SiteData): Site {
  const { model, references } = data.report;
  const report: Report = { ...data.report, model: { ...model, annotations: [] } };
  const claims = grouped(model.claims, ({ component }) => component);
  const pairs = grouped(model.pairs, (pair) => pair.component);
  let code: Promise<SiteCode> | null = null;
  return {
    data,
    report,
    names: namesOf(report.model, references),
    components: new Map(model.components.map((component) => [component.key, component])),
    claimsOf: (component) => claims.get(component) ?? [],
    pairsOf: (component) => (pairs.get(component) ?? []).map((index) => model.pairs[index]!),
    find: lookupsOf(report),
    addressOf: (place) => addressOf(data.origin?.link ?? null, place),
    code: () => (code ??= embedded<SiteCode>("code")),
  };
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
