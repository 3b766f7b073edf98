import { namesOf } from "@threatloom/model";
import type { Rule } from "../rule.js";
import { startOf } from "../looks/places.js";

/** Says every pair of components whose code calls each other's without a flow between them. */
export const rule: Rule = {
  id: "undeclared-flow",
  meta: {
    title: "Code calls where the model has no flow",
    group: "hygiene",
    stride: [],
    cwe: [],
    capec: [],
    attack: [],
    asvs: [],
    severity: "low",
    confidence: "high",
    threats: [],
    why: "What is not in the diagram is not judged: no rule asks whether the two trust each other, and nobody who reviews the model sees that data goes that way. Across a trust boundary that is where threats come in, so there it counts for more.",
    fix: "Draw it: `threatloom flows --suggest` prints the `@connects` line and the function it belongs to. If the call should not be there, take it out.",
    falsePositives:
      "A helper that has a claim about a component but is no part of it: say whose code its file is with `code:` in threatloom.yaml, or make the claim where the component is. Says nothing where calls were not read, nor where they rest on a guess.",
  },
  check(model, { observed }) {
    const names = namesOf(model);
    return (observed?.flows ?? []).flatMap(({ from, to, declared, crosses, evidence }) => {
      if (declared.length > 0 || evidence.confidence === "low") return [];
      const borders = crosses.map((key) => names.boundary(key)).join(", ");
      const across = crosses.length === 0 ? "" : ` across ${borders}`;
      return [
        {
          message: `code of ${names.component(from)} calls code of ${names.component(to)}${across}, and no flow is declared`,
          severity: crosses.length === 0 ? "low" : "medium",
          confidence: evidence.confidence,
          component: to,
          location: startOf(evidence),
        },
      ];
    });
  },
};
