import { UNKNOWN, type Boundary } from "@threatloom/model";
import type { ComponentView, Elements } from "../elements.js";
import { isOthers } from "../looks/parties.js";
import { placeOf } from "../looks/places.js";
import { listed } from "../looks/sensitive.js";
import type { Rule } from "../rule.js";
import { suspect } from "../suspect.js";

/** A border that somebody drew around it besides its zone keeps others out, as far as anybody said. */
function isSetApart({ component }: ComponentView, boundaries: ReadonlyMap<string, Boundary>): boolean {
  return component.boundaries.some((key) => boundaries.get(key)?.kind === "declared");
}

function paymentData({ handles }: ComponentView, elements: Elements): { key: string; name: string }[] {
  return handles.flatMap((key) => {
    const classes = elements.dataAsset(key)?.facts.classes.value ?? UNKNOWN;
    return classes !== UNKNOWN && classes.includes("pci") ? [{ key, name: elements.dataAsset(key)!.name }] : [];
  });
}

/** Says every process that handles payment data beside everything else on its machine. */
export const rule: Rule = {
  id: "payment-data-unisolated",
  meta: {
    title: "Payment data beside everything else",
    group: "data",
    stride: ["I", "E"],
    cwe: [653],
    capec: [],
    attack: [],
    asvs: ["14.2.4"],
    severity: "medium",
    confidence: "medium",
    threats: ["theft of card data", "card skimming", "lateral movement", "missing isolation"],
    why: "Who breaks into anything on the same machine is beside the cards. And everything beside the cards falls under the rules for them.",
    fix: "Run what handles cards apart, or let the payment provider see the cards alone. Say `isolated: yes`, or draw the border with `@boundary … contains …`.",
    falsePositives: "A component that only ever sees a token in place of the card: say that it handles the token.",
  },
  check(model, { elements }) {
    const boundaries = new Map(model.boundaries.map((boundary) => [boundary.key, boundary]));
    return elements.components.flatMap((view) => {
      const cards = paymentData(view, elements);
      if (cards.length === 0 || view.component.role !== "process" || isOthers(view)) return [];
      const unknown = suspect(view, { isolated: "no" });
      if (unknown === null || (unknown.length > 0 && isSetApart(view, boundaries))) return [];
      const message = `who takes over anything beside ${view.name} comes close to ${listed(cards)}`;
      return [{ message, unknown, data: cards[0]!.key, ...placeOf(view) }];
    });
  },
};
