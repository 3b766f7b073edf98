import type { ThreatModel } from "@threatloom/model";
import type { ComponentView, Elements, FlowView } from "../elements.js";
import { isOthers } from "../looks/parties.js";
import { once, placesOf } from "../looks/places.js";
import { isPersonal, listed } from "../looks/sensitive.js";
import type { Rule, RuleFinding } from "../rule.js";

/** Keys of the boundaries that hold everything of our own that handles a data asset, by the key of the asset. */
function homes(elements: Elements): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const view of elements.components) {
    if (isOthers(view)) continue;
    const around = view.component.boundaries;
    for (const key of view.handles) {
      const known = found.get(key);
      found.set(key, new Set(known === undefined ? around : around.filter((boundary) => known.has(boundary))));
    }
  }
  return found;
}

/** The first boundary that holds one end and not the other, among some. */
function leaves(from: ComponentView, to: ComponentView, among: ReadonlySet<string>): string | null {
  const inside = (view: ComponentView, key: string): boolean => view.component.boundaries.includes(key);
  return [...among].find((key) => inside(from, key) && !inside(to, key)) ?? null;
}

type Homes = ReadonlyMap<string, ReadonlySet<string>>;

function judge(model: ThreatModel, elements: Elements, known: Homes, view: FlowView): RuleFinding[] {
  const { from, to } = view;
  if (to.component.role === "actor" || to.component.role === "external-entity" || isOthers(to)) return [];
  const gone = view.data.flatMap((key) => {
    const data = elements.dataAsset(key);
    const boundary = leaves(from, to, known.get(key) ?? new Set());
    return data && isPersonal(data) && boundary !== null ? [{ name: data.name, key, boundary }] : [];
  });
  if (gone.length === 0) return [];
  const { boundary, key } = gone[0]!;
  const name = model.boundaries.find((one) => one.key === boundary)?.name ?? boundary;
  const message = `${to.name} gets ${listed(gone)} out of ${name} and is not said to handle that`;
  return [{ message, data: key, boundary, ...placesOf(view) }];
}

/** Says every flow that takes personal data out of the boundary that holds everybody who handles them. */
export const rule: Rule = {
  id: "personal-data-beyond-boundary",
  meta: {
    title: "Personal data that leave their boundary",
    group: "data",
    stride: ["I"],
    cwe: [359],
    capec: [],
    attack: [],
    asvs: ["14.1.2", "14.2.4"],
    severity: "medium",
    confidence: "medium",
    threats: ["privacy violation", "exposure of personal data", "leak of personal data", "unnoticed sharing"],
    why: "Everything that is said to handle these data lies within one boundary, and what protects them with it. Beyond it nobody answers for them.",
    fix: "Do not send them there, or say who handles them there with `@handles … on …` and protect them there as well.",
    falsePositives: "The receiving end may well have them and nobody wrote it down: do so with `@handles`.",
  },
  check(model, { elements }) {
    const known = homes(elements);
    return once(elements.flows.flatMap((view) => (view.crosses ? judge(model, elements, known, view) : [])));
  },
};
