import type { Claim, Component, PairStatus, Status, ThreatModel } from "./graph.js";
import { statuses } from "./graph.js";
import { componentKey, pathSegments } from "./key.js";
import { idKey } from "./link/registry.js";
import { referenceText } from "./reference-names.js";

/** The worst of several statuses; null for none. */
export function worstStatus(list: readonly Status[]): Status | null {
  return statuses.find((status) => list.includes(status)) ?? null;
}

/** The open exposures of a model, in file order. */
export function openExposures(model: ThreatModel): Claim[] {
  return model.claims.filter((claim) => claim.kind === "exposure" && claim.open);
}

/** The pairs of one component. */
export function pairsOf(model: ThreatModel, component: string): PairStatus[] {
  return model.pairs.filter((pair) => pair.component === component);
}

/** Display names of components, threats, controls, data assets and boundaries by key. */
export interface Names {
  component: (key: string) => string;
  threat: (key: string) => string;
  control: (key: string) => string;
  data: (key: string) => string;
  boundary: (key: string) => string;
  /** A reference as it is written, with the name its catalogue has for it, where that is known. */
  reference: (text: string) => string;
}

/** A look-up of display names; an unknown key is its own name. `references` are names of catalogue ids by full id. */
export function namesOf(model: ThreatModel, references: Readonly<Record<string, string>> = {}): Names {
  const lookUp = (list: readonly { key: string; name: string }[]): ((key: string) => string) => {
    const names = new Map(list.map(({ key, name }) => [key, name]));
    return (key) => names.get(key) ?? key;
  };
  return {
    component: lookUp(model.components),
    threat: lookUp(model.threats),
    control: lookUp(model.controls),
    data: lookUp(model.data),
    boundary: lookUp(model.boundaries),
    reference: (text) => referenceText(references, text),
  };
}

/** The components at and below a path key. */
export function componentsBelow(model: ThreatModel, key: string): Component[] {
  return model.components.filter((component) => component.key === key || component.key.startsWith(`${key}:`));
}

/** The component that a text names, as in an annotation: by its id where the text is marked as one, else by path, else by id. */
export function componentNamed({ components }: Pick<ThreatModel, "components">, text: string): Component | null {
  const [id, key] = [idKey(text), componentKey(pathSegments(text))];
  const marked = components.find(({ ids }) => ids.some((one) => idKey(one) === id)) ?? null;
  return /^[#@]/.test(text) ? marked : (components.find((component) => component.key === key) ?? marked);
}
