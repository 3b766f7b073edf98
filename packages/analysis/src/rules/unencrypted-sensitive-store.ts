import { isOwnStore } from "../looks/parties.js";
import { answersAnybody } from "../looks/calls.js";
import { placeOf } from "../looks/places.js";
import { isCredential, isHashed, keptUnencrypted, listed, sensitiveAmong } from "../looks/sensitive.js";
import type { Rule } from "../rule.js";
import { says } from "../suspect.js";

/** Says every store that keeps sensitive data unencrypted. Credentials have a rule of their own. */
export const rule: Rule = {
  id: "unencrypted-sensitive-store",
  meta: {
    title: "Sensitive data in a store without encryption",
    group: "data",
    stride: ["I"],
    cwe: [311, 312],
    capec: [37],
    attack: ["T1005", "T1530"],
    asvs: ["14.2.4"],
    severity: "high",
    confidence: "high",
    threats: ["theft of stored data", "theft of a backup", "disk theft", "unencrypted storage"],
    why: "A lost disk, a copied backup or a snapshot in the wrong account hands out everything at once, past every check of the application.",
    fix: "Encrypt the store, or the data before they are stored, and say `encrypts-at-rest: yes` on the store or `encrypted-at-rest: yes` on the data.",
    falsePositives: "A store that lives in memory only: accept the threat with that as the reason.",
  },
  check(model, { elements }) {
    return elements.components.flatMap((store) => {
      // What is in logs should not be there at all, and another rule says so.
      if (store.component.role !== "data-store" || says(store.facts["stores-logs"])) return [];
      // What answers anybody gives it away, encrypted or not: unauthenticated-store comes first.
      if (isOwnStore(store) && answersAnybody(store)) return [];
      const kept = sensitiveAmong(store.data, model, elements).flatMap((data) => {
        const unknown = isCredential(data) || isHashed(data) ? null : keptUnencrypted(store, data);
        return unknown === null ? [] : [{ name: data.name, key: data.asset.key, unknown }];
      });
      const certain = kept.filter(({ unknown }) => unknown.length === 0);
      const said = certain.length > 0 ? certain : kept;
      if (said.length === 0) return [];
      const message = `${store.name} keeps ${listed(said)} unencrypted`;
      return [{ message, unknown: said[0]!.unknown, data: said[0]!.key, ...placeOf(store) }];
    });
  },
};
