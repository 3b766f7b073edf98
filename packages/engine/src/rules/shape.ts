import { ruleSubjects, strideNames } from "@threatloom/model";

/** What a key of a rule takes. `references`: ids of one catalogue, of CWE and CAPEC also as numbers. */
export type RuleKey = { about: string; required?: true } & (
  | { kind: "references"; catalog: "asvs" | "attack" | "capec" | "cwe" }
  | { kind: "text"; most: number }
  | { kind: "texts" }
  | { kind: "word"; oneOf: readonly string[] }
  | { kind: "words"; oneOf: readonly string[] }
);

const required = true;

/** The keys of a rule: one table for the reader, the schema and the guide. */
export const ruleKeys = {
  id: { kind: "text", most: 64, required, about: "Lower-case words with hyphens, unlike every other rule's." },
  title: { kind: "text", most: 200, required, about: "What is wrong, in a few words." },
  on: { kind: "word", oneOf: ruleSubjects, required, about: "What it is about: the condition is asked of each one." },
  when: { kind: "text", most: 2000, required, about: "The condition, in CEL: where it is true, the rule speaks." },
  message: { kind: "text", most: 500, required, about: "What it says; {component.name} is filled in." },
  severity: { kind: "word", oneOf: ["critical", "high", "medium", "low"], required, about: "How grave it is." },
  confidence: { kind: "word", oneOf: ["high", "medium", "low"], about: "How far to trust it; medium by default." },
  stride: { kind: "words", oneOf: Object.keys(strideNames), about: "Letters of STRIDE." },
  cwe: { kind: "references", catalog: "cwe", about: "Weaknesses, as 89 or CWE-89." },
  capec: { kind: "references", catalog: "capec", about: "Attack patterns, as 66 or CAPEC-66." },
  attack: { kind: "references", catalog: "attack", about: "Techniques of ATT&CK, as T1190." },
  asvs: { kind: "references", catalog: "asvs", about: "Requirements of ASVS 5.0, as 1.2.4." },
  threats: {
    kind: "texts",
    about: "Names of the threat; a claim about one of them on the component answers the rule.",
  },
  why: { kind: "text", most: 2000, required, about: "Why it matters." },
  fix: { kind: "text", most: 2000, required, about: "What to do." },
  falsePositives: { kind: "text", most: 2000, about: "Where it speaks although nothing is wrong." },
} as const satisfies Record<string, RuleKey>;

/** The name of a key. */
export type RuleKeyName = keyof typeof ruleKeys;

/** The form of an id. */
export const RULE_ID = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

function schemaOf(key: RuleKey): Record<string, unknown> {
  const description = key.about;
  switch (key.kind) {
    case "text":
      return { type: "string", minLength: 1, maxLength: key.most, description };
    case "word":
      return { enum: [...key.oneOf], description };
    case "words":
      return { type: "array", items: { enum: [...key.oneOf] }, description };
    case "texts":
      return { type: "array", items: { type: "string", minLength: 1 }, description };
    case "references":
      return { type: "array", items: { type: ["integer", "string"] }, description };
  }
}

/** The JSON Schema of a file of rules, published as docs/schema/threatloom-rules.schema.json. */
export function rulesSchema(): Record<string, unknown> {
  const keys: [string, RuleKey][] = Object.entries(ruleKeys);
  const properties = Object.fromEntries(keys.map(([name, key]) => [name, schemaOf(key)]));
  const id = { ...(properties["id"] as object), pattern: RULE_ID.source };
  const needed = keys.filter(([, key]) => key.required).map(([name]) => name);
  const rule = {
    type: "object",
    additionalProperties: false,
    required: needed,
    properties: { ...properties, id },
  };
  const rules = { type: "array", items: { $ref: "#/$defs/rule" }, description: "The rules of this file." };
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: ".threatloom/rules/*.yaml",
    description: "Rules of a project's own, in a list or one alone.",
    anyOf: [
      { type: "object", additionalProperties: false, required: ["rules"], properties: { rules } },
      { $ref: "#/$defs/rule" },
    ],
    $defs: { rule },
  };
}
