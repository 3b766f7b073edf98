import { placeOf } from "../looks/places.js";
import { formats } from "../looks/words.js";
import { readersOf } from "../looks/writing.js";
import type { Rule } from "../rule.js";
import { suspect } from "../suspect.js";

/** Says every process that fetches from addresses that strangers name. */
export const rule: Rule = {
  id: "server-side-request-forgery",
  meta: {
    title: "Strangers choose where it sends requests to",
    group: "stride",
    stride: ["I", "E"],
    cwe: [918],
    capec: [664],
    attack: ["T1190", "T1552.005"],
    asvs: ["1.3.6", "13.2.4"],
    severity: "high",
    confidence: "medium",
    threats: ["server-side request forgery", "SSRF", "request forgery from the server"],
    why: "The process stands where strangers do not, and its requests reach what theirs cannot: internal services, the metadata of the cloud, itself.",
    fix: "Allow a list of hosts and protocols, look the address up once and refuse internal ones, follow no redirects, and say `validates-input: yes`.",
    falsePositives: "The addresses are stored and shown but never fetched.",
  },
  check(_model, { elements }) {
    return readersOf(elements, formats.urls).flatMap((view) => {
      const unknown = suspect(view, { "validates-input": "no" });
      if (unknown === null) return [];
      return [{ message: `strangers choose where ${view.name} sends requests to`, unknown, ...placeOf(view) }];
    });
  },
};
