import { answersAnybody } from "../looks/calls.js";
import { isOthers } from "../looks/parties.js";
import { placeOf } from "../looks/places.js";
import { isCredential, keptUnencrypted } from "../looks/sensitive.js";
import type { Rule } from "../rule.js";
import { suspect, together } from "../suspect.js";

/** Says all credentials in a store from which they can be read back: neither hashed nor encrypted. */
export const rule: Rule = {
  id: "recoverable-credentials",
  meta: {
    title: "Credentials that can be read from their store",
    group: "data",
    stride: ["I", "S"],
    cwe: [256, 522],
    capec: [],
    attack: ["T1552", "T1555"],
    asvs: ["11.4.2", "13.3.1"],
    severity: "high",
    confidence: "high",
    threats: ["credential theft", "theft of passwords", "password cracking", "plaintext storage of passwords"],
    why: "Whoever gets a copy of the store, by an injection, a backup or a curious colleague, can act as everybody whose credentials lie in it, here and wherever else they use them.",
    fix: "Keep only a slow, salted hash of what is only compared and say `hashed: yes`; encrypt what has to be read back and say `encrypted-at-rest: yes`.",
    falsePositives: "A store that only ever sees hashes: say `hashed: yes` on the data.",
  },
  check(_model, { elements }) {
    return elements.components.flatMap((store) => {
      // Of what others hold, credentials-with-third-party speaks.
      if (store.component.role !== "data-store" || (isOthers(store) && store.handles.length > 0)) return [];
      // What answers anybody gives them away, encrypted or not: unauthenticated-store comes first.
      if (answersAnybody(store)) return [];
      return store.data.flatMap((key) => {
        const data = elements.dataAsset(key);
        if (data === undefined || !isCredential(data)) return [];
        const unknown = together(suspect(data, { hashed: "no" }), keptUnencrypted(store, data));
        if (unknown === null) return [];
        return [{ message: `${data.name} can be read back from ${store.name}`, unknown, data: key, ...placeOf(store) }];
      });
    });
  },
};
