import {
  editDistance,
  idKey,
  type AnnotationFields,
  type Entity,
  type Location,
  type ThreatModel,
} from "@threatloom/model";
import type { Rule, RuleFinding } from "../rule.js";

/** Shorter words are a letter from too many others, longer keys are no names. */
const SHORTEST = 7;
const LONGEST = 128;

type Field = "component" | "control" | "data" | "threat";

/** What a slip leaves alone: digits are counted with, and names of one path have as many segments. */
const shapeOf = (key: string): string => key.replace(/[^0-9:]+/g, "_");

/** Whether two keys differ in one segment only, and there by one letter of a longer word. */
function isSlip(a: string, b: string): boolean {
  if (shapeOf(a) !== shapeOf(b)) return false;
  const other = b.split(":");
  const [slip, ...more] = a.split(":").flatMap((one, index) => (one === other[index] ? [] : [[one, other[index]!]]));
  if (slip === undefined || more.length > 0) return false;
  const [first, second] = slip as [string, string];
  return Math.min(first.length, second.length) >= SHORTEST && editDistance(first, second, 1) <= 1;
}

/** A key and what is left of it without one letter: two keys that are a slip apart have one of these in common. */
function stumps(key: string): string[] {
  if (key.length > LONGEST) return [];
  return [key, ...Array.from(key, (_, index) => key.slice(0, index) + key.slice(index + 1))];
}

/** What is only mentioned and a letter from something that is defined. */
function slipsAmong<T extends Entity>(entities: readonly T[]): { mentioned: T; defined: T }[] {
  const byStump = new Map<string, T[]>();
  for (const entity of entities.filter(({ definitions }) => definitions.length > 0)) {
    for (const stump of stumps(entity.key)) {
      const known = byStump.get(stump);
      if (known) known.push(entity);
      else byStump.set(stump, [entity]);
    }
  }
  return entities.flatMap((mentioned) => {
    if (mentioned.definitions.length > 0) return [];
    const near = stumps(mentioned.key).flatMap((stump) => byStump.get(stump) ?? []);
    const defined = near.find(({ key }) => isSlip(mentioned.key, key));
    return defined ? [{ mentioned, defined }] : [];
  });
}

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
