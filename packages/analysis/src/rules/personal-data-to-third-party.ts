import type { ComponentView, Elements, FlowView } from "../elements.js";
import { isOthers } from "../looks/parties.js";
import { placeOf, placesOf } from "../looks/places.js";
import { isPersonal, keptUnencrypted, listed } from "../looks/sensitive.js";
import type { Rule } from "../rule.js";
import { says } from "../suspect.js";

/** The flows that give something of ours to an outsider. */
function given({ incoming }: ComponentView): FlowView[] {
  return incoming.filter(({ flow, from }) => !flow.bidirectional && /^(process|data-store)$/.test(from.component.role));
}

/** The personal data an outsider gets from us: what it sent itself, it had before. */
function received(view: ComponentView, elements: Elements): Set<string> {
  const sent = new Set(view.outgoing.filter(({ to }) => to !== view).flatMap(({ data }) => data));
  const got = [...view.handles, ...given(view).flatMap(({ data }) => data)];
  return new Set(
    got.filter((key) => {
      const asset = elements.dataAsset(key);
      return asset !== undefined && isPersonal(asset) && !sent.has(key);
    }),
  );
}

/** Says every outsider that is given personal data. */
export const rule: Rule = {
  id: "personal-data-to-third-party",
  meta: {
    title: "Personal data in the hands of somebody else",
    group: "data",
    stride: ["I"],
    cwe: [359],
    capec: [],
    attack: ["T1199"],
    asvs: ["14.2.3"],
    severity: "medium",
    confidence: "medium",
    threats: ["disclosure to third parties", "data sharing", "privacy violation", "leak at a third party"],
    why: "From there on somebody else protects the data of your people, or does not. Their breach is yours as well, and the people may have a right to know and to refuse.",
    fix: "Send less or nothing. Else agree on what may be done with the data, and write it down with `@transfers … to …` or `@accepts` and the agreement as the reason.",
    falsePositives: "The person's own device or account is no third party: connect the actor with it.",
  },
  check(_model, { elements }) {
    return elements.components.flatMap((view) => {
      if (!isOthers(view)) return [];
      const keys = received(view, elements);
      const data = elements.data.filter(({ asset }) => keys.has(asset.key));
      // Of a store that can be read there, unencrypted-sensitive-store speaks.
      const isReadable =
        view.component.role === "data-store" && data.some((one) => keptUnencrypted(view, one)?.length === 0);
      if (data.length === 0 || isReadable) return [];
      const by = given(view).find((flow) => flow.data.some((key) => keys.has(key)));
      // Who sends has to act.
      const place = by ? { ...placesOf(by), component: by.flow.from } : placeOf(view);
      // That nobody declared it is all that makes it an outsider.
      const isGuess = view.component.roleInferred && !says(view.facts["third-party"]);
      const unknown = isGuess ? [`${view.name}: third-party`] : [];
      return [{ message: `${view.name} gets ${listed(data)}`, unknown, data: data[0]!.asset.key, ...place }];
    });
  },
};
