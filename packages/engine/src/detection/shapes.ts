import { MOST_CONFIDENCE } from "@threatloom/model";
import type { Fields } from "./fields.js";

const observation = {
  name: { kind: "text", about: "Where or how it is noticed." },
  description: { kind: "text", about: "A sentence for reports." },
  sensors: {
    kind: "texts",
    about: "The sensors that show it, by the names that log sources have. Any of them will do.",
  },
} as const satisfies Fields;

const event = {
  name: { kind: "text", about: "What happens, in a few words. The description where it is absent." },
  description: { kind: "text", about: "What happens, in a sentence." },
  metadata: { kind: "free", about: "What is needed to notice it, such as the fields of a log." },
  techniques: { kind: "texts", about: "Techniques of ATT&CK, such as T1566 or T1566.001." },
  references: { kind: "texts", about: "Other ids: CWE-89, CAPEC-66, addresses." },
  observations: { kind: "maps", about: "Ways to notice it.", of: observation, bare: "sensors" },
} as const satisfies Fields;

const surface = {
  name: { kind: "text", about: "Where events happen: a service, a device, a network.", required: true },
  category: { kind: "text", about: "What it is: service, endpoint, network …" },
  description: { kind: "text", about: "A sentence for reports." },
  components: {
    kind: "texts",
    about: "Components of the model it stands for, by path or id. By default the one that has its name.",
  },
  events: { kind: "maps", about: "What happens there, in order.", of: event, bare: "name" },
} as const satisfies Fields;

/** What a `*.tds.yaml` may say. */
export const scenarioFields = {
  name: { kind: "text", about: "The name of the scenario.", required: true },
  version: { kind: "text", about: "The version of the definition." },
  statement: { kind: "text", about: "What somebody would do, in a sentence or two." },
  license: { kind: "text", about: "The licence of the definition." },
  references: { kind: "texts", about: "CWE-89, CAPEC-66, addresses. Ids link it to threats that refer to them, too." },
  threats: { kind: "texts", about: "Threats of the model that it plays out, by name or id." },
  metadata: { kind: "free", about: "Anything else: authors, dates, tickets." },
  surfaces: {
    kind: "maps",
    about: "Where it happens, in order. A surface that it comes back to is written once more.",
    of: surface,
    bare: "name",
  },
} as const satisfies Fields;

const logSource = {
  name: { kind: "text", about: "The name of the sensor, as scenarios and @detects use it.", required: true },
  also: { kind: "texts", about: "Other names it goes by." },
  collects: { kind: "text", about: "Where it collects, for people." },
  confidence: {
    kind: "grade",
    about: "What can be said from it: 0 nothing, 1 hardly anything … 5 all that is needed, everywhere and at once.",
    most: MOST_CONFIDENCE,
    required: true,
  },
  techniques: { kind: "texts", about: "The techniques it sees, sub-techniques included; all where it is absent." },
  events: { kind: "texts", about: "Names of the events it sees; all where it is absent." },
  components: {
    kind: "texts",
    about: "What it sees: components by path or id with all below them, or surfaces; all where it is absent.",
  },
  retention: { kind: "duration", about: "How long its logs are kept, such as 90 days." },
  description: { kind: "text", about: "A sentence for reports." },
} as const satisfies Fields;

/** What a `log-sources.yaml` or `*.logs.yaml` may say. */
export const logFields = {
  "log-sources": { kind: "maps", about: "The log sources there are.", of: logSource, bare: "name" },
} as const satisfies Fields;
