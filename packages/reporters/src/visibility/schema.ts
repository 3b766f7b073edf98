import { MOST_CONFIDENCE, statuses } from "@threatloom/model";
import { array, choice, integer, list, nullable, object, ref, text, type Schema } from "../json/schema-parts.js";

const flag: Schema = { type: "boolean" };
const maybe = (description?: string): Schema => nullable(text(description));
const grade: Schema = { type: "integer", minimum: 0, maximum: MOST_CONFIDENCE };

const definitions: Record<string, Schema> = {
  location: object({ file: text("Relative to the root, with `/`"), line: integer(1), column: integer(1) }),
  sighting: object({
    sensor: text(),
    confidence: { ...nullable(grade), description: "Null where only a claim speaks of it" },
    by: choice("log-source", "claim"),
    location: ref("location"),
  }),
  missing: object({
    sensor: maybe("Null where none is named"),
    reason: choice("no-log-source", "out-of-scope", "no-confidence", "no-sensor"),
    suggestion: maybe("The log source that was perhaps meant"),
  }),
  event: object({
    order: integer(1),
    name: text(),
    description: maybe(),
    surface: text(),
    category: maybe(),
    components: list("Keys of components, sorted"),
    techniques: array(object({ id: text(), name: maybe("Where a catalogue at hand knows it") })),
    state: choice("seen", "claimed", "unseen"),
    confidence: nullable(grade),
    seenBy: array(ref("sighting"), "Surest first"),
    missing: array(ref("missing")),
    location: ref("location"),
  }),
  scenario: object({
    name: text(),
    version: maybe(),
    statement: maybe(),
    verdict: choice("from-the-start", "late", "claimed", "unseen"),
    first: { ...nullable(integer(1)), description: "The order of the first event that is seen" },
    confidence: nullable(grade),
    seen: integer(),
    threats: list("Keys of the threats it plays out, sorted"),
    events: array(ref("event"), "In order"),
    location: ref("location"),
  }),
  threat: object({
    component: text("Key of a component"),
    threat: text("Key of a threat"),
    status: nullable(choice(...statuses)),
    mitigated: flag,
    tested: flag,
    detectable: flag,
    seenBy: array(ref("sighting"), "Surest first"),
    scenarios: list("Names of the scenarios that play it out there, sorted"),
  }),
  logSource: object({
    name: text(),
    also: list(),
    collects: maybe(),
    confidence: grade,
    retention: maybe(),
    description: maybe(),
    location: ref("location"),
    techniques: list("Empty for all"),
    events: list("Empty for all"),
    components: list("Empty for all"),
  }),
};

const count = (...names: readonly string[]): Schema =>
  object(Object.fromEntries(names.map((name) => [name, integer()])));

/** The JSON Schema of the visibility document; docs/schema/threatloom-visibility.schema.json is written from it. */
export const schema: Schema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "Threatloom visibility document",
  description:
    "What can be seen of the threats that a project describes, as `threatloom visibility --format json` prints it.",
  ...object({
    schemaVersion: { type: "string", pattern: "^1\\.[0-9]+$" },
    project: text(),
    counts: object({
      scenarios: count("total", "fromTheStart", "late", "claimed", "unseen"),
      events: count("total", "seen", "claimed", "unseen"),
      threats: count("total", "mitigated", "tested", "detectable"),
    }),
    scenarios: array(ref("scenario"), "By file"),
    threats: array(ref("threat"), "By component and threat"),
    logSources: array(ref("logSource"), "By name"),
    wanted: array(
      object({ sensor: text(), events: integer(), earlier: integer(), suggestion: maybe() }),
      "Sensors that no log source provides, the most useful first",
    ),
    unused: list("Names of log sources that nothing asks for"),
    notices: array(object({ location: ref("location"), message: text(), suggestion: maybe() }), "By place"),
  }),
  $defs: definitions,
};
