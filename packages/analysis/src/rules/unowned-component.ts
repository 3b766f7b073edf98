import type { ComponentView } from "../elements.js";
import { isOthers } from "../looks/parties.js";
import { placeOf } from "../looks/places.js";
import type { Rule } from "../rule.js";

const isOwn = (view: ComponentView): boolean =>
  view.component.definitions.length > 0 && /^(process|data-store)$/.test(view.component.role) && !isOthers(view);

/** Whether somebody owns it, or a path above it. */
function isOwned({ component: { key } }: ComponentView, owned: ReadonlySet<string>): boolean {
  const segments = key.split(":");
  return segments.some((_, index) => owned.has(segments.slice(0, index + 1).join(":")));
}

/** Says every component that nobody owns, in a project where most have an owner. */
export const rule: Rule = {
  id: "unowned-component",
  meta: {
    title: "A component that nobody owns",
    group: "hygiene",
    stride: [],
    cwe: [],
    capec: [],
    attack: [],
    asvs: [],
    severity: "low",
    confidence: "high",
    threats: [],
    why: "Most components of this project have an owner. When a threat to this one is found, nobody is there to ask and nobody to act.",
    fix: "Say who answers for it with `@owns TEAM for …` or `owner:`; an owner of a path owns what lies below it.",
    falsePositives: "A component that is going away: name who takes it away.",
  },
  check(_model, { elements }) {
    const owned = new Set(
      elements.components.filter(({ component }) => component.owners.length > 0).map(({ component }) => component.key),
    );
    const own = elements.components.filter(isOwn);
    const unowned = own.filter((view) => !isOwned(view, owned));
    if (unowned.length * 2 > own.length) return [];
    return unowned.map((view) => ({ message: `nobody owns ${view.name}`, ...placeOf(view) }));
  },
};
