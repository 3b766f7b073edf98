import { idKey, type AnnotationFields, type Entity, type Location, type ThreatModel } from "@threatloom/model";
import { slipsAmong } from "../looks/slips.js";
import type { Rule, RuleFinding } from "../rule.js";

type Field = "component" | "control" | "data" | "threat";

/** What ids refer to, by keys: of an id that nothing bears a diagnostic speaks. */
function byIds({ annotations }: ThreatModel): Set<string> {
  const references = annotations.flatMap(({ fields }) =>
    (Object.values(fields) as AnnotationFields[keyof AnnotationFields][]).flat(),
  );
  return new Set(references.flatMap((one) => (typeof one === "object" && one.form === "id" ? [idKey(one.text)] : [])));
}

/** Where something is mentioned first: by a claim, else by a flow. */
function mentionOf({ claims, flows }: ThreatModel, field: Field, key: string): Location | null {
  const names = field === "component" ? (["component", "actor", "target"] as const) : [field];
  const claim = claims.find((one) => names.some((name) => one[name] === key));
  const flow = field === "component" ? flows.find(({ from, to }) => from === key || to === key) : undefined;
  return claim?.location ?? flow?.location ?? null;
}

/** Says every name that is never defined and a letter from one that is. */
export const rule: Rule = {
  id: "lookalike-name",
  meta: {
    title: "A name that looks like a slip of the pen",
    group: "hygiene",
    stride: [],
    cwe: [],
    capec: [],
    attack: [],
    asvs: [],
    severity: "medium",
    confidence: "medium",
    threats: [],
    why: "A name with a letter too many makes a thing of its own: a mitigation of it protects nothing, and an exposure of it stands alone.",
    fix: "Write the name as it is defined, or use its id. If both exist, define the other one as well.",
    falsePositives: "Two things whose names differ in one letter: define both.",
  },
  check(model) {
    const dangling = byIds(model);
    const found = (field: Field, entities: readonly Entity[]): RuleFinding[] =>
      slipsAmong(entities.filter(({ key, definitions }) => definitions.length > 0 || !dangling.has(key))).map(
        ({ mentioned, defined }) => ({
          message: `nothing defines "${mentioned.name}", which looks like ${defined.name}`,
          component: field === "component" ? mentioned.key : null,
          location: mentionOf(model, field, mentioned.key),
          ...(field === "threat" ? { threat: mentioned.key } : {}),
          ...(field === "data" ? { data: mentioned.key } : {}),
        }),
      );
    const { components, threats, controls, data } = model;
    return [
      ...found("component", components),
      ...found("threat", threats),
      ...found("control", controls),
      ...found("data", data),
    ];
  },
};
