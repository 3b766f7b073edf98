import type { LiveView } from "@threatloom/engine";
import type { ThreatModel } from "@threatloom/model";
import { standingOf } from "../standing.js";

/** Keys of the components that a file speaks of, sorted. */
export function spokenOf(view: LiveView, path: string): string[] {
  const named = (view.mentions.get(path) ?? []).filter(({ kind, part }) => kind === "component" && part === null);
  // Claims of a model file that is about this one stand there, and are located here.
  const located = standingOf(view)
    .claimsIn(path)
    .map(({ component }) => component);
  const flows = view.model.flows.filter(({ location }) => location.file === path).flatMap(({ from, to }) => [from, to]);
  const keys = new Set([...named.map(({ key }) => key), ...located, ...flows]);
  return view.model.components.flatMap(({ key }) => (keys.has(key) ? [key] : []));
}

/** The part of a model around some components: these, whatever exchanges data with them, and the flows between. */
export function nearModel(model: ThreatModel, centre: readonly string[]): ThreatModel {
  const inside = new Set(centre);
  const flows = model.flows.filter(({ from, to }) => inside.has(from) || inside.has(to));
  const kept = new Set([...centre, ...flows.flatMap(({ from, to }) => [from, to])]);
  return {
    ...model,
    components: model.components.filter(({ key }) => kept.has(key)),
    pairs: model.pairs.filter(({ component }) => kept.has(component)),
    boundaries: model.boundaries.map((boundary) => ({
      ...boundary,
      contains: boundary.contains.filter((key) => kept.has(key)),
    })),
    flows,
  };
}
