import { factTable, roleWords, statuses, type FactSubject, type RuleSubject } from "@threatloom/model";

/** A field of a variable: its type in CEL, what it means, and for words what they can be. */
export interface Word {
  type: string;
  meaning: string;
  values?: readonly string[];
}

/** The fields of one type, by name. */
export type Words = Readonly<Record<string, Word>>;

const text = (meaning: string, values?: readonly string[]): Word => ({
  type: "string",
  meaning,
  ...(values !== undefined && { values }),
});
const texts = (meaning: string): Word => ({ type: "list<string>", meaning });
const flag = (meaning: string): Word => ({ type: "bool", meaning });
const list = (of: string, meaning: string): Word => ({ type: `list<${of}>`, meaning });
const facts = (type: string): Word => ({ type, meaning: "What is known of its properties, see properties.md." });

const entity = {
  name: text("Its name, of a component its whole path."),
  key: text("Its canonical key."),
  ids: texts("Its explicit ids, with their marks."),
  description: text("Empty where nobody describes it."),
  properties: {
    type: "map<string, dyn>",
    meaning: "Extended properties as they are written, those of your own included; ask `has(…)` first.",
  },
} as const;

const severities = ["", "critical", "high", "medium", "low"];
const kinds = ["exposure", "mitigation", "acceptance", "transfer", "test", "detection", "review", "assumption"];
const moreKinds = ["ownership", "handling", "responsibility", "entitlement"];

/** Every type that expressions know, with its fields: the reader, the guide and the checks are made of this table. */
export const types = {
  Component: {
    ...entity,
    role: text("The part it plays in a data flow diagram.", roleWords),
    segments: texts("The names on its path, outermost first."),
    boundaries: texts("Names of the boundaries around it, its zone first."),
    owners: texts("The teams that answer for it."),
    data: texts("Names of the data it keeps, handles, sends or receives."),
    incoming: list("Flow", "The flows that bring something to it."),
    outgoing: list("Flow", "The flows that take something from it."),
    threats: list("Threat", "The threats that somebody claims something about on it."),
    facts: facts("ComponentFacts"),
  },
  Flow: {
    name: text("`A -> B`."),
    from: { type: "Component", meaning: "Where it starts." },
    to: { type: "Component", meaning: "Where it ends." },
    label: text("What flows, as written; empty where nobody says."),
    medium: text("How, as written; empty where nobody says."),
    bidirectional: flag("It runs both ways."),
    crosses: flag("It crosses a trust boundary."),
    boundaries: texts("Names of the boundaries it crosses."),
    data: texts("Names of the data it carries."),
    properties: entity.properties,
    facts: facts("FlowFacts"),
  },
  Data: {
    ...entity,
    level: text("The level or class as declared; empty where nobody says."),
    sensitivity: {
      type: "int",
      meaning: "The place of its level in the order, 0 for the least; -1 where it has none.",
    },
    facts: facts("DataFacts"),
  },
  Boundary: {
    ...entity,
    kind: text("How it was drawn.", ["zone", "declared", "between"]),
    contains: list("Component", "The components inside."),
    crossings: list("Flow", "The flows that cross it."),
    facts: facts("BoundaryFacts"),
  },
  Claim: {
    kind: text("What it claims.", [...kinds, ...moreKinds]),
    component: text("Name of the component it is about; empty where there is none. So are threat, control and data."),
    threat: text("Name of the threat."),
    control: text("Name of the control."),
    data: text("Name of the data."),
    text: text("How, why or what, as written."),
    severity: text("Empty where nobody says.", severities),
    references: texts("As written."),
    open: flag("An exposure that nothing answers."),
    expired: flag("An acceptance past its date."),
    expires: text("The date of an acceptance, as 2026-01-31; empty where it has none."),
    confirmed: flag("Somebody has proven it."),
    file: text("Where it is said."),
    function: text("The function it is bound to; empty where it speaks for a module."),
    properties: entity.properties,
  },
  Threat: {
    name: text("Its name."),
    status: text("How it stands on the component.", statuses),
    severity: text("Empty where nobody says.", severities),
    references: texts("Of its definition, as written."),
    tested: flag("A test names one of its controls."),
    detectable: flag("A detection claim covers it."),
  },
} as const satisfies Record<string, Words>;

/** A type with fields of its own. */
export type TypeName = keyof typeof types;

/** The type of a rule's variable. */
export const typeOf: Readonly<Record<RuleSubject, TypeName>> = {
  component: "Component",
  flow: "Flow",
  data: "Data",
  boundary: "Boundary",
  claim: "Claim",
};

/** `ComponentFacts`: the type of the facts about a subject. */
export const factsType = (on: FactSubject): string => `${typeOf[on]}Facts`;

const LISTS: ReadonlySet<string> = new Set(["texts", "assets", "classes"]);

/** The facts about a subject as fields: flags are the words yes, no and unknown. */
export function factWords(on: FactSubject): Words {
  return Object.fromEntries(
    Object.entries(factTable[on]).map(
      ([name, spec]: [string, { type: string; values?: readonly string[]; meaning: string }]) => {
        if (LISTS.has(spec.type)) return [name, texts(spec.meaning)];
        const values = spec.type === "flag" ? ["yes", "no"] : spec.values;
        return [name, text(spec.meaning, values && [...values, "unknown"])];
      },
    ),
  );
}

/** The functions and macros that expressions may call. What could cost more than its arguments are long is not among them. */
export const functions: readonly string[] = [
  "all",
  "contains",
  "double",
  "endsWith",
  "exists",
  "exists_one",
  "filter",
  "has",
  "int",
  "lowerAscii",
  "map",
  "size",
  "startsWith",
  "string",
  "trim",
  "upperAscii",
];
