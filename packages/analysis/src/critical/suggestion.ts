import { idsByName, makeShelf, type SinkCategory } from "@threatloom/catalog";
import {
  canonicalKey,
  writtenPath,
  writtenPhrase,
  type AreaOfConcern,
  type Claim,
  type Threat,
  type ThreatModel,
} from "@threatloom/model";
import { folderOf } from "../coverage/functions.js";

/** Proposes the annotation that would cover a function. */
export type Suggest = (fn: { file: string; line: number }, category: SinkCategory) => AreaOfConcern["suggestion"];

/** By file and by folder: the claims that speak of a component. */
function claimsByPlace(claims: readonly Claim[]): Map<string, Claim[]> {
  const places = new Map<string, Claim[]>();
  for (const claim of claims) {
    if (claim.component === null || claim.kind === "test") continue;
    const { file } = claim.location;
    for (const place of [file, `${folderOf(file)}/`]) {
      const known = places.get(place);
      if (known === undefined) places.set(place, [claim]);
      else known.push(claim);
    }
  }
  return places;
}

/** The component of the claim that stands nearest in the file. */
function nearestIn(claims: readonly Claim[], line: number): string | null {
  let best: Claim | null = null;
  const far = (claim: Claim): number => Math.abs(claim.location.line - line);
  for (const claim of claims) if (best === null || far(claim) < far(best)) best = claim;
  return best?.component ?? null;
}

/** The component most claims speak of; the first by name of several. */
function usual(claims: readonly Claim[]): string | null {
  const counts = new Map<string, number>();
  for (const { component } of claims) counts.set(component!, (counts.get(component!) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0]?.[0] ?? null;
}

function near(places: ReadonlyMap<string, Claim[]>, fn: { file: string; line: number }): string | null {
  const own = places.get(fn.file);
  if (own !== undefined) return nearestIn(own, fn.line);
  for (let folder = folderOf(fn.file); ; folder = folderOf(folder)) {
    const there = places.get(`${folder}/`);
    if (there !== undefined) return usual(there);
    // What stands at the root says nothing about folders far below it.
    if (folder === "." || folderOf(folder) === ".") return null;
  }
}

/** Words of a file name as a name: `user-store` becomes `User Store`. */
function title(text: string): string {
  const words = text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");
  return words.map((word) => word[0]!.toUpperCase() + word.slice(1)).join(" ");
}

const LAYERS = new Set(["cmd", "internal", "lib", "pkg", "source", "src"]);

/** A new component, named after where the code stands, in the zone of most others. */
function proposed(model: ThreatModel, file: string): string {
  const zones = new Map<string, number>();
  for (const { segments } of model.components) {
    if (segments.length > 1) zones.set(segments[0]!, (zones.get(segments[0]!) ?? 0) + 1);
  }
  const zone = [...zones].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0]?.[0] ?? "App";
  const parts = file.split("/");
  const base = parts.pop()!.replace(/\..*$/, "");
  const folder = parts.reverse().find((part) => !LAYERS.has(part));
  const name = title(folder ?? base);
  return `${zone}:${name === "" ? "Main" : name}`;
}

/** The threats of the project by the weaknesses that they refer to or are named after. */
function threatsByWeakness(threats: readonly Threat[]): Map<string, Threat> {
  const names = idsByName(makeShelf([]));
  const byId = new Map<string, Threat>();
  const note = (id: string, threat: Threat): void => {
    if (!byId.has(id)) byId.set(id, threat);
  };
  for (const threat of threats) for (const id of threat.references) note(id.toUpperCase(), threat);
  for (const threat of threats) {
    note(threat.key, threat);
    for (const id of names.get(threat.key) ?? []) note(id, threat);
  }
  return byId;
}

/** Opens a model for suggestions in its own words. */
export function suggesting(model: ThreatModel): Suggest {
  const places = claimsByPlace(model.claims);
  const threats = threatsByWeakness(model.threats);
  const components = new Map(model.components.map((component) => [component.key, component]));
  return (fn, category) => {
    const key = near(places, fn);
    const component = key === null ? undefined : components.get(key);
    const threat =
      threats.get(canonicalKey(category.threat)) ??
      category.cwe.map((number) => threats.get(`CWE-${number}`)).find((one) => one !== undefined);
    const isId = (id: string): boolean => /^#[\w.-]+$/.test(id);
    const subject = component?.ids.find(isId) ?? writtenPath(component?.name ?? proposed(model, fn.file));
    const against = threat?.ids.find(isId) ?? writtenPhrase(threat?.name ?? category.threat);
    return {
      component: component?.name ?? null,
      threat: threat?.name ?? null,
      annotation: `// @mitigates ${subject} against ${against} with ${category.control}`,
    };
  };
}
