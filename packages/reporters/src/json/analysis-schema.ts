import { strideNames } from "@threatloom/model";
import { array, choice, list, nullable, object, ref, text, type Schema } from "./schema-parts.js";

const stride = array(choice(...Object.keys(strideNames)), "Letters of STRIDE");
const confidence = choice("high", "medium", "low");
const status = choice("exposed", "partial", "accepted", "transferred", "mitigated");
const grade: Schema = { type: "integer", minimum: 1, maximum: 5 };

/** What the analysis says, as definitions of the output document. */
export const analysisDefinitions = {
  finding: object({
    id: text("Made of meaning: stable across moves and line shifts"),
    rule: text(),
    group: choice("claim", "data", "hygiene", "project", "stride"),
    stride,
    severity: ref("severity"),
    confidence,
    message: text(),
    unknown: list("Properties it rests on that nobody said"),
    component: nullable(text()),
    flow: nullable(text()),
    data: nullable(text()),
    boundary: nullable(text()),
    threat: nullable(text()),
    status: nullable(status),
    location: nullable(ref("location")),
  }),
  risk: object({
    likelihood: grade,
    impact: grade,
    level: ref("severity"),
    score: { type: "number", minimum: 0, maximum: 10 },
    basis: choice("dread", "severity", "stated"),
  }),
  ranked: object({
    id: text("Made of meaning: stable across moves and line shifts"),
    kind: choice("finding", "pair"),
    title: text(),
    rule: nullable(text()),
    component: nullable(text()),
    threat: nullable(text()),
    stride,
    status: nullable(status),
    confidence,
    unknown: list("Properties it rests on that nobody said; such threats rank below all others"),
    risk: ref("risk"),
    confirmed: { type: "boolean", description: "A finding of another scanner, or @confirmed, says that it is real" },
    location: nullable(ref("location")),
  }),
  external: object({
    tool: text(),
    rule: text(),
    message: text(),
    severity: ref("severity"),
    cwe: array({ type: "integer", minimum: 1 }, "Numbers of weaknesses, sorted"),
    location: nullable(ref("location")),
    symbol: nullable(text("The function it lies in, without package or module")),
    components: list("Keys of components whose claims stand on that function, its type or its module"),
    confirms: array(
      object({ component: text(), threat: text() }),
      "Pairs with an exposure to a threat with one of its weaknesses",
    ),
  }),
} satisfies Record<string, Schema>;
