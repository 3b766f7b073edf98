import { isOwnProcess } from "../looks/parties.js";
import { placeOf } from "../looks/places.js";
import type { Rule } from "../rule.js";
import { says, suspect } from "../suspect.js";

/** Says every component that may take what another site makes a browser send for the wish of its user. */
export const rule: Rule = {
  id: "cross-site-request-forgery",
  meta: {
    title: "Requests that another site makes a browser send",
    group: "stride",
    stride: ["S"],
    cwe: [352],
    capec: [62],
    attack: [],
    asvs: ["3.5.1"],
    severity: "medium",
    confidence: "medium",
    threats: ["cross-site request forgery", "csrf", "xsrf", "session riding"],
    why: "A browser sends cookies along with each request to a site, whichever page caused it. Where nothing tells these apart, any page acts in the name of whoever looks at it.",
    fix: "Ask for a token that other sites cannot know, or judge `Origin` and `Sec-Fetch-Site`, and say `csrf-protected: yes`.",
    falsePositives:
      "Browsers send nothing of their own accord, for callers show who they are with a header that scripts set: say `csrf-protected: yes`.",
  },
  check(_model, { elements }) {
    return elements.components.flatMap((view) => {
      const { facts, name } = view;
      if (!isOwnProcess(view) || !says(facts["serves-browsers"])) return [];
      const remembers = says(facts["manages-sessions"]) || says(facts.authenticates);
      const unknown = remembers ? suspect(view, { "csrf-protected": "no" }) : null;
      if (unknown === null) return [];
      return [
        {
          message: `another site can make a browser act on ${name} in the name of its user`,
          unknown,
          ...placeOf(view),
        },
      ];
    });
  },
};
